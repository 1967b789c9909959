/**
 * Polar's checkout sessions.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
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
import * as Polar from "../schemas/Polar.js"
import type { CheckoutClient, Descriptor, Options as CommonOptions } from "./CheckoutClient.js"

/**
 * Lists and streams Polar's checkout sessions.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Service extends CheckoutClient<Polar.ListSessionsParams, Polar.Session> {}

/**
 * The tag of Polar's client: `yield*` it to list and stream sessions.
 *
 * @since 0.1.0
 * @category Tags
 */
export class PolarClient extends Context.Tag("effect-checkout/PolarClient")<
  PolarClient,
  Service
>() {}

/**
 * Polar's access token: of an organization (`polar_oat_…`), of a person (`polar_pat_…`) or OAuth's,
 * with the scope `checkouts:read`. Production and sandbox have tokens of their own.
 *
 * @since 0.1.0
 * @category Credentials
 */
export class Credentials extends Context.Tag("effect-checkout/PolarClient/Credentials")<
  Credentials,
  {
    readonly accessToken: Secret.SecretEffect
    /** The `organization_id` that is asked for unless a call says another; of use with a token for several. */
    readonly organizationId?: string | undefined
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
  /** The `organization_id` that is asked for unless a call says another; of use with a token for several. */
  readonly organizationId?: string | undefined
}): Layer.Layer<Credentials, never, R> =>
  Credential.layer(Credentials, options.accessToken, (accessToken) => ({
    accessToken,
    organizationId: options.organizationId
  }))

/**
 * The same as `Config`.
 *
 * @since 0.1.0
 * @category Credentials
 */
export interface ConfigCredentials {
  readonly accessToken: Config.Config<Redacted.Redacted<string>>
  /** The `organization_id` that is asked for unless a call says another; of use with a token for several. Optional: `Config.withDefault(undefined)`. */
  readonly organizationId?: Config.Config<string | undefined> | undefined
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
      accessToken: config.accessToken,
      organizationId: config.organizationId ?? Config.succeed(undefined)
    }),
    ({ organizationId, accessToken }) => ({
      accessToken: Effect.succeed(accessToken),
      organizationId
    })
  )

/**
 * What Polar's client can be made with.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options extends CommonOptions {
  /** `"production"` (`https://api.polar.sh`) by default, or `"sandbox"` (`https://sandbox-api.polar.sh`). */
  readonly environment?: "production" | "sandbox" | undefined
  /** Sent as `Polar-Version`, such as `2026-10`; without it the server's own applies. */
  readonly apiVersion?: string | undefined
}

const baseUrls = {
  production: "https://api.polar.sh",
  sandbox: "https://sandbox-api.polar.sh"
} as const

// "`limit`: defaults to 10." Said aloud, because a page number means nothing without it.
const defaultLimit = 10

const definition = define({
  provider: "polar",
  module: "PolarClient",
  baseUrl: baseUrls.production,
  // "Trailing slash is canonical"; without it the answer is a redirect, which costs a second request.
  path: "/v1/checkouts/",
  params: Polar.ListSessionsParams,
  session: Polar.Session,
  list: Polar.SessionList,
  maxLimit: 100,
  paging: ["page", "limit"],
  start: (limit) => ({ page: 1, limit: limit ?? defaultLimit }),
  // "`sorting=created_at` puts new rows at the end"; the server's own `-created_at` shifts every page
  // behind a session that is created while paging.
  streamDefaults: { sorting: ["created_at"] },
  encode: (params) => ({ ...params }),
  read: (list, { limit = defaultLimit, page = 1 }) => ({
    items: list.items,
    // "Re-read `max_page` from each response": a short page says nothing.
    next:
      page < list.pagination.max_page
        ? { _tag: "More", at: { page: page + 1, limit } }
        : { _tag: "End" },
    total: Option.some(list.pagination.total_count)
  }),
  // "No tie-breaker column": equal sort keys may reorder between pages. "Dedupe by `id`."
  identify: Keyset.idOf,
  failure: {
    requestIdHeader: undefined,
    read: (body) => ({ code: valueAt(body, "error") })
  }
})

const connect = (
  options: Options = {}
): Effect.Effect<
  CheckoutClient<unknown, Polar.Session>,
  never,
  HttpClient.HttpClient | Credentials
> =>
  Effect.flatMap(Credentials, ({ organizationId, accessToken }) => {
    const environment = options.environment ?? "production"
    return Client.make(definition, {
      ...options,
      baseUrl: options.baseUrl ?? baseUrls[environment],
      secret: accessToken,
      authorize: HttpClientRequest.bearerToken,
      headers: { "Polar-Version": options.apiVersion },
      defaults: { organization_id: organizationId },
      // "Separate accounts, tokens, data": a page number of one means nothing in the other.
      identity: [environment],
      // "Default: 500 a minute; sandbox: 100 a minute", all tokens of an organization together.
      documentedRate: () =>
        Option.some({ limit: environment === "sandbox" ? 100 : 500, interval: "1 minute" })
    })
  })

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
): Layer.Layer<PolarClient, never, HttpClient.HttpClient | Credentials> =>
  Layer.effect(PolarClient, make(options))

/**
 * `layer`, with its credentials from `Config`.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerConfig = ({
  organizationId,
  accessToken,
  ...options
}: ConfigCredentials & Options): Layer.Layer<
  PolarClient,
  ConfigError.ConfigError,
  HttpClient.HttpClient
> => Layer.provide(layer(options), layerCredentialsConfig({ accessToken, organizationId }))

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
    { key: "organizationId", optional: true }
  ],
  filtersByStatus: true,
  make: (from, options) =>
    Effect.provide(
      connect(options),
      layerCredentialsConfig({
        accessToken: from.secret("accessToken"),
        organizationId: from.optional("organizationId")
      })
    )
}
