import * as RateLimiter from "@effect/experimental/RateLimiter"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Layer, Option } from "effect"
import { RateLimit } from "../../src/http/RateLimit.js"
import { layerStore } from "../../src/http/RateLimitStore.js"

/** What one place costs: how long the store takes to answer, and how late the timer fires. */
interface Place {
  readonly answer?: number
  readonly late?: number
}

/** How many places each of these attempts asks the store for, if places cost what the list says. */
const asked = (
  rate: { readonly limit: number; readonly interval: number },
  attempts: number,
  places: (index: number) => Place
) =>
  Effect.gen(function* () {
    let time = 1_000_000
    let count = 0
    const clock: Clock.Clock = {
      [Clock.ClockTypeId]: Clock.ClockTypeId,
      unsafeCurrentTimeMillis: () => time,
      unsafeCurrentTimeNanos: () => BigInt(time) * 1_000_000n,
      currentTimeMillis: Effect.sync(() => time),
      currentTimeNanos: Effect.sync(() => BigInt(time) * 1_000_000n),
      sleep: (duration) =>
        Effect.sync(
          () => void (time += Duration.toMillis(duration) + (places(count - 1).late ?? 0))
        )
    }
    const store = Layer.succeed(RateLimiter.RateLimiter, {
      [RateLimiter.TypeId]: RateLimiter.TypeId,
      consume: ({ limit }) =>
        Effect.sync(() => {
          time += places(count++).answer ?? 0
          return { delay: Duration.millis(100), limit, remaining: 0, resetAfter: Duration.zero }
        })
    })
    const pace = yield* Effect.provide(RateLimit, Layer.provide(layerStore(), store))
    const counts: Array<number> = []
    for (let n = 0; n < attempts; n++) {
      const before = count
      yield* Effect.withClock(pace({ provider: "stripe", documented: Option.some(rate) }), clock)
      counts.push(count - before)
      // Long enough that the queue of the process itself is free again.
      time += rate.interval
    }
    return counts
  })

// Twenty slices of 58 ms last 160 ms longer than a second: half of that may an attempt be late.
const slow = { limit: 20, interval: 1000 }
const tolerance = 80

describe("RateLimitStore: an attempt that comes late to its place", () => {
  const cases: ReadonlyArray<readonly [string, (index: number) => Place, ReadonlyArray<number>]> = [
    ["on time: takes it", () => ({}), [1]],
    ["as late as tolerated: takes it", () => ({ late: tolerance }), [1]],
    ["one millisecond later: asks for another", (n) => ({ late: n === 0 ? 81 : 0 }), [2]],
    ["always late: goes after two more", () => ({ late: 5000 }), [3, 3]],
    ["a slow store is no lateness", () => ({ answer: 5000 }), [1, 1]],
    ["one slow answer among fast ones is", (n) => ({ answer: n === 1 ? 81 : 0 }), [1, 2, 1]],
    [
      "after eight slow answers, the fast one before them is forgotten",
      (n) => ({ answer: n === 0 ? 0 : 500 }),
      [1, 3, 3, 2, 1]
    ]
  ]
  for (const [what, places, expected] of cases) {
    it.live(what, () =>
      Effect.gen(function* () {
        assert.deepEqual(yield* asked(slow, expected.length, places), expected)
      })
    )
  }

  it.live("with several attempts in a slice, half of the rest is tolerated too", () =>
    Effect.gen(function* () {
      // Ten slices of 115 ms last 150 ms longer than a second.
      const fast = { limit: 100, interval: 1000 }
      assert.deepEqual(yield* asked(fast, 1, () => ({ late: 75 })), [1])
      assert.deepEqual(yield* asked(fast, 1, (n) => ({ late: n === 0 ? 76 : 0 })), [2])
    })
  )
})
