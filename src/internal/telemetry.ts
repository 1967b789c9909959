import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Cause from "effect/Cause"
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import * as MetricKey from "effect/MetricKey"
import * as MetricLabel from "effect/MetricLabel"
import * as Option from "effect/Option"
import type * as Tracer from "effect/Tracer"
import type { CheckoutError } from "../CheckoutError.js"
import type { Call } from "./errors.js"
import { unkept } from "./unkept.js"

/** Makes a metric once for each of its labels: to label one anew costs as much as a small page. */
const labelled = <Metric, Labels extends ReadonlyArray<string>>(
  make: (...labels: Labels) => Metric
): ((...labels: Labels) => Metric) => {
  const made = new Map<string, Metric>()
  return (...labels) => {
    const key = labels.join(" ")
    const before = made.get(key)
    if (before !== undefined) return before
    const metric = make(...labels)
    made.set(key, metric)
    return metric
  }
}

const counter = (name: string, description: string, labels: Record<string, string>) =>
  Metric.fromMetricKey(
    MetricKey.taggedWithLabels(
      MetricKey.counter(name, { description, incremental: true }),
      Object.entries(labels).map(([key, value]) => MetricLabel.make(key, value))
    )
  )

// Labels are closed sets: the provider's name and an error's reason. Never an id, never a URL.
const requests = labelled((provider: string, outcome: string) =>
  counter("effect_checkout_requests", "Requests to a provider, every attempt counted, by outcome", {
    provider,
    outcome
  })
)

const seconds = labelled((provider: string) =>
  Metric.fromMetricKey(
    MetricKey.taggedWithLabels(
      MetricKey.histogram(
        "effect_checkout_request_seconds",
        MetricBoundaries.fromIterable([0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]),
        "Seconds from a request to the last byte of its body"
      ),
      [MetricLabel.make("provider", provider)]
    )
  )
)

const sessions = labelled((provider: string) =>
  counter("effect_checkout_sessions", "Sessions that arrived", { provider })
)

const pages = labelled((provider: string) =>
  counter("effect_checkout_pages", "Pages that arrived", { provider })
)

const drifts = labelled((provider: string, path: string) =>
  counter("effect_checkout_drift", "Sessions that were not as documented, by where", {
    provider,
    path
  })
)

const outcome = <A>(exit: Exit.Exit<A, CheckoutError>): string =>
  Exit.match(exit, {
    onSuccess: () => "Success",
    onFailure: (cause) =>
      Option.match(Cause.failureOption(cause), {
        onSome: (error) => error.reason,
        onNone: () => (Cause.isInterruptedOnly(cause) ? "Interrupted" : "Defect")
      })
  })

/** Runs an effect in a span that does not keep the result. */
export const span =
  (name: string, options: Tracer.SpanOptions) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, Exclude<R, Tracer.ParentSpan>> =>
    unkept((kept: Effect.Effect<void, E, R>) =>
      Effect.withSpan(kept, name, { ...options, captureStackTrace: false })
    )(effect)

/** One attempt: a span, a count by outcome, a time. */
export const attempt =
  ({ operation, provider }: Call) =>
  <A, R>(
    effect: Effect.Effect<A, CheckoutError, R>
  ): Effect.Effect<A, CheckoutError, Exclude<R, Tracer.ParentSpan>> =>
    Effect.flatMap(Clock.currentTimeNanos, (began) =>
      Effect.onExit(effect, (exit) =>
        Effect.flatMap(Clock.currentTimeNanos, (ended) =>
          Effect.zipRight(
            Metric.update(seconds(provider), Number(ended - began) / 1e9),
            Metric.update(requests(provider, outcome(exit)), 1)
          )
        )
      )
    ).pipe(span("effect-checkout.request", { kind: "client", attributes: { provider, operation } }))

/** Counts a page and its sessions. */
export const arrived = (provider: string, items: number): Effect.Effect<void> =>
  Effect.zipRight(Metric.update(pages(provider), 1), Metric.update(sessions(provider), items))

/** A session that departs from its documentation at a place of its schema. */
export const drifted = (provider: string, path: string): Effect.Effect<void> =>
  Metric.update(drifts(provider, path), 1)

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
