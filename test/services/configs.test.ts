import type { HttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Config, ConfigProvider, Effect, Layer, type Option, Redacted } from "effect"
import type { CheckoutClient } from "../../src/services/CheckoutClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import * as Drivers from "../support/drivers.js"
import * as Http from "../support/http.js"

const withConfig = (values: Readonly<Record<string, string>>) =>
  Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(values))))

/** The first request of the client in a layer. */
const requestOf = <E>(
  driver: Drivers.Driver,
  client: Effect.Effect<
    CheckoutClient<{ readonly limit?: number }, unknown>,
    E,
    HttpClient.HttpClient
  >
) =>
  Effect.gen(function* () {
    const server = Http.serve(() => Http.json(driver.page([], 1, false)))
    yield* Effect.flatMap(Effect.provide(client, server.layer), (made) => made.listSessions())
    return server.request(0)
  })

/** The three ways in which an optional value may come from `Config`. */
const waysFor = (name: string) =>
  ({
    "as a plain Config": Config.string(name),
    "as an Option": Config.option(Config.string(name)),
    "with a default": Config.withDefault(Config.string(name), undefined)
  }) satisfies Record<string, Config.Config<string | Option.Option<string> | undefined>>

describe("layerConfig", () => {
  for (const [way, account] of Object.entries(waysFor("ACCOUNT"))) {
    it.effect(`stripe: reads the account ${way}, and the base URL and version`, () =>
      Effect.gen(function* () {
        const { headers, url } = yield* requestOf(
          Drivers.stripe,
          Effect.provide(
            StripeClient.StripeClient,
            StripeClient.layerConfig({
              secretKey: Config.redacted("KEY"),
              account,
              baseUrl: Config.string("BASE"),
              apiVersion: Config.option(Config.string("VERSION"))
            })
          )
        )
        assert.strictEqual(url.origin, "http://localhost:7")
        assert.strictEqual(headers["stripe-account"], "acct_1")
        assert.isUndefined(headers["stripe-version"])
      }).pipe(withConfig({ KEY: "k", ACCOUNT: "acct_1", BASE: "http://localhost:7" }))
    )
  }

  it.effect("an optional value that Config lacks sends no header", () =>
    Effect.gen(function* () {
      const { headers, url } = yield* requestOf(
        Drivers.stripe,
        Effect.provide(
          StripeClient.StripeClient,
          StripeClient.layerConfig({
            secretKey: Config.redacted("KEY"),
            account: Config.option(Config.string("ACCOUNT")),
            baseUrl: Config.withDefault(Config.string("BASE"), undefined)
          })
        )
      )
      assert.strictEqual(url.origin, "https://api.stripe.com")
      assert.isUndefined(headers["stripe-account"])
    }).pipe(withConfig({ KEY: "k" }))
  )

  it.effect("polar: reads the environment and the organization", () =>
    Effect.gen(function* () {
      const organization = "0b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f"
      const { query, url } = yield* requestOf(
        Drivers.polar,
        Effect.provide(
          PolarClient.PolarClient,
          PolarClient.layerConfig({
            accessToken: Config.redacted("KEY"),
            organizationId: Config.string("ORGANIZATION"),
            environment: Config.literal("production", "sandbox")("ENVIRONMENT")
          })
        )
      ).pipe(withConfig({ KEY: "k", ENVIRONMENT: "sandbox", ORGANIZATION: organization }))
      assert.strictEqual(url.origin, "https://sandbox-api.polar.sh")
      assert.deepInclude(query, ["organization_id", organization])
    })
  )

  it.effect("accepts plain values for credentials and options", () =>
    Effect.gen(function* () {
      const monime = yield* requestOf(
        Drivers.monime,
        Effect.provide(
          MonimeClient.MonimeClient,
          MonimeClient.layerConfig({ accessToken: Redacted.make("k"), spaceId: "spc-7" })
        )
      )
      assert.strictEqual(monime.headers["monime-space-id"], "spc-7")
      const leanrails = yield* requestOf(
        Drivers.leanrails,
        Effect.provide(
          LeanrailsClient.LeanrailsClient,
          LeanrailsClient.layerConfig({
            secretKey: Redacted.make("k"),
            path: Config.succeed("/v1/checkout/sessions")
          })
        )
      )
      assert.strictEqual(leanrails.url.pathname, "/v1/checkout/sessions")
    })
  )

  it.effect("one error names every missing value", () =>
    Effect.gen(function* () {
      const layer = MonimeClient.layerConfig({
        accessToken: Config.redacted("TOKEN"),
        spaceId: Config.string("SPACE"),
        baseUrl: Config.string("BASE")
      })
      const error = yield* Effect.flip(
        Effect.scoped(Effect.provide(Layer.build(layer), Http.script().layer))
      )
      for (const name of ["TOKEN", "SPACE", "BASE"]) assert.include(String(error), name)
    }).pipe(withConfig({}))
  )
})
