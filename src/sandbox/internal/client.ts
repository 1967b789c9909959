import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as App from "./app.js"
import type { Options } from "./options.js"
import { byHost } from "./registry.js"

/** A client whose requests never leave the process: each is answered in the fibre that made it. */
export const layer = (options: Options): Layer.Layer<HttpClient.HttpClient> =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(App.make(options), (app) =>
      HttpClient.make((request, url) => {
        if (byHost(url.hostname) === undefined) {
          return Effect.fail(
            new HttpClientError.RequestError({
              request,
              reason: "Transport",
              description: `the sandbox does not know the host ${url.hostname}`
            })
          )
        }
        return Effect.gen(function* () {
          const runtime = yield* Effect.runtime()
          const web = new Request(url, { method: request.method, headers: request.headers })
          const response = yield* Effect.provideService(
            app,
            HttpServerRequest.HttpServerRequest,
            HttpServerRequest.fromWeb(web)
          )
          return HttpClientResponse.fromWeb(
            request,
            HttpServerResponse.toWeb(response, { withoutBody: request.method === "HEAD", runtime })
          )
        })
      })
    )
  )
