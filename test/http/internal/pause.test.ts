import { assert, describe, it } from "@effect/vitest"
import { Array as Arr, Clock, Effect, Fiber, Layer, Redacted, TestClock } from "effect"
import * as Pause from "../../../src/http/internal/pause.js"
import * as RateLimit from "../../../src/http/RateLimit.js"
import * as Retry from "../../../src/http/Retry.js"
import { stripe } from "../../support/drivers.js"
import * as Http from "../../support/http.js"
import { expectTag, settle } from "../../support/run.js"

const tooMany = (seconds: number) =>
  Http.text("", { status: 429, headers: { "retry-after": String(seconds) } })
const good = Http.json(stripe.page([stripe.item(1)], 1, false))

const timesOf = (server: Http.Server) => server.requests.map(({ at }) => at)

describe("pause: all fibers of a client share it", () => {
  it.effect("fibers that receive a 429 together wait, then retry at different instants", () =>
    Effect.gen(function* () {
      const fibers = 10
      const server = Http.serve((_, index) => Http.after(100, index < fibers ? tooMany(5) : good))
      const client = yield* Effect.provide(stripe.make(), server.layer)
      const all = yield* Effect.fork(
        Effect.all(Effect.replicate(client.listSessions(), fibers), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(all)
      const times = timesOf(server).slice(fibers)
      assert.lengthOf(times, fibers)
      assert.strictEqual(times[0], 5100, "the first retry is on time")
      assert.isAbove(Arr.dedupe(times).length, fibers / 2)
      assert.isAtMost(times.at(-1) ?? 0, 5100 + 500)
    })
  )

  it.effect("a 429 for one fiber delays fibers that start later", () =>
    Effect.gen(function* () {
      const server = Http.serve((_, index) => Http.after(50, index === 0 ? tooMany(5) : good))
      const client = yield* Effect.provide(stripe.make(), server.layer)
      const first = yield* Effect.fork(client.listSessions())
      yield* TestClock.adjust(1000)
      assert.deepEqual(timesOf(server), [0])
      const later = yield* Effect.fork(
        Effect.all(Effect.replicate(client.listSessions(), 20), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust(4049)
      assert.deepEqual(timesOf(server), [0], "no request before the pause ends")
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(first)
      yield* Fiber.join(later)
      const times = timesOf(server).slice(1)
      assert.lengthOf(times, 21)
      assert.strictEqual(times[0], 5050)
      assert.isAbove(Arr.dedupe(times).length, 10)
    })
  )

  it.scoped(
    "attempts that wait for the rate limiter also wait for the pause, and then stay paced",
    () =>
      Effect.gen(function* () {
        const server = Http.serve((_, index) => (index === 0 ? tooMany(10) : good))
        const limit = yield* Layer.build(RateLimit.layer({ limit: 1, interval: "1 second" }))
        const client = yield* Effect.provide(Effect.provide(stripe.make(), server.layer), limit)
        const all = yield* Effect.fork(
          Effect.all(Effect.replicate(client.listSessions(), 6), { concurrency: "unbounded" })
        )
        yield* TestClock.adjust(9999)
        assert.deepEqual(timesOf(server), [0])
        yield* TestClock.adjust("2 minutes")
        yield* Fiber.join(all)
        const times = timesOf(server)
        assert.lengthOf(times, 7)
        for (const [earlier, later] of Arr.zip(times, times.slice(1)))
          assert.isAtLeast(later - earlier, 1000)
      })
  )

  it.effect("of two pauses the longer one counts, in either order", () =>
    Effect.gen(function* () {
      const server = Http.serve((_, index) =>
        index === 0 ? Http.after(10, tooMany(8)) : index === 1 ? Http.after(20, tooMany(2)) : good
      )
      const client = yield* Effect.provide(stripe.make(), server.layer)
      const all = yield* Effect.fork(
        Effect.all(Effect.replicate(client.listSessions(), 2), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust(8009)
      assert.lengthOf(server.requests, 2)
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(all)
      assert.strictEqual(timesOf(server)[2], 8010)
    })
  )

  it.effect("a Retry-After above the longest wait does not pause other requests", () =>
    Effect.gen(function* () {
      const server = Http.serve((_, index) => (index === 0 ? tooMany(90) : good))
      const client = yield* Effect.provide(stripe.make(), server.layer)
      const error = yield* Effect.flip(client.listSessions())
      assert.strictEqual(expectTag(error, "CheckoutResponseError").reason, "RateLimited")
      yield* client.listSessions()
      assert.deepEqual(timesOf(server), [0, 0])
    })
  )

  it.effect("a 429 that is not retried still pauses the next request", () =>
    Effect.gen(function* () {
      const server = Http.serve((_, index) => (index === 0 ? tooMany(5) : good))
      const client = yield* stripe
        .make()
        .pipe(Effect.provide(server.layer), Effect.provide(Retry.layer({ times: 0 })))
      yield* Effect.flip(client.listSessions())
      const other = yield* Effect.fork(client.listSessions())
      yield* TestClock.adjust(4999)
      assert.lengthOf(server.requests, 1)
      yield* TestClock.adjust(1)
      yield* Fiber.join(other)
    })
  )

  it.effect("the secret is read after the pause, when it may have changed", () =>
    Effect.gen(function* () {
      const read: Array<number> = []
      const secret = Effect.map(Clock.currentTimeMillis, (now) => {
        read.push(now)
        return Redacted.make("sk_test_1")
      })
      const server = Http.script(tooMany(60), good)
      const client = yield* Effect.provide(stripe.make({}, secret), server.layer)
      yield* settle(client.listSessions())
      assert.deepEqual(read, [0, 60_000])
    })
  )

  it.effect("interrupting a waiting fiber does not delay the next one", () =>
    Effect.gen(function* () {
      const server = Http.serve((_, index) => (index === 0 ? tooMany(5) : good))
      const client = yield* stripe
        .make()
        .pipe(Effect.provide(server.layer), Effect.provide(Retry.layer({ times: 0 })))
      yield* Effect.flip(client.listSessions())
      const first = yield* Effect.fork(client.listSessions())
      yield* TestClock.adjust(1000)
      yield* Fiber.interrupt(first)
      const next = yield* Effect.fork(client.listSessions())
      yield* TestClock.adjust(4000)
      yield* Fiber.join(next)
      assert.deepEqual(timesOf(server), [0, 5000])
    })
  )

  it.effect("a 429 does not pause another client", () =>
    Effect.gen(function* () {
      const server = Http.serve((_, index) => (index === 0 ? tooMany(5) : good))
      const make = Effect.provide(
        stripe.make(),
        Layer.merge(server.layer, Retry.layer({ times: 0 }))
      )
      const one = yield* make
      const other = yield* make
      yield* Effect.flip(one.listSessions())
      yield* other.listSessions()
      assert.deepEqual(timesOf(server), [0, 0])
    })
  )
})

describe("pause: by itself", () => {
  /** The times at which so many fibers have waited. */
  const waited = (pause: Pause.Pause, fibers: number) =>
    settle(
      Effect.all(Effect.replicate(Effect.zipRight(pause.wait, Clock.currentTimeMillis), fibers), {
        concurrency: "unbounded"
      })
    )

  it.effect("fibers are spread over a tenth of this pause, not of a longer one before it", () =>
    Effect.gen(function* () {
      const pause = yield* Pause.make
      yield* pause.extend(60_000)
      yield* TestClock.adjust("2 minutes")
      yield* pause.extend(1000)
      const times = yield* waited(pause, 30)
      assert.strictEqual(Math.min(...times), 121_000)
      assert.isAtMost(Math.max(...times), 121_100)
      assert.isAbove(Arr.dedupe(times).length, 10)
    })
  )

  it.effect("a fiber that waits goes on waiting if the pause becomes longer", () =>
    Effect.gen(function* () {
      const pause = yield* Pause.make
      yield* pause.extend(1000)
      const fiber = yield* Effect.fork(Effect.zipRight(pause.wait, Clock.currentTimeMillis))
      yield* TestClock.adjust(500)
      yield* pause.extend(2000)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Fiber.join(fiber), 2500)
    })
  )

  it.effect("a clock that is set back does not make it longer", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_000_000)
      const pause = yield* Pause.make
      yield* pause.extend(1000)
      yield* TestClock.setTime(0)
      assert.strictEqual(yield* pause.left, 1000)
    })
  )
})
