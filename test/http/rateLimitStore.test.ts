import * as RateLimiter from "@effect/experimental/RateLimiter"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Fiber, Layer, Option, TestClock } from "effect"
import { RateLimit, type Rate } from "../../src/http/RateLimit.js"
import { layerStore, type Options } from "../../src/http/RateLimitStore.js"

const shared = RateLimiter.layer.pipe(Layer.provide(RateLimiter.layerStoreMemory))

const documented = (rate?: Rate, provider = "stripe") => ({
  provider,
  documented: Option.fromNullable(rate)
})

/** The times of these attempts. Two clients share the store, as two processes would. */
const turns = (options: Options, attempts: ReadonlyArray<ReturnType<typeof documented>>) =>
  Effect.gen(function* () {
    const limiter = yield* RateLimiter.RateLimiter
    const pacer = Effect.provide(
      RateLimit,
      layerStore(options).pipe(Layer.provide(Layer.succeed(RateLimiter.RateLimiter, limiter)))
    )
    const pacers = [yield* pacer, yield* pacer]
    const fiber = yield* Effect.fork(
      Effect.forEach(
        attempts,
        (attempt, index) =>
          (pacers[index % 2] ?? (() => Effect.void))(attempt).pipe(
            Effect.zipRight(Clock.currentTimeMillis)
          ),
        { concurrency: "unbounded" }
      )
    )
    yield* TestClock.adjust("1 minute")
    return (yield* Fiber.join(fiber)).toSorted((a, b) => a - b)
  }).pipe(Effect.provide(shared))

const spacings = (times: ReadonlyArray<number>) =>
  times.slice(1).map((time, index) => time - (times[index] ?? 0))

describe("RateLimitStore.layerStore", () => {
  it.effect("two clients that share a store space their attempts by the documented rate", () =>
    Effect.gen(function* () {
      const times = yield* turns(
        {},
        Array.from({ length: 30 }, () => documented({ limit: 20, interval: "1 second" }))
      )
      assert.strictEqual(times[0], 0)
      assert.deepStrictEqual(new Set(spacings(times)), new Set([58]))
    })
  )

  it.effect("attempts at 25 in a second go one by one", () =>
    Effect.gen(function* () {
      const times = yield* turns(
        {},
        Array.from({ length: 30 }, () => documented({ limit: 25, interval: "1 second" }))
      )
      assert.deepStrictEqual(new Set(spacings(times)), new Set([46]))
    })
  )

  it.effect("the `rate` option takes precedence over the documented rate", () =>
    Effect.gen(function* () {
      const times = yield* turns(
        { rate: { limit: 2, interval: "1 second" } },
        Array.from({ length: 4 }, () => documented({ limit: 20, interval: "1 second" }))
      )
      assert.deepStrictEqual(times, [0, 575, 1150, 1725])
    })
  )

  it.effect("no window of a fast rate, which is paced in slices, holds more than the limit", () =>
    Effect.gen(function* () {
      const times = yield* turns(
        {},
        Array.from({ length: 220 }, () => documented({ limit: 100, interval: "1 second" }))
      )
      for (const from of times) {
        assert.isAtMost(times.filter((time) => time >= from && time < from + 1000).length, 100)
      }
    })
  )

  it.effect("each provider has its own limit, or each `key`", () =>
    Effect.gen(function* () {
      const rate: Rate = { limit: 1, interval: "1 second" }
      const attempts = [documented(rate, "stripe"), documented(rate, "polar")]
      assert.deepStrictEqual(yield* turns({}, attempts), [0, 0])
      assert.deepStrictEqual(spacings(yield* turns({ key: () => "all" }, attempts)), [1150])
    })
  )

  it.effect("an attempt without a documented rate is not paced", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(
        yield* turns({}, [documented(), documented(), documented()]),
        [0, 0, 0]
      )
    })
  )

  it.effect("attempts keep their spacing with a slow store", () =>
    Effect.gen(function* () {
      const near = yield* RateLimiter.RateLimiter
      const far = Layer.succeed(RateLimiter.RateLimiter, {
        ...near,
        consume: (options) => Effect.delay(near.consume(options), "80 millis")
      })
      const pacer = yield* Effect.provide(RateLimit, Layer.provide(layerStore(), far))
      const fiber = yield* Effect.fork(
        Effect.replicateEffect(
          Effect.zipRight(
            pacer(documented({ limit: 20, interval: "1 second" })),
            Clock.currentTimeMillis
          ),
          10,
          { concurrency: "unbounded" }
        )
      )
      yield* TestClock.adjust("10 seconds")
      const times = (yield* Fiber.join(fiber)).toSorted((a, b) => a - b)
      assert.deepStrictEqual(new Set(spacings(times)), new Set([58]))
    }).pipe(Effect.provide(shared))
  )

  it.effect(
    "a process spaces its own attempts, even if the store lets all of them go at once",
    () =>
      Effect.gen(function* () {
        const store = Layer.succeed(RateLimiter.RateLimiter, {
          [RateLimiter.TypeId]: RateLimiter.TypeId,
          consume: ({ limit }) =>
            Effect.succeed({
              delay: Duration.zero,
              limit,
              remaining: 0,
              resetAfter: Duration.zero
            })
        })
        const pacer = yield* Effect.provide(RateLimit, Layer.provide(layerStore(), store))
        const attempt = pacer(documented({ limit: 4, interval: "1 second" }))
        const fiber = yield* Effect.fork(
          Effect.replicateEffect(Effect.zipRight(attempt, Clock.currentTimeMillis), 4, {
            concurrency: "unbounded"
          })
        )
        yield* TestClock.adjust("1 minute")
        assert.deepStrictEqual(yield* Fiber.join(fiber), [0, 250, 510, 770])
      })
  )

  it.effect("an invalid rate fails with RateLimitError", () =>
    Effect.gen(function* () {
      const pacer = yield* Effect.provide(
        RateLimit,
        Layer.provide(layerStore({ rate: { limit: 0, interval: "1 second" } }), shared)
      )
      const error = yield* Effect.flip(pacer(documented()))
      assert.strictEqual(error._tag, "RateLimitError")
      assert.include(error.description, "must be finite and above 0")
      assert.isFalse(error.isRetryable)
    })
  )

  it.effect("a failing store gives RateLimitError, without the store's message", () =>
    Effect.gen(function* () {
      const failing = Layer.succeed(RateLimiter.RateLimiter, {
        [RateLimiter.TypeId]: RateLimiter.TypeId,
        consume: () =>
          Effect.fail(new RateLimiter.RateLimitStoreError({ message: "redis://:canary@host" }))
      })
      const pacer = yield* Effect.provide(RateLimit, Layer.provide(layerStore(), failing))
      const error = yield* Effect.flip(pacer(documented({ limit: 1, interval: "1 second" })))
      assert.strictEqual(error._tag, "RateLimitError")
      assert.notInclude(error.description, "canary")
    })
  )

  describe("over a store whose answers take longer and longer, and a busy process", () => {
    /** A clock on which a wait is over at once: at its time, and so many milliseconds late. */
    const world = (lag: () => number) => {
      let time = 1_000_000
      let skew = 0
      const nanos = () => BigInt(Math.round(time * 1e6))
      const clock: Clock.Clock = {
        [Clock.ClockTypeId]: Clock.ClockTypeId,
        unsafeCurrentTimeMillis: () => time + skew,
        unsafeCurrentTimeNanos: nanos,
        currentTimeMillis: Effect.sync(() => time + skew),
        currentTimeNanos: Effect.sync(nanos),
        sleep: (duration) => Effect.sync(() => void (time += Duration.toMillis(duration) + lag()))
      }
      let next = 0
      /** A store of places, one after the other; its answer takes `latency` each way. */
      const limiter = (latency: () => number, during: () => void) =>
        Layer.succeed(RateLimiter.RateLimiter, {
          [RateLimiter.TypeId]: RateLimiter.TypeId,
          consume: ({ limit, window }) =>
            Effect.sync(() => {
              time += latency()
              const place = Math.max(next, time)
              next = place + Duration.toMillis(window) / limit
              const delay = Duration.millis(Math.ceil(place - time))
              time += latency()
              during()
              return { delay, limit, remaining: 0, resetAfter: Duration.zero }
            })
        })
      return { clock, limiter, now: () => time, step: (by: number) => void (skew += by) }
    }

    const busiest = (times: ReadonlyArray<number>, window: number) =>
      Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + window).length))

    const rates = [
      { limit: 20, interval: 1000 },
      { limit: 25, interval: 1000 },
      { limit: 100, interval: 1000 },
      { limit: 1500, interval: 60_000 }
    ]

    for (const rate of rates) {
      for (const [what, latency, lag, step] of [
        ["latency that rises for good", (n: number) => (n < 5 ? 1 : 60), () => 0, 0],
        ["a process that is busy for 30 ms at every wait", () => 1, () => 30, 0],
        ["a process that is busy for up to 90 ms", () => 1, (n: number) => (n * 37) % 90, 0],
        ["a wall clock that is set back at every request", () => 1, () => 0, -10_000]
      ] as const) {
        it.live(`${rate.limit} in ${rate.interval} ms, ${what}: it goes on, within the limit`, () =>
          Effect.gen(function* () {
            let waits = 0
            let asked = 0
            const { clock, limiter, now, step: stepClock } = world(() => lag(waits++))
            const store = limiter(
              () => latency(asked++),
              () => stepClock(step)
            )
            const pace = yield* Effect.provide(RateLimit, Layer.provide(layerStore(), store))
            const began = now()
            const sent: Array<number> = []
            for (let n = 0; n < 300; n++) {
              yield* Effect.withClock(pace(documented(rate)), clock)
              sent.push(now())
            }
            assert.isAtMost(busiest(sent, rate.interval), rate.limit)
            // One fiber waits for its own latency and lag, so it may take this long.
            const each = rate.interval / rate.limit + 2 * 60 + 90
            assert.isAtMost(now() - began, 300 * each * 1.2)
            assert.isAtMost(asked / 2, 300 * 1.5, "places taken from the shared queue")
          })
        )
      }
    }
  })
})
