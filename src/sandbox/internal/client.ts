import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { App } from "./app.js"
import { byHost } from "./registry.js"

const unreachable = (
  request: HttpClientRequest.HttpClientRequest,
  description: string
): HttpClientError.RequestError =>
  new HttpClientError.RequestError({
    request,
    reason: "Transport",
    description,
    cause: new Error(description)
  })

const aborted = (signal: AbortSignal): Effect.Effect<void> =>
  Effect.async<void>((resume) => {
    const stop = () => resume(Effect.void)
    if (signal.aborted) stop()
    else signal.addEventListener("abort", stop, { once: true })
    return Effect.sync(() => signal.removeEventListener("abort", stop))
  })

/** A body that never ends must end when its reader stops, as a real one does. */
const abortable = (
  response: HttpServerResponse.HttpServerResponse,
  signal: AbortSignal
): HttpServerResponse.HttpServerResponse =>
  response.body._tag === "Stream"
    ? HttpServerResponse.stream(Stream.interruptWhen(response.body.stream, aborted(signal)), {
        status: response.status,
        headers: response.headers,
        contentType: response.body.contentType
      })
    : response

/** A client whose requests stay in the process: the fiber that sends a request also answers it. */
export const make = (app: App): HttpClient.HttpClient =>
  HttpClient.make((request, url, signal) => {
    if (byHost(url.hostname) === undefined) {
      return Effect.fail(unreachable(request, `the sandbox does not know the host ${url.hostname}`))
    }
    return Effect.gen(function* () {
      // A body that breaks off on purpose is not a failure that the log should tell of.
      const runtime = yield* Effect.withUnhandledErrorLogLevel(Effect.runtime(), Option.none())
      const web = new Request(url, { method: request.method, headers: request.headers })
      const response = yield* Effect.provideService(
        app,
        HttpServerRequest.HttpServerRequest,
        HttpServerRequest.fromWeb(web)
      )
      return HttpClientResponse.fromWeb(
        request,
        HttpServerResponse.toWeb(abortable(response, signal), {
          withoutBody: request.method === "HEAD",
          runtime
        })
      )
    }).pipe(
      Effect.catchTag("NoAnswer", ({ reason }) =>
        Effect.fail(
          unreachable(
            request,
            reason === "refused" ? `connect ECONNREFUSED ${url.hostname}:443` : "read ECONNRESET"
          )
        )
      )
    )
  })
