/**
 * The list APIs of all providers, simulated: their paths, auth schemes, parameter checks, page
 * envelopes and error bodies, over a seeded data set. Nothing here comes from the rest of this
 * package: it is a second reading of the providers' documentation, so that a misreading cannot
 * cancel itself out. It lists and does nothing else: no session is created, read or changed.
 *
 * @since 0.1.0
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import type * as HttpClient from "@effect/platform/HttpClient"
import * as HttpServer from "@effect/platform/HttpServer"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as App from "./internal/app.js"
import * as Client from "./internal/client.js"
import type { JsonObject } from "./internal/json.js"
import { type Options, settings } from "./internal/options.js"
import { type ProviderName, providers } from "./internal/registry.js"

export {
  /**
   * What a sandbox is made from; everything has a default.
   *
   * @since 0.1.0
   * @category Models
   */
  type Options,
  /**
   * What a sandbox is told about one request.
   *
   * @since 0.1.0
   * @category Models
   */
  type RequestEvent
} from "./internal/options.js"

export {
  /**
   * The faults that change which data arrives, and that asking again need not heal.
   *
   * @since 0.1.0
   * @category Faults
   */
  dataFaultKinds,
  /**
   * One thing that can be made to go wrong.
   *
   * @since 0.1.0
   * @category Faults
   */
  type FaultKind,
  /**
   * Everything that can be made to go wrong.
   *
   * @since 0.1.0
   * @category Faults
   */
  faultKinds,
  /**
   * The faults behind which the data is whole: asking again, once they are over, gives it all.
   *
   * @since 0.1.0
   * @category Faults
   */
  wireFaultKinds
} from "./faults/kinds.js"

export {
  /**
   * What goes wrong, and how often.
   *
   * @since 0.1.0
   * @category Faults
   */
  type Faults,
  /**
   * A fault at one request.
   *
   * @since 0.1.0
   * @category Faults
   */
  type ScriptedFault
} from "./faults/plan.js"

export {
  /**
   * The name of a simulated provider.
   *
   * @since 0.1.0
   * @category Models
   */
  type ProviderName
} from "./internal/registry.js"

export {
  /**
   * A plain JSON value.
   *
   * @since 0.1.0
   * @category Models
   */
  type Json,
  /**
   * A plain JSON object.
   *
   * @since 0.1.0
   * @category Models
   */
  type JsonObject
} from "./internal/json.js"

/**
 * The credentials that the sandbox accepts, all of test mode. None of them is real.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const credentials = {
  stripe: providers.stripe.credentials,
  polar: providers.polar.credentials,
  flowglad: providers.flowglad.credentials,
  monime: providers.monime.credentials,
  leanrails: providers.leanrails.credentials
} as const

/**
 * The sessions that a provider holds, in the order in which its list gives them by default.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const sessions = (provider: ProviderName, options?: Options): ReadonlyArray<JsonObject> =>
  providers[provider].sessions(settings(options ?? {}))

/**
 * Makes the app that answers for all providers: by host where it knows the host, by path elsewhere.
 * Counters (rate limits, requests) belong to the app that was made.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const httpApp = (options?: Options): Effect.Effect<HttpApp.Default> =>
  Effect.map(App.make(options ?? {}), App.forServer)

/**
 * An `HttpClient` that is answered in process by the simulated APIs, by host, so that no base URL
 * has to change. Requests to any other host fail.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerHttpClient = (options?: Options): Layer.Layer<HttpClient.HttpClient> =>
  Client.layer(options ?? {})

/**
 * Serves the simulated APIs, all by one address, on whatever `HttpServer` it is given. The path
 * `/v1/checkout/sessions`, which Stripe and Leanrails share, is Stripe's there.
 *
 * @since 0.1.0
 * @category Layers
 */
export const serve = (options?: Options): Layer.Layer<never, never, HttpServer.HttpServer> =>
  Layer.unwrapEffect(
    // A client that goes away ends the wait for its answer.
    Effect.map(httpApp(options), (app) => HttpServer.serve(Effect.interruptible(app)))
  )
