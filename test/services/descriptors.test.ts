import { assert, describe, it } from "@effect/vitest"
import { Config, ConfigProvider, Effect } from "effect"
import type { CredentialSource, Descriptor } from "../../src/services/CheckoutClient.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import * as Drivers from "../support/drivers.js"
import * as Http from "../support/http.js"

const all: ReadonlyArray<readonly [Drivers.Driver, Descriptor]> = [
  [Drivers.stripe, StripeClient.descriptor],
  [Drivers.polar, PolarClient.descriptor],
  [Drivers.flowglad, FlowgladClient.descriptor],
  [Drivers.monime, MonimeClient.descriptor],
  [Drivers.leanrails, LeanrailsClient.descriptor]
]

const fromConfig: CredentialSource = {
  secret: (key) => Config.redacted(key),
  text: (key) => Config.string(key),
  optional: (key) => Config.withDefault(Config.string(key), undefined)
}

const organization = "0b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f"
const values: Readonly<Record<string, string>> = {
  secretKey: "sk_test_canary",
  accessToken: "mon_test_canary",
  spaceId: "spc-1",
  account: "acct_1",
  organizationId: organization
}

const withKeys = (keys: ReadonlyArray<string>) =>
  Effect.withConfigProvider(
    ConfigProvider.fromMap(new Map(keys.map((key) => [key, values[key] ?? ""])))
  )

for (const [driver, descriptor] of all) {
  const required = descriptor.credentials.filter(({ optional }) => !optional)
  const keys = required.map(({ key }) => key)
  const page = Http.json(driver.page([driver.item(1)], 1, false))

  describe(`${driver.provider}: the descriptor`, () => {
    it.effect("names the provider, and makes a client from the required credentials", () =>
      Effect.gen(function* () {
        assert.strictEqual(descriptor.provider, driver.provider)
        const server = Http.script(page)
        const client = yield* Effect.provide(
          descriptor.make(fromConfig, { baseUrl: "http://localhost:1" }),
          server.layer
        )
        assert.deepEqual((yield* client.listSessions()).items, [driver.item(1)])
        assert.strictEqual(server.request(0).url.origin, "http://localhost:1")
      }).pipe(withKeys(keys))
    )

    it.effect("each required credential, if missing, is MissingData", () =>
      Effect.gen(function* () {
        for (const missing of keys) {
          const error = yield* Effect.provide(
            descriptor.make(fromConfig),
            Http.script().layer
          ).pipe(withKeys(keys.filter((key) => key !== missing)), Effect.flip)
          assert.strictEqual(error._op, "MissingData")
        }
      })
    )

    it.effect("sends the optional credentials", () =>
      Effect.gen(function* () {
        const server = Http.script(page)
        const client = yield* Effect.provide(descriptor.make(fromConfig), server.layer)
        yield* client.listSessions()
        const { headers, url } = server.request(0)
        const said = `${JSON.stringify(headers)} ${url.search}`
        for (const { key, optional } of descriptor.credentials)
          if (optional) assert.include(said, values[key] ?? "nothing")
      }).pipe(withKeys(descriptor.credentials.map(({ key }) => key)))
    )

    it.effect("`filtersByStatus` says whether the list accepts `status`", () =>
      Effect.gen(function* () {
        const client = yield* Effect.provide(driver.loose, Http.serve(() => page).layer)
        const result = yield* Effect.either(client.listSessions({ status: "open" }))
        assert.strictEqual(result._tag === "Right", descriptor.filtersByStatus)
      })
    )
  })
}
