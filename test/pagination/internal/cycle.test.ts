import { assert, describe, it } from "@effect/vitest"
import * as Cycle from "../../../src/pagination/internal/cycle.js"

describe("the detector of a list that comes back", () => {
  const first = Cycle.make({ page: 1, limit: 10 })

  it("knows a page by its parameters, in any order", () => {
    assert.isTrue(Cycle.closes(first, { page: 7 }, { limit: 10, page: 1 }))
    assert.isTrue(Cycle.closes(first, { page: 7, limit: 10 }, { limit: 10, page: 7 }))
    assert.isFalse(Cycle.closes(first, { page: 7, limit: 10 }, { page: 8, limit: 10 }))
  })

  it("tells a number from a string, and a value from another key's", () => {
    assert.isFalse(Cycle.closes(first, {}, { page: "1", limit: 10 }))
    assert.isFalse(Cycle.closes(first, {}, { page: 10, limit: 1 }))
  })

  it("remembers the first, second, fourth, eighth… page after the one before it", () => {
    let detector = first
    const remembered: Array<string> = []
    for (let page = 2; page <= 16; page++) {
      detector = Cycle.next(detector, { page })
      if (detector.steps === 0) remembered.push(detector.landmark)
    }
    assert.deepEqual(
      remembered,
      [2, 4, 8, 16].map((page) => Cycle.keyOf({ page }))
    )
  })
})
