import { inspect } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Option, TestClock } from "effect"
import type { ResponseReason } from "../../src/CheckoutError.js"
import * as Retry from "../../src/http/Retry.js"
import { drivers } from "../support/drivers.js"
import * as Http from "../support/http.js"
import { refusals } from "../support/refusals.js"
import { all, drain, expectTag, settle } from "../support/run.js"

const millis = (duration: Option.Option<Duration.Duration>) =>
  Option.getOrUndefined(Option.map(duration, Duration.toMillis))

/** The reason of each status when the body has no code. */
const meanings: ReadonlyArray<readonly [number, ResponseReason, boolean]> = [
  [300, "Unexpected", false],
  [304, "Unexpected", false],
  [400, "Invalid", false],
  [401, "Unauthorized", false],
  [403, "Forbidden", false],
  [404, "NotFound", false],
  [408, "Unavailable", true],
  [409, "Conflict", false],
  [410, "NotFound", false],
  [418, "Unexpected", false],
  [422, "Invalid", false],
  [429, "RateLimited", true],
  [451, "Unexpected", false],
  [500, "Unavailable", true],
  [502, "Unavailable", true],
  [503, "Unavailable", true],
  [504, "Unavailable", true],
  [520, "Unavailable", true]
]

for (const driver of drivers) {
  const good = Http.json(driver.page([driver.item(1)], 1, false))
  const once = (reply: Http.Reply) =>
    Effect.gen(function* () {
      const client = yield* driver
        .make()
        .pipe(Effect.provide(Http.script(reply).layer), Effect.provide(Retry.layerNone))
      return expectTag(yield* Effect.flip(client.listSessions()), "CheckoutResponseError")
    })

  describe(`${driver.provider}: refusals`, () => {
    for (const refusal of refusals[driver.provider]) {
      it.effect(refusal.what, () =>
        Effect.gen(function* () {
          const error = yield* once(refusal.reply)
          assert.strictEqual(error.provider, driver.provider)
          assert.strictEqual(error.operation, "listSessions")
          assert.strictEqual(error.status, refusal.status)
          assert.strictEqual(error.reason, refusal.reason)
          assert.strictEqual(Option.getOrUndefined(error.code), refusal.code)
          assert.strictEqual(Option.getOrUndefined(error.requestId), refusal.requestId)
          assert.strictEqual(millis(error.retryAfter), refusal.retryAfter)
          assert.strictEqual(error.isRetryable, refusal.isRetryable ?? false)
          assert.deepEqual(error.body, refusal.body)
          assert.include(error.message, String(refusal.status))
          if (refusal.code !== undefined) assert.include(error.message, refusal.code)
          if (refusal.requestId !== undefined) assert.include(error.message, refusal.requestId)
          for (const shown of [error.message, String(error), JSON.stringify(error), inspect(error)])
            assert.notInclude(shown, "canary")
        })
      )
    }

    it.effect("a refusal without a readable body takes its reason from the status", () =>
      Effect.gen(function* () {
        for (const [status, reason, isRetryable] of meanings) {
          const odd = [401, 418, 502].includes(status)
            ? [
                Http.text("", { status }),
                Http.text("<html>canary</html>", { status }),
                Http.text('{"error": {"code": "can', { status }),
                Http.json({ error: { code: "two words", request_id: 5 }, code: {} }, { status })
              ]
            : []
          for (const reply of [Http.bodiless({ status }), ...odd]) {
            const error = yield* once(reply)
            assert.strictEqual(error.status, status)
            assert.strictEqual(error.reason, reason, String(status))
            assert.strictEqual(error.isRetryable, isRetryable)
            assert.isTrue(Option.isNone(error.code))
            assert.notInclude(error.message, "canary")
          }
        }
      })
    )

    it.effect("a refusal keeps its status when its body breaks off or is too long", () =>
      Effect.gen(function* () {
        for (const status of [401, 403, 422]) {
          for (const reply of [
            Http.broken('{"error":', { status }),
            Http.endless(() => undefined, { status })
          ]) {
            const error = yield* once(reply)
            assert.strictEqual(error.status, status)
          }
        }
      })
    )

    it.effect("a 429 with Retry-After in seconds waits that long", () =>
      Effect.gen(function* () {
        const server = Http.script(
          Http.text("", { status: 429, headers: { "Retry-After": "7" } }),
          good
        )
        const client = yield* Effect.provide(driver.make(), server.layer)
        assert.deepEqual(yield* settle(all(client.streamSessions())), [driver.item(1)])
        assert.strictEqual(server.request(1).at, 7000)
      })
    )

    it.effect("a 429 with Retry-After as an HTTP date waits until then, by Effect's Clock", () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(Date.UTC(2026, 0, 1))
        const headers = { "retry-after": "Thu, 01 Jan 2026 00:00:09 GMT" }
        const server = Http.script(Http.text("", { status: 429, headers }), good)
        const client = yield* Effect.provide(driver.make(), server.layer)
        assert.deepEqual(yield* settle(all(client.streamSessions())), [driver.item(1)])
        assert.strictEqual(server.request(1).at - server.request(0).at, 9000)
      })
    )

    it.effect("a 5xx is retried", () =>
      Effect.gen(function* () {
        for (const status of [500, 502, 503, 504]) {
          const server = Http.script(Http.text("<html>", { status }), good)
          const client = yield* Effect.provide(driver.make(), server.layer)
          assert.deepEqual(yield* settle(all(client.streamSessions()), "1 second"), [
            driver.item(1)
          ])
          assert.lengthOf(server.requests, 2)
        }
      })
    )

    it.effect("a refusal with 401, 403, 404, 409 or 422 is not retried", () =>
      Effect.gen(function* () {
        for (const status of [401, 403, 404, 409, 422]) {
          const server = Http.script(Http.json({}, { status }))
          const client = yield* Effect.provide(driver.make(), server.layer)
          const { error } = yield* drain(client.streamSessions())
          const refused = expectTag(error, "CheckoutResponseError")
          assert.strictEqual(refused.operation, "streamSessions")
          assert.strictEqual(refused.attempts, 1)
          assert.lengthOf(server.requests, 1)
        }
      })
    )
  })
}
