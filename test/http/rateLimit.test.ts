import { assert, describe, it } from "@effect/vitest"
import {
  Array as Arr,
  Clock,
  Duration,
  Effect,
  Either,
  Exit,
  Fiber,
  Layer,
  Option,
  Redacted,
  Scope,
  TestClock
} from "effect"
import * as RateLimit from "../../src/http/RateLimit.js"
import * as Retry from "../../src/http/Retry.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as Drivers from "../support/drivers.js"
import * as Http from "../support/http.js"
import { all, expectTag } from "../support/run.js"

const attempt = (provider: string, documented?: RateLimit.Rate): RateLimit.Attempt => ({
  provider,
  documented: Option.fromNullable(documented)
})

/** The times at which the pacer releases these attempts, which all begin at once. */
const times = (pace: RateLimit.Pacer, attempts: ReadonlyArray<RateLimit.Attempt>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.fork(
      Effect.forEach(attempts, (one) => Effect.zipRight(pace(one), Clock.currentTimeMillis), {
        concurrency: "unbounded"
      })
    )
    yield* TestClock.adjust("1 hour")
    return yield* Fiber.join(fiber)
  })

const most = (times: ReadonlyArray<number>, window: number) =>
  Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + window).length))

describe("RateLimit.layer", () => {
  for (const [limit, interval, count] of [
    [5, "1 second", 20],
    [25, "1 second", 60],
    [100, "1 second", 210],
    [100, "1 minute", 30],
    [1500, "1 minute", 60],
    [1, "10 seconds", 4]
  ] as const) {
    it.scoped(
      `${limit} in ${interval}: no window holds more, and at least nine tenths of the rate is used`,
      () =>
        Effect.gen(function* () {
          const pace = yield* RateLimit.RateLimit
          const sent = yield* times(pace, Arr.replicate(attempt("stripe"), count))
          const window = Duration.toMillis(interval)
          assert.isAtMost(most(sent, window), limit)
          const took = Math.max(...sent) - Math.min(...sent)
          assert.isAtMost(took, ((count / limit) * window) / 0.9)
        }).pipe(Effect.provide(RateLimit.layer({ limit, interval })))
    )
  }

  it.scoped("attempts go 4 % slower than the rate", () =>
    Effect.gen(function* () {
      const pace = yield* RateLimit.RateLimit
      const sent = yield* times(pace, Arr.replicate(attempt("stripe"), 4))
      // 250 ms and 4 % of it. The second may catch up with the first by nearly 4 % of the interval.
      assert.deepEqual(sent, [0, 250, 510, 770])
    }).pipe(Effect.provide(RateLimit.layer({ limit: 4, interval: "1 second" })))
  )

  it.scoped("limits each provider by itself", () =>
    Effect.gen(function* () {
      const pace = yield* RateLimit.RateLimit
      const sent = yield* times(pace, [attempt("stripe"), attempt("polar"), attempt("stripe")])
      assert.deepEqual(sent.slice(0, 2), [0, 0])
      assert.isAtLeast(sent[2] ?? 0, 1000)
    }).pipe(Effect.provide(RateLimit.layer({ limit: 1, interval: "1 second" })))
  )

  it.scoped("paces every attempt of all clients that share the layer", () =>
    Effect.gen(function* () {
      const driver = Drivers.stripe
      const good = Http.json(driver.page([], 1, false))
      const server = Http.serve((_, index) => (index < 2 ? Http.text("", { status: 503 }) : good))
      const make = Effect.provide(
        driver.make(),
        Layer.merge(server.layer, Retry.layer({ base: 0 }))
      )
      const [one, two] = [yield* make, yield* make]
      const fiber = yield* Effect.fork(
        Effect.all([one.listSessions(), two.listSessions()], { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      const sent = server.requests.map(({ at }) => at)
      assert.lengthOf(sent, 4)
      assert.strictEqual(most(sent, 2000), 1)
    }).pipe(Effect.provide(RateLimit.layer({ limit: 1, interval: "2 seconds" })))
  )

  it.effect("an attempt fails at once when the layer was closed before it", () =>
    Effect.gen(function* () {
      const server = Http.script()
      const layers = Layer.mergeAll(
        server.layer,
        Retry.layerNone,
        RateLimit.layer({ limit: 1, interval: "1 second" })
      )
      // The layer closes as soon as the client is made.
      const client = yield* Effect.provide(Drivers.stripe.make(), layers)
      const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
      assert.strictEqual(error.reason, "RateLimit")
      assert.isFalse(error.isRetryable)
      assert.include(error.message, "the layer of the rate limit is closed")
    })
  )

  it.effect("closing the layer fails every attempt that still waits", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const context = yield* Layer.buildWithScope(
        RateLimit.layer({ limit: 1, interval: "1 second" }),
        scope
      )
      const pace = yield* Effect.provide(RateLimit.RateLimit, context)
      const fiber = yield* Effect.fork(
        Effect.forEach(Arr.range(1, 5), () => Effect.either(pace(attempt("stripe"))), {
          concurrency: "unbounded"
        })
      )
      yield* TestClock.adjust("1500 millis")
      yield* Scope.close(scope, Exit.void)
      const results = yield* Fiber.join(fiber)
      assert.lengthOf(results.filter(Either.isRight), 2)
      for (const result of results.filter(Either.isLeft)) {
        assert.include(result.left.description, "the layer of the rate limit is closed")
      }
    })
  )

  it.effect("without the layer, no attempt is paced", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => Http.json(Drivers.stripe.page([], 1, false)))
      const client = yield* Effect.provide(Drivers.stripe.make(), server.layer)
      yield* Effect.all(Arr.replicate(client.listSessions(), 60), { concurrency: "unbounded" })
      assert.deepEqual(Arr.dedupe(server.requests.map(({ at }) => at)), [0])
    })
  )

  it.scoped("an invalid rate fails the attempt", () =>
    Effect.gen(function* () {
      for (const rate of [
        { limit: 0, interval: "1 second" },
        { limit: -1, interval: "1 second" },
        { limit: Number.NaN, interval: "1 second" },
        { limit: Number.POSITIVE_INFINITY, interval: "1 second" },
        { limit: 5, interval: Number.POSITIVE_INFINITY }
      ] as const) {
        const pacer = yield* Effect.flatMap(Layer.build(RateLimit.layer(rate)), (context) =>
          Effect.provide(RateLimit.RateLimit, context)
        )
        const error = yield* Effect.flip(pacer({ provider: "stripe", documented: Option.none() }))
        assert.include(error.description, "must be finite and above 0")
      }
    })
  )

  it.effect("an attempt fails with the rate limiter's error, before any request", () =>
    Effect.gen(function* () {
      const server = Http.script()
      const broken = Layer.succeed(RateLimit.RateLimit, () =>
        Effect.fail(new RateLimit.RateLimitError({ description: "the store is gone" }))
      )
      const client = yield* Effect.provide(
        Drivers.stripe.make(),
        Layer.mergeAll(server.layer, broken, Retry.layerNone)
      )
      const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
      assert.strictEqual(error.reason, "Transport")
      assert.include(error.message, "the store is gone")
    })
  )
})

describe("RateLimit.layerDocumented", () => {
  /** The documented rate that a client hands to the rate limiter. */
  const documented = (
    driver: Drivers.Driver,
    make: ReturnType<Drivers.Driver["make"]> = driver.make()
  ) =>
    Effect.gen(function* () {
      const seen: Array<RateLimit.Attempt> = []
      const witness = Layer.succeed(RateLimit.RateLimit, (attempt) =>
        Effect.sync(() => void seen.push(attempt))
      )
      const server = Http.script(Http.json(driver.page([], 1, false)))
      const client = yield* Effect.provide(make, Layer.merge(server.layer, witness))
      yield* all(client.streamSessions())
      assert.lengthOf(seen, 1)
      assert.strictEqual(seen[0]?.provider, driver.provider)
      return Option.getOrUndefined(seen[0]?.documented ?? Option.none())
    })
  const withKey = (driver: Drivers.Driver, key: string) =>
    documented(driver, driver.make({}, Redacted.make(key)))

  it.effect("knows each provider's documented rate, by kind of key", () =>
    Effect.gen(function* () {
      const stripe = Drivers.stripe
      const perSecond = (limit: number): RateLimit.Rate => ({ limit, interval: "1 second" })
      const perMinute = (limit: number): RateLimit.Rate => ({ limit, interval: "1 minute" })
      assert.deepEqual(yield* withKey(stripe, "sk_test_1"), perSecond(25))
      assert.deepEqual(yield* withKey(stripe, "rk_test_1"), perSecond(25))
      assert.deepEqual(yield* withKey(stripe, "sk_live_1"), perSecond(100))
      assert.deepEqual(yield* withKey(stripe, "rk_live_1"), perSecond(100))
      assert.deepEqual(yield* withKey(Drivers.monime, "mon_test_1"), perSecond(5))
      assert.deepEqual(yield* withKey(Drivers.monime, "mon_1"), perSecond(20))
      assert.deepEqual(yield* documented(Drivers.leanrails), perMinute(1500))
      assert.isUndefined(yield* documented(Drivers.flowglad))
      assert.deepEqual(yield* documented(Drivers.polar), perMinute(500))
      const sandbox = Effect.provide(
        PolarClient.make({ environment: "sandbox" }),
        PolarClient.layerCredentials({ accessToken: Redacted.make("polar_oat_1") })
      )
      assert.deepEqual(yield* documented(Drivers.polar, sandbox), perMinute(100))
    })
  )

  it.scoped("paces by the documented rate, and does not pace a provider without one", () =>
    Effect.gen(function* () {
      const pace = yield* RateLimit.RateLimit
      const five = attempt("monime", { limit: 5, interval: "1 second" })
      const slow = yield* times(pace, Arr.replicate(five, 12))
      assert.isAtMost(most(slow, 1000), 5)
      const free = yield* times(pace, Arr.replicate(attempt("flowglad"), 100))
      assert.lengthOf(Arr.dedupe(free), 1)
    }).pipe(Effect.provide(RateLimit.layerDocumented))
  )

  it.scoped("paces keys with different documented rates separately", () =>
    Effect.gen(function* () {
      const pace = yield* RateLimit.RateLimit
      const sent = yield* times(pace, [
        attempt("stripe", { limit: 1, interval: "1 second" }),
        attempt("stripe", { limit: 2, interval: "1 second" })
      ])
      assert.deepEqual(sent, [0, 0])
    }).pipe(Effect.provide(RateLimit.layerDocumented))
  )
})
