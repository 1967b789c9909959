import * as RateLimiter from "@effect/experimental/RateLimiter"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Layer, Option, TestClock } from "effect"
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
        Array.from({ length: 300 }, () => documented({ limit: 100, interval: "1 second" }))
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

  it.effect("an invalid rate fails with RateLimitError", () =>
    Effect.gen(function* () {
      const pacer = yield* Effect.provide(
        RateLimit,
        Layer.provide(layerStore({ rate: { limit: 0, interval: "1 second" } }), shared)
      )
      assert.strictEqual((yield* Effect.flip(pacer(documented())))._tag, "RateLimitError")
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
})
