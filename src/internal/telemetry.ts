import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Cause from "effect/Cause"
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import * as Option from "effect/Option"
import type { CheckoutError } from "../CheckoutError.js"
import type { Call } from "./errors.js"

// Labels are closed sets: the provider's name and an error's reason. Never an id, never a URL.
const requests = Metric.counter("effect_checkout_requests", {
  description: "Requests to a provider, every attempt counted, by outcome",
  incremental: true
})

const seconds = Metric.histogram(
  "effect_checkout_request_seconds",
  MetricBoundaries.fromIterable([0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]),
  "Seconds from a request to the last byte of its body"
)

const sessions = Metric.counter("effect_checkout_sessions", {
  description: "Sessions that arrived",
  incremental: true
})

const pages = Metric.counter("effect_checkout_pages", {
  description: "Pages that arrived",
  incremental: true
})

const outcome = <A>(exit: Exit.Exit<A, CheckoutError>): string =>
  Exit.match(exit, {
    onSuccess: () => "Success",
    onFailure: (cause) =>
      Option.match(Cause.failureOption(cause), {
        onSome: (error) => error.reason,
        onNone: () => (Cause.isInterruptedOnly(cause) ? "Interrupted" : "Defect")
      })
  })

/** One attempt: a span, a count by outcome, a time. */
export const attempt =
  ({ operation, provider }: Call) =>
  <A, R>(effect: Effect.Effect<A, CheckoutError, R>): Effect.Effect<A, CheckoutError, R> =>
    Effect.flatMap(Clock.currentTimeNanos, (began) =>
      Effect.onExit(effect, (exit) =>
        Effect.flatMap(Clock.currentTimeNanos, (ended) =>
          Effect.zipRight(
            Metric.update(
              Metric.tagged(seconds, "provider", provider),
              Number(ended - began) / 1e9
            ),
            Metric.update(
              Metric.tagged(
                Metric.tagged(requests, "provider", provider),
                "outcome",
                outcome(exit)
              ),
              1
            )
          )
        )
      )
    ).pipe(
      Effect.withSpan("effect-checkout.request", {
        kind: "client",
        captureStackTrace: false,
        attributes: { provider, operation }
      })
    )

/** What arrived with a page. */
export const arrived = (provider: string, items: number): Effect.Effect<void> =>
  Effect.zipRight(
    Metric.update(Metric.tagged(pages, "provider", provider), 1),
    Metric.update(Metric.tagged(sessions, "provider", provider), items)
  )

/** A wait so long that a program looks dead without a word of it: ten seconds. */
const longWait = 10_000

const tell = (millis: number, text: string) =>
  (millis > longWait ? Effect.logInfo : Effect.logDebug)(text)

const length = (millis: number) => Duration.format(Duration.millis(Math.round(millis)))

/** Says that a request waits, why, and for how many milliseconds. */
export const waits = ({ operation, provider }: Call, why: string, millis: number) =>
  tell(millis, `${provider}.${operation} waits ${length(millis)}: ${why}`)

/** The same of a wait whose length is known only afterwards. */
export const waited = ({ operation, provider }: Call, why: string, millis: number) =>
  tell(millis, `${provider}.${operation} waited ${length(millis)} ${why}`)
