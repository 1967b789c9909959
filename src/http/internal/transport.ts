import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { CheckoutError } from "../../CheckoutError.js"
import { CheckoutRequestError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import { tried } from "../../internal/errors.js"
import { accepted, retrying } from "./retrying.js"
import { reveal } from "./secret.js"
import * as Telemetry from "../../internal/telemetry.js"
import * as Body from "./body.js"
import type * as Secret from "../Secret.js"
import * as Failure from "./failure.js"
import * as Pause from "./pause.js"
import { anyStatus, orNoAnswer } from "./platformErrors.js"
import * as RateLimit from "../RateLimit.js"
import * as Retry from "../Retry.js"
import * as Timeouts from "../Timeouts.js"

/** What a provider's requests have in common. */
export interface Options {
  readonly secret: Secret.SecretEffect
  readonly authorize: (
    request: HttpClientRequest.HttpClientRequest,
    secret: string
  ) => HttpClientRequest.HttpClientRequest
  readonly documentedRate: (secret: string) => Option.Option<RateLimit.Rate>
  readonly failure: Failure.FailureFormat
  readonly maxBodyBytes: number
  readonly transformClient: ((client: HttpClient.HttpClient) => HttpClient.HttpClient) | undefined
}

/** A request with all that surrounds it: from here on there is JSON, or one of our errors. */
export type Transport = (
  call: Call,
  request: HttpClientRequest.HttpClientRequest
) => Effect.Effect<unknown, CheckoutError>

/**
 * The platform's span of a request names the full URL, whose query can hold an e-mail address, and
 * its propagation headers would tell a provider about our callers; ours says less. And a redirect is
 * never followed: `fetch` would take the key along to wherever it points.
 */
const guarded = (client: HttpClient.HttpClient): HttpClient.HttpClient =>
  client.pipe(
    HttpClient.withTracerDisabledWhen(() => true),
    HttpClient.withTracerPropagation(false),
    HttpClient.transformResponse((response) =>
      Effect.flatMap(Effect.serviceOption(FetchHttpClient.RequestInit), (init) =>
        Effect.provideService(response, FetchHttpClient.RequestInit, {
          ...Option.getOrUndefined(init),
          redirect: "manual"
        })
      )
    )
  )

// As it went out: Basic encodes it.
const credentialOf = ({ headers }: HttpClientRequest.HttpClientRequest): ReadonlyArray<string> =>
  headers["authorization"]?.split(" ").slice(-1) ?? []

const timedOut =
  (call: Call, timeout: "attempt" | "overall", limit: Duration.DurationInput) => () =>
    new CheckoutRequestError({
      ...call,
      reason: "Timeout",
      timeout: Option.some(timeout),
      description: `${timeout === "attempt" ? "an attempt took" : "all attempts together took"} longer than ${Duration.format(limit)}`
    })

/**
 * Order, inside out: secret → authorization → request → whole body → status → JSON, under the
 * attempt's timeout; pause and pacing before each attempt; retry around them; the overall timeout
 * outside. An attempt ends with the last byte of its body, which is why this is an effect and not an
 * `HttpClient`: a client's middleware is done when the headers are there.
 */
export const make = (options: Options): Effect.Effect<Transport, never, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const base = yield* HttpClient.HttpClient
    const client = guarded(
      options.transformClient === undefined ? base : options.transformClient(base)
    )
    const policy = yield* Retry.Retry
    const timeouts = yield* Timeouts.Timeouts
    const pace = yield* RateLimit.RateLimit
    const pause = yield* Pause.make

    // Who stood in line while another was told to wait is told so too, and lines up again afterwards.
    const paced = (
      call: Call,
      attempt: RateLimit.Attempt
    ): Effect.Effect<void, CheckoutRequestError> =>
      pace(attempt).pipe(
        Effect.mapError(
          ({ description }) =>
            new CheckoutRequestError({ ...call, reason: "Transport", description })
        ),
        Effect.zipRight(pause.holds),
        Effect.flatMap((held) =>
          held ? Effect.zipRight(pause.wait, paced(call, attempt)) : Effect.void
        )
      )

    const send = (call: Call, secret: string, request: HttpClientRequest.HttpClientRequest) =>
      Effect.gen(function* () {
        const response = yield* anyStatus(client.execute(request))
        const read = Body.read(call, response, options.maxBodyBytes)
        const { headers, status } = response
        if (status < 200 || status > 299) {
          // The status is the answer: a body that breaks off or is too long takes nothing from it.
          const text = yield* Effect.orElseSucceed(read, () => "")
          return yield* yield* Failure.fromAnswer(call, options.failure, {
            headers,
            status,
            text,
            secrets: [secret, ...credentialOf(request)]
          })
        }
        return yield* Body.parse(call, yield* read)
      }).pipe(orNoAnswer(call))

    const within = (call: Call, limit: Duration.DurationInput) =>
      Effect.timeoutFail({
        duration: limit,
        onTimeout: timedOut(call, "attempt", timeouts.attempt)
      })

    const attempt = (call: Call, request: HttpClientRequest.HttpClientRequest) =>
      Effect.gen(function* () {
        yield* pause.wait
        const began = yield* Clock.currentTimeMillis
        const secret = yield* within(call, timeouts.attempt)(reveal(call, options.secret))
        const spent = (yield* Clock.currentTimeMillis) - began
        // The wait for a turn is nobody's fault and not counted.
        yield* paced(call, {
          provider: call.provider,
          documented: options.documentedRate(secret)
        })
        return yield* send(call, secret, options.authorize(request, secret)).pipe(
          within(call, Duration.subtract(timeouts.attempt, spent)),
          Telemetry.attempt(call)
        )
      }).pipe(
        Effect.tapError((error) =>
          Option.match(accepted(policy, error), {
            onNone: () => Effect.void,
            onSome: pause.begin
          })
        )
      )

    return (call, request) =>
      Effect.suspend(() => {
        let attempts = 0
        const counted = Effect.suspend(() => {
          attempts++
          return attempt(call, request)
        })
        const late = timedOut(call, "overall", timeouts.overall)
        return Effect.timeoutFail(retrying(policy, counted), {
          duration: timeouts.overall,
          onTimeout: () => tried(late(), attempts, Duration.toMillis(timeouts.overall))
        })
      })
  })
