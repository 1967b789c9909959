import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { CheckoutError } from "../../CheckoutError.js"
import { CheckoutRequestError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"

// The platform's HTTP errors change shape in Effect 4: this file alone reads them.

/** The error of a request before its status and body are known. */
export type PlatformError = HttpClientError.HttpClientError

/** The error of the reading of a body. */
export type BodyError = HttpClientError.ResponseError

const causes = (cause: unknown, depth = 0): ReadonlyArray<unknown> =>
  depth < 5 && Predicate.hasProperty(cause, "cause")
    ? [cause, ...causes(cause.cause, depth + 1)]
    : [cause]

// The runtime's code (`ECONNREFUSED`) sits somewhere down the chain of causes; where there is none,
// a few plain words may (`bad port`). Nothing else is kept: causes hold the request and the key.
const reasonOf = (cause: unknown): string => {
  const chain = causes(cause)
  const code = chain.flatMap((one) =>
    Predicate.hasProperty(one, "code") &&
    typeof one.code === "string" &&
    /^[A-Z][A-Z0-9_]+$/.test(one.code)
      ? [one.code]
      : []
  )[0]
  const words = chain.flatMap((one) =>
    one instanceof Error &&
    /^[a-z]+( [a-z]+){1,6}$/.test(one.message) &&
    one.message !== "fetch failed"
      ? [one.message]
      : []
  )
  const reason = code ?? words.at(-1)
  return reason === undefined ? "" : ` (${reason})`
}

/** The error of a request that got no whole answer. */
export const noAnswer = (call: Call, error: PlatformError): CheckoutRequestError =>
  error._tag === "RequestError" && error.reason === "InvalidUrl"
    ? new CheckoutRequestError({
        ...call,
        reason: "InvalidParams",
        parameter: Option.some("baseUrl"),
        description: "`baseUrl` and the client's path do not make a URL"
      })
    : new CheckoutRequestError({
        ...call,
        reason: "Transport",
        description: `${error._tag === "RequestError" ? "no answer came" : "the answer broke off"}${reasonOf(error.cause)}`
      })

/** Turns the platform's failures into ours and leaves ours as they are. */
export const orNoAnswer =
  (call: Call) =>
  <A, R>(effect: Effect.Effect<A, CheckoutError | PlatformError, R>) =>
    Effect.catchTags(effect, {
      RequestError: (error) => noAnswer(call, error),
      ResponseError: (error) => noAnswer(call, error)
    })

/**
 * The response whatever its status. A program's own client may already turn a status into a failure
 * (`filterStatusOk`); the body is read here first.
 */
export const anyStatus = <R>(
  response: Effect.Effect<HttpClientResponse.HttpClientResponse, PlatformError, R>
): Effect.Effect<HttpClientResponse.HttpClientResponse, PlatformError, R> =>
  Effect.catchAll(response, (error) =>
    error._tag === "ResponseError" && error.reason === "StatusCode"
      ? Effect.succeed(error.response)
      : Effect.fail(error)
  )

/** No body at all is an empty body. */
export const orEmpty = <E, R>(
  body: Effect.Effect<void, E | BodyError, R>
): Effect.Effect<void, E | BodyError, R> =>
  Effect.catchIf(
    body,
    (error) =>
      Predicate.isTagged(error, "ResponseError") &&
      Predicate.hasProperty(error, "reason") &&
      error.reason === "EmptyBody",
    () => Effect.void
  )
