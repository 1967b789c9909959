import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Layer, Option } from "effect"
import { reasonOf } from "../../../src/http/internal/failure.js"
import * as Retry from "../../../src/http/Retry.js"
import { stripe } from "../../support/drivers.js"
import * as Http from "../../support/http.js"
import { expectTag } from "../../support/run.js"

const refusal = (status: number, headers: Readonly<Record<string, string>>, body: unknown = "") =>
  Effect.gen(function* () {
    const server = Http.script(Http.json(body, { status, headers }))
    const client = yield* Effect.provide(stripe.make(), Layer.merge(server.layer, Retry.layerNone))
    return expectTag(yield* Effect.flip(client.listSessions()), "CheckoutResponseError")
  })

/** Runs with a local time that is not GMT. */
const inNewYork = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => {
      const before = process.env["TZ"]
      process.env["TZ"] = "America/New_York"
      return before
    }),
    () => effect,
    (before) =>
      Effect.sync(() => {
        if (before === undefined) delete process.env["TZ"]
        else process.env["TZ"] = before
      })
  )

describe("failure: the parts of a refusal", () => {
  it("a status below 200 or above 599 is Unexpected", () => {
    assert.strictEqual(reasonOf(599), "Unavailable")
    for (const status of [0, 199, 600, 999]) assert.strictEqual(reasonOf(status), "Unexpected")
  })

  it.effect("Retry-After is read as GMT in all three forms of an HTTP date", () =>
    Effect.gen(function* () {
      for (const date of [
        "Thu, 01 Jan 1970 00:00:05 GMT",
        "Thursday, 01-Jan-70 00:00:05 GMT",
        "Thu Jan  1 00:00:05 1970"
      ]) {
        const { retryAfter } = yield* refusal(429, { "retry-after": date })
        assert.strictEqual(Option.getOrUndefined(Option.map(retryAfter, Duration.toMillis)), 5000)
      }
    }).pipe(inNewYork)
  )

  it.effect("only a redirect has a location", () =>
    Effect.gen(function* () {
      for (const [status, has] of [
        [300, true],
        [399, true],
        [400, false],
        [404, false],
        [503, false]
      ] as const) {
        const error = yield* refusal(status, { location: "https://evil.example/" })
        assert.strictEqual(Option.isSome(error.location), has, String(status))
      }
    })
  )

  it.effect("a code and a request id of more than 100 characters are not shown", () =>
    Effect.gen(function* () {
      for (const [length, shown] of [
        [1, true],
        [100, true],
        [101, false],
        [1000, false]
      ] as const) {
        const word = "x".repeat(length)
        const error = yield* refusal(400, { "request-id": word }, { error: { code: word } })
        assert.strictEqual(Option.getOrUndefined(error.code), shown ? word : undefined)
        assert.strictEqual(Option.getOrUndefined(error.requestId), shown ? word : undefined)
        assert.strictEqual(error.message.includes(word), shown)
      }
    })
  )

  it.effect("a code may be a number", () =>
    Effect.gen(function* () {
      const error = yield* refusal(400, {}, { error: { code: 4011 } })
      assert.deepEqual(error.code, Option.some("4011"))
    })
  )

  it.effect("a redirect's address is shown without user names and e-mail addresses", () =>
    Effect.gen(function* () {
      for (const [location, shown] of [
        ["https://evil.example/of/canary@example.com/x", "https://evil.example/of/example.com/x"],
        ["/of/canary%40example.com", "/of/example.com"],
        ["https://canary@x:canary@evil.example/", "https://evil.example/"],
        ["canary:canary@evil.example", "evil.example"]
      ] as const) {
        const error = yield* refusal(302, { location })
        assert.strictEqual(Option.getOrUndefined(error.location), shown)
        assert.notInclude(error.message, "canary")
      }
    })
  )
})
