/**
 * Polar's checkout sessions.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type * as Secret from "../http/Secret.js"
import { withContext } from "../http/internal/secret.js"
import type * as Polar from "../schemas/Polar.js"
import type { Adapter } from "./Adapter.js"
import type { Configs, ParallelClient, Options as CommonOptions } from "./CheckoutClient.js"
import { make as adapterOf } from "./internal/adapter.js"
import { common, optional, required } from "./internal/configs.js"
import * as Memory from "./internal/memory.js"
import * as Methods from "./internal/methods.js"
import { memory } from "./polar/memory.js"
import * as Variables from "./internal/variables.js"
import { baseUrls, listSessions, provider, retrieveSession } from "./polar/operations.js"
import { neutral } from "./polar/neutral.js"

/**
 * Lists, streams and retrieves Polar's checkout sessions.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Service extends ParallelClient<Polar.ListSessionsParams, Polar.Session> {}

/**
 * The tag of Polar's client: `yield*` it to read sessions.
 *
 * @since 0.1.0
 * @category Tags
 */
export class PolarClient extends Context.Tag("effect-checkout/PolarClient")<
  PolarClient,
  Service
>() {}

/**
 * Polar's credentials, with the key as it is held, given or configured: `Key`.
 *
 * @since 0.2.0
 * @category Credentials
 */
export interface CredentialValues<Key> {
  /** Polar's access token: of an organization (`polar_oat_…`), of a person (`polar_pat_…`) or OAuth's, with the scope `checkouts:read`. Production and sandbox have tokens of their own. */
  readonly accessToken: Key
  /** The `organization_id` that is asked for unless a call says another; of use with a token for several. */
  readonly organizationId?: string | undefined
}

/**
 * The tag of Polar's credentials. The key is an effect that is run for every attempt.
 *
 * @since 0.1.0
 * @category Credentials
 */
export class Credentials extends Context.Tag("effect-checkout/PolarClient/Credentials")<
  Credentials,
  CredentialValues<Secret.SecretEffect>
>() {}

/**
 * The credentials from values. The key may be an effect: it is run for every attempt, and takes what
 * it needs from where the layer is built.
 *
 * @since 0.1.0
 * @category Credentials
 */
export const layerCredentials = <E = never, R = never>(
  values: CredentialValues<Secret.Secret<E, R>>
): Layer.Layer<Credentials, never, R> =>
  Layer.effect(
    Credentials,
    Effect.map(withContext(values.accessToken), (accessToken) => ({ ...values, accessToken }))
  )

/**
 * The credentials, each as a plain value or as `Config`.
 *
 * @since 0.1.0
 * @category Credentials
 */
export interface ConfigCredentials extends Configs<CredentialValues<Redacted.Redacted<string>>> {}

const credentialConfigs = ({ accessToken, organizationId }: ConfigCredentials) => ({
  accessToken: required(accessToken),
  organizationId: optional(organizationId)
})

/**
 * The credentials from `Config`, read once when the layer is built: a missing one fails at the start.
 *
 * @since 0.1.0
 * @category Credentials
 */
export const layerCredentialsConfig = (
  config: ConfigCredentials
): Layer.Layer<Credentials, ConfigError.ConfigError> =>
  Layer.unwrapEffect(Effect.map(Config.all(credentialConfigs(config)), layerCredentials))

/**
 * The options of Polar's client.
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

/**
 * The argument of `layerConfig`: the credentials and the options, each as a plain value or as `Config`.
 *
 * @since 0.2.0
 * @category Models
 */
export interface ConfigOptions
  extends
    ConfigCredentials,
    Configs<Omit<Options, "transformClient">>,
    Pick<Options, "transformClient"> {}

const connect = (
  options: Options = {}
): Effect.Effect<
  ParallelClient<unknown, Polar.Session>,
  never,
  HttpClient.HttpClient | Credentials
> =>
  Effect.flatMap(Credentials, ({ organizationId, accessToken }) => {
    const environment = options.environment ?? "production"
    return Methods.make(
      provider,
      { list: listSessions, retrieve: retrieveSession },
      {
        ...options,
        baseUrl: options.baseUrl ?? baseUrls[environment],
        secret: accessToken,
        headers: { "Polar-Version": options.apiVersion },
        defaults: { organization_id: organizationId },
        // "Separate accounts, tokens, data": a page number of one means nothing in the other.
        scope: [environment],
        // "Default: 500 a minute; sandbox: 100 a minute", all tokens of an organization together.
        documentedRate: () =>
          Option.some({ limit: environment === "sandbox" ? 100 : 500, interval: "1 minute" })
      }
    )
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
 * `layer`, with its credentials and its options from `Config`, read once when the layer is built.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerConfig = ({
  apiVersion,
  environment,
  transformClient,
  ...config
}: ConfigOptions): Layer.Layer<PolarClient, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Layer.unwrapEffect(
    Effect.map(
      Config.all({
        ...credentialConfigs(config),
        ...common(config),
        apiVersion: optional(apiVersion),
        environment: optional(environment)
      }),
      ({ accessToken, organizationId, ...options }) =>
        Layer.provide(
          layer({ ...options, transformClient }),
          layerCredentials({ accessToken, organizationId })
        )
    )
  )

const variables = {
  accessToken: Variables.secret("POLAR_ACCESS_TOKEN"),
  organizationId: Variables.optionalText("POLAR_ORGANIZATION_ID")
}

/**
 * A test double: the client over these sessions, in memory. It needs no credentials and makes no
 * request. Parameters are checked, filters, limits and cursors answered, and pages walked as the
 * client does. The list is ordered by `sorting`; sessions with equal keys stay as they were given. Two
 * sessions with one id are a defect.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layerTest = (sessions: ReadonlyArray<Polar.Session>): Layer.Layer<PolarClient> =>
  Layer.effect(
    PolarClient,
    Memory.make(provider, { list: listSessions, retrieve: retrieveSession }, memory, sessions, {
      scope: ["production"]
    })
  )

/**
 * This client and its sessions in the form that all providers share, for `CheckoutSessions.layer`.
 *
 * @since 0.2.0
 * @category Constructors
 */
export const adapter: Adapter<PolarClient, "polar"> = adapterOf(
  PolarClient,
  neutral,
  Object.values(variables),
  (options) =>
    layerConfig({
      ...options,
      accessToken: variables.accessToken.config,
      organizationId: variables.organizationId.config
    })
)
