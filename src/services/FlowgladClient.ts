/**
 * Flowglad's checkout sessions.
 *
 * @see https://docs.flowglad.com
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
import * as Flowglad from "../schemas/Flowglad.js"
import type { CheckoutClient, Descriptor, Options as CommonOptions } from "./CheckoutClient.js"

/**
 * Lists and streams Flowglad's checkout sessions.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Service extends CheckoutClient<Flowglad.ListSessionsParams, Flowglad.Session> {}

/**
 * The tag of Flowglad's client: `yield*` it to list and stream sessions.
 *
 * @since 0.1.0
 * @category Tags
 */
export class FlowgladClient extends Context.Tag("effect-checkout/FlowgladClient")<
  FlowgladClient,
  Service
>() {}

/**
 * Flowglad's secret key (`sk_test_…`, `sk_live_…`), which selects test or live data and one pricing
 * model.
 *
 * @since 0.1.0
 * @category Credentials
 */
export class Credentials extends Context.Tag("effect-checkout/FlowgladClient/Credentials")<
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
 * What Flowglad's client can be made with.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options extends CommonOptions {}

const definition = define({
  provider: "flowglad",
  module: "FlowgladClient",
  baseUrl: "https://app.flowglad.com",
  path: "/api/v1/checkout-sessions",
  params: Flowglad.ListSessionsParams,
  session: Flowglad.Session,
  list: Flowglad.SessionList,
  maxLimit: 100,
  paging: ["cursor"],
  encode: (params) => ({ ...params }),
  read: (list) => ({
    items: list.data,
    // "Stop on `hasMore === false`; require a string `nextCursor` to continue."
    next: !list.hasMore
      ? { _tag: "End" }
      : list.nextCursor
        ? { _tag: "More", at: { cursor: list.nextCursor } }
        : { _tag: "Lost", description: "`hasMore` is true, but there is no `nextCursor`" },
    total: Option.fromNullable(list.total)
  }),
  failure: {
    requestIdHeader: "x-request-id",
    read: (body, status) => {
      const code = valueAt(body, "code")
      const message = valueAt(body, "error")
      // "500 for a missing id: the message mentions `No … found with id`." The bound keeps the search
      // linear: a message can be as long as a body.
      const missing =
        status === 500 &&
        typeof message === "string" &&
        /\bNo .{1,100} found with id\b/.test(message)
      return {
        code,
        requestId: valueAt(body, "request_id"),
        reason: missing ? "NotFound" : undefined
      }
    }
  }
})

const connect = (
  options: Options = {}
): Effect.Effect<
  CheckoutClient<unknown, Flowglad.Session>,
  never,
  HttpClient.HttpClient | Credentials
> =>
  Effect.flatMap(Credentials, ({ secretKey }) =>
    Client.make(definition, {
      ...options,
      secret: secretKey,
      // The key as it is, without a scheme: what the documentation shows and the SDK sends.
      authorize: (request, secret) => HttpClientRequest.setHeader(request, "authorization", secret),
      // "Published limits: none".
      documentedRate: () => Option.none()
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
): Layer.Layer<FlowgladClient, never, HttpClient.HttpClient | Credentials> =>
  Layer.effect(FlowgladClient, make(options))

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
  FlowgladClient,
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
  filtersByStatus: false,
  make: (from, options) =>
    Effect.provide(
      connect(options),
      layerCredentialsConfig({ secretKey: from.secret("secretKey") })
    )
}
