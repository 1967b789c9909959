import { assert, describe, it } from "@effect/vitest"
import {
  Array as Arr,
  Duration,
  Effect,
  Fiber,
  Layer,
  Logger,
  LogLevel,
  Option,
  TestClock
} from "effect"
import * as RateLimit from "../../src/http/RateLimit.js"
import * as Retry from "../../src/http/Retry.js"
import * as Timeouts from "../../src/http/Timeouts.js"
import { stripe } from "../support/drivers.js"
import * as Http from "../support/http.js"
import { all, expectTag, settle } from "../support/run.js"

const good = Http.json(stripe.page([stripe.item(1)], 1, false))

const connect = (server: Http.Server, ...layers: ReadonlyArray<Layer.Layer<never>>) =>
  Effect.provide(stripe.make(), Layer.mergeAll(server.layer, ...layers))

/** Every line that an effect logs, from `Debug` on. */
const logged = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const lines: Array<string> = []
    const logger = Logger.make(({ logLevel, message }) => {
      lines.push(`${logLevel.label} ${Arr.ensure(message).join(" ")}`)
    })
    const layer = Layer.merge(
      Logger.replace(Logger.defaultLogger, logger),
      Logger.minimumLogLevel(LogLevel.All)
    )
    const value = yield* Effect.provide(effect, layer)
    return { value, lines }
  })

describe("a refusal whose body stalls", () => {
  for (const [status, reason] of [
    [401, "Unauthorized"],
    [404, "NotFound"],
    [422, "Invalid"]
  ] as const) {
    it.effect(`${status} is ${reason} after two seconds and one request`, () =>
      Effect.gen(function* () {
        const server = Http.serve(() => Http.stalled("{", { status }))
        const client = yield* connect(server)
        const fiber = yield* Effect.fork(Effect.flip(client.listSessions()))
        yield* TestClock.adjust("2 seconds")
        const error = expectTag(yield* Fiber.join(fiber), "CheckoutResponseError")
        assert.strictEqual(error.reason, reason)
        assert.lengthOf(server.requests, 1)
      })
    )
  }

  it.effect("429 keeps its Retry-After", () =>
    Effect.gen(function* () {
      const told = Http.stalled("{", { status: 429, headers: { "retry-after": "50" } })
      const server = Http.script(told, good)
      const client = yield* connect(server)
      yield* settle(client.listSessions())
      assert.isAtLeast(server.request(1).at, 52_000)
    })
  )

  it.effect("is the answer even with a shorter limit for the attempt", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => Http.stalled("{", { status: 404 }))
      const client = yield* connect(server, Timeouts.layer({ attempt: "1 second" }))
      const error = yield* settle(Effect.flip(client.listSessions()))
      assert.strictEqual(expectTag(error, "CheckoutResponseError").reason, "NotFound")
    })
  )
})

describe("waiting for the rate limit", () => {
  it.effect("takes nothing from the retry budget, and does not count as time tried", () =>
    Effect.gen(function* () {
      const busy = Http.text("", { status: 503 })
      const server = Http.serve((_, index) => (index === 3 ? busy : good))
      const limit = RateLimit.layer({ limit: 1, interval: "64 seconds" })
      yield* Effect.gen(function* () {
        const client = yield* Effect.provide(
          stripe.make(),
          Layer.merge(server.layer, Timeouts.layer({ overall: "1 hour" }))
        )
        const four = Effect.all(Arr.replicate(client.listSessions(), 4), {
          concurrency: "unbounded"
        })
        assert.lengthOf(yield* settle(four), 4)
        assert.lengthOf(server.requests, 5)
      }).pipe(Effect.provide(limit))
    })
  )

  it.effect("an invalid limit fails once, and says that no request was made", () =>
    Effect.gen(function* () {
      const server = Http.script()
      yield* Effect.gen(function* () {
        const client = yield* Effect.provide(stripe.make(), server.layer)
        const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
        assert.strictEqual(error.reason, "RateLimit")
        assert.isFalse(error.isRetryable)
        assert.strictEqual(error.attempts, 0)
        assert.notInclude(error.message, "tried")
      }).pipe(Effect.provide(RateLimit.layer({ limit: 0, interval: "1 second" })))
    })
  )
})

describe("Retry-After", () => {
  const asked = (headers: Readonly<Record<string, string>>) =>
    Effect.gen(function* () {
      const server = Http.script(Http.text("", { status: 429, headers }))
      const client = yield* connect(server, Retry.layerNone)
      const error = yield* Effect.flip(client.listSessions())
      return Option.getOrUndefined(
        Option.map(expectTag(error, "CheckoutResponseError").retryAfter, Duration.toMillis)
      )
    })

  it.effect("a word with a number is no date", () =>
    Effect.gen(function* () {
      for (const header of ["soon 60", "in 5", "60 seconds", "May 5", "2026-01-01"]) {
        assert.isUndefined(yield* asked({ "retry-after": header }), header)
      }
    })
  )

  it.effect("a date is compared with the answer's own date, not with this machine's clock", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2026-11-21T10:02:00Z"))
      const until = "Sat, 21 Nov 2026 10:00:30 GMT"
      const date = "Sat, 21 Nov 2026 10:00:00 GMT"
      assert.strictEqual(yield* asked({ "retry-after": until, date }), 30_000)
      assert.strictEqual(yield* asked({ "retry-after": until }), 0)
      assert.strictEqual(yield* asked({ "retry-after": until, date: "nonsense" }), 0)
    })
  )
})

describe("an address with a user name", () => {
  it.effect("is InvalidParams, and no request is made", () =>
    Effect.gen(function* () {
      for (const baseUrl of [
        "https://user:pass@proxy.example",
        "https://user@proxy.example/v1",
        "http://:pass@localhost:1"
      ]) {
        const server = Http.script()
        const client = yield* Effect.provide(stripe.make({ baseUrl }), server.layer)
        const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
        assert.strictEqual(error.reason, "InvalidParams")
        assert.deepEqual(error.parameter, Option.some("baseUrl"))
        assert.notInclude(error.message, "pass")
      }
      const server = Http.script(good)
      const path = yield* Effect.provide(
        stripe.make({ baseUrl: "https://proxy.example/u@h" }),
        server.layer
      )
      yield* path.listSessions()
    })
  )
})

describe("the log", () => {
  it.effect("says at Debug that a request is retried, why, and how long it waits", () =>
    Effect.gen(function* () {
      const server = Http.script(Http.text("", { status: 503 }), good)
      const client = yield* connect(server)
      const { lines } = yield* logged(settle(client.listSessions()))
      assert.lengthOf(lines, 1)
      assert.match(
        lines[0] ?? "",
        /^DEBUG stripe\.listSessions waits \d+ms: Unavailable, retry 1 of 3$/
      )
    })
  )

  it.effect("says at Info that a request waits for more than ten seconds", () =>
    Effect.gen(function* () {
      const told = Http.text("", { status: 429, headers: { "retry-after": "50" } })
      const client = yield* connect(Http.script(told, good))
      const { lines } = yield* logged(settle(client.listSessions()))
      const info = lines.filter((line) => line.startsWith("INFO"))
      assert.lengthOf(info, 1)
      assert.match(
        info[0] ?? "",
        /^INFO stripe\.listSessions waits (49|50)s.*: the provider asked for it$/
      )
    })
  )

  it.effect("says how long a request waited for the rate limit", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => good)
      const { lines } = yield* logged(
        Effect.gen(function* () {
          const client = yield* Effect.provide(stripe.make(), server.layer)
          const three = Effect.all(Arr.replicate(client.listSessions(), 3), {
            concurrency: "unbounded"
          })
          yield* settle(three)
        }).pipe(Effect.provide(RateLimit.layer({ limit: 1, interval: "8 seconds" })))
      )
      assert.deepEqual(
        lines.map((line) => line.replace(/\d+s.*(?= for)/, "…")),
        [
          "DEBUG stripe.listSessions waited … for the rate limit",
          "INFO stripe.listSessions waited … for the rate limit"
        ]
      )
    })
  )

  it.effect("is silent without a rate limit, also where the clock ticks at every reading", () =>
    Effect.gen(function* () {
      const client = yield* connect(Http.script(good))
      let now = 0
      const clock = yield* Effect.clock
      const ticking = Object.create(clock, {
        currentTimeMillis: { value: Effect.sync(() => now++) }
      })
      const { lines } = yield* logged(Effect.withClock(client.listSessions(), ticking))
      assert.deepEqual(lines, [])
    })
  )

  it.effect("warns once of a policy that stands beside the client's layer", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => good)
      const client = yield* connect(server)
      const { lines } = yield* logged(
        Effect.all([client.listSessions(), client.listSessions()]).pipe(
          Effect.provide(Layer.merge(Retry.layerNone, Timeouts.layer({ attempt: "1 second" })))
        )
      )
      assert.lengthOf(lines, 1)
      assert.include(lines[0], "WARN StripeClient was made without the Retry and Timeouts layer")
      assert.include(lines[0], "Layer.provide")
    })
  )

  it.effect("does not warn of a policy around the whole program, nor of the client's own", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => good)
      const { lines } = yield* logged(
        Effect.gen(function* () {
          const client = yield* Effect.provide(stripe.make(), server.layer)
          yield* all(client.streamSessions())
        }).pipe(Effect.provide(Retry.layer({ times: 1 })))
      )
      const own = yield* connect(server, Retry.layer({ times: 1 }))
      const second = yield* logged(own.listSessions())
      assert.deepEqual([...lines, ...second.lines], [])
    })
  )
})
