import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, FastCheck as fc, Option } from "effect"
import * as Pacer from "../../../src/http/internal/pacer.js"

/** A clock whose timers fire `lag()` milliseconds late, without any real waiting. */
const lagging = (lag: () => number) => {
  let time = 1_000_000
  const sleep = (duration: Duration.Duration) => {
    time += Duration.toMillis(duration) + lag()
  }
  const clock: Clock.Clock = {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    unsafeCurrentTimeMillis: () => time,
    unsafeCurrentTimeNanos: () => BigInt(Math.round(time * 1e6)),
    // The wall clock is set back all the time, because pacing may not depend on it.
    currentTimeMillis: Effect.sync(() => -time),
    currentTimeNanos: Effect.sync(() => BigInt(Math.round(time * 1e6))),
    sleep: (duration) => Effect.sync(() => sleep(duration))
  }
  return { clock, idle: (millis: number) => sleep(Duration.millis(millis)), now: () => time }
}

/** The most attempts in any window of this many milliseconds. */
const busiest = (times: ReadonlyArray<number>, window: number) => {
  let most = 0
  for (let first = 0, last = 0; last < times.length; last++) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= window) first++
    most = Math.max(most, last - first + 1)
  }
  return most
}

const rate = fc.record({
  limit: fc.oneof(
    fc.integer({ min: 1, max: 30 }),
    fc.constantFrom(25, 100, 500, 1500, 5000),
    fc.double({ min: 0.2, max: 2, noNaN: true })
  ),
  interval: fc.constantFrom(100, 1000, 1001, 60_000)
})

describe("pacer", () => {
  it.live.prop(
    "no window of any rate holds more than its limit, even with late timers and idle times",
    [
      rate,
      fc.array(fc.double({ min: 0, max: 250, noNaN: true }), { minLength: 1, maxLength: 20 }),
      fc.array(fc.tuple(fc.nat(300), fc.double({ min: 0, max: 2, noNaN: true })), { maxLength: 8 })
    ],
    ([{ interval, limit }, lags, visits]) =>
      Effect.gen(function* () {
        let timers = 0
        const { clock, idle, now } = lagging(() => lags[timers++ % lags.length] ?? 0)
        const turn = yield* Option.getOrThrow(Pacer.make(limit, interval))
        const sent: Array<number> = []
        for (const [attempts, pause] of visits) {
          const attempt = Effect.map(turn, () => sent.push(now()))
          yield* Effect.withClock(
            Effect.replicateEffect(attempt, attempts, { discard: true }),
            clock
          )
          idle(pause * interval)
        }
        assert.isAtMost(busiest(sent, interval), Math.max(1, Math.ceil(limit)))
      }),
    { fastCheck: { numRuns: 150 } }
  )

  it.live.prop(
    "reaches nine tenths of the rate with timers that fire up to 3 ms late",
    [
      fc.constantFrom([5, 1000], [25, 1000], [100, 1000], [500, 60_000], [1500, 60_000]),
      fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 1, maxLength: 20 })
    ],
    ([[limit = 1, interval = 1], lags]) =>
      Effect.gen(function* () {
        let timers = 0
        const { clock, now } = lagging(() => lags[timers++ % lags.length] ?? 0)
        const turn = yield* Option.getOrThrow(Pacer.make(limit, interval))
        const began = now()
        for (let n = 0; n < 400; n++) yield* Effect.withClock(turn, clock)
        assert.isAtLeast(399 / (now() - began), (0.9 * limit) / interval)
      }),
    { fastCheck: { numRuns: 50 } }
  )

  it("refuses an invalid rate", () => {
    for (const limit of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.isTrue(Option.isNone(Pacer.make(limit, "1 second")))
    }
    assert.isTrue(Option.isNone(Pacer.make(5, Number.POSITIVE_INFINITY)))
  })
})
