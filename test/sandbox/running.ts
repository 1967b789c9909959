import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, dig, get, ids, itemsKey, urls } from "./raw.js"

/** A sandbox with a way to send requests, and the changes that it reported. */
export const running = (options: Sandbox.Options) =>
  Effect.gen(function* () {
    const events: Array<Sandbox.ChangeEvent> = []
    const sandbox = yield* Sandbox.make({
      ...options,
      onChange: (event) => Effect.sync(() => void events.push(event))
    })
    const ask = (name: Sandbox.ProviderName, query = "") =>
      get(`${urls[name]}?${query}`, auth[name]).pipe(
        Effect.provideService(HttpClient.HttpClient, sandbox.httpClient),
        Effect.map(({ json }) => ({ json, ids: ids(dig(json, itemsKey[name])) }))
      )
    return { ask, events, sessions: sandbox.sessions }
  })
