import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { identity } from "effect/Function"
import * as Option from "effect/Option"
import type { CheckoutDecodeError, CheckoutError } from "../../CheckoutError.js"
import { CheckoutRequestError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import * as Deadline from "./deadline.js"
import type { Sent } from "./retrying.js"
import { accepted, retrying } from "./retrying.js"
import { readSecret } from "./secret.js"
import * as Telemetry from "../../internal/telemetry.js"
import * as Body from "./body.js"
import type * as Secret from "../Secret.js"
import * as Failure from "./failure.js"
import * as Pause from "./pause.js"
import * as Policies from "./policies.js"
import { anyStatus, orNoAnswer } from "./platformErrors.js"
import type * as RateLimit from "../RateLimit.js"
import type * as Retry from "../Retry.js"

type Request = HttpClientRequest.HttpClientRequest

/** The options that all requests of one client share. */
export interface Options {
  /** The client's module, for the log. */
  readonly module: string
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
  /** Whether sending it twice has the effect of sending it once. Otherwise it is never retried. */
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

/** How long the body of a refusal is waited for. */
const refusalBody = Duration.seconds(2)

const notPaced = (call: Call, { description, isRetryable = true }: RateLimit.RateLimitError) =>
  new CheckoutRequestError({
    ...call,
    reason: isRetryable ? "Transport" : "RateLimit",
    description
  })

/**
 * Order, inside out: secret → authorization → request → whole body → status, under the attempt's
 * timeout; then JSON → decode; pause and pacing before each attempt; retry around them. The overall
 * timeout bounds each wait and each attempt.
 *
 * An attempt waits for the last byte of its body. That is why this is an effect and not an
 * `HttpClient`: a client's middleware is done when the headers are there.
 */
export const make = (options: Options): Effect.Effect<Transport, never, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const base = yield* HttpClient.HttpClient
    const client = guarded(
      options.transformClient === undefined ? base : options.transformClient(base)
    )
    const policies = yield* Policies.read
    const { pace, retry: policy, timeouts } = policies
    const pause = yield* Pause.make
    // Without a rate limit, the clock may still tick between the two readings.
    const isPaced = Policies.isPaced(policies)
    const warnOfStrays = Policies.warnOfStrays(policies, options.module)

    const paused = (call: Call) =>
      Effect.flatMap(pause.left, (left) =>
        left > 0
          ? Effect.zipRight(Telemetry.waits(call, "the provider asked for it", left), pause.wait)
          : Effect.void
      )

    // While this attempt waited for the rate limiter, another may have received a 429. If a pause is
    // in force, wait for it, then ask the limiter again.
    const paced = (
      call: Call,
      attempt: RateLimit.Attempt
    ): Effect.Effect<void, CheckoutRequestError> =>
      pace(attempt).pipe(
        Effect.mapError((error) => notPaced(call, error)),
        Effect.zipRight(pause.left),
        Effect.flatMap((left) =>
          left > 0 ? Effect.zipRight(paused(call), paced(call, attempt)) : Effect.void
        )
      )

    /** One request, and the body of its answer as text. */
    const send = (call: Call, secret: string, request: Request) =>
      Effect.gen(function* () {
        const response = yield* anyStatus(client.execute(request))
        const read = Body.read(call, response, options.maxBodyBytes)
        const { headers, status } = response
        if (status < 200 || status > 299) {
          // The status is the answer. A body that breaks off, stalls or is too long takes nothing
          // from it.
          const text = yield* read.pipe(
            Effect.timeoutTo({
              duration: Duration.min(refusalBody, Duration.times(timeouts.attempt, 0.5)),
              onSuccess: identity,
              onTimeout: () => ""
            }),
            Effect.orElseSucceed(() => "")
          )
          return yield* yield* Failure.fromAnswer(call, options.failure, {
            headers,
            status,
            text,
            secrets: [secret, ...credentialOf(request)]
          })
        }
        return yield* read
      }).pipe(orNoAnswer(call))

    /** One attempt, under its own limit and the rest of the overall limit. */
    const attempt = <A>(exchange: Exchange<A>, sent: Sent, deadline: Deadline.Deadline) =>
      Effect.gen(function* () {
        const { call, request } = exchange
        if ((yield* pause.left) > 0) yield* deadline.whole(paused(call))
        const within = deadline.attempt()
        const read = readSecret(call, options.secret)
        // A secret that is there already needs no time.
        const secret = yield* Exit.isExit(options.secret) ? read : within(read)
        if (isPaced) {
          // The wait for a turn does not count: the provider has no part in it.
          const ready = yield* Clock.currentTimeMillis
          const turn = { provider: call.provider, documented: options.documentedRate(secret) }
          yield* deadline.whole(paced(call, turn))
          const waited = (yield* Clock.currentTimeMillis) - ready
          if (waited > 0) yield* Telemetry.waited(call, "for the rate limit", waited)
        }
        sent.requests++
        sent.since ??= yield* Clock.currentTimeMillis
        // Only the waiting runs under the timeout: its fiber keeps its result, and would keep the page.
        return yield* within(send(call, secret, options.authorize(request, secret))).pipe(
          Effect.flatMap((text) => Body.parse(call, text)),
          Effect.flatMap(exchange.decode),
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
      Effect.flatMap(Deadline.begin(exchange.call, timeouts), (deadline) => {
        const { call } = exchange
        const sent: Sent = { requests: 0, since: undefined }
        return Effect.zipRight(
          warnOfStrays,
          retrying(
            call,
            exchange.repeatable ? policy : once,
            sent,
            deadline,
            attempt(exchange, sent, deadline)
          )
        )
      })
  })
