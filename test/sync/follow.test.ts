/** Sources that are followed for ever: clocks that are set, limits, and hints without end. */
import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Fiber, Logger, LogLevel, Option, Stream, TestClock } from "effect"
import { CheckoutResponseError } from "../../src/CheckoutError.js"
import * as Sync from "../../src/sync/Sync.js"
import { SyncStore } from "../../src/sync/SyncStore.js"
import type * as Memory from "./memory.js"
import { open } from "./open.js"
import { sourceOf } from "./sources.js"

const silent = Logger.withMinimumLogLevel(LogLevel.None)

const stateOf = (store: Memory.Memory) =>
  Effect.map(store.peek("stripe"), (held) => Option.getOrThrow(held).state)

/** A clock that tells another time, and waits as the one below it. */
const settable = Effect.map(Effect.clock, (clock) => {
  let by = 0
  const shifted: Clock.Clock = {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    unsafeCurrentTimeMillis: () => clock.unsafeCurrentTimeMillis() + by,
    currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + by),
    unsafeCurrentTimeNanos: () => clock.unsafeCurrentTimeNanos(),
    currentTimeNanos: clock.currentTimeNanos,
    sleep: (duration) => clock.sleep(duration)
  }
  return {
    clock: shifted,
    set: (duration: Duration.DurationInput) => {
      by = Duration.toMillis(duration)
    }
  }
})

describe("a source that is followed", () => {
  it.effect("is read in time after the clock was set back", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_800_000_000_000)
      const { context, store } = yield* open({ sessions: 10 })
      const { clock, set } = yield* settable
      set("1 day")
      const fiber = yield* Effect.flatMap(sourceOf("stripe"), (source) =>
        Sync.follow([source])
      ).pipe(Effect.withClock(clock), Effect.provide(context), Effect.fork)
      yield* TestClock.adjust("7 minutes")
      const before = yield* stateOf(store)
      set(0)
      yield* TestClock.adjust("1 minute")
      const after = yield* stateOf(store)
      assert.isAbove(after.requests, before.requests)
      assert.isBelow(Option.getOrThrow(after.lastOkAt), Option.getOrThrow(before.lastOkAt))
      yield* Fiber.interrupt(fiber)
    }).pipe(silent)
  )

  it.effect("has its rounds and audits, however many hints come", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_800_000_000_000)
      const { context, store } = yield* open({ sessions: 500, latency: "1 second" })
      const source = yield* Effect.provide(sourceOf("stripe"), context)
      const load = yield* Effect.fork(Effect.provide(Sync.once(source), context))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(load)
      const flood = Effect.forever(
        Effect.gen(function* () {
          const id = `forged-${yield* Clock.currentTimeMillis}`
          yield* Effect.provideService(Sync.poke("stripe", id), SyncStore, store)
          yield* Effect.sleep("400 millis")
        })
      )
      const flooding = yield* Effect.fork(flood)
      yield* TestClock.adjust("10 minutes")
      const audit = yield* Effect.fork(Effect.provide(Sync.audit(source), context))
      yield* TestClock.adjust("4 minutes")
      const { lastOkAt, sweep } = yield* stateOf(store)
      assert.isAbove(Option.getOrThrow(lastOkAt), 1_800_000_000_000 + 11 * 60_000)
      assert.strictEqual(sweep, 1)
      yield* Fiber.interrupt(audit)
      yield* Fiber.interrupt(flooding)
    }).pipe(silent)
  )

  it.effect("is not read before the provider's time to wait is over", () =>
    Effect.gen(function* () {
      const { context } = yield* open({ sessions: 10 })
      let requests = 0
      const error = new CheckoutResponseError({
        provider: "stripe",
        operation: "streamPages",
        reason: "RateLimited",
        status: 429,
        retryAfter: Option.some(Duration.minutes(20))
      })
      const refused = Stream.fromEffect(
        Effect.suspend(() => {
          requests += 1
          return Effect.fail(error)
        })
      )
      const source = yield* Effect.provide(sourceOf("stripe"), context)
      const limited = { ...source, lane: { ...source.lane, pages: () => Option.some(refused) } }
      const fiber = yield* Effect.fork(Effect.provide(Sync.follow([limited]), context))
      yield* TestClock.adjust("19 minutes")
      assert.strictEqual(requests, 1)
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(requests, 2)
      yield* Fiber.interrupt(fiber)
    }).pipe(silent)
  )

  it.effect("can be read once and then by hints alone", () =>
    Effect.gen(function* () {
      const { context, store } = yield* open({ sessions: 10 })
      const source = yield* Effect.provide(sourceOf("stripe"), context)
      const { nextDueAt } = yield* Effect.provide(
        Sync.once(source, { every: Duration.infinity }),
        context
      )
      assert.strictEqual(Option.getOrThrow(nextDueAt), Duration.toMillis("365 days"))
      assert.lengthOf(store.rows("stripe"), 10)
    })
  )

  it.effect("is taken over after the clock was set back", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_800_000_000_000)
      const { context, store } = yield* open({ sessions: 10, latency: "1 second" })
      const { clock, set } = yield* settable
      set("1 day")
      const follow = Effect.flatMap(sourceOf("stripe"), (source) => Sync.follow([source])).pipe(
        Effect.withClock(clock),
        Effect.provide(context),
        Effect.fork
      )
      const first = yield* follow
      yield* TestClock.adjust("500 millis")
      const second = yield* follow
      yield* TestClock.adjust("1 minute")
      yield* Fiber.interrupt(second)
      set(0)
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(Option.getOrThrow(yield* store.peek("stripe")).epoch, 3)
      yield* Fiber.interrupt(first)
    }).pipe(silent)
  )
})
