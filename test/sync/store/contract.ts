/** What holds of the store in any database: how far a source was read, and who may write it. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import { Cursor } from "../../../src/pagination/Cursor.js"
import type { State } from "../../../src/sync/SyncStore.js"
import type { Fresh } from "./support.js"
import { open, opened, rowOf, sessionsOf, stripe } from "./support.js"

const source = { source: "stripe/eu", provider: "stripe" } as const
const minute = 60_000
const hour = 60 * minute

const nothing = { observedAt: 0, sessions: [], state: {} }

const full: State = {
  phase: "follow",
  cursor: Option.some(Cursor.make("abc_-1")),
  plan: Option.some('{"tiers":["hour"]}'),
  sweep: 3,
  livemode: Option.some(false),
  loadedAt: Option.some(1_790_000_000_123),
  lastOkAt: Option.some(1_790_000_000_456),
  lastError: Option.some("CheckoutRequestError"),
  lastErrorAt: Option.some(1_790_000_000_789),
  nextDueAt: Option.some(1_790_000_300_001),
  requests: 12,
  sessions: 3_000_000_000
}

export const contract = (fresh: Fresh): void => {
  describe("a source", () => {
    it.scoped("is made when it is taken first, and keeps its state", () =>
      Effect.gen(function* () {
        const { store } = yield* opened(fresh)
        const held = yield* store.take(source)
        assert.strictEqual(held.epoch, 1)
        assert.strictEqual(held.state.phase, "load")
        assert.deepStrictEqual(held.state.cursor, Option.none())
        yield* store.commit(held, { ...nothing, state: full })
        const again = yield* store.take(source)
        assert.deepStrictEqual(again, { ...source, epoch: 2, state: full })
        yield* store.commit(again, {
          ...nothing,
          state: { cursor: Option.none(), livemode: Option.some(true) }
        })
        const { state } = yield* store.take(source)
        assert.deepStrictEqual(state, {
          ...full,
          cursor: Option.none(),
          livemode: Option.some(true)
        })
      })
    )

    it.scoped("keeps its provider", () =>
      Effect.gen(function* () {
        const { store } = yield* opened(fresh)
        yield* store.take(source)
        const error = yield* Effect.flip(store.take({ ...source, provider: "polar" }))
        assert.include(error.message, "give it another name")
        assert.strictEqual((yield* store.take(source)).epoch, 2)
      })
    )

    it.scoped("refuses commits of its earlier holder", () =>
      Effect.gen(function* () {
        const database = yield* fresh
        const one = yield* open(database)
        const other = yield* open(database)
        const before = yield* one.store.take(source)
        const after = yield* other.store.take(source)
        const change = {
          observedAt: minute,
          sessions: [stripe("a")],
          gone: ["b"],
          mark: { at: 0, cursor: Cursor.make("late") },
          state: { requests: 5 }
        }
        const refused = yield* Effect.flip(one.store.commit(before, change))
        assert.strictEqual(refused._tag, "Fenced")
        assert.include(refused.message, "stripe/eu")
        assert.isUndefined(yield* rowOf(one, "a"))
        assert.deepStrictEqual(yield* one.store.markBefore("stripe/eu", hour), Option.none())
        assert.strictEqual((yield* other.store.commit(after, change)).inserted, 1)
      })
    )

    it.scoped("has one holder, however many take it and write at once", () =>
      Effect.gen(function* () {
        const database = yield* fresh
        const stores = yield* Effect.forEach([1, 2, 3], () => open(database))
        const exits = yield* Effect.forEach(
          stores,
          ({ store }, index) =>
            Effect.flatMap(store.take(source), (held) =>
              Effect.forEach([1, 2, 3, 4], (page) =>
                Effect.map(
                  Effect.either(
                    store.commit(held, {
                      ...nothing,
                      observedAt: page,
                      sessions: Array.from({ length: 50 }, (_, item) =>
                        stripe(`${held.epoch}-${page}-${item}`)
                      ),
                      state: { plan: Option.some(`${index}`) }
                    })
                  ),
                  (either) => ({ epoch: held.epoch, page, index, isIn: Either.isRight(either) })
                )
              )
            ),
          { concurrency: "unbounded" }
        )
        const [one] = stores
        if (one === undefined) return
        // What was said to be written is there, and nothing else is.
        const rows = yield* one.sql<{ readonly id: string }>`SELECT id FROM checkout_sessions`
        assert.sameMembers(
          rows.map(({ id }) => id).filter((id) => id.endsWith("-49")),
          exits.flat().flatMap(({ epoch, isIn, page }) => (isIn ? [`${epoch}-${page}-49`] : []))
        )
        const last = exits.flat().filter(({ epoch }) => epoch === 3)
        assert.isTrue(last.every(({ isIn }) => isIn))
        const { state } = yield* one.store.take(source)
        assert.deepStrictEqual(state.plan, Option.some(String(last[0]?.index)))
      })
    )

    it.scoped("does not disturb another source", () =>
      Effect.gen(function* () {
        const { store } = yield* opened(fresh)
        const eu = yield* store.take(source)
        const us = yield* store.take({ source: "stripe/us", provider: "stripe" })
        yield* store.commit(eu, { observedAt: 1, sessions: [stripe("a")], state: {} })
        yield* store.commit(us, {
          observedAt: 2,
          sessions: [stripe("a"), stripe("b")],
          gone: [],
          state: {}
        })
        yield* store.commit(us, { observedAt: 3, sessions: [], gone: ["a"], state: {} })
        const [one, other] = yield* store.status
        assert.deepInclude(one, { source: "stripe/eu", rows: 1, gone: 0 })
        assert.deepInclude(other, { source: "stripe/us", rows: 2, gone: 1 })
      })
    )
  })

  it.scoped("the status counts", () =>
    Effect.gen(function* () {
      const { store } = yield* opened(fresh)
      assert.deepStrictEqual(yield* store.status, [])
      const held = yield* store.take({ source: "polar", provider: "polar" })
      const sessions = sessionsOf("polar", 40)
      yield* store.commit(held, { observedAt: hour, sessions, state: {} })
      yield* store.commit(held, {
        observedAt: 2 * hour,
        sessions: [stripe("odd", { status: "open", metadata: { a: "\u0000" } })],
        gone: sessions.slice(0, 3).map(({ id }) => id),
        state: { phase: "follow" }
      })
      yield* store.poke("polar", "x", 1)
      const [status] = yield* store.status
      const left = sessions.slice(3)
      const unsettled = left.filter(({ status }) => status === "open" || status === "processing")
      assert.isAbove(unsettled.length, 0)
      assert.deepInclude(status, {
        epoch: 1,
        rows: 41,
        gone: 3,
        inexact: 1,
        drifted: 1,
        unsettled: unsettled.length + 1,
        unseenSince: Option.some(hour),
        pokes: 1
      })
      assert.strictEqual(status?.state.phase, "follow")
    })
  )

  it.scoped("the note of an error is not taken for a reading", () =>
    Effect.gen(function* () {
      const { store } = yield* opened(fresh)
      const held = yield* store.take(source)
      const note = (at: number) =>
        store.commit(held, {
          observedAt: at,
          sessions: [],
          state: { lastError: Option.some("CheckoutResponseError"), lastErrorAt: Option.some(at) }
        })
      const writtenAt = Effect.map(store.status, ([status]) => status?.writtenAt)
      yield* note(1)
      assert.deepStrictEqual(yield* writtenAt, Option.none())
      yield* store.commit(held, { observedAt: 2, sessions: [], state: { ...full, requests: 1 } })
      yield* note(hour)
      assert.deepStrictEqual(yield* writtenAt, Option.some(2))
    })
  )

  it.scoped("several processes make the tables at once", () =>
    Effect.gen(function* () {
      const database = yield* fresh
      const stores = yield* Effect.forEach([1, 2, 3, 4], () => Effect.exit(open(database)), {
        concurrency: "unbounded"
      })
      assert.deepStrictEqual(
        stores.map((exit) => (Exit.isSuccess(exit) ? "made" : String(exit.cause))),
        ["made", "made", "made", "made"]
      )
      const one = yield* open(database)
      const rows = yield* one.sql<{
        readonly name: string
      }>`SELECT name FROM checkout_sync_migrations ORDER BY migration_id`
      assert.deepStrictEqual(
        rows.map(({ name }) => name),
        ["tables", "views"]
      )
    })
  )
}
