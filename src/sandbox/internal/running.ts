import type * as HttpApp from "@effect/platform/HttpApp"
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import type { Transition } from "../life/kinds.js"
import * as App from "./app.js"
import * as Client from "./client.js"
import type { JsonObject } from "./json.js"
import type { Options } from "./options.js"
import type { ProviderName } from "./providerName.js"

/**
 * A running sandbox: its app, a client of it, and its data.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Running {
  /** The app for a server. */
  readonly httpApp: HttpApp.Default
  /** The client that the app answers in process. */
  readonly httpClient: HttpClient.HttpClient
  /** The sessions of one provider as they are now, in the default order of its list. */
  readonly sessions: (provider: ProviderName) => Effect.Effect<ReadonlyArray<JsonObject>>
  /**
   * All changes to the sessions of one provider until now, in order of time, deleted sessions included.
   * Without `life` it is empty; changes by `churn` go to `onChange`.
   */
  readonly history: (provider: ProviderName) => Effect.Effect<ReadonlyArray<Transition>>
}

/**
 * Makes a sandbox whose current data can be read. Each sandbox has its own data, and counts its own
 * requests and rate limits.
 *
 * @since 0.2.0
 * @category Constructors
 */
export const make = (options?: Options): Effect.Effect<Running> =>
  Effect.map(App.make(options ?? {}), ({ app, history, sessions }) => ({
    httpApp: App.forServer(app),
    httpClient: Client.make(app),
    sessions,
    history
  }))

/**
 * Makes an app that answers for all providers. It chooses the provider by host where it knows the
 * host, by path elsewhere. Each app counts its own requests and rate limits.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const httpApp = (options?: Options): Effect.Effect<HttpApp.Default> =>
  Effect.map(make(options), (running) => running.httpApp)
