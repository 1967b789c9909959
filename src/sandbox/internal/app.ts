import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Changes from "../changes/apply.js"
import type { FaultKind } from "../faults/kinds.js"
import * as Plan from "../faults/plan.js"
import * as Spoil from "../faults/spoil.js"
import * as Wire from "../faults/wire.js"
import type { Transition } from "../life/kinds.js"
import * as Timeline from "../life/timeline.js"
import * as Http from "./http.js"
import * as Options from "./options.js"
import type { Instance } from "./provider.js"
import type { JsonObject } from "./json.js"
import type { ProviderName } from "./providerName.js"
import { byHost, byPath, providers } from "./registry.js"
import { bytesOf, respond } from "./respond.js"

/** Answers one request, or fails where the request gets no answer. */
export type App = Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  Wire.NoAnswer,
  HttpServerRequest.HttpServerRequest
>

/** An app and the data that it holds now. */
export interface Running {
  readonly app: App
  readonly sessions: (provider: ProviderName) => Effect.Effect<ReadonlyArray<JsonObject>>
  readonly history: (provider: ProviderName) => Effect.Effect<ReadonlyArray<Transition>>
}

interface State {
  readonly instance: Instance
  readonly timeline: Timeline.Timeline
  requests: number
}

const urlOf = (request: HttpServerRequest.HttpServerRequest): URL => {
  const host = request.headers["host"] ?? "localhost"
  return Either.getOrElse(
    Either.try(() => new URL(request.originalUrl, `http://${host}`)),
    () => new URL(request.url, "http://localhost")
  )
}

const unknownApi = Http.text(404, "Not Found")

/** Makes an app with counters of its own. */
export const make = (options: Options.Options): Effect.Effect<Running> =>
  Effect.map(Clock.currentTimeMillis, (clock) => {
    const settings = Options.settings(options, clock)
    const plan = Plan.make(options.faults)
    const changes = Changes.make(options.churn)
    const running = new Map<ProviderName, State>()
    const latency = options.latency

    const stateOf = (name: ProviderName): State => {
      let known = running.get(name)
      if (known === undefined) {
        const instance = providers[name].make(settings)
        const timeline = Timeline.make(name, instance.data, settings.life)
        known = { instance, timeline, requests: 0 }
        running.set(name, known)
      }
      return known
    }

    /** A provider, with everything that has happened until now. */
    const current = (name: ProviderName): Effect.Effect<State> =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const state = stateOf(name)
        state.timeline.advance(now)
        return state
      })

    const report = (
      provider: ProviderName,
      request: number,
      fault: FaultKind | undefined,
      status: number | undefined
    ): Effect.Effect<void> =>
      options.onRequest === undefined
        ? Effect.void
        : options.onRequest({
            provider,
            request,
            ...(status === undefined ? {} : { status }),
            ...(fault === undefined ? {} : { fault })
          })

    const app = Effect.gen(function* () {
      const request = yield* HttpServerRequest.HttpServerRequest
      const url = urlOf(request)
      const name = byHost(url.hostname) ?? byPath(url.pathname)
      if (name === undefined) return respond(unknownApi, bytesOf(unknownApi))
      const state = stateOf(name)
      const { instance } = state
      const arrived = yield* Clock.currentTimeMillis
      const count = ++state.requests
      const fault = plan(name, count)
      const changed = changes(name, count, instance.data, arrived)
      if (options.onChange !== undefined) yield* Effect.forEach(changed, options.onChange)
      if (fault === "refused") {
        yield* report(name, count, fault, undefined)
        return yield* new Wire.NoAnswer({ reason: "refused" })
      }
      if (latency !== undefined) yield* Effect.sleep(latency)
      if (fault === "reset-before-headers") {
        yield* report(name, count, fault, undefined)
        return yield* new Wire.NoAnswer({ reason: "reset" })
      }
      const now = yield* Clock.currentTimeMillis
      state.timeline.advance(now)
      const incoming = { method: request.method, url, headers: request.headers, now }
      const replaced = Spoil.replacement(fault, instance, incoming)
      const asked = replaced ?? instance.handle(incoming)
      const spoiled = Spoil.spoiled(fault, asked, providers[name], instance, incoming)
      const answer = spoiled ?? asked
      const bytes = bytesOf(answer)
      const damaged =
        bytes === undefined
          ? undefined
          : Wire.damaged(
              Spoil.fits(fault, replaced) ? fault : undefined,
              bytes,
              Wire.connectionOf(request.source)
            )
      const injected = replaced ?? spoiled ?? damaged
      yield* report(name, count, injected === undefined ? undefined : fault, answer.status)
      return damaged === undefined ? respond(answer, bytes) : yield* damaged
    })
    return {
      app,
      sessions: (provider) => Effect.map(current(provider), ({ instance }) => instance.data.list()),
      history: (provider) => Effect.map(current(provider), ({ timeline }) => timeline.history())
    }
  })

/** The app for a server: where a request gets no answer, its socket is reset. */
export const forServer = (
  app: App
): Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  never,
  HttpServerRequest.HttpServerRequest
> =>
  Effect.catchTag(app, "NoAnswer", () =>
    Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ source }) => {
      const connection = Wire.connectionOf(source)
      return connection === undefined
        ? // Some servers hide the socket. A 503 is the closest substitute for a reset.
          Effect.succeed(HttpServerResponse.empty({ status: 503 }))
        : Effect.zipRight(Effect.sync(connection.reset), Wire.silence)
    })
  )
