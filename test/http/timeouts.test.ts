import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber, Layer, Option, Redacted, TestClock } from "effect"
import * as Retry from "../../src/http/Retry.js"
import * as Timeouts from "../../src/http/Timeouts.js"
import { stripe } from "../support/drivers.js"
import * as Http from "../support/http.js"
import { all, drain, expectTag, settle } from "../support/run.js"

const good = Http.json(stripe.page([stripe.item(1)], 1, false))

const connect = (
  server: Http.Server,
  limits: Partial<Timeouts.Limits>,
  retry: Layer.Layer<Retry.Retry> = Retry.layerNone
) => Effect.provide(stripe.make(), Layer.mergeAll(server.layer, retry, Timeouts.layer(limits)))

const expectTimeout = (error: Parameters<typeof expectTag>[0], which: "attempt" | "overall") => {
  const request = expectTag(error, "CheckoutRequestError")
  assert.strictEqual(request.reason, "Timeout")
  assert.strictEqual(Option.getOrUndefined(request.timeout), which)
  assert.strictEqual(request.isRetryable, which === "attempt")
  return request
}

describe("the timeout of one attempt", () => {
  for (const [what, reply] of [
    ["headers that never arrive", Http.never],
    ["a body that never ends", Http.stalled('{"data": [')],
    ["late headers and a body that never ends", Http.after("3 seconds", Http.stalled("{"))]
  ] as const) {
    it.effect(`${what}: the attempt fails and its request is aborted`, () =>
      Effect.gen(function* () {
        const server = Http.script(reply)
        const client = yield* connect(server, { attempt: "5 seconds" })
        const fiber = yield* Effect.fork(Effect.flip(client.listSessions()))
        yield* TestClock.adjust(4999)
        assert.isTrue(Option.isNone(yield* Fiber.poll(fiber)))
        assert.isFalse(server.request(0).signal.aborted)
        yield* TestClock.adjust(1)
        const error = expectTimeout(yield* Fiber.join(fiber), "attempt")
        assert.include(error.message, "an attempt took longer than 5s")
        assert.isTrue(server.request(0).signal.aborted)
      })
    )
  }

  it.effect("is thirty seconds by default, and the attempt is retried", () =>
    Effect.gen(function* () {
      const server = Http.script(Http.never, Http.stalled(" "), good)
      const client = yield* Effect.provide(stripe.make(), server.layer)
      assert.deepEqual(yield* settle(all(client.streamSessions())), [stripe.item(1)])
      assert.isAtLeast(server.request(1).at, 30_000)
      assert.isAtMost(server.request(1).at, 31_000)
      assert.isAtLeast(server.request(2).at, 60_000)
    })
  )

  it.effect("does not run while the attempt waits for the rate limiter", () =>
    Effect.gen(function* () {
      const wait = { status: 429, headers: { "retry-after": "50" } }
      const server = Http.script(Http.text("", wait), good)
      const client = yield* connect(server, { attempt: "5 seconds" }, Retry.layer({}))
      yield* settle(client.listSessions())
      assert.strictEqual(server.request(1).at, 50_000)
    })
  )

  it.effect("runs while the secret is read: both share it", () =>
    Effect.gen(function* () {
      const secret = Effect.delay(Effect.succeed(Redacted.make("sk_test_1")), "3 seconds")
      const server = Http.script(Http.never)
      const client = yield* Effect.provide(
        stripe.make({}, secret),
        Layer.mergeAll(server.layer, Retry.layerNone, Timeouts.layer({ attempt: "5 seconds" }))
      )
      const fiber = yield* Effect.fork(Effect.flip(client.listSessions()))
      yield* TestClock.adjust(4999)
      assert.isTrue(Option.isNone(yield* Fiber.poll(fiber)))
      yield* TestClock.adjust(1)
      expectTimeout(yield* Fiber.join(fiber), "attempt")
      assert.strictEqual(server.request(0).at, 3000)
    })
  )

  it.effect("can be infinite", () =>
    Effect.gen(function* () {
      const server = Http.script(Http.after("4 hours", good))
      const client = yield* connect(server, { attempt: Infinity, overall: Duration.infinity })
      yield* settle(client.listSessions(), "5 hours")
    })
  )
})

describe("the overall timeout", () => {
  it.effect("covers all attempts and their waits, and the error counts the attempts", () =>
    Effect.gen(function* () {
      const server = Http.serve(() =>
        Http.text("", { status: 429, headers: { "retry-after": "40" } })
      )
      const client = yield* connect(server, { overall: "1 minute" }, Retry.layer({}))
      const fiber = yield* Effect.fork(drain(client.streamSessions()))
      yield* TestClock.adjust(59_999)
      assert.isTrue(Option.isNone(yield* Fiber.poll(fiber)))
      yield* TestClock.adjust(1)
      const error = expectTimeout((yield* Fiber.join(fiber)).error, "overall")
      assert.include(error.message, "all attempts together took longer than 1m")
      assert.strictEqual(
        error.attempts,
        server.requests.length,
        "an attempt that waits made no request"
      )
      assert.strictEqual(Duration.toMillis(error.elapsed), 60_000)
      assert.isTrue(Option.isSome(error.cursor))
    })
  )

  it.effect("aborts the request in flight", () =>
    Effect.gen(function* () {
      const server = Http.script(Http.stalled("{"))
      const client = yield* connect(server, { attempt: Infinity, overall: "10 seconds" })
      const error = yield* settle(Effect.flip(client.listSessions()), "10 seconds")
      assert.strictEqual(expectTimeout(error, "overall").attempts, 1)
      assert.isTrue(server.request(0).signal.aborted)
    })
  )

  it.effect("is five minutes by default, even when the timeout of an attempt is set", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => Http.never)
      const client = yield* connect(
        server,
        { attempt: "2 minutes" },
        Retry.layer({ times: 9, budget: "1 hour" })
      )
      const fiber = yield* Effect.fork(Effect.flip(client.listSessions()))
      yield* TestClock.adjust(299_999)
      assert.isTrue(Option.isNone(yield* Fiber.poll(fiber)))
      yield* TestClock.adjust(1)
      assert.strictEqual(expectTimeout(yield* Fiber.join(fiber), "overall").attempts, 3)
    })
  )

  it.effect("covers one page, so a stream may run for longer", () =>
    Effect.gen(function* () {
      const pages = 4
      const server = Http.serve((_, index) =>
        Http.after(
          "40 seconds",
          Http.json(stripe.page([stripe.item(index)], index + 1, index < pages - 1))
        )
      )
      const client = yield* connect(server, { attempt: "1 minute", overall: "1 minute" })
      assert.lengthOf(yield* settle(all(client.streamSessions())), pages)
    })
  )
})

describe("timeouts", () => {
  it.effect("an `undefined` timeout keeps its default", () =>
    Effect.gen(function* () {
      for (const [retry, which] of [
        [Retry.layerNone, "attempt"],
        [Retry.layer({ times: 99, budget: Infinity }), "overall"]
      ] as const) {
        const server = Http.serve(() => Http.never)
        const limits = Timeouts.layer({ attempt: undefined, overall: undefined })
        const client = yield* Effect.provide(
          stripe.make(),
          Layer.mergeAll(server.layer, retry, limits)
        )
        expectTimeout(yield* settle(Effect.flip(client.listSessions())), which)
      }
    })
  )

  it.effect("a client keeps the timeouts in force when it was made", () =>
    Effect.gen(function* () {
      const server = Http.script(Http.after("20 seconds", good))
      const client = yield* Effect.provide(stripe.make(), server.layer)
      yield* client.listSessions().pipe(Effect.provide(Timeouts.layer({ attempt: 1 })), settle)
    })
  )
})
