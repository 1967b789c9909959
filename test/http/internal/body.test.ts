import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Redacted } from "effect"
import * as Retry from "../../../src/http/Retry.js"
import { drivers } from "../../support/drivers.js"
import * as Http from "../../support/http.js"
import { all, drain, expectTag, settle } from "../../support/run.js"

for (const driver of drivers) {
  const page = driver.page([driver.item(1)], 1, false)
  const good = Http.json(page)
  const whole = JSON.stringify(page)
  const streaming = (server: Http.Server) =>
    Effect.map(Effect.provide(driver.make(), server.layer), (client) => client.streamSessions())

  const once = Effect.provide(driver.make(), Retry.layerNone)

  describe(`body, ${driver.provider}`, () => {
    for (const [what, body, expected] of [
      ["no body", undefined, "JSON, got an empty body"],
      ["a body of length 0", "", "JSON, got an empty body"],
      ["a blank body", " \r\n", "JSON, got an empty body"],
      ["a proxy's HTML", "\n<!doctype html><p>canary</p>", "JSON, got HTML"],
      ["JSON without its last character", whole.slice(0, -1), "complete JSON"],
      ["JSON cut in the middle of a word", '{"canary": tru', "complete JSON"],
      ["plain text", "canary, come back later", "complete JSON"]
    ] as const) {
      const reply = body === undefined ? Http.bodiless() : Http.text(body)

      it.effect(`a 200 with ${what} is NotJson`, () =>
        Effect.gen(function* () {
          const server = Http.script(reply)
          const client = yield* Effect.provide(once, server.layer)
          const decode = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutDecodeError")
          assert.strictEqual(decode.reason, "NotJson")
          assert.isTrue(decode.isRetryable)
          assert.strictEqual(decode.expected, expected)
          assert.strictEqual(Redacted.value(decode.raw), body ?? "")
          assert.notInclude(decode.message, "canary")
        })
      )
    }

    it.effect("NotJson is retried, and the last error gives the attempts and the time", () =>
      Effect.gen(function* () {
        const server = Http.serve((_, index) => (index % 2 === 0 ? Http.text("") : good))
        assert.deepEqual(yield* settle(all(yield* streaming(server))), [driver.item(1)])
        assert.lengthOf(server.requests, 2)

        const never = Http.serve(() => Http.text("<html>"))
        const { error, items } = yield* settle(drain(yield* streaming(never)))
        assert.deepEqual(items, [])
        const decode = expectTag(error, "CheckoutDecodeError")
        assert.strictEqual(decode.attempts, 4)
        assert.lengthOf(never.requests, 4)
        const [first, last] = [never.request(0).at, never.request(3).at]
        assert.strictEqual(Duration.toMillis(decode.elapsed), last - first)
        assert.include(decode.message, "tried 4 times")
      })
    )

    it.effect("a body that breaks off is Transport, and is retried", () =>
      Effect.gen(function* () {
        const server = Http.script(Http.broken(whole.slice(0, 20)), good)
        assert.deepEqual(yield* settle(all(yield* streaming(server))), [driver.item(1)])

        const never = Http.script(Http.broken(whole.slice(0, 20)))
        const client = yield* Effect.provide(once, never.layer)
        const request = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
        assert.strictEqual(request.reason, "Transport")
        assert.include(request.message, "the answer broke off (UND_ERR_SOCKET)")
        assert.isTrue(request.isRetryable)
      })
    )

    it.effect("a refused connection is Transport with the runtime's code, and is retried", () =>
      Effect.gen(function* () {
        const server = Http.script(Http.refused(), good)
        assert.deepEqual(yield* settle(all(yield* streaming(server))), [driver.item(1)])

        const never = Http.script(Http.refused("ENOTFOUND"))
        const client = yield* Effect.provide(once, never.layer)
        const request = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
        assert.strictEqual(request.reason, "Transport")
        assert.include(request.message, "no answer came (ENOTFOUND)")
        assert.notInclude(request.message, "127.0.0.1")
      })
    )

    it.effect("any 2xx status and any content type will do, as will a byte order mark", () =>
      Effect.gen(function* () {
        for (const init of [
          { headers: { "content-type": "text/plain" } },
          { headers: { "content-type": "text/html" }, status: 203 },
          { status: 201 }
        ]) {
          for (const text of [whole, `\ufeff${whole}`, `\n ${whole}\n`]) {
            const server = Http.script(Http.text(text, init))
            assert.deepEqual(yield* all(yield* streaming(server)), [driver.item(1)])
          }
        }
      })
    )
  })
}
