import { assert, describe, it } from "@effect/vitest"
import { mayHaveMoved } from "../../../src/pagination/internal/shift.js"
import { marked, pointAt } from "./marks.js"

describe("whether items may have moved before a page", () => {
  const moved = (
    seen: string,
    now: string,
    more: { overlap?: number; total?: number; unsure?: boolean } = {},
    total?: number
  ) => mayHaveMoved(pointAt(3, seen, more), marked(now, total))

  it("no, where nothing was handed out before it", () => {
    assert.isFalse(moved("", "a b", { total: 5 }, 4))
    assert.isFalse(moved("", "a b", { unsure: true }))
  })

  it("yes, where that was so before and nothing was settled", () => {
    assert.isTrue(moved("a b", "c d", { unsure: true, total: 5 }, 5))
  })

  it("yes, if the total is another one", () => {
    assert.isFalse(moved("a b", "c d", { total: 5 }, 5))
    assert.isTrue(moved("a b", "c d", { total: 5 }, 4))
    assert.isTrue(moved("a b", "c d", { total: 5 }, 6))
  })

  it("the total says nothing if one of the two pages had none", () => {
    assert.isFalse(moved("a b", "c d", {}, 5))
    assert.isFalse(moved("a b", "c d", { total: 5 }))
  })

  it("yes, if an item is back that was handed out before", () => {
    assert.isTrue(moved("a b", "c a"))
    assert.isFalse(moved("a b", "c -"))
    assert.isTrue(moved("a b", "- a"))
  })

  it("no, if the page begins with the items that it shares with the one before", () => {
    assert.isFalse(moved("a b c d", "c d e", { overlap: 2 }))
    assert.isFalse(moved("a b c d", "d c e", { overlap: 2 }))
    assert.isFalse(moved("a b c d", "d e", { overlap: 1 }))
  })

  it("yes, if it does not begin with them, whatever the total says", () => {
    assert.isTrue(moved("a b c d", "d e f", { overlap: 2, total: 5 }, 5))
    assert.isTrue(moved("a b c d", "e f", { overlap: 1, total: 5 }, 5))
    assert.isTrue(moved("a b c d", "e f d", { overlap: 1 }))
    assert.isTrue(moved("a b c d", "- e f", { overlap: 1 }))
  })

  it("the total says nothing where pages overlap: new items come at the end", () => {
    assert.isFalse(moved("a b c d", "c d e", { overlap: 2, total: 5 }, 9))
  })

  it("yes, if an item is back behind those that both pages share", () => {
    assert.isTrue(moved("a b c d", "c d e a", { overlap: 2 }))
  })
})
