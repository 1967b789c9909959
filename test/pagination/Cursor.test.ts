import { assert, describe, it } from "@effect/vitest"
import { FastCheck as fc, Schema } from "effect"
import * as Arbitrary from "effect/Arbitrary"
import { Cursor } from "../../src/pagination/Cursor.js"

describe("a cursor", () => {
  it("has only characters that any database and any address can hold", () => {
    const isCursor = Schema.is(Cursor)
    assert.isTrue(isCursor("eyJ2IjoyfQ-_"))
    for (const text of ["", "a b", "a+b", "a/b", "a=", " a", "a\n"]) assert.isFalse(isCursor(text))
  })

  it("is made up for a property test, each of them different", () => {
    const cursors = fc.sample(Arbitrary.make(Cursor), { numRuns: 200, seed: 1 })
    assert.isTrue(cursors.every(Schema.is(Cursor)))
    assert.isTrue(cursors.every((cursor) => cursor.length >= 4))
    // Letters and digits stay as they were made.
    assert.isAbove(new Set(cursors.map((cursor) => cursor.replace(/_/g, ""))).size, 100)
  })
})
