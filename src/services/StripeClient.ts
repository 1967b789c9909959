/**
 * Stripe's checkout sessions.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/list
 * @since 0.1.0
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type * as Secret from "../http/Secret.js"
import { valueAt } from "../http/internal/valueAt.js"
import * as Client from "./internal/client.js"
import { define } from "./internal/definition.js"
import * as Credential from "../http/internal/secret.js"
import * as Keyset from "../pagination/internal/keyset.js"
import * as Stripe from "../schemas/Stripe.js"
import type { CheckoutClient, Descriptor, Options as CommonOptions } from "./CheckoutClient.js"

/**
 * Lists and streams Stripe's checkout sessions.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Service extends CheckoutClient<Stripe.ListSessionsParams, Stripe.Session> {}

/**
 * The tag of Stripe's client: `yield*` it to list and stream sessions.
 *
 * @since 0.1.0
 * @category Tags
 */
export class StripeClient extends Context.Tag("effect-checkout/StripeClient")<
  StripeClient,
  Service
>() {}

/**
 * Stripe's secret key (`sk_test_…`, `sk_live_…`, or a restricted `rk_…` with read access to Checkout
 * Sessions), which selects test or live data.
 *
 * @since 0.1.0
 * @category Credentials
 */
export class Credentials extends Context.Tag("effect-checkout/StripeClient/Credentials")<
  Credentials,
  {
    readonly secretKey: Secret.SecretEffect
    /** Sent as `Stripe-Account`, `acct_…`: lists as this connected account. */
    readonly account?: string | undefined
  }
>() {}

/**
 * The credentials from values; `secretKey` may be an effect, run for every attempt. What that effect
 * needs is taken from where the layer is built.
 *
 * @since 0.1.0
 * @category Credentials
 */
export const layerCredentials = <E = never, R = never>(options: {
  /** The key, or an effect that gets it and is run for every attempt. */
  readonly secretKey: Secret.Secret<E, R>
  /** Sent as `Stripe-Account`, `acct_…`: lists as this connected account. */
  readonly account?: string | undefined
}): Layer.Layer<Credentials, never, R> =>
  Credential.layer(Credentials, options.secretKey, (secretKey) => ({
    secretKey,
    account: options.account
  }))

/**
 * The same as `Config`.
 *
 * @since 0.1.0
 * @category Credentials
 */
export interface ConfigCredentials {
  readonly secretKey: Config.Config<Redacted.Redacted<string>>
  /** Sent as `Stripe-Account`, `acct_…`: lists as this connected account. Optional: `Config.withDefault(undefined)`. */
  readonly account?: Config.Config<string | undefined> | undefined
}

/**
 * The credentials from `Config`, read once when the layer is built: a missing one fails at the start.
 *
 * @since 0.1.0
 * @category Credentials
 */
export const layerCredentialsConfig = (
  config: ConfigCredentials
): Layer.Layer<Credentials, ConfigError.ConfigError> =>
  Credential.layerConfig(
    Credentials,
    Config.all({
      secretKey: config.secretKey,
      account: config.account ?? Config.succeed(undefined)
    }),
    ({ account, secretKey }) => ({ secretKey: Effect.succeed(secretKey), account })
  )

/**
 * What Stripe's client can be made with.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options extends CommonOptions {
  /** Sent as `Stripe-Version`, such as `2026-07-29.dahlia`; without it the account's own applies. */
  readonly apiVersion?: string | undefined
}

const definition = define({
  provider: "stripe",
  module: "StripeClient",
  baseUrl: "https://api.stripe.com",
  path: "/v1/checkout/sessions",
  params: Stripe.ListSessionsParams,
  session: Stripe.Session,
  list: Stripe.SessionList,
  maxLimit: 100,
  paging: Keyset.paging,
  backwards: Keyset.backwards,
  pageAfter: Keyset.pageAfter,
  encode: ({ expand, ...params }) => ({ ...params, "expand[]": expand }),
  read: (list, params) => ({
    items: list.data,
    next: list.has_more ? Keyset.next(list.data, params) : { _tag: "End" },
    total: Option.none()
  }),
  failure: {
    requestIdHeader: "request-id",
    read: (body, status) => {
      const code = valueAt(body, "error", "code")
      return {
        // "There is no type of its own for auth or permission": where there is no code, the type says a little.
        code: code ?? valueAt(body, "error", "type"),
        reason: status === 400 && code === "rate_limit" ? "RateLimited" : undefined
      }
    }
  }
})

const connect = (
  options: Options = {}
): Effect.Effect<
  CheckoutClient<unknown, Stripe.Session>,
  never,
  HttpClient.HttpClient | Credentials
> =>
  Effect.flatMap(Credentials, ({ account, secretKey }) =>
    Client.make(definition, {
      ...options,
      secret: secretKey,
      authorize: HttpClientRequest.bearerToken,
      headers: { "Stripe-Version": options.apiVersion, "Stripe-Account": account },
      identity: [account],
      // "Basic, reads per second: 100 live, 25 test".
      documentedRate: (secret) =>
        Option.some({ limit: secret.includes("_test_") ? 25 : 100, interval: "1 second" })
    })
  )

/**
 * The client as an effect. The policies in force (`Retry`, `Timeouts`, `RateLimit`) are read here, once.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const make: (
  options?: Options
) => Effect.Effect<Service, never, HttpClient.HttpClient | Credentials> = connect

/**
 * The client. Provide `Retry.layer`, `Timeouts.layer` or `RateLimit.layer` to this layer, not beside it:
 * policies are read when it is built.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layer = (
  options?: Options
): Layer.Layer<StripeClient, never, HttpClient.HttpClient | Credentials> =>
  Layer.effect(StripeClient, make(options))

/**
 * `layer`, with its credentials from `Config`.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerConfig = ({
  account,
  secretKey,
  ...options
}: ConfigCredentials & Options): Layer.Layer<
  StripeClient,
  ConfigError.ConfigError,
  HttpClient.HttpClient
> => Layer.provide(layer(options), layerCredentialsConfig({ secretKey, account }))

/**
 * This client for programs that treat all providers alike.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const descriptor: Descriptor = {
  provider: definition.provider,
  credentials: [
    { key: "secretKey", optional: false },
    { key: "account", optional: true }
  ],
  filtersByStatus: true,
  make: (from, options) =>
    Effect.provide(
      connect(options),
      layerCredentialsConfig({
        secretKey: from.secret("secretKey"),
        account: from.optional("account")
      })
    )
}
