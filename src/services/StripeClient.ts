/**
 * Stripe's checkout sessions.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/list
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
import type * as Stripe from "../schemas/Stripe.js"
import type { Adapter } from "./Adapter.js"
import type {
  Configs,
  DividedClient,
  Options as CommonOptions,
  RetrievingClient
} from "./CheckoutClient.js"
import { make as adapterOf } from "./internal/adapter.js"
import { common, optional, required } from "./internal/configs.js"
import * as Memory from "./internal/memory.js"
import * as Methods from "./internal/methods.js"
import { memory } from "./stripe/memory.js"
import * as Variables from "./internal/variables.js"
import { listSessions, provider, retrieveSession } from "./stripe/operations.js"
import { neutral } from "./stripe/neutral.js"

/**
 * Lists, streams and retrieves Stripe's checkout sessions.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Service
  extends
    Omit<DividedClient<Stripe.ListSessionsParams, Stripe.Session>, "retrieveSession">,
    RetrievingClient<Stripe.RetrieveSessionParams, Stripe.Session> {}

/**
 * The tag of Stripe's client: `yield*` it to read sessions.
 *
 * @since 0.1.0
 * @category Tags
 */
export class StripeClient extends Context.Tag("effect-checkout/StripeClient")<
  StripeClient,
  Service
>() {}

/**
 * Stripe's credentials, with the key as it is held, given or configured: `Key`.
 *
 * @since 0.2.0
 * @category Credentials
 */
export interface CredentialValues<Key> {
  /** Stripe's secret key (`sk_test_…`, `sk_live_…`, or a restricted `rk_…` with read access to Checkout Sessions), which selects test or live data. */
  readonly secretKey: Key
  /** Sent as `Stripe-Account`, `acct_…`: lists as this connected account. */
  readonly account?: string | undefined
}

/**
 * The tag of Stripe's credentials. The key is an effect that is run for every attempt.
 *
 * @since 0.1.0
 * @category Credentials
 */
export class Credentials extends Context.Tag("effect-checkout/StripeClient/Credentials")<
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

const credentialConfigs = ({ account, secretKey }: ConfigCredentials) => ({
  account: optional(account),
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
 * The options of Stripe's client.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options extends CommonOptions {
  /** Sent as `Stripe-Version`, such as `2026-07-29.dahlia`; without it the account's own applies. */
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
  DividedClient<unknown, Stripe.Session>,
  never,
  HttpClient.HttpClient | Credentials
> =>
  Effect.flatMap(Credentials, ({ account, secretKey }) =>
    Methods.make(
      provider,
      { list: listSessions, retrieve: retrieveSession },
      {
        ...options,
        secret: secretKey,
        headers: { "Stripe-Version": options.apiVersion, "Stripe-Account": account },
        scope: [account],
        // "Basic, reads per second: 100 live, 25 test".
        documentedRate: (secret) =>
          Option.some({ limit: secret.includes("_test_") ? 25 : 100, interval: "1 second" })
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
): Layer.Layer<StripeClient, never, HttpClient.HttpClient | Credentials> =>
  Layer.effect(StripeClient, make(options))

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
}: ConfigOptions): Layer.Layer<StripeClient, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Layer.unwrapEffect(
    Effect.map(
      Config.all({
        ...credentialConfigs(config),
        ...common(config),
        apiVersion: optional(apiVersion)
      }),
      ({ account, secretKey, ...options }) =>
        Layer.provide(
          layer({ ...options, transformClient }),
          layerCredentials({ account, secretKey })
        )
    )
  )

const variables = {
  secretKey: Variables.secret("STRIPE_SECRET_KEY"),
  account: Variables.optionalText("STRIPE_ACCOUNT")
}

/**
 * A test double: the client over these sessions, in memory. It needs no credentials and makes no
 * request. Parameters are checked, filters, limits and cursors answered, and pages walked as the
 * client does. The list begins with the newest session. `expand` asks for objects that the sessions
 * were given with; an id alone is `InvalidParams`. An unknown cursor is refused as in the sandbox, with
 * 400. Two sessions with one id are a defect.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layerTest = (sessions: ReadonlyArray<Stripe.Session>): Layer.Layer<StripeClient> =>
  Layer.effect(
    StripeClient,
    Memory.make(provider, { list: listSessions, retrieve: retrieveSession }, memory, sessions, {
      scope: [undefined]
    })
  )

/**
 * This client and its sessions in the form that all providers share, for `CheckoutSessions.layer`.
 *
 * @since 0.2.0
 * @category Constructors
 */
export const adapter: Adapter<StripeClient, "stripe"> = adapterOf(
  StripeClient,
  neutral,
  Object.values(variables),
  (options) =>
    layerConfig({
      ...options,
      secretKey: variables.secretKey.config,
      account: variables.account.config
    })
)
