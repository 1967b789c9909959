import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import * as Keyset from "../../../src/pagination/internal/keyset.js"

describe("the id of an item that is not checked yet", () => {
  const idOf = (item: unknown) => Option.getOrUndefined(Keyset.idOf(item))

  it("is a text of 1 to 5,000 characters", () => {
    assert.strictEqual(idOf({ id: "cs_1" }), "cs_1")
    assert.strictEqual(idOf({ id: "a".repeat(5000) })?.length, 5000)
    assert.isUndefined(idOf({ id: "a".repeat(5001) }))
    assert.isUndefined(idOf({ id: "" }))
  })

  it("is nothing else, not even a value with a length", () => {
    for (const id of [["cs_1"], { length: 4 }, 4242, null, undefined])
      assert.isUndefined(idOf({ id }))
    for (const item of [{}, "cs_1", null, undefined]) assert.isUndefined(idOf(item))
  })
})
