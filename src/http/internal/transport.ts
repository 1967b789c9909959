import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { CheckoutDecodeError, CheckoutError } from "../../CheckoutError.js"
import { CheckoutRequestError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import { tried } from "../../internal/errors.js"
import { accepted, retrying } from "./retrying.js"
import { readSecret } from "./secret.js"
import * as Telemetry from "../../internal/telemetry.js"
import * as Body from "./body.js"
import type * as Secret from "../Secret.js"
import * as Failure from "./failure.js"
import * as Pause from "./pause.js"
import { anyStatus, orNoAnswer } from "./platformErrors.js"
import * as RateLimit from "../RateLimit.js"
import * as Retry from "../Retry.js"
import * as Timeouts from "../Timeouts.js"

type Request = HttpClientRequest.HttpClientRequest

/** What the requests of one client have in common. */
export interface Options {
  readonly secret: Secret.SecretEffect
  readonly authorize: (request: Request, secret: string) => Request
  readonly documentedRate: (secret: string) => Option.Option<RateLimit.Rate>
  readonly failure: Failure.FailureFormat
  readonly maxBodyBytes: number
  readonly transformClient: ((client: HttpClient.HttpClient) => HttpClient.HttpClient) | undefined
}

/** One request, and how its answer is read. */
export interface Exchange<A> {
  readonly call: Call
  readonly request: Request
  /** Whether to send it twice does what sending it once does. Otherwise it is never retried. */
  readonly repeatable: boolean
  /** Reads the JSON of a 2xx. A failure belongs to the attempt, and the retry policy is asked. */
  readonly decode: (body: unknown) => Effect.Effect<A, CheckoutDecodeError>
}

/** Makes a request with everything around it, and fails with our errors only. */
export type Transport = <A>(exchange: Exchange<A>) => Effect.Effect<A, CheckoutError>

/**
 * Turns off three habits of the platform's client. Its span names the full URL, whose query can hold
 * an e-mail address. Its propagation headers tell a provider about our callers. And `fetch` follows
 * a redirect, and takes the key along to wherever that points.
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

// The credential as it was sent: Basic encodes the key.
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
 * Order, inside out: secret → authorization → request → whole body → status → JSON → decode, under
 * the attempt's timeout; pause and pacing before each attempt; retry around them; the overall timeout
 * outside. An attempt ends with the last byte of its body. That is why this is an effect and not an
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

    // While this attempt waited for the rate limiter, another may have received a 429. If a pause is
    // in force, wait for it, then ask the limiter again.
    const paced = (
      call: Call,
      attempt: RateLimit.Attempt
    ): Effect.Effect<void, CheckoutRequestError> =>
      pace(attempt).pipe(
        Effect.mapError(
          ({ description }) =>
            new CheckoutRequestError({ ...call, reason: "Transport", description })
        ),
        Effect.zipRight(pause.inForce),
        Effect.flatMap((inForce) =>
          inForce ? Effect.zipRight(pause.wait, paced(call, attempt)) : Effect.void
        )
      )

    const send = <A>({ call, decode }: Exchange<A>, secret: string, request: Request) =>
      Effect.gen(function* () {
        const response = yield* anyStatus(client.execute(request))
        const read = Body.read(call, response, options.maxBodyBytes)
        const { headers, status } = response
        if (status < 200 || status > 299) {
          // The status is the answer. A body that breaks off or is too long takes nothing from it.
          const text = yield* Effect.orElseSucceed(read, () => "")
          return yield* yield* Failure.fromAnswer(call, options.failure, {
            headers,
            status,
            text,
            secrets: [secret, ...credentialOf(request)]
          })
        }
        return yield* decode(yield* Body.parse(call, yield* read))
      }).pipe(orNoAnswer(call))

    const within = (call: Call, limit: Duration.DurationInput) =>
      Effect.timeoutFail({
        duration: limit,
        onTimeout: timedOut(call, "attempt", timeouts.attempt)
      })

    const attempt = <A>(exchange: Exchange<A>) =>
      Effect.gen(function* () {
        const { call, request } = exchange
        yield* pause.wait
        const began = yield* Clock.currentTimeMillis
        const secret = yield* within(call, timeouts.attempt)(readSecret(call, options.secret))
        const spent = (yield* Clock.currentTimeMillis) - began
        // The wait for a turn does not count: the provider has no part in it.
        yield* paced(call, {
          provider: call.provider,
          documented: options.documentedRate(secret)
        })
        return yield* send(exchange, secret, options.authorize(request, secret)).pipe(
          within(call, Duration.subtract(timeouts.attempt, spent)),
          Telemetry.attempt(call)
        )
      }).pipe(
        Effect.tapError((error) =>
          Option.match(accepted(policy, error), {
            onNone: () => Effect.void,
            onSome: pause.extend
          })
        )
      )

    const once: Retry.Policy = { ...policy, times: 0 }

    return (exchange) =>
      Effect.suspend(() => {
        let attempts = 0
        const counted = Effect.suspend(() => {
          attempts++
          return attempt(exchange)
        })
        const late = timedOut(exchange.call, "overall", timeouts.overall)
        return Effect.timeoutFail(retrying(exchange.repeatable ? policy : once, counted), {
          duration: timeouts.overall,
          onTimeout: () => tried(late(), attempts, Duration.toMillis(timeouts.overall))
        })
      })
  })
