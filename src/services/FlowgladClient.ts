/**
 * Flowglad's checkout sessions.
 *
 * @see https://docs.flowglad.com
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
import type * as Flowglad from "../schemas/Flowglad.js"
import type { Adapter } from "./Adapter.js"
import type { CheckoutClient, Configs, Options as CommonOptions } from "./CheckoutClient.js"
import { make as adapterOf } from "./internal/adapter.js"
import { common, required } from "./internal/configs.js"
import * as Memory from "./internal/memory.js"
import * as Methods from "./internal/methods.js"
import { memory } from "./flowglad/memory.js"
import * as Variables from "./internal/variables.js"
import { listSessions, provider, retrieveSession } from "./flowglad/operations.js"
import { neutral } from "./flowglad/neutral.js"

/**
 * Lists, streams and retrieves Flowglad's checkout sessions.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Service extends CheckoutClient<Flowglad.ListSessionsParams, Flowglad.Session> {}

/**
 * The tag of Flowglad's client: `yield*` it to read sessions.
 *
 * @since 0.1.0
 * @category Tags
 */
export class FlowgladClient extends Context.Tag("effect-checkout/FlowgladClient")<
  FlowgladClient,
  Service
>() {}

/**
 * Flowglad's credentials, with the key as it is held, given or configured: `Key`.
 *
 * @since 0.2.0
 * @category Credentials
 */
export interface CredentialValues<Key> {
  /** Flowglad's secret key (`sk_test_…`, `sk_live_…`), which selects test or live data and one pricing model. */
  readonly secretKey: Key
}

/**
 * The tag of Flowglad's credentials. The key is an effect that is run for every attempt.
 *
 * @since 0.1.0
 * @category Credentials
 */
export class Credentials extends Context.Tag("effect-checkout/FlowgladClient/Credentials")<
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
    Effect.map(withContext(values.secretKey), (secretKey) => ({ ...values, secretKey }))
  )

/**
 * The credentials, each as a plain value or as `Config`.
 *
 * @since 0.1.0
 * @category Credentials
 */
export interface ConfigCredentials extends Configs<CredentialValues<Redacted.Redacted<string>>> {}

const credentialConfigs = ({ secretKey }: ConfigCredentials) => ({
  secretKey: required(secretKey)
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
 * The options of Flowglad's client.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options extends CommonOptions {}

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
  CheckoutClient<unknown, Flowglad.Session>,
  never,
  HttpClient.HttpClient | Credentials
> =>
  Effect.flatMap(Credentials, ({ secretKey }) =>
    Methods.make(
      provider,
      { list: listSessions, retrieve: retrieveSession },
      {
        ...options,
        secret: secretKey,
        // "Published limits: none".
        documentedRate: () => Option.none()
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
): Layer.Layer<FlowgladClient, never, HttpClient.HttpClient | Credentials> =>
  Layer.effect(FlowgladClient, make(options))

/**
 * `layer`, with its credentials and its options from `Config`, read once when the layer is built.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerConfig = ({
  transformClient,
  ...config
}: ConfigOptions): Layer.Layer<FlowgladClient, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Layer.unwrapEffect(
    Effect.map(
      Config.all({
        ...credentialConfigs(config),
        ...common(config)
      }),
      ({ secretKey, ...options }) =>
        Layer.provide(layer({ ...options, transformClient }), layerCredentials({ secretKey }))
    )
  )

const variables = {
  secretKey: Variables.secret("FLOWGLAD_SECRET_KEY")
}

/**
 * A test double: the client over these sessions, in memory. It needs no credentials and makes no
 * request. Parameters are checked, filters, limits and cursors answered, and pages walked as the
 * client does. The list begins with the oldest session. A cursor that cannot be read is refused as
 * Flowglad does, with 400. Two sessions with one id are a defect.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layerTest = (sessions: ReadonlyArray<Flowglad.Session>): Layer.Layer<FlowgladClient> =>
  Layer.effect(
    FlowgladClient,
    Memory.make(provider, { list: listSessions, retrieve: retrieveSession }, memory, sessions)
  )

/**
 * This client and its sessions in the form that all providers share, for `CheckoutSessions.layer`.
 *
 * @since 0.2.0
 * @category Constructors
 */
export const adapter: Adapter<FlowgladClient, "flowglad"> = adapterOf(
  FlowgladClient,
  neutral,
  Object.values(variables),
  (options) =>
    layerConfig({
      ...options,
      secretKey: variables.secretKey.config
    })
)
