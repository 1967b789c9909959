import { HttpClient, HttpClientError, HttpClientRequest } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Redacted, Stream } from "effect"
import * as Retry from "../../src/http/Retry.js"
import type { CheckoutClient } from "../../src/services/CheckoutClient.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import * as Drivers from "../support/drivers.js"
import * as Http from "../support/http.js"
import { all, expectTag, settle } from "../support/run.js"

const secret = Redacted.make("sk_test_canary")

/** The one request of a client that receives an empty page. */
const sentBy = (
  driver: Drivers.Driver,
  make: Effect.Effect<CheckoutClient<Drivers.Common, unknown>, never, HttpClient.HttpClient>
) =>
  Effect.gen(function* () {
    const server = Http.script(Http.json(driver.page([], 1, false)))
    const client = yield* Effect.provide(make, server.layer)
    yield* client.listSessions()
    return server.request(0)
  })

/** The error of a client, which may make no request. */
const refusedBy = (
  make: Effect.Effect<CheckoutClient<Drivers.Common, unknown>, never, HttpClient.HttpClient>
) =>
  Effect.gen(function* () {
    const server = Http.script()
    const client = yield* Effect.provide(make, server.layer)
    const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
    assert.strictEqual(error.reason, "InvalidParams")
    yield* Effect.flip(Stream.runDrain(client.streamSessions()))
    assert.lengthOf(server.requests, 0)
    return error
  })

for (const driver of Drivers.drivers) {
  describe(`${driver.provider}: headers and addresses`, () => {
    it.effect("sends the key in the provider's own scheme, and no unexpected header", () =>
      Effect.gen(function* () {
        const { headers } = yield* sentBy(driver, driver.make()).pipe(Effect.withSpan("caller"))
        assert.deepEqual(headers, {
          accept: "application/json",
          authorization: driver.authorization,
          ...(driver.provider === "monime" ? { "monime-space-id": "spc-1" } : {})
        })
      })
    )

    for (const baseUrl of [
      "http://127.0.0.1:8080",
      "http://127.0.0.1:8080/",
      "https://proxy.example/a//"
    ]) {
      it.effect(`sends requests to the base URL ${baseUrl}`, () =>
        Effect.gen(function* () {
          const { url } = yield* sentBy(driver, driver.make({ baseUrl }))
          const expected = baseUrl.replace(/\/+$/, "") + new URL(driver.url).pathname
          assert.strictEqual(`${url.origin}${url.pathname}`, expected)
        })
      )
    }

    it.effect("refuses a base URL that is not an HTTP address, and names `baseUrl`", () =>
      Effect.gen(function* () {
        for (const baseUrl of [
          "127.0.0.1",
          "http://",
          "https:///",
          "",
          "ftp://a.example",
          "https://a.example?b=c"
        ]) {
          const error = yield* refusedBy(driver.make({ baseUrl }))
          assert.strictEqual(Option.getOrUndefined(error.parameter), "baseUrl")
          assert.isFalse(error.isRetryable)
        }
      })
    )

    it.effect("transformClient may change every attempt, after the client set its headers", () =>
      Effect.gen(function* () {
        let attempts = 0
        const server = Http.script(
          Http.text("", { status: 503 }),
          Http.json(driver.page([], 1, false))
        )
        const make = driver.make({
          transformClient: (client) =>
            client.pipe(
              HttpClient.mapRequest(HttpClientRequest.setHeader("user-agent", `try ${++attempts}`)),
              HttpClient.tapRequest(() => Effect.sync(() => attempts++))
            )
        })
        const client = yield* Effect.provide(make, server.layer)
        yield* settle(all(client.streamSessions()))
        assert.strictEqual(server.request(1).headers["user-agent"], "try 1")
        assert.strictEqual(attempts, 3, "once when it was made, and twice when it ran")
      })
    )

    it.effect("an HttpClient that cannot read an answer is Transport", () =>
      Effect.gen(function* () {
        const unreadable = HttpClient.transformResponse(
          Effect.flatMap((response) =>
            Effect.fail(
              new HttpClientError.ResponseError({
                request: response.request,
                response,
                reason: "Decode"
              })
            )
          )
        )
        const server = Http.script(Http.json(driver.page([], 1, false)))
        const make = Effect.provide(driver.make({ transformClient: unreadable }), Retry.layerNone)
        const client = yield* Effect.provide(make, server.layer)
        const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
        assert.strictEqual(error.reason, "Transport")
      })
    )

    it.effect("an HttpClient that fails on a status keeps the body of the refusal", () =>
      Effect.gen(function* () {
        const server = Http.script(Http.json({ kept: true }, { status: 403 }))
        const make = driver.make({ transformClient: HttpClient.filterStatusOk })
        const client = yield* Effect.provide(make, server.layer)
        const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutResponseError")
        assert.strictEqual(error.reason, "Forbidden")
        assert.deepEqual(error.body, { kept: true })
      })
    )
  })
}

const stripe = (options: StripeClient.Options, account?: string) =>
  Effect.provide(
    StripeClient.make(options),
    StripeClient.layerCredentials({ secretKey: secret, account })
  )
const polar = (options: PolarClient.Options, organizationId?: string) =>
  Effect.provide(
    PolarClient.make(options),
    PolarClient.layerCredentials({ accessToken: secret, organizationId })
  )
const monime = (options: MonimeClient.Options, spaceId: string) =>
  Effect.provide(
    MonimeClient.make(options),
    MonimeClient.layerCredentials({ accessToken: secret, spaceId })
  )
const leanrails = (options: LeanrailsClient.Options) =>
  Effect.provide(
    LeanrailsClient.make(options),
    LeanrailsClient.layerCredentials({ secretKey: secret })
  )

describe("headers of one provider", () => {
  it.effect("stripe: sends Stripe-Version and Stripe-Account", () =>
    Effect.gen(function* () {
      const make = stripe({ apiVersion: "2026-07-29.dahlia" }, "acct_1")
      const { headers } = yield* sentBy(Drivers.stripe, make)
      assert.strictEqual(headers["stripe-version"], "2026-07-29.dahlia")
      assert.strictEqual(headers["stripe-account"], "acct_1")
    })
  )

  it.effect("polar: sends Polar-Version, and uses the sandbox's address", () =>
    Effect.gen(function* () {
      const sandbox = yield* sentBy(
        Drivers.polar,
        polar({ environment: "sandbox", apiVersion: "2026-10" })
      )
      assert.strictEqual(sandbox.headers["polar-version"], "2026-10")
      assert.strictEqual(sandbox.url.origin, "https://sandbox-api.polar.sh")
      assert.strictEqual(sandbox.url.pathname, "/v1/checkouts/")
      const production = yield* sentBy(Drivers.polar, polar({ environment: "production" }))
      assert.strictEqual(production.url.origin, "https://api.polar.sh")
      const own = { environment: "sandbox", baseUrl: "http://localhost:1" } as const
      assert.strictEqual(
        (yield* sentBy(Drivers.polar, polar(own))).url.origin,
        "http://localhost:1"
      )
    })
  )

  it.effect("polar: sends the credentials' organization, unless the call names another", () =>
    Effect.gen(function* () {
      const [one, two] = [
        "0b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f",
        "1b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f"
      ]
      const empty = Http.json(Drivers.polar.page([], 1, false))
      const server = Http.script(empty, empty, empty)
      const client = yield* Effect.provide(polar({}, one), server.layer)
      yield* client.listSessions()
      yield* client.listSessions({ organization_id: [two] })
      yield* client.listSessions({ organization_id: undefined })
      assert.deepEqual(
        server.requests.map(({ url }) => url.searchParams.getAll("organization_id")),
        [[one], [two], [one]]
      )
    })
  )

  it.effect("monime: sends Monime-Space-Id and Monime-Version", () =>
    Effect.gen(function* () {
      const longest = `spc-${"x".repeat(60)}`
      const make = monime({ apiVersion: "caph.2025-08-23" }, longest)
      const { headers } = yield* sentBy(Drivers.monime, make)
      assert.strictEqual(headers["monime-space-id"], longest)
      assert.strictEqual(headers["monime-version"], "caph.2025-08-23")
    })
  )

  it.effect("monime: refuses a space id of more than 64 characters", () =>
    Effect.gen(function* () {
      const error = yield* refusedBy(monime({}, `spc-canary${"x".repeat(55)}`))
      assert.strictEqual(Option.getOrUndefined(error.parameter), "Monime-Space-Id")
      assert.include(error.message, "at most 64 characters")
      assert.notInclude(error.message, "canary")
    })
  )

  it.effect("leanrails: sends X-API-Version, and uses the newer path", () =>
    Effect.gen(function* () {
      const make = leanrails({ apiVersion: "2026-03-09", path: "/v1/checkout/sessions" })
      const { headers, url } = yield* sentBy(Drivers.leanrails, make)
      assert.strictEqual(headers["x-api-version"], "2026-03-09")
      assert.strictEqual(url.href, "https://api.leanrails.com/v1/checkout/sessions")
    })
  )

  it.effect("leanrails: a path without its first slash does not extend the host name", () =>
    Effect.gen(function* () {
      const { url } = yield* sentBy(Drivers.leanrails, leanrails({ path: "v1/checkout/sessions" }))
      assert.strictEqual(url.href, "https://api.leanrails.com/v1/checkout/sessions")
    })
  )

  it.effect("refuses an option that no header can carry, by name and without its value", () =>
    Effect.gen(function* () {
      for (const value of ["", "can ary", "canary\r\nX-Evil: 1", "canáry", "canary\t"]) {
        for (const [name, make] of [
          ["Stripe-Account", stripe({}, value)],
          ["Stripe-Version", stripe({ apiVersion: value })],
          ["Polar-Version", polar({ apiVersion: value })],
          ["Monime-Space-Id", monime({}, value)],
          ["Monime-Version", monime({ apiVersion: value }, "spc-1")],
          ["X-API-Version", leanrails({ apiVersion: value })]
        ] as const) {
          const error = yield* refusedBy(make)
          assert.strictEqual(Option.getOrUndefined(error.parameter), name)
          assert.notMatch(error.message, /can.{0,2}ry|Evil/)
        }
      }
    })
  )

  it.effect("flowglad: sends the key without a scheme", () =>
    Effect.gen(function* () {
      const make = Effect.provide(
        FlowgladClient.make(),
        FlowgladClient.layerCredentials({ secretKey: Redacted.make("sk_live_canary_x==") })
      )
      const { headers } = yield* sentBy(Drivers.flowglad, make)
      assert.strictEqual(headers["authorization"], "sk_live_canary_x==")
    })
  )
})
