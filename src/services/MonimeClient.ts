/**
 * Monime's checkout sessions.
 *
 * @see https://docs.monime.io/apis/versions/caph-2025-08-23/checkout-session/list
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
import type * as Monime from "../schemas/Monime.js"
import type { Adapter } from "./Adapter.js"
import type { CheckoutClient, Configs, Options as CommonOptions } from "./CheckoutClient.js"
import { make as adapterOf } from "./internal/adapter.js"
import { common, optional, required } from "./internal/configs.js"
import * as Memory from "./internal/memory.js"
import * as Methods from "./internal/methods.js"
import { memory } from "./monime/memory.js"
import * as Variables from "./internal/variables.js"
import { listSessions, provider, retrieveSession } from "./monime/operations.js"
import { neutral } from "./monime/neutral.js"

/**
 * Lists, streams and retrieves Monime's checkout sessions.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Service extends CheckoutClient<Monime.ListSessionsParams, Monime.Session> {}

/**
 * The tag of Monime's client: `yield*` it to read sessions.
 *
 * @since 0.1.0
 * @category Tags
 */
export class MonimeClient extends Context.Tag("effect-checkout/MonimeClient")<
  MonimeClient,
  Service
>() {}

/**
 * Monime's credentials, with the key as it is held, given or configured: `Key`.
 *
 * @since 0.2.0
 * @category Credentials
 */
export interface CredentialValues<Key> {
  /** Monime's access token (`mon_test_…` for test data) and the space whose sessions are listed. */
  readonly accessToken: Key
  /** Sent as `Monime-Space-Id`, `spc-…`, at most 64 characters. */
  readonly spaceId: string
}

/**
 * The tag of Monime's credentials. The key is an effect that is run for every attempt.
 *
 * @since 0.1.0
 * @category Credentials
 */
export class Credentials extends Context.Tag("effect-checkout/MonimeClient/Credentials")<
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

const credentialConfigs = ({ accessToken, spaceId }: ConfigCredentials) => ({
  accessToken: required(accessToken),
  spaceId: required(spaceId)
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
 * The options of Monime's client.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options extends CommonOptions {
  /** Sent as `Monime-Version`, such as `caph.2025-08-23`; without it Monime chooses. */
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
  CheckoutClient<unknown, Monime.Session>,
  never,
  HttpClient.HttpClient | Credentials
> =>
  Effect.flatMap(Credentials, ({ accessToken, spaceId }) =>
    Methods.make(
      provider,
      { list: listSessions, retrieve: retrieveSession },
      {
        ...options,
        secret: accessToken,
        headers: { "Monime-Space-Id": spaceId, "Monime-Version": options.apiVersion },
        scope: [spaceId],
        // "Per token and endpoint: 5 requests a second in test, 20 live", the tightest of its limits.
        documentedRate: (secret) =>
          Option.some({ limit: secret.startsWith("mon_test_") ? 5 : 20, interval: "1 second" })
      }
    )
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
 * `layer`, with its credentials and its options from `Config`, read once when the layer is built.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerConfig = ({
  apiVersion,
  transformClient,
  ...config
}: ConfigOptions): Layer.Layer<MonimeClient, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Layer.unwrapEffect(
    Effect.map(
      Config.all({
        ...credentialConfigs(config),
        ...common(config),
        apiVersion: optional(apiVersion)
      }),
      ({ accessToken, spaceId, ...options }) =>
        Layer.provide(
          layer({ ...options, transformClient }),
          layerCredentials({ accessToken, spaceId })
        )
    )
  )

const variables = {
  accessToken: Variables.secret("MONIME_ACCESS_TOKEN"),
  spaceId: Variables.text("MONIME_SPACE_ID")
}

/**
 * A test double: the client over these sessions, in memory. It needs no credentials and makes no
 * request. Parameters are checked, filters, limits and cursors answered, and pages walked as the
 * client does. The list begins with the newest session: Monime documents no order. An unknown cursor
 * is refused with 400. Two sessions with one id are a defect.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layerTest = (sessions: ReadonlyArray<Monime.Session>): Layer.Layer<MonimeClient> =>
  Layer.effect(
    MonimeClient,
    Memory.make(provider, { list: listSessions, retrieve: retrieveSession }, memory, sessions)
  )

/**
 * This client and its sessions in the form that all providers share, for `CheckoutSessions.layer`.
 *
 * @since 0.2.0
 * @category Constructors
 */
export const adapter: Adapter<MonimeClient, "monime"> = adapterOf(
  MonimeClient,
  neutral,
  Object.values(variables),
  (options) =>
    layerConfig({
      ...options,
      accessToken: variables.accessToken.config,
      spaceId: variables.spaceId.config
    })
)
