/** The plan of sync over a store in memory: loads, rounds, hints, audits, and what it refuses. */
import { HttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Logger, LogLevel, Option, Predicate, Random, TestClock } from "effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import type * as Memory from "./memory.js"
import * as Sync from "../../src/sync/Sync.js"
import { SyncStore } from "../../src/sync/SyncStore.js"
import { open } from "./open.js"
import { providers, sourceOf } from "./sources.js"

const idOf = (session: unknown): string =>
  Predicate.hasProperty(session, "id") ? String(session.id) : ""

const ids = (rows: ReadonlyArray<Memory.Row>) => rows.map(({ session }) => session.id).toSorted()

describe.each(providers)("%s", (provider) => {
  it.effect("loads every session once, in slices of any size, and then rests", () =>
    Effect.gen(function* () {
      const { context, running, store } = yield* open({ sessions: 160 })
      let requests = 0
      yield* Effect.gen(function* () {
        const source = yield* sourceOf(provider)
        for (let size = 1; ; size = (size % 3) + 1) {
          const slice = yield* Sync.slice(source, { pages: size })
          requests += slice.requests
          assert.isAtMost(slice.requests, size)
          if (!slice.more) break
        }
        assert.deepEqual(
          ids(store.rows(provider)),
          (yield* running.sessions(provider)).map(idOf).toSorted()
        )
        const again = yield* Sync.slice(source)
        assert.deepEqual([again.requests, again.more], [0, false])
        assert.isTrue(Option.isSome(again.nextDueAt))
      }).pipe(Effect.provide(context))
      // The load, and no more than the round that is due when it has ended.
      assert.isAtMost(requests, Math.ceil(160 / 50) * 2 + 2)
    })
  )

  it.effect("follows hints, and drops those that lead nowhere", () =>
    Effect.gen(function* () {
      const before = yield* open({ sessions: 60 })
      const { store } = before
      yield* Effect.flatMap(sourceOf(provider), Sync.once).pipe(Effect.provide(before.context))
      const [first, ...rest] = store.rows(provider)
      assert.isDefined(first)
      yield* TestClock.adjust("1 minute")
      for (const id of [first.session.id, "no-such-session", "..", "a/b?c", "\ud800"]) {
        yield* Effect.provideService(Sync.poke(provider, id), SyncStore, store)
      }
      const slice = yield* Effect.flatMap(sourceOf(provider), Sync.slice).pipe(
        Effect.provide(before.context)
      )
      assert.isFalse(slice.more)
      assert.deepEqual(yield* store.pokes(provider, 9), [])
      const [again] = store.rows(provider)
      assert.strictEqual(again?.observedAt, 60_000)
      assert.isTrue(rest.every((row) => row.goneAt === undefined))
    })
  )

  it.effect("an audit marks missing sessions, and refuses to mark more than a fifth", () =>
    Effect.gen(function* () {
      const all = Sandbox.sessions(provider, { sessions: 100 })
      const { context, store } = yield* open({ sessions: { [provider]: all } })
      yield* Effect.flatMap(sourceOf(provider), Sync.once).pipe(Effect.provide(context))
      yield* TestClock.adjust("1 minute")
      const auditOf = (left: ReadonlyArray<Sandbox.JsonObject>, force = false) =>
        Effect.flatMap(open({ sessions: { [provider]: left } }), (other) =>
          Effect.flatMap(sourceOf(provider), (source) => Sync.audit(source, { force })).pipe(
            Effect.provideService(SyncStore, store),
            Effect.provideService(HttpClient.HttpClient, other.running.httpClient)
          )
        )
      const gone = () => store.rows(provider).filter(({ goneAt }) => goneAt !== undefined).length
      // The account is known by what is newest and complete, so that stays.
      const known = new Set(yield* store.known(provider, 5))
      const keep = all.filter((session) => known.has(idOf(session)))
      const others = all.filter((session) => !known.has(idOf(session)))
      yield* auditOf([...keep, ...others.slice(3)])
      assert.strictEqual(gone(), 3)
      yield* TestClock.adjust("1 minute")
      const error = yield* Effect.flip(auditOf([...keep, ...others.slice(40)]))
      assert.deepInclude(error, {
        _tag: "SyncRefused",
        reason: "TooManyGone",
        missing: 37,
        stored: 97
      })
      assert.strictEqual(gone(), 3)
      yield* TestClock.adjust("1 minute")
      yield* auditOf([...keep, ...others.slice(40)], true)
      assert.strictEqual(gone(), 40)
      assert.strictEqual(store.rows(provider).length, 100)
      yield* TestClock.adjust("1 minute")
      // What comes back is there again.
      yield* auditOf(all)
      assert.strictEqual(gone(), 0)
    })
  )

  it.effect("killed anywhere, goes on where the table stands", () =>
    Effect.gen(function* () {
      const { context, running, store } = yield* open({ sessions: 160, latency: "100 millis" })
      const random = Random.make(provider)
      yield* Effect.gen(function* () {
        const source = yield* sourceOf(provider)
        for (;;) {
          const fiber = yield* Effect.fork(Sync.slice(source))
          const life = yield* random.nextIntBetween(1, 900)
          yield* TestClock.adjust(life)
          const exit = yield* Fiber.interrupt(fiber)
          if (Exit.isSuccess(exit)) break
        }
        assert.deepEqual(
          ids(store.rows(provider)),
          (yield* running.sessions(provider)).map(idOf).toSorted()
        )
      }).pipe(Effect.provide(context))
    })
  )

  it.effect("of two processes that follow it by accident, one goes on", () =>
    Effect.gen(function* () {
      const { context, running, store } = yield* open({ sessions: 120, latency: "1 second" })
      yield* Effect.gen(function* () {
        const source = yield* sourceOf(provider)
        const first = yield* Effect.fork(Sync.follow([source]))
        yield* TestClock.adjust("1 second")
        const second = yield* Effect.fork(Sync.follow([source]))
        yield* TestClock.adjust("2 minutes")
        const held = Option.getOrThrow(yield* store.peek(provider))
        assert.strictEqual(held.epoch, 2)
        assert.deepEqual(
          ids(store.rows(provider)),
          (yield* running.sessions(provider)).map(idOf).toSorted()
        )
        // The one that goes on is killed: the other takes over.
        yield* Fiber.interrupt(second)
        yield* TestClock.adjust("6 minutes")
        assert.strictEqual(Option.getOrThrow(yield* store.peek(provider)).epoch, 3)
        yield* Fiber.interrupt(first)
      }).pipe(Effect.provide(context), Logger.withMinimumLogLevel(LogLevel.None))
    })
  )
})

describe("a clock that is set", () => {
  it.effect.each([
    ["back by an hour", -3_600_000],
    ["back by a month", -30 * 86_400_000],
    ["forth by a month", 30 * 86_400_000]
  ] as const)(
    "%s: the next round comes in time, and its page overwrites the one before",
    ([, by]) =>
      Effect.gen(function* () {
        const start = 1_800_000_000_000
        const at = (millis: number) => TestClock.setTime(start + millis)
        yield* at(0)
        const open1 = Sandbox.session("stripe", {
          id: "cs_test_1",
          status: "open",
          created: start / 1000 - 60
        })
        const paid = { ...open1, status: "complete", payment_status: "paid" } as const
        const before = yield* open({ sessions: { stripe: [open1] } })
        const after = yield* open({ sessions: { stripe: [paid] } })
        yield* Effect.flatMap(sourceOf("stripe"), Sync.once).pipe(Effect.provide(before.context))
        yield* at(by)
        for (let round = 1; round <= 2; round++) {
          yield* at(by + round * 300_000)
          yield* Effect.flatMap(sourceOf("stripe"), Sync.slice).pipe(
            Effect.provideService(SyncStore, before.store),
            Effect.provideService(HttpClient.HttpClient, after.running.httpClient)
          )
        }
        assert.deepEqual(
          before.store.rows("stripe").map(({ session }) => session.status),
          ["complete"]
        )
      })
  )
})

describe("an account whose stored sessions were all deleted", () => {
  it.effect("is refused as another one, until an audit is forced", () =>
    Effect.gen(function* () {
      const paid = { status: "complete", payment_status: "paid" } as const
      const old = [Sandbox.session("stripe", paid), Sandbox.session("stripe", paid)]
      const fresh = Sandbox.session("stripe", paid)
      const before = yield* open({ sessions: { stripe: old } })
      const after = yield* open({ sessions: { stripe: [fresh] } })
      yield* Effect.flatMap(sourceOf("stripe"), Sync.once).pipe(Effect.provide(before.context))
      yield* TestClock.adjust("5 minutes")
      const now = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
        effect.pipe(
          Effect.provideService(SyncStore, before.store),
          Effect.provideService(HttpClient.HttpClient, after.running.httpClient)
        )
      const error = yield* Effect.flip(now(Effect.flatMap(sourceOf("stripe"), Sync.once)))
      assert.deepInclude(error, { _tag: "SyncRefused", reason: "AnotherAccount" })
      yield* now(
        Effect.flatMap(sourceOf("stripe"), (source) => Sync.audit(source, { force: true }))
      )
      const rows = before.store.rows("stripe")
      assert.sameMembers(
        rows.filter(({ goneAt }) => goneAt !== undefined).map(({ session }) => session.id),
        old.map(({ id }) => id)
      )
      yield* now(Effect.flatMap(sourceOf("stripe"), Sync.once))
    })
  )
})

describe("a key of another account", () => {
  it.effect("is refused, and nothing is written", () =>
    Effect.gen(function* () {
      const mine = yield* open({ sessions: 120 })
      const other = yield* open({ sessions: 120, seed: 2 })
      yield* Effect.flatMap(sourceOf("stripe"), Sync.once).pipe(Effect.provide(mine.context))
      const before = mine.store.rows("stripe")
      const error = yield* Effect.flatMap(sourceOf("stripe"), Sync.once).pipe(
        Effect.provideService(SyncStore, mine.store),
        Effect.provideService(HttpClient.HttpClient, other.running.httpClient),
        Effect.flip
      )
      assert.deepInclude(error, { _tag: "SyncRefused", reason: "AnotherAccount" })
      assert.deepEqual(mine.store.rows("stripe"), before)
      const held = Option.getOrThrow(yield* mine.store.peek("stripe"))
      assert.deepEqual(held.state.lastError, Option.some("SyncRefused AnotherAccount"))
    })
  )
})
