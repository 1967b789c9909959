import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Option, Stream } from "effect"
import type { Adapter } from "../../src/services/Adapter.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import * as Drivers from "../support/drivers.js"
import * as Http from "../support/http.js"

const all: ReadonlyArray<readonly [Drivers.Driver, Adapter<unknown>]> = [
  [Drivers.stripe, StripeClient.adapter],
  [Drivers.polar, PolarClient.adapter],
  [Drivers.flowglad, FlowgladClient.adapter],
  [Drivers.monime, MonimeClient.adapter],
  [Drivers.leanrails, LeanrailsClient.adapter]
]

const values: Readonly<Record<string, string>> = {
  STRIPE_SECRET_KEY: "sk_test_canary",
  STRIPE_ACCOUNT: "acct_1",
  POLAR_ACCESS_TOKEN: "polar_oat_canary",
  POLAR_ORGANIZATION_ID: "0b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f",
  FLOWGLAD_SECRET_KEY: "sk_test_canary",
  MONIME_ACCESS_TOKEN: "mon_test_canary",
  MONIME_SPACE_ID: "spc-1",
  LEANRAILS_SECRET_KEY: "sk_test_canary"
}

const withVariables = (names: ReadonlyArray<string>) =>
  Effect.withConfigProvider(
    ConfigProvider.fromMap(new Map(names.map((name) => [name, values[name] ?? ""])))
  )

const everything = {
  status: Option.none(),
  createdAfter: Option.none(),
  createdBefore: Option.none()
}

for (const [driver, adapter] of all) {
  const names = adapter.variables.map(({ name }) => name)
  const required = adapter.variables.flatMap(({ name, optional }) => (optional ? [] : [name]))
  const page = Http.json(driver.page([driver.item(1)], 1, false))

  /** The ids of the first page of a lane that is connected by the variables in force. */
  const read = (server: ReturnType<typeof Http.script>, options?: { readonly baseUrl: string }) =>
    Effect.gen(function* () {
      const lane = yield* Effect.provide(adapter.connect(options), server.layer)
      const pages = Option.getOrElse(lane.pages(everything), () => Stream.empty)
      return [...(yield* Stream.runCollect(pages))].flatMap(({ items }) => items)
    })

  describe(`${driver.provider}: the adapter`, () => {
    it.effect("names the provider, and connects by the required variables", () =>
      Effect.gen(function* () {
        assert.strictEqual(adapter.provider, driver.provider)
        const server = Http.script(page)
        const sessions = yield* read(server, { baseUrl: "http://localhost:1" })
        assert.deepStrictEqual(
          sessions.map(({ id, provider }) => ({ id, provider })),
          [{ id: driver.item(1).id, provider: driver.provider }]
        )
        assert.deepStrictEqual<unknown>(sessions[0]?.native, driver.item(1))
        assert.strictEqual(server.request(0).url.origin, "http://localhost:1")
      }).pipe(withVariables(required))
    )

    it.effect("a required variable that is not set is MissingData", () =>
      Effect.gen(function* () {
        for (const missing of required) {
          const error = yield* Effect.provide(adapter.connect(), Http.script().layer).pipe(
            withVariables(names.filter((name) => name !== missing)),
            Effect.flip
          )
          assert.strictEqual(error._op, "MissingData")
        }
      })
    )

    it.effect("sends the optional variables", () =>
      Effect.gen(function* () {
        const server = Http.script(page)
        yield* read(server)
        const { headers, url } = server.request(0)
        const said = `${JSON.stringify(headers)} ${url.search}`
        for (const { name, optional } of adapter.variables) {
          if (optional) assert.include(said, values[name] ?? "nothing")
        }
      }).pipe(withVariables(names))
    )
  })
}
