/**
 * A simulation of the five APIs: paths, auth schemes, parameter checks, envelopes and error bodies, over
 * a seeded data set. It answers lists, and the retrieval of one session. No request changes a session.
 * It imports nothing from the clients. It is a second reading of the providers' documentation, so a
 * misreading in a client is not repeated here.
 *
 * @since 0.1.0
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpServer from "@effect/platform/HttpServer"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { example } from "./internal/example.js"
import type { JsonObject } from "./internal/json.js"
import type { Options } from "./internal/options.js"
import * as Past from "./internal/past.js"
import type { ProviderName } from "./internal/providerName.js"
import * as Registry from "./internal/registry.js"
import * as Running from "./internal/running.js"
import type { Sessions } from "./internal/wire.js"
import type { Transition } from "./life/kinds.js"

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
   * One change that happened.
   *
   * @since 0.2.0
   * @category Churn
   */
  type ChangeEvent,
  /**
   * The name of one change.
   *
   * @since 0.2.0
   * @category Churn
   */
  type ChangeKind,
  /**
   * The names of all changes.
   *
   * @since 0.2.0
   * @category Churn
   */
  changeKinds,
  /**
   * How the data changes while a program reads it.
   *
   * @since 0.2.0
   * @category Churn
   */
  type Churn,
  /**
   * One change before one request.
   *
   * @since 0.2.0
   * @category Churn
   */
  type ScriptedChange
} from "./changes/kinds.js"

export {
  /**
   * How sessions live by `Clock`.
   *
   * @since 0.2.0
   * @category Life
   */
  type Life,
  /**
   * One change of the status of a session.
   *
   * @since 0.2.0
   * @category Life
   */
  type Transition
} from "./life/kinds.js"

export {
  /**
   * The faults that change the data of an answer. A retry does not always undo them.
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
   * The wire faults that the clients retry by default.
   *
   * @since 0.2.0
   * @category Faults
   */
  retriedFaultKinds,
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
   * Makes an app that answers for all providers. It chooses the provider by host where it knows the
   * host, by path elsewhere. Each app counts its own requests and rate limits.
   *
   * @since 0.1.0
   * @category Constructors
   */
  httpApp,
  /**
   * Makes a sandbox whose current data can be read. Each sandbox has its own data, and counts its own
   * requests and rate limits.
   *
   * @since 0.2.0
   * @category Constructors
   */
  make,
  /**
   * A running sandbox: its app, a client of it, and its data.
   *
   * @since 0.2.0
   * @category Models
   */
  type Running
} from "./internal/running.js"

export {
  /**
   * The name of a simulated provider.
   *
   * @since 0.1.0
   * @category Models
   */
  type ProviderName
} from "./internal/providerName.js"

export {
  /**
   * Sessions for a sandbox to hold, by provider: built, recorded, or wrong on purpose.
   *
   * @since 0.2.0
   * @category Models
   */
  type OwnSessions,
  /**
   * The session of each provider, typed by its wire schema.
   *
   * @since 0.2.0
   * @category Models
   */
  type Sessions
} from "./internal/wire.js"

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
export const credentials = Registry.credentials

/**
 * The initial sessions of one provider, in the default order of its list. The function is pure: without
 * `now`, the data was made at time 0, where `TestClock` starts. To compare with an app by another
 * clock, give both the same `now`. Ids do not depend on `now`. With `life`, these are the sessions of
 * the moment `now`: those of an app with the same `life.since`, when its clock is there.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const sessions = (provider: ProviderName, options?: Options): ReadonlyArray<JsonObject> =>
  Past.at(provider, options).data.list()

/**
 * All changes to the sessions of one provider until the moment `now`, in order of time, deleted sessions
 * included. The function is pure, as `sessions` is. Without `life`, the list is empty.
 *
 * @since 0.2.0
 * @category Life
 */
export const history = (provider: ProviderName, options?: Options): ReadonlyArray<Transition> =>
  Past.at(provider, options).timeline.history()

/**
 * One session of a provider, with all fields of today's documentation. `overrides` replaces fields,
 * objects and arrays as a whole; `undefined` is as if left out. Fields that follow from an override are
 * adapted: the payment status to a status, the end to a time of creation, one amount to another. The
 * overrides themselves stay as they are.
 *
 * Sessions are numbered from 1 for each provider, as long as the process lasts. The number is in the ids,
 * and each session was created a minute after the one before. With `number`, equal calls are equal
 * everywhere: for snapshots.
 *
 * @since 0.2.0
 * @category Constructors
 */
export function session<Name extends ProviderName>(
  provider: Name,
  overrides?: Partial<Sessions[Name]>,
  number?: number
): Sessions[Name]
// This overload hides a cast. The examples are written as plain JSON, from the documentation and not
// from the schemas. A test checks the signature above: the session passes the provider's schema.
export function session(provider: ProviderName, overrides: object = {}, number?: number): unknown {
  return example(provider, overrides, number)
}

/**
 * An `HttpClient` whose requests the simulated APIs answer in process. They are chosen by host, so
 * no base URL has to change. A request to any other host fails.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerHttpClient = (options?: Options): Layer.Layer<HttpClient.HttpClient> =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(Running.make(options), ({ httpClient }) => httpClient)
  )

/**
 * Serves the simulated APIs at one address, on any `HttpServer`. Stripe and Leanrails share the path
 * `/v1/checkout/sessions`; at that address it is Stripe's, and so is each session below it.
 *
 * @since 0.1.0
 * @category Layers
 */
export const serve = (options?: Options): Layer.Layer<never, never, HttpServer.HttpServer> =>
  Layer.unwrapEffect(
    // A client that disconnects interrupts the fiber that prepares its answer.
    Effect.map(Running.httpApp(options), (app) => HttpServer.serve(Effect.interruptible(app)))
  )
