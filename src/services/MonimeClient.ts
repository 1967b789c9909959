/**
 * Monime's checkout sessions.
 *
 * @see https://docs.monime.io/apis/versions/caph-2025-08-23/checkout-session/list
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
import * as Monime from "../schemas/Monime.js"
import type { CheckoutClient, Descriptor, Options as CommonOptions } from "./CheckoutClient.js"

/**
 * Lists and streams Monime's checkout sessions.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Service extends CheckoutClient<Monime.ListSessionsParams, Monime.Session> {}

/**
 * The tag of Monime's client: `yield*` it to list and stream sessions.
 *
 * @since 0.1.0
 * @category Tags
 */
export class MonimeClient extends Context.Tag("effect-checkout/MonimeClient")<
  MonimeClient,
  Service
>() {}

/**
 * Monime's access token (`mon_test_…` for test data) and the space whose sessions are listed.
 *
 * @since 0.1.0
 * @category Credentials
 */
export class Credentials extends Context.Tag("effect-checkout/MonimeClient/Credentials")<
  Credentials,
  {
    readonly accessToken: Secret.SecretEffect
    /** Sent as `Monime-Space-Id`, `spc-…`, at most 64 characters. */
    readonly spaceId: string
  }
>() {}

/**
 * The credentials from values; `accessToken` may be an effect, run for every attempt. What that effect
 * needs is taken from where the layer is built.
 *
 * @since 0.1.0
 * @category Credentials
 */
export const layerCredentials = <E = never, R = never>(options: {
  /** The key, or an effect that gets it and is run for every attempt. */
  readonly accessToken: Secret.Secret<E, R>
  /** Sent as `Monime-Space-Id`, `spc-…`, at most 64 characters. */
  readonly spaceId: string
}): Layer.Layer<Credentials, never, R> =>
  Credential.layer(Credentials, options.accessToken, (accessToken) => ({
    accessToken,
    spaceId: options.spaceId
  }))

/**
 * The same as `Config`.
 *
 * @since 0.1.0
 * @category Credentials
 */
export interface ConfigCredentials {
  readonly accessToken: Config.Config<Redacted.Redacted<string>>
  /** Sent as `Monime-Space-Id`, `spc-…`, at most 64 characters. */
  readonly spaceId: Config.Config<string>
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
    Config.all({ accessToken: config.accessToken, spaceId: config.spaceId }),
    ({ spaceId, accessToken }) => ({ accessToken: Effect.succeed(accessToken), spaceId })
  )

/**
 * What Monime's client can be made with.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options extends CommonOptions {
  /** Sent as `Monime-Version`, such as `caph.2025-08-23`; without it Monime chooses. */
  readonly apiVersion?: string | undefined
}

const definition = define({
  provider: "monime",
  module: "MonimeClient",
  baseUrl: "https://api.monime.io",
  path: "/v1/checkout-sessions",
  params: Monime.ListSessionsParams,
  session: Monime.Session,
  list: Monime.SessionList,
  maxLimit: 50,
  paging: ["after"],
  // "`null` is the first page": on the wire that is no parameter at all.
  encode: ({ after, ...params }) => ({ ...params, after: after ?? undefined }),
  read: (list) => ({
    // "`result`: read null or absent as empty."
    items: list.result ?? [],
    // "End: `next` null or absent. An empty string should also end it."
    next: list.pagination?.next
      ? { _tag: "More", at: { after: list.pagination.next } }
      : { _tag: "End" },
    // `pagination.count` is the number of items on this page, not a total.
    total: Option.none()
  }),
  failure: {
    requestIdHeader: "monime-request-id",
    read: (body) => ({ code: valueAt(body, "error", "reason") })
  }
})

const connect = (
  options: Options = {}
): Effect.Effect<
  CheckoutClient<unknown, Monime.Session>,
  never,
  HttpClient.HttpClient | Credentials
> =>
  Effect.flatMap(Credentials, ({ accessToken, spaceId }) =>
    Client.make(definition, {
      ...options,
      secret: accessToken,
      authorize: HttpClientRequest.bearerToken,
      headers: { "Monime-Space-Id": spaceId, "Monime-Version": options.apiVersion },
      invalidHeader: (name, value) =>
        name === "Monime-Space-Id" && value.length > 64
          ? "expected at most 64 characters"
          : undefined,
      identity: [spaceId],
      // "Per token and endpoint: 5 requests a second in test, 20 live", the tightest of its limits.
      documentedRate: (secret) =>
        Option.some({ limit: secret.startsWith("mon_test_") ? 5 : 20, interval: "1 second" })
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
): Layer.Layer<MonimeClient, never, HttpClient.HttpClient | Credentials> =>
  Layer.effect(MonimeClient, make(options))

/**
 * `layer`, with its credentials from `Config`.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerConfig = ({
  spaceId,
  accessToken,
  ...options
}: ConfigCredentials & Options): Layer.Layer<
  MonimeClient,
  ConfigError.ConfigError,
  HttpClient.HttpClient
> => Layer.provide(layer(options), layerCredentialsConfig({ accessToken, spaceId }))

/**
 * This client for programs that treat all providers alike.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const descriptor: Descriptor = {
  provider: definition.provider,
  credentials: [
    { key: "accessToken", optional: false },
    { key: "spaceId", optional: false }
  ],
  filtersByStatus: false,
  make: (from, options) =>
    Effect.provide(
      connect(options),
      layerCredentialsConfig({
        accessToken: from.secret("accessToken"),
        spaceId: from.text("spaceId")
      })
    )
}
