import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Http from "./http.js"
import * as Options from "./options.js"
import type { Instance } from "./provider.js"
import { byHost, byPath, type ProviderName, providers } from "./registry.js"

/** Turns an answer into bytes. */
const respond = (answer: Http.Answer): HttpServerResponse.HttpServerResponse => {
  const { body, headers, status } = answer
  switch (body._tag) {
    case "Json":
      return HttpServerResponse.text(JSON.stringify(body.value), {
        status,
        headers,
        contentType: "application/json"
      })
    case "Text":
      return HttpServerResponse.text(body.value, { status, headers, contentType: body.contentType })
    case "Empty":
      return HttpServerResponse.empty({ status, headers })
  }
}

const urlOf = (request: HttpServerRequest.HttpServerRequest): URL => {
  const host = request.headers["host"] ?? "localhost"
  return Either.getOrElse(
    Either.try(() => new URL(request.originalUrl, `http://${host}`)),
    () => new URL(request.url, "http://localhost")
  )
}

const nobody = Http.text(404, "Not Found")

/** Makes the app; its counters belong to this one. */
export const make = (
  options: Options.Options
): Effect.Effect<
  Effect.Effect<HttpServerResponse.HttpServerResponse, never, HttpServerRequest.HttpServerRequest>
> =>
  Effect.sync(() => {
    const settings = Options.settings(options)
    const running = new Map<ProviderName, { readonly instance: Instance; requests: number }>()
    const latency = options.latency

    const instanceOf = (name: ProviderName) => {
      let known = running.get(name)
      if (known === undefined) {
        known = { instance: providers[name].make(settings), requests: 0 }
        running.set(name, known)
      }
      return known
    }

    return Effect.gen(function* () {
      const request = yield* HttpServerRequest.HttpServerRequest
      const url = urlOf(request)
      const name = byHost(url.hostname) ?? byPath(url.pathname)
      if (name === undefined) return respond(nobody)
      const state = instanceOf(name)
      const count = ++state.requests
      if (latency !== undefined) yield* Effect.sleep(latency)
      const now = yield* Clock.currentTimeMillis
      const incoming: Http.Incoming = {
        method: request.method,
        url,
        headers: request.headers,
        now
      }
      const answer = state.instance.handle(incoming)
      if (options.onRequest !== undefined) {
        yield* options.onRequest({ provider: name, request: count, status: answer.status })
      }
      return respond(answer)
    })
  })
