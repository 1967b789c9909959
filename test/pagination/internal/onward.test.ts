import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import type { ResumePoint } from "../../../src/pagination/internal/position.js"
import { startAt } from "../../../src/pagination/internal/position.js"
import type { Read } from "../../../src/pagination/internal/resume.js"
import { onward } from "../../../src/pagination/internal/resume.js"
import { marked, previous } from "./marks.js"

type List = Parameters<typeof onward>[0]

const opaque: List = {
  idOf: () => Option.none(),
  pageAfter: Option.none(),
  previous: Option.none(),
  arrivals: { _tag: "Unknown" }
}

const numbered: List = { ...opaque, previous: Option.some(previous) }

const at = { page: 2 }
const start = startAt({ page: 1 })

const readOf = (point: ResumePoint, text: string, more: Partial<Read> = {}): Read => {
  const { items, marks } = marked(text)
  return { point, moved: [], sent: items, marks, lastMarks: marks, total: Option.none(), ...more }
}

const names = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `n${from + n}`)

describe("the next page of a list that is not numbered", () => {
  const next = (point: ResumePoint, text: string) => onward(opaque, readOf(point, text), { at })

  it("starts with nothing handed out", () => {
    assert.deepEqual(next(start, "a b - c"), startAt(at))
  })

  it("inherits the names that this page no longer holds", () => {
    const point = { ...start, had: ["a", "x", "c"], seen: ["s"], total: 3, head: "h" }
    assert.deepEqual(next(point, "a b c"), { ...startAt(at), had: ["x"], head: "h" })
  })

  it("inherits as many items without an id as this page held too few", () => {
    const nameless = (text: string) => next({ ...start, nameless: 3 }, text).nameless
    assert.strictEqual(nameless("a b c d e"), 3)
    assert.strictEqual(nameless("a - b -"), 1)
    assert.strictEqual(nameless("- - -"), 0)
    assert.strictEqual(nameless("- - - -"), 0)
  })
})

describe("the next page of a numbered list", () => {
  const next = (point: ResumePoint, text: string, more: Partial<Read> = {}) =>
    onward(numbered, readOf(point, text, more), { at })

  it("remembers the items before it, in order, and those that moved", () => {
    const point = { ...start, seen: ["s"], had: ["h"], nameless: 2, unsure: true, overlap: 1 }
    const moved = [{ item: "item m", index: 0, mark: "m" }]
    assert.deepEqual(next(point, "a - b", { moved }), {
      ...startAt(at),
      seen: ["s", "h", "m", "a", "b"]
    })
  })

  it("remembers a name where it stood last", () => {
    assert.deepEqual(next({ ...start, seen: ["a", "s"] }, "b a").seen, ["s", "b", "a"])
  })

  it("remembers the total, the last one that was told", () => {
    const point = { ...start, total: 5 }
    assert.strictEqual(next(point, "a", { total: Option.some(6) }).total, 6)
    assert.strictEqual(next(point, "a").total, 5)
  })

  it("remembers 20 names more than a page has, at least 70", () => {
    const point = { ...start, seen: names(0, 500) }
    assert.deepEqual(next(point, "a").seen, [...names(431, 500), "a"])
    const page = names(1000, 1100)
    assert.deepEqual(next(point, page.join(" ")).seen, [...names(480, 500), ...page])
  })

  it("remembers 1,000 names at most, and looks at no more items than that", () => {
    const page = names(1000, 2100)
    const { seen } = next({ ...start, seen: ["s"] }, page.join(" "))
    assert.deepEqual(seen, page.slice(100))
    // Among the last thousand items there are two without an id.
    const some = next({ ...start, seen: ["r", "s"] }, [...page, "-", "-"].join(" "))
    assert.deepEqual(some.seen, ["r", "s", ...page.slice(102)])
  })

  it("knows whether it remembers every name", () => {
    const all = (seen: number, page: number, seenAll = true) =>
      next({ ...start, seen: names(0, seen), seenAll }, names(5000, 5000 + page).join(" ")).seenAll
    assert.isTrue(all(0, 10))
    assert.isTrue(all(60, 10))
    assert.isFalse(all(61, 10))
    assert.isFalse(all(0, 10, false))
    assert.isTrue(all(0, 1000))
    assert.isFalse(all(0, 1001))
    assert.isFalse(all(1, 1000))
  })
})

describe("the next page of a numbered list whose pages overlap", () => {
  const next = (text: string, overlap: number, last?: string) =>
    onward(
      numbered,
      readOf(
        { ...start, seen: ["s"] },
        text,
        last === undefined ? {} : { lastMarks: marked(last).marks }
      ),
      { at, overlap }
    )

  it("begins with the last items of this one", () => {
    const point = next("a b c d", 2)
    assert.strictEqual(point.overlap, 2)
    assert.deepEqual(point.seen, ["s", "a", "b", "c", "d"])
  })

  it("begins with the last items as they were read last", () => {
    const point = next("a b c d", 2, "a d b e")
    assert.strictEqual(point.overlap, 2)
    assert.deepEqual(point.seen, ["s", "a", "c", "d", "b", "e"])
  })

  it("is not known to begin with an item without an id, or with more than there are", () => {
    assert.strictEqual(next("a b c -", 2).overlap, 0)
    assert.strictEqual(next("a b - c", 1).overlap, 1)
    assert.strictEqual(next("a b", 3).overlap, 0)
    assert.strictEqual(next("a b", 2).overlap, 2)
    assert.strictEqual(next("a b", 0).overlap, 0)
  })
})
