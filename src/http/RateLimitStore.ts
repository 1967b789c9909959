/**
 * One limit for many processes, over a store that they share, such as Redis. It needs the optional
 * peer `@effect/experimental`, and is therefore imported from its own path only:
 * `effect-checkout/RateLimitStore`.
 *
 * @since 0.1.0
 */
import * as RateLimiter from "@effect/experimental/RateLimiter"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { Attempt, Rate } from "./RateLimit.js"
import { invalidRate } from "./internal/pacer.js"
import { sliced } from "./internal/slices.js"
import { RateLimit, RateLimitError } from "./RateLimit.js"

/**
 * What the processes keep to together.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options {
  /** The rate of all processes together; by default what each provider documents. */
  readonly rate?: Rate | undefined
  /** What shares a limit; by default all attempts at one provider. */
  readonly key?: ((attempt: Attempt) => string) | undefined
}

// Processes come late to their places, and what one sends may overtake what another sent: room for
// two or three requests keeps that within any window.
const slack = 1.15

/**
 * Paces every attempt evenly at 13 % under a rate that holds for all processes that share the store.
 * If the store fails, so does the attempt.
 *
 * The store hands out places in line, and each process waits for its own. One that comes to its
 * place too late, because it or the store was busy, asks for another: late ones would bunch up with
 * those behind them.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerStore = (
  options: Options = {}
): Layer.Layer<RateLimit, never, RateLimiter.RateLimiter> =>
  Layer.effect(
    RateLimit,
    Effect.map(RateLimiter.RateLimiter, (limiter) => {
      let fastest = Number.POSITIVE_INFINITY
      const pace = (key: string, rate: Rate): Effect.Effect<void, RateLimitError> =>
        Effect.gen(function* () {
          const { interval, limit } = yield* Effect.mapError(
            sliced(rate.limit, rate.interval, slack),
            () => new RateLimitError({ description: invalidRate })
          )
          const slice = Duration.toMillis(interval)
          const asked = yield* Clock.currentTimeMillis
          const { delay } = yield* Effect.mapError(
            limiter.consume({
              algorithm: "fixed-window",
              onExceeded: "delay",
              key,
              limit,
              // Redis counts the time of one request in whole milliseconds.
              window: limit * Math.ceil(slice / limit)
            }),
            () => new RateLimitError({ description: "the store of the rate limit failed" })
          )
          fastest = Math.min(fastest, (yield* Clock.currentTimeMillis) - asked)
          if (!Duration.isZero(delay)) yield* Effect.sleep(delay)
          // What the way to the store always takes shifts all alike and bunches nobody up.
          const late = (yield* Clock.currentTimeMillis) - asked - Duration.toMillis(delay) - fastest
          if (late > slice / 2) yield* pace(key, rate)
        })
      return (attempt) =>
        Option.match(
          Option.orElse(Option.fromNullable(options.rate), () => attempt.documented),
          {
            onNone: () => Effect.void,
            onSome: (rate) =>
              pace(options.key?.(attempt) ?? `effect-checkout:${attempt.provider}`, rate)
          }
        )
    })
  )
