/**
 * A simulation of the five list APIs: paths, auth schemes, parameter checks, page envelopes and
 * error bodies, over a seeded data set. It imports nothing from the clients. It is a second reading
 * of the providers' documentation, so a misreading in a client is not repeated here. It answers
 * lists only: no request creates, reads or changes a single session.
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
   * The options of a sandbox. Each has a default.
   *
   * @since 0.1.0
   * @category Models
   */
  type Options,
  /**
   * One request that a sandbox received.
   *
   * @since 0.1.0
   * @category Models
   */
  type RequestEvent
} from "./internal/options.js"

export {
  /**
   * The faults that change the data of a page. A retry does not always undo them.
   *
   * @since 0.1.0
   * @category Faults
   */
  dataFaultKinds,
  /**
   * The name of one fault.
   *
   * @since 0.1.0
   * @category Faults
   */
  type FaultKind,
  /**
   * The names of all faults.
   *
   * @since 0.1.0
   * @category Faults
   */
  faultKinds,
  /**
   * The faults that leave the data intact: a later request for the same page gets all of it.
   *
   * @since 0.1.0
   * @category Faults
   */
  wireFaultKinds
} from "./faults/kinds.js"

export {
  /**
   * Which faults occur, and how often.
   *
   * @since 0.1.0
   * @category Faults
   */
  type Faults,
  /**
   * One fault at one request.
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
 * The credentials that the sandbox accepts. All are of test mode, and none is real.
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
 * The sessions of one provider, in the default order of its list.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const sessions = (provider: ProviderName, options?: Options): ReadonlyArray<JsonObject> =>
  providers[provider].sessions(settings(options ?? {}))

/**
 * Makes an app that answers for all providers. It chooses the provider by host where it knows the
 * host, by path elsewhere. Each app counts its own requests and rate limits.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const httpApp = (options?: Options): Effect.Effect<HttpApp.Default> =>
  Effect.map(App.make(options ?? {}), App.forServer)

/**
 * An `HttpClient` whose requests the simulated APIs answer in process. They are chosen by host, so
 * no base URL has to change. A request to any other host fails.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerHttpClient = (options?: Options): Layer.Layer<HttpClient.HttpClient> =>
  Client.layer(options ?? {})

/**
 * Serves the simulated APIs at one address, on any `HttpServer`. Stripe and Leanrails share the path
 * `/v1/checkout/sessions`; at that address it is Stripe's.
 *
 * @since 0.1.0
 * @category Layers
 */
export const serve = (options?: Options): Layer.Layer<never, never, HttpServer.HttpServer> =>
  Layer.unwrapEffect(
    // A client that disconnects interrupts the fiber that prepares its answer.
    Effect.map(httpApp(options), (app) => HttpServer.serve(Effect.interruptible(app)))
  )
