import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { fingerprint } from "../../../src/pagination/internal/fingerprint.js"
import type { ResumePoint } from "../../../src/pagination/internal/position.js"
import { startAt } from "../../../src/pagination/internal/position.js"
import type { Arrivals, Read } from "../../../src/pagination/internal/resume.js"
import {
  afterAll,
  atEnd,
  inside,
  isNew,
  needsMarks
} from "../../../src/pagination/internal/resume.js"

type List = Parameters<typeof inside>[0]

const prepended: Arrivals = { _tag: "Prepended", before: (id) => ({ before: id }) }

/** An item is its id; what is no text has none. */
const idOf = (item: unknown) => (typeof item === "string" ? Option.some(item) : Option.none())

const opaque: List = {
  idOf,
  pageAfter: Option.none(),
  previous: Option.none(),
  arrivals: { _tag: "Unknown" }
}

const byId: List = {
  ...opaque,
  pageAfter: Option.some((item) => Option.map(idOf(item), (id) => ({ after: id })))
}

const start = startAt({})
const second = startAt({ after: "x" })

const readOf = (
  point: ResumePoint,
  sent: ReadonlyArray<unknown>,
  more: Partial<Read> = {}
): Read => {
  const marks = sent.map((item) => Option.getOrUndefined(Option.map(idOf(item), fingerprint)))
  return { point, moved: [], sent, marks, lastMarks: marks, total: Option.none(), ...more }
}

const plainly = <A>(effect: Effect.Effect<Option.Option<A>>) =>
  Effect.map(effect, Option.getOrUndefined)

const movedItem = (mark: string) => ({ item: mark, index: 0, mark })

describe("a resume point and the items of its page", () => {
  it("asks for their marks only if something was handed out", () => {
    assert.isFalse(needsMarks(start))
    assert.isTrue(needsMarks({ ...start, had: ["a"] }))
    assert.isTrue(needsMarks({ ...start, seen: ["a"] }))
    assert.isTrue(needsMarks({ ...start, nameless: 1 }))
  })

  it("all are new where nothing was handed out", () => {
    const marks = ["a", undefined, "b"]
    assert.deepEqual([0, 1, 2].map(isNew(start, marks)), [true, true, true])
    assert.deepEqual([0, 1, 2].map(isNew(start, [])), [true, true, true])
  })

  it("those are not new that it names, nor as many without an id as it counts", () => {
    const point = { ...start, had: ["a"], seen: ["b"], nameless: 2 }
    const marks = [undefined, "a", undefined, "b", undefined, "c", undefined]
    assert.deepEqual(marks.map((_, index) => index).map(isNew(point, marks)), [
      false,
      false,
      false,
      false,
      true,
      true,
      true
    ])
  })
})

describe("a point inside a page where ids are cursors", () => {
  const point = { ...second, had: ["h"], nameless: 3 }
  const at = (sent: ReadonlyArray<unknown>, nth: number) =>
    plainly(inside(byId, readOf(point, sent), nth))

  it.effect("leads on from the last item with an id, and counts the others after it", () =>
    Effect.gen(function* () {
      assert.deepEqual(yield* at(["a", "b", "c"], 2), startAt({ after: "b" }))
      assert.deepEqual(yield* at(["a", 1, 2, "d"], 3), { ...startAt({ after: "a" }), nameless: 2 })
      assert.deepEqual(yield* at([1, "b", 2, "d"], 3), { ...startAt({ after: "b" }), nameless: 1 })
    })
  )

  it.effect("is the same page again where no item had an id", () =>
    Effect.gen(function* () {
      assert.deepEqual(yield* at([1, 2, "c"], 2), point)
      assert.deepEqual(yield* at([1, 2, 3, 4], 4), { ...point, nameless: 4 })
      assert.deepEqual(yield* at(["a"], 0), point)
    })
  )
})

describe("a point inside a page where they are not", () => {
  const [a = "", b = "", c = ""] = ["a", "b", "c"].map(fingerprint)

  it.effect("names the items that were handed out, moved ones first, each once", () =>
    Effect.gen(function* () {
      const point = { ...second, had: ["h", b] }
      const read = readOf(point, ["a", 1, "b", "c"], { moved: [movedItem("m1"), movedItem("m2")] })
      const at = (nth: number) => plainly(inside(opaque, read, nth))
      assert.deepEqual(yield* at(0), point)
      assert.deepEqual(yield* at(1), { ...point, had: ["h", b, "m1"] })
      assert.deepEqual(yield* at(3), { ...point, had: ["h", b, "m1", "m2", a] })
      assert.deepEqual(yield* at(5), { ...point, had: ["h", b, "m1", "m2", a], nameless: 1 })
      const all = { ...point, had: ["h", b, "m1", "m2", a, c], nameless: 1 }
      assert.deepEqual(yield* at(6), all)
      assert.deepEqual(yield* plainly(afterAll(opaque, read)), all)
    })
  )

  it.effect("still counts as many items without an id as were handed out before", () =>
    Effect.gen(function* () {
      const point = { ...second, nameless: 2 }
      const at = (sent: ReadonlyArray<unknown>) =>
        Effect.map(plainly(afterAll(opaque, readOf(point, sent))), (point) => point?.nameless)
      assert.strictEqual(yield* at([1, "a"]), 2)
      assert.strictEqual(yield* at([1, "a", 2, 3]), 3)
    })
  )

  it.live("names 10,000 items at most", () =>
    Effect.gen(function* () {
      const ids = Array.from({ length: 10_000 }, (_, n) => `i${n}`)
      const after = (point: ResumePoint, sent: ReadonlyArray<unknown>) =>
        plainly(afterAll(opaque, readOf(point, sent)))
      assert.lengthOf((yield* after(second, ids))?.had ?? [], 10_000)
      assert.isUndefined(yield* after({ ...second, had: ["h"] }, ids))
      assert.isUndefined(yield* after(second, [...ids, "a"]))
      // A page of so many items without an id is no page to count on.
      const nameless = Array.from({ length: 10_000 }, (_, n) => n)
      assert.strictEqual((yield* after(second, nameless))?.nameless, 10_000)
      assert.isUndefined(yield* after(second, [...nameless, 1]))
    })
  )
})

describe("the first id of a list that begins with the newest session", () => {
  const newest: List = { ...byId, arrivals: prepended }
  const headOf = (list: List, point: ResumePoint, first: unknown) =>
    Effect.map(plainly(inside(list, readOf(point, [first, "b", "c"]), 2)), (at) => at?.head)

  it.effect("is kept from the beginning of the list", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* headOf(newest, start, "a"), "a")
      assert.isUndefined(yield* headOf(newest, second, "a"))
      assert.strictEqual(yield* headOf(newest, { ...second, head: "z" }, "a"), "z")
      assert.strictEqual(yield* headOf(newest, { ...start, head: "z" }, "a"), "z")
    })
  )

  it.effect("is not kept of other lists", () =>
    Effect.gen(function* () {
      assert.isUndefined(yield* headOf(byId, start, "a"))
      const appended: List = { ...byId, arrivals: { _tag: "Appended" } }
      assert.isUndefined(yield* headOf(appended, start, "a"))
    })
  )

  it.effect("looks like an id, because it is stored for good", () =>
    Effect.gen(function* () {
      for (const id of ["cs_1-A", "a".repeat(200)]) {
        assert.strictEqual(yield* headOf(newest, start, id), id)
      }
      for (const id of ["", "a b", "a@example.com", "@a", "a".repeat(201), 1]) {
        assert.isUndefined(yield* headOf(newest, start, id))
      }
    })
  )
})

describe("the point at the end of a list", () => {
  const end = (arrivals: Arrivals, point: ResumePoint, sent: ReadonlyArray<unknown>) =>
    plainly(atEnd({ ...byId, arrivals }, readOf(point, sent)))

  it.effect("does not exist if the order is not documented", () =>
    Effect.gen(function* () {
      assert.isUndefined(yield* end({ _tag: "Unknown" }, start, ["a"]))
      assert.isUndefined(yield* end({ _tag: "Unknown" }, start, []))
      assert.isUndefined(yield* end({ _tag: "Unknown" }, { ...start, head: "a" }, []))
    })
  )

  it.effect("turns round at the first id where new sessions come first", () =>
    Effect.gen(function* () {
      assert.deepEqual(yield* end(prepended, start, ["a", "b"]), startAt({ before: "a" }))
      const known = { ...second, head: "z" }
      assert.deepEqual(yield* end(prepended, known, ["a"]), startAt({ before: "z" }))
    })
  )

  it.effect("is the beginning if the list is empty, and does not exist without a first id", () =>
    Effect.gen(function* () {
      assert.deepEqual(yield* end(prepended, start, []), start)
      assert.isUndefined(yield* end(prepended, start, ["a b"]))
      assert.isUndefined(yield* end(prepended, second, []))
      assert.isUndefined(yield* end(prepended, second, ["a"]))
    })
  )

  it.effect("is after the last item where new sessions come last, and nothing is open there", () =>
    Effect.gen(function* () {
      const list: List = { ...opaque, arrivals: { _tag: "Appended" } }
      const point = { ...second, unsure: true, total: 5 }
      const at = (total: Option.Option<number>) =>
        plainly(atEnd(list, readOf(point, ["a"], { total })))
      const had = [fingerprint("a")]
      assert.deepEqual(yield* at(Option.some(6)), { ...point, had, unsure: false, total: 6 })
      assert.deepEqual(yield* at(Option.none()), { ...point, had, unsure: false, total: 5 })
    })
  )
})
