import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { CheckoutClient } from "../../src/services/CheckoutClient.js"

/** A client of any parameters and any session. */
export type Client = CheckoutClient<unknown, unknown>

/** The same client, for parameters that its types refuse. */
export const loosen = <Params, Session>(client: CheckoutClient<Params, Session>): Client => {
  const passes = (_params: unknown): _params is Params | undefined => true
  return {
    retrieveSession: client.retrieveSession,
    listSessions: (params, options) =>
      passes(params) ? client.listSessions(params, options) : Effect.never,
    streamSessions: (params, options) =>
      passes(params) ? client.streamSessions(params, options) : Stream.never,
    streamPages: (params, options) =>
      passes(params) ? client.streamPages(params, options) : Stream.never
  }
}
