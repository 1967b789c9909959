/** What holds of the questions that are asked of the store, in any database. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as TestClock from "effect/TestClock"
import { Cursor } from "../../../src/pagination/Cursor.js"
import type { Fresh } from "./support.js"
import { opened, stripe } from "./support.js"

const source = { source: "stripe/eu", provider: "stripe" } as const
const minute = 60_000
const hour = 60 * minute

const nothing = { observedAt: 0, sessions: [], state: {} }

export const questions = (fresh: Fresh): void => {
  describe("the ladder of marks", () => {
    it.scoped("gives the last mark at or before a time, one for each quarter of an hour", () =>
      Effect.gen(function* () {
        const { sql, store } = yield* opened(fresh)
        const held = yield* store.take(source)
        const mark = (at: number, cursor: string) =>
          store.commit(held, { ...nothing, mark: { at, cursor: Cursor.make(cursor) } })
        const before = (at: number) =>
          Effect.map(store.markBefore("stripe/eu", at), Option.getOrNull)
        yield* mark(5 * minute, "first")
        yield* mark(14 * minute, "second")
        yield* mark(20 * minute, "next")
        yield* mark(2 * hour + 1, "third")
        assert.isNull(yield* before(5 * minute - 1))
        assert.strictEqual(yield* before(5 * minute), "first")
        assert.strictEqual(yield* before(19 * minute), "first")
        assert.strictEqual(yield* before(2 * hour), "next")
        assert.strictEqual(yield* before(9 * hour), "third")
        // A walk from the beginning renews them.
        yield* mark(5 * minute, "renewed")
        assert.strictEqual(yield* before(15 * minute), "renewed")
        const rows = yield* sql`SELECT * FROM checkout_marks`
        assert.lengthOf(rows, 3)
      })
    )
  })

  describe("hints", () => {
    it.scoped("wait until a request that left after them", () =>
      Effect.gen(function* () {
        const { store } = yield* opened(fresh)
        const held = yield* store.take(source)
        yield* TestClock.setTime(40)
        yield* store.poke("stripe/eu", "b", 20)
        yield* store.poke("stripe/eu", "a", 10)
        yield* store.poke("stripe/eu", "a", 30)
        yield* store.poke("stripe/us", "z", 1)
        assert.deepStrictEqual(yield* store.pokes("stripe/eu", 9), ["a", "b"])
        assert.deepStrictEqual(yield* store.pokes("stripe/eu", 1), ["a"])
        yield* store.commit(held, { ...nothing, observedAt: 25, poked: ["a", "b"] })
        // The second hint for `a` was given after the request had left.
        assert.deepStrictEqual(yield* store.pokes("stripe/eu", 9), ["a"])
        yield* store.commit(held, { ...nothing, observedAt: 31, poked: ["a"] })
        assert.deepStrictEqual(yield* store.pokes("stripe/eu", 9), [])
      })
    )
  })

  it.scoped("a hint of a clock that is ahead is followed once", () =>
    Effect.gen(function* () {
      const { store } = yield* opened(fresh)
      const held = yield* store.take(source)
      yield* TestClock.setTime(hour)
      yield* store.poke("stripe/eu", "a", 2 * hour)
      assert.deepStrictEqual(yield* store.pokes("stripe/eu", 1), ["a"])
      yield* store.commit(held, { ...nothing, observedAt: hour, poked: ["a"] })
      assert.deepStrictEqual(yield* store.pokes("stripe/eu", 1), [])
    })
  )

  it.scoped("observations of a clock that was ahead count as of now", () =>
    Effect.gen(function* () {
      const { store } = yield* opened(fresh)
      const held = yield* store.take(source)
      const other = yield* store.take({ ...source, source: "stripe/us" })
      const unpaid = { status: "open", payment_status: "unpaid" }
      for (const one of [held, other]) {
        yield* store.commit(one, { ...nothing, observedAt: hour, sessions: [stripe("a", unpaid)] })
        yield* store.commit(one, {
          ...nothing,
          observedAt: 9 * hour,
          sessions: [stripe("b", unpaid)]
        })
      }
      const change = { ...nothing, observedAt: 2 * hour, ahead: 2 * hour }
      yield* store.commit(held, { ...change, sessions: [stripe("b", unpaid)] })
      const late = (name: string) => store.late(name, { now: 4 * hour, tick: hour, limit: 9 })
      assert.deepStrictEqual(yield* late("stripe/eu"), ["a", "b"])
      assert.deepStrictEqual(yield* late("stripe/us"), ["a"])
    })
  )

  describe("the sessions to read again", () => {
    it.scoped("an unsettled session whose age has grown by a tenth", () =>
      Effect.gen(function* () {
        const { store } = yield* opened(fresh)
        const held = yield* store.take(source)
        yield* TestClock.setTime(0)
        const open = (id: string, seconds?: number) =>
          stripe(id, { status: "open", ...(seconds === undefined ? {} : { created: seconds }) })
        // Seen at 1,000 s: ages 1,000 s, 500 s, and one that is not known.
        yield* store.commit(held, {
          observedAt: 1_000_000,
          sessions: [
            open("old", 0),
            open("young", 500),
            open("undated"),
            stripe("done", { status: "expired", created: 0 })
          ],
          gone: [],
          state: {}
        })
        yield* store.commit(held, {
          observedAt: 1_000_000,
          sessions: [open("left", 0)],
          state: {}
        })
        yield* store.commit(held, {
          observedAt: 1_000_001,
          sessions: [],
          gone: ["left"],
          state: {}
        })
        const late = (now: number, options = {}) =>
          store.late("stripe/eu", { now, tick: 1000, limit: 9, ...options })
        assert.deepStrictEqual(yield* late(1_000_500), [])
        // After x of its own time, a session of the age a has the age a + x: a tenth of it is x from a / 9 on.
        assert.deepStrictEqual(yield* late(1_055_555), ["undated"])
        assert.deepStrictEqual(yield* late(1_055_556), ["undated", "young"])
        assert.deepStrictEqual(yield* late(1_111_112), ["old", "undated", "young"])
        assert.deepStrictEqual(yield* late(1_111_112, { tick: 200_000 }), [])
        assert.deepStrictEqual(yield* late(1_111_112, { limit: 1 }), ["old"])
      })
    )

    it.scoped("the newest settled ones, which the account must know", () =>
      Effect.gen(function* () {
        const { store } = yield* opened(fresh)
        const held = yield* store.take(source)
        const paid = (id: string, created: number) =>
          stripe(id, { status: "complete", payment_status: "paid", created })
        yield* store.commit(held, {
          observedAt: 9_000_000,
          sessions: [
            paid("a", 10),
            paid("b", 30),
            paid("c", 20),
            paid("left", 40),
            stripe("d", { status: "open", created: 50 }),
            stripe("e", { status: "complete", payment_status: "unpaid", created: 60 })
          ],
          state: {}
        })
        yield* store.commit(held, {
          observedAt: 9_000_001,
          sessions: [],
          gone: ["left"],
          state: {}
        })
        assert.deepStrictEqual(yield* store.known("stripe/eu", 2), ["b", "c"])
      })
    )
  })
}
