import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { ResumePoint } from "../../../src/pagination/internal/position.js"
import type { Marked } from "../../../src/pagination/internal/shift.js"
import { findMoved } from "../../../src/pagination/internal/shift.js"
import { changing, marked, pointAt, previous } from "./marks.js"

type Readings = Readonly<Record<number, ReadonlyArray<Marked>>>

/** What is found before a page, in plain values, and the pages that were read for it. */
const find = (point: ResumePoint, page: Marked, list: Readings) =>
  Effect.gen(function* () {
    const { read, reads } = changing(list)
    const found = Option.getOrUndefined(yield* findMoved(point, page, previous, read))
    return {
      reads,
      found,
      moved: found?.moved.map(({ mark }) => mark).join(" "),
      total: found && Option.getOrUndefined(found.total)
    }
  })

/** Names `n0`, `n1` and so on. */
const names = (count: number) => Array.from({ length: count }, (_, n) => `n${n}`).join(" ")

/** As many pages that hold unknown items. */
const strange = (from: number, to: number): Readings =>
  Object.fromEntries(
    Array.from({ length: to - from + 1 }, (_, n) => [from + n, [marked(`x${n}`)]] as const)
  )

describe("the items that moved before a page", () => {
  const point = pointAt(3, "a b c d")

  it.effect("are the unknown ones after an item that was handed out, as they stand there", () =>
    Effect.gen(function* () {
      const { found, reads } = yield* find(point, marked("f g"), { 2: [marked("x d e")] })
      assert.deepEqual(found?.moved, [{ item: "item e", index: 2, mark: "e" }])
      assert.deepEqual(found?.marks, ["f", "g"])
      assert.deepEqual(reads, [2])
    })
  )

  it.effect("are not those without an id, nor those that were handed out of this page", () =>
    Effect.gen(function* () {
      const had = { ...point, had: ["h"] }
      const { found } = yield* find(had, marked("f g"), { 2: [marked("d - h e")] })
      assert.deepEqual(found?.moved, [{ item: "item e", index: 3, mark: "e" }])
    })
  )

  it.effect("are looked for until a page holds an item that was handed out", () =>
    Effect.gen(function* () {
      const list = { 1: [marked("x y")], 2: [marked("z d e")], 3: [marked("v w")] }
      const { moved, reads } = yield* find({ ...point, at: { page: 4 } }, marked("f"), list)
      assert.strictEqual(moved, "e v w")
      assert.deepEqual(reads, [3, 2])
    })
  )

  it.effect("are uncertain if no page holds an item that was handed out", () =>
    Effect.gen(function* () {
      const { found, reads } = yield* find(point, marked("f"), {
        1: [marked("x y")],
        2: [marked("z")]
      })
      assert.isUndefined(found)
      assert.deepEqual(reads, [2, 1])
    })
  )

  it.effect("are all, if every item before the page is remembered and none is left", () =>
    Effect.gen(function* () {
      const all = { ...point, seenAll: true }
      const list = { 1: [marked("x y")], 2: [marked("z")] }
      assert.strictEqual((yield* find(all, marked("f"), list)).moved, "x y z")
      // Nothing stands before the first page.
      const first = yield* find({ ...all, at: { page: 1 } }, marked("f", 7), list)
      assert.strictEqual(first.moved, "")
      assert.strictEqual(first.total, 7)
      assert.deepEqual(first.reads, [])
    })
  )

  it.effect("are looked for on ten pages and no more", () =>
    Effect.gen(function* () {
      const tenth = { ...strange(3, 11), 2: [marked("y d")], 1: [marked("c")] }
      const near = yield* find({ ...point, at: { page: 12 } }, marked("f"), tenth)
      assert.strictEqual(near.moved, "x0 x1 x2 x3 x4 x5 x6 x7 x8")
      assert.deepEqual(near.reads, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])

      const eleventh = { ...strange(2, 11), 1: [marked("d")] }
      for (const seenAll of [true, false]) {
        const far = yield* find({ ...point, at: { page: 12 }, seenAll }, marked("f"), eleventh)
        assert.isUndefined(far.found)
        assert.deepEqual(far.reads, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
      }
    })
  )
})

describe("the oldest names that a point remembers", () => {
  const known = (count: number, mark: string, seenAll = false) =>
    Effect.map(
      find(pointAt(2, names(count), { seenAll }), marked("f"), { 1: [marked(`${mark} e`)] }),
      ({ moved }) => moved
    )

  it.effect("are no anchors: the oldest third, and 20 at most", () =>
    Effect.gen(function* () {
      assert.isUndefined(yield* known(30, "n9"))
      assert.strictEqual(yield* known(30, "n10"), "e")
      assert.isUndefined(yield* known(90, "n19"))
      assert.strictEqual(yield* known(90, "n20"), "e")
      assert.strictEqual(yield* known(2, "n0"), "e")
    })
  )

  it.effect("are anchors if nothing was forgotten", () =>
    Effect.gen(function* () {
      const list = { 1: [marked("n9")], 2: [marked("n0 e")] }
      const point = pointAt(3, names(30), { seenAll: true })
      const { moved, reads } = yield* find(point, marked("f"), list)
      assert.strictEqual(moved, "e")
      assert.deepEqual(reads, [2])
    })
  )
})

describe("an item that came back", () => {
  const point = pointAt(5, "a b c d e f", { seenAll: true })
  const list = {
    1: [marked("a b")],
    2: [marked("w d x")],
    3: [marked("e f")],
    4: [marked("y f")]
  }

  it.effect("is followed as far back as it stood, and no farther", () =>
    Effect.gen(function* () {
      // Item b stood five places before the page. Pages 2 to 4 have seven items, pages 3 and 4 four.
      const { moved, reads } = yield* find(point, marked("b g"), list)
      assert.strictEqual(moved, "x y")
      assert.deepEqual(reads, [4, 3, 2])
    })
  )

  it.effect("is followed exactly so far, and the one that stood farthest counts", () =>
    Effect.gen(function* () {
      assert.deepEqual((yield* find(point, marked("c g"), list)).reads, [4, 3])
      assert.deepEqual((yield* find(point, marked("a g c"), list)).reads, [4, 3, 2])
      assert.deepEqual((yield* find(point, marked("e g"), list)).reads, [4])
      assert.deepEqual((yield* find(point, marked("g -"), list)).reads, [4])
    })
  )
})

describe("a list that changes between two readings", () => {
  const point = pointAt(3, "a b c d")

  it.effect("is read again if an item stands on two pages", () =>
    Effect.gen(function* () {
      const list = { 2: [marked("d f"), marked("d e")], 3: [marked("f g")] }
      const { found, moved, reads } = yield* find(point, marked("f g"), list)
      // Item f is handed out with the page, so it is not one that moved.
      assert.strictEqual(moved, "e")
      assert.deepEqual(found?.marks, ["f", "g"])
      assert.deepEqual(reads, [2, 3, 2])
    })
  )

  it.effect("is not read again for items without an id", () =>
    Effect.gen(function* () {
      const { moved, reads } = yield* find(point, marked("- f"), { 2: [marked("d - e")] })
      assert.strictEqual(moved, "e")
      assert.deepEqual(reads, [2])
    })
  )

  it.effect("is read again if the total fell, and not if it rose", () =>
    Effect.gen(function* () {
      const fell = { 2: [marked("d e", 9)], 3: [marked("f g", 9)] }
      const again = yield* find(point, marked("f g", 10), fell)
      assert.deepEqual(again.reads, [2, 3, 2])
      assert.strictEqual(again.total, 9)

      for (const total of [10, 11]) {
        const once = yield* find(point, marked("f g", 10), { 2: [marked("d e", total)] })
        assert.deepEqual(once.reads, [2])
        assert.strictEqual(once.total, total)
      }
    })
  )

  it.effect("keeps the total of the page if the pages before have none", () =>
    Effect.gen(function* () {
      const { reads, total } = yield* find(point, marked("f g", 10), { 2: [marked("d e")] })
      assert.strictEqual(total, 10)
      assert.deepEqual(reads, [2])
    })
  )

  it.effect("gives items that came to the page meanwhile, and each item once", () =>
    Effect.gen(function* () {
      const list = {
        2: [marked("d e f"), marked("d i e f")],
        3: [marked("g - h")]
      }
      const { found, reads } = yield* find(point, marked("f g"), list)
      assert.deepEqual(found?.moved, [
        { item: "item e", index: 2, mark: "e" },
        { item: "item h", index: 2, mark: "h" },
        { item: "item i", index: 1, mark: "i" }
      ])
      assert.deepEqual(found?.marks, ["g", undefined, "h"])
      assert.deepEqual(reads, [2, 3, 2])
    })
  )

  it.effect("is given up after twenty readings", () =>
    Effect.gen(function* () {
      const twice = Array.from({ length: 19 }, () => marked("d f"))
      const { found, reads } = yield* find(point, marked("f"), { 2: twice, 3: [marked("f")] })
      assert.isUndefined(found)
      assert.deepEqual(reads, Array.from({ length: 20 }, () => [2, 3]).flat())
      const last = { 2: [...twice, marked("d e")], 3: [marked("f")] }
      assert.strictEqual((yield* find(point, marked("f"), last)).moved, "e")
    })
  )
})
