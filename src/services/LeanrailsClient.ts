/**
 * Leanrails' checkout sessions.
 *
 * @see https://docs.leanrails.com
 * @since 0.1.0
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as Config from "effect/Config"
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
import * as Leanrails from "../schemas/Leanrails.js"
import type { CheckoutClient, Descriptor, Options as CommonOptions } from "./CheckoutClient.js"

/**
 * Lists and streams Leanrails' checkout sessions.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Service extends CheckoutClient<Leanrails.ListSessionsParams, Leanrails.Session> {}

/**
 * The tag of Leanrails' client: `yield*` it to list and stream sessions.
 *
 * @since 0.1.0
 * @category Tags
 */
export class LeanrailsClient extends Context.Tag("effect-checkout/LeanrailsClient")<
  LeanrailsClient,
  Service
>() {}

/**
 * Leanrails' secret key (`sk_test_…`, `sk_live_…`), which selects test or live data. A publishable
 * key cannot list.
 *
 * @since 0.1.0
 * @category Credentials
 */
export class Credentials extends Context.Tag("effect-checkout/LeanrailsClient/Credentials")<
  Credentials,
  { readonly secretKey: Secret.SecretEffect }
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
}): Layer.Layer<Credentials, never, R> =>
  Credential.layer(Credentials, options.secretKey, (secretKey) => ({ secretKey }))

/**
 * The same as `Config`.
 *
 * @since 0.1.0
 * @category Credentials
 */
export interface ConfigCredentials {
  readonly secretKey: Config.Config<Redacted.Redacted<string>>
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
  Credential.layerConfig(Credentials, config.secretKey, (secretKey) => ({
    secretKey: Effect.succeed(secretKey)
  }))

/**
 * What Leanrails' client can be made with.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options extends CommonOptions {
  /** Sent as `X-API-Version`, a date such as `2026-03-09`; without it the account's own applies. */
  readonly apiVersion?: string | undefined
  /** `/v1/checkout_sessions` by default; newer documentation says `/v1/checkout/sessions`. */
  readonly path?: string | undefined
}

const definition = define({
  provider: "leanrails",
  module: "LeanrailsClient",
  baseUrl: "https://api.leanrails.com",
  path: "/v1/checkout_sessions",
  params: Leanrails.ListSessionsParams,
  session: Leanrails.Session,
  list: Leanrails.SessionList,
  maxLimit: 100,
  paging: Keyset.paging,
  backwards: Keyset.backwards,
  pageAfter: Keyset.pageAfter,
  encode: (params) => ({ ...params }),
  read: (list, params) => {
    // `next_cursor` is documented for the way forward only; it equals the last item's id.
    const next = Keyset.backwards(params) ? undefined : list.next_cursor
    return {
      items: list.data,
      // "Stop: `has_more` false, or `next_cursor` null": a key that is missing or empty says neither,
      // and a page without items that has more promises what it does not give.
      next:
        !list.has_more || (next === null && list.data.length > 0)
          ? { _tag: "End" }
          : next
            ? { _tag: "More", at: { starting_after: next } }
            : Keyset.next(list.data, params),
      total: Option.none()
    }
  },
  failure: {
    requestIdHeader: undefined,
    read: (body) => ({ code: valueAt(body, "error", "code") })
  }
})

const connect = (
  options: Options = {}
): Effect.Effect<
  CheckoutClient<unknown, Leanrails.Session>,
  never,
  HttpClient.HttpClient | Credentials
> =>
  Effect.flatMap(Credentials, ({ secretKey }) =>
    Client.make(definition, {
      ...options,
      secret: secretKey,
      authorize: (request, secret) => HttpClientRequest.basicAuth(request, secret, ""),
      headers: { "X-API-Version": options.apiVersion },
      // "Authenticated: 1,500 per minute" for a merchant, test or live.
      documentedRate: () => Option.some({ limit: 1500, interval: "1 minute" })
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
): Layer.Layer<LeanrailsClient, never, HttpClient.HttpClient | Credentials> =>
  Layer.effect(LeanrailsClient, make(options))

/**
 * `layer`, with its credentials from `Config`.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerConfig = ({
  secretKey,
  ...options
}: ConfigCredentials & Options): Layer.Layer<
  LeanrailsClient,
  ConfigError.ConfigError,
  HttpClient.HttpClient
> => Layer.provide(layer(options), layerCredentialsConfig({ secretKey }))

/**
 * This client for programs that treat all providers alike.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const descriptor: Descriptor = {
  provider: definition.provider,
  credentials: [{ key: "secretKey", optional: false }],
  filtersByStatus: true,
  make: (from, options) =>
    Effect.provide(
      connect(options),
      layerCredentialsConfig({ secretKey: from.secret("secretKey") })
    )
}
