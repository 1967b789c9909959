import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { reasonOf } from "../../src/http/Failure.js"
import * as Retry from "../../src/http/Retry.js"
import { stripe } from "../support/drivers.js"
import * as Http from "../support/http.js"
import { expectTag } from "../support/run.js"

const refusal = (status: number, headers: Readonly<Record<string, string>>) =>
  Effect.gen(function* () {
    const server = Http.script(Http.text("", { status, headers }))
    const client = yield* Effect.provide(stripe.make(), Layer.merge(server.layer, Retry.layerNone))
    return expectTag(yield* Effect.flip(client.listSessions()), "CheckoutResponseError")
  })

describe("a refusal", () => {
  it("a status that no range has is Unexpected", () => {
    assert.strictEqual(reasonOf(599), "Unavailable")
    for (const status of [0, 199, 600, 999]) assert.strictEqual(reasonOf(status), "Unexpected")
  })

  it.effect("a redirect's address is shown without anybody's name in it", () =>
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
