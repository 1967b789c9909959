/** The types of the services on which programs rely. `tsc` compiles this file, and nothing runs. */
import type { HttpClient } from "@effect/platform"
import { describe, expectTypeOf, it } from "@effect/vitest"
import { Config, type ConfigError, Context, Effect, Layer, Redacted, type Stream } from "effect"
import type { CheckoutError } from "../../src/CheckoutError.js"
import * as RateLimit from "../../src/http/RateLimit.js"
import * as Retry from "../../src/http/Retry.js"
import type { SecretError } from "../../src/http/Secret.js"
import * as Timeouts from "../../src/http/Timeouts.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import type { Page } from "../../src/pagination/Page.js"
import type * as Flowglad from "../../src/schemas/Flowglad.js"
import type * as Leanrails from "../../src/schemas/Leanrails.js"
import type * as Monime from "../../src/schemas/Monime.js"
import type * as Polar from "../../src/schemas/Polar.js"
import type * as Stripe from "../../src/schemas/Stripe.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"

type Http = HttpClient.HttpClient
type Failed = ConfigError.ConfigError

/** The three methods of every service. They need no service, and fail only with CheckoutError. */
interface Shapes<Session> {
  readonly list: Effect.Effect<Page<Session>, CheckoutError, never>
  readonly sessions: Stream.Stream<Session, CheckoutError, never>
  readonly pages: Stream.Stream<Page<Session>, CheckoutError, never>
}

const key = Redacted.make("sk_test_canary")
const fromConfig = Config.redacted("KEY")

describe("services", () => {
  it("methods need no service, and fail only with CheckoutError", () => {
    const stripe = (client: StripeClient.Service): Shapes<Stripe.Session> => ({
      list: client.listSessions(),
      sessions: client.streamSessions(),
      pages: client.streamPages()
    })
    const polar = (client: PolarClient.Service): Shapes<Polar.Session> => ({
      list: client.listSessions(),
      sessions: client.streamSessions(),
      pages: client.streamPages()
    })
    const flowglad = (client: FlowgladClient.Service): Shapes<Flowglad.Session> => ({
      list: client.listSessions(),
      sessions: client.streamSessions(),
      pages: client.streamPages()
    })
    const monime = (client: MonimeClient.Service): Shapes<Monime.Session> => ({
      list: client.listSessions(),
      sessions: client.streamSessions(),
      pages: client.streamPages()
    })
    const leanrails = (client: LeanrailsClient.Service): Shapes<Leanrails.Session> => ({
      list: client.listSessions(),
      sessions: client.streamSessions(),
      pages: client.streamPages()
    })
    expectTypeOf(stripe).returns.toEqualTypeOf<Shapes<Stripe.Session>>()
    expectTypeOf(polar).returns.toEqualTypeOf<Shapes<Polar.Session>>()
    expectTypeOf(flowglad).returns.toEqualTypeOf<Shapes<Flowglad.Session>>()
    expectTypeOf(monime).returns.toEqualTypeOf<Shapes<Monime.Session>>()
    expectTypeOf(leanrails).returns.toEqualTypeOf<Shapes<Leanrails.Session>>()
  })

  it("concurrency is an option only where the list can be read in several places", () => {
    type Taken<
      Option extends string,
      Service extends { readonly streamSessions: (...args: never) => unknown }
    > = Option extends keyof NonNullable<Parameters<Service["streamSessions"]>[1]> ? true : false
    expectTypeOf<Taken<"concurrency", StripeClient.Service>>().toEqualTypeOf<true>()
    expectTypeOf<Taken<"concurrency", PolarClient.Service>>().toEqualTypeOf<true>()
    expectTypeOf<Taken<"concurrency", FlowgladClient.Service>>().toEqualTypeOf<false>()
    expectTypeOf<Taken<"concurrency", MonimeClient.Service>>().toEqualTypeOf<false>()
    expectTypeOf<Taken<"concurrency", LeanrailsClient.Service>>().toEqualTypeOf<false>()
    // Polar's sessions arrive in order as they are.
    expectTypeOf<Taken<"ordered", StripeClient.Service>>().toEqualTypeOf<true>()
    expectTypeOf<Taken<"ordered", PolarClient.Service>>().toEqualTypeOf<false>()
    expectTypeOf<Taken<"ordered", FlowgladClient.Service>>().toEqualTypeOf<false>()
    expectTypeOf<Taken<"ordered", MonimeClient.Service>>().toEqualTypeOf<false>()
    expectTypeOf<Taken<"ordered", LeanrailsClient.Service>>().toEqualTypeOf<false>()
  })

  it("onInvalidItem adds its errors, its requirements and the value that it gives", () => {
    class Table extends Context.Tag("Table")<Table, { readonly name: string }>() {}
    const read = (stripe: StripeClient.Service) =>
      stripe.streamSessions(
        {},
        { onInvalidItem: () => Effect.zipRight(Table, Effect.fail("full")) }
      )
    expectTypeOf(read).returns.toEqualTypeOf<
      Stream.Stream<Stripe.Session, CheckoutError | string, Table>
    >()
    const report = (stripe: StripeClient.Service) =>
      stripe.streamSessions({}, { onInvalidItem: (error) => Effect.logWarning(error.message) })
    expectTypeOf(report).returns.toEqualTypeOf<Stream.Stream<Stripe.Session, CheckoutError>>()
    const replace = (stripe: StripeClient.Service) =>
      stripe.listSessions({}, { onInvalidItem: () => Effect.succeed({ broken: true }) })
    expectTypeOf(replace).returns.toEqualTypeOf<
      Effect.Effect<Page<Stripe.Session | { broken: boolean }>, CheckoutError>
    >()
  })

  it("each tag holds its service", () => {
    type Held<Tag extends Context.TagClassShape<string, unknown>> = Context.Tag.Service<Tag>
    expectTypeOf<Held<StripeClient.StripeClient>>().toEqualTypeOf<StripeClient.Service>()
    expectTypeOf<Held<PolarClient.PolarClient>>().toEqualTypeOf<PolarClient.Service>()
    expectTypeOf<Held<FlowgladClient.FlowgladClient>>().toEqualTypeOf<FlowgladClient.Service>()
    expectTypeOf<Held<MonimeClient.MonimeClient>>().toEqualTypeOf<MonimeClient.Service>()
    expectTypeOf<Held<LeanrailsClient.LeanrailsClient>>().toEqualTypeOf<LeanrailsClient.Service>()
  })
})

describe("layers", () => {
  it("`layer` needs an HttpClient and the provider's Credentials", () => {
    expectTypeOf(StripeClient.layer()).toEqualTypeOf<
      Layer.Layer<StripeClient.StripeClient, never, Http | StripeClient.Credentials>
    >()
    expectTypeOf(PolarClient.layer()).toEqualTypeOf<
      Layer.Layer<PolarClient.PolarClient, never, Http | PolarClient.Credentials>
    >()
    expectTypeOf(FlowgladClient.layer()).toEqualTypeOf<
      Layer.Layer<FlowgladClient.FlowgladClient, never, Http | FlowgladClient.Credentials>
    >()
    expectTypeOf(MonimeClient.layer()).toEqualTypeOf<
      Layer.Layer<MonimeClient.MonimeClient, never, Http | MonimeClient.Credentials>
    >()
    expectTypeOf(LeanrailsClient.layer()).toEqualTypeOf<
      Layer.Layer<LeanrailsClient.LeanrailsClient, never, Http | LeanrailsClient.Credentials>
    >()
  })

  it("`layerConfig` needs an HttpClient, and fails only with ConfigError", () => {
    expectTypeOf(StripeClient.layerConfig({ secretKey: fromConfig })).toEqualTypeOf<
      Layer.Layer<StripeClient.StripeClient, Failed, Http>
    >()
    expectTypeOf(PolarClient.layerConfig({ accessToken: fromConfig })).toEqualTypeOf<
      Layer.Layer<PolarClient.PolarClient, Failed, Http>
    >()
    expectTypeOf(FlowgladClient.layerConfig({ secretKey: fromConfig })).toEqualTypeOf<
      Layer.Layer<FlowgladClient.FlowgladClient, Failed, Http>
    >()
    expectTypeOf(
      MonimeClient.layerConfig({ accessToken: fromConfig, spaceId: Config.string("SPACE") })
    ).toEqualTypeOf<Layer.Layer<MonimeClient.MonimeClient, Failed, Http>>()
    expectTypeOf(LeanrailsClient.layerConfig({ secretKey: fromConfig })).toEqualTypeOf<
      Layer.Layer<LeanrailsClient.LeanrailsClient, Failed, Http>
    >()
  })

  it("`make` has the same requirements as `layer`", () => {
    expectTypeOf(StripeClient.make()).toEqualTypeOf<
      Effect.Effect<StripeClient.Service, never, Http | StripeClient.Credentials>
    >()
  })

  it("`layerCredentials` needs the services of its secret, and cannot fail", () => {
    class Vault extends Context.Tag("test/Vault")<Vault, string>() {}
    expectTypeOf(StripeClient.layerCredentials({ secretKey: key })).toEqualTypeOf<
      Layer.Layer<StripeClient.Credentials>
    >()
    expectTypeOf(
      StripeClient.layerCredentials({ secretKey: Effect.map(Vault, Redacted.make) })
    ).toEqualTypeOf<Layer.Layer<StripeClient.Credentials, never, Vault>>()
    expectTypeOf(StripeClient.layerCredentials({ secretKey: Effect.fail("closed") })).toEqualTypeOf<
      Layer.Layer<StripeClient.Credentials>
    >()
    expectTypeOf(StripeClient.layerCredentialsConfig({ secretKey: fromConfig })).toEqualTypeOf<
      Layer.Layer<StripeClient.Credentials, Failed>
    >()
    expectTypeOf<Context.Tag.Service<StripeClient.Credentials>["secretKey"]>().toMatchTypeOf<
      Effect.Effect<Redacted.Redacted<string>, SecretError>
    >()
  })

  it("one provider's key does not satisfy another", () => {
    const stripe = Layer.provide(
      StripeClient.layer(),
      FlowgladClient.layerCredentials({ secretKey: key })
    )
    expectTypeOf(stripe).toEqualTypeOf<
      Layer.Layer<StripeClient.StripeClient, never, Http | StripeClient.Credentials>
    >()
    const leanrails = Layer.provide(
      LeanrailsClient.layer(),
      StripeClient.layerCredentials({ secretKey: key })
    )
    expectTypeOf(leanrails).toEqualTypeOf<
      Layer.Layer<LeanrailsClient.LeanrailsClient, never, Http | LeanrailsClient.Credentials>
    >()
    // @ts-expect-error Polar's is an access token
    PolarClient.layerCredentials({ secretKey: key })
    // @ts-expect-error a key must be Redacted
    StripeClient.layerCredentials({ secretKey: "sk_test_canary" })
    // @ts-expect-error Monime needs a space
    MonimeClient.layerCredentials({ accessToken: key })
    // @ts-expect-error the key is required
    StripeClient.layerConfig({})
  })

  it("policies are references, so a client does not require them", () => {
    expectTypeOf(Retry.layerNone).toEqualTypeOf<Layer.Layer<Retry.Retry>>()
    expectTypeOf(Retry.layer({ times: 1 })).toEqualTypeOf<Layer.Layer<Retry.Retry>>()
    expectTypeOf(Timeouts.layer({ overall: "1 minute" })).toEqualTypeOf<
      Layer.Layer<Timeouts.Timeouts>
    >()
    expectTypeOf(RateLimit.layerDocumented).toEqualTypeOf<Layer.Layer<RateLimit.RateLimit>>()
    expectTypeOf(Layer.provide(StripeClient.layer(), Retry.layerNone)).toEqualTypeOf<
      Layer.Layer<StripeClient.StripeClient, never, Http | StripeClient.Credentials>
    >()
    // @ts-expect-error no such option
    Retry.layer({ attempts: 3 })
    // @ts-expect-error no such option
    Timeouts.layer({ each: "1 second" })
  })
})

describe("parameters", () => {
  it("are the documented ones, with literal types for fixed words", () => {
    const check = (
      stripe: StripeClient.Service,
      polar: PolarClient.Service,
      flowglad: FlowgladClient.Service,
      monime: MonimeClient.Service,
      leanrails: LeanrailsClient.Service,
      cursor: Cursor
    ) => [
      stripe.listSessions({ status: "open", created: { gte: 1 }, expand: ["data.customer"] }),
      stripe.listSessions({ limit: undefined }, { from: cursor }),
      stripe.streamSessions(undefined, { prefetch: 2, onInvalidItem: () => Effect.void }),
      polar.listSessions({ status: ["open"], sorting: ["-created_at"], product_id: "x" }),
      monime.listSessions({ after: null }),
      leanrails.listSessions({ starting_after: "cs_1" }),
      // @ts-expect-error no such status
      stripe.listSessions({ status: "paid" }),
      // @ts-expect-error no such parameter
      stripe.listSessions({ page: 2 }),
      // @ts-expect-error the e-mail address is a field of an object
      stripe.streamSessions({ customer_details: "ada@example.com" }),
      // @ts-expect-error no such order
      polar.streamSessions({ sorting: ["amount"] }),
      // @ts-expect-error `sorting` must be an array
      polar.streamPages({ sorting: "created_at" }),
      // @ts-expect-error Flowglad's list has no filter
      flowglad.listSessions({ status: "open" }),
      // @ts-expect-error Monime's list has no filter
      monime.listSessions({ status: "pending" }),
      // @ts-expect-error no such status
      leanrails.listSessions({ status: "paid" }),
      // @ts-expect-error `limit` must be a number
      leanrails.listSessions({ limit: "10" }),
      // @ts-expect-error a plain string is not a cursor
      stripe.listSessions({}, { from: "cs_1" }),
      // @ts-expect-error listSessions has no prefetch
      stripe.listSessions({}, { prefetch: 2 })
    ]
    expectTypeOf(check).returns.toBeArray()
  })
})
