/**
 * One limit for many processes, over a store that they share, such as Redis. It needs the optional
 * peer `@effect/experimental`, and is therefore imported from its own path only:
 * `effect-checkout/RateLimitStore`.
 *
 * @since 0.1.0
 */
import * as RateLimiter from "@effect/experimental/RateLimiter"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { Attempt, Rate } from "./RateLimit.js"
import { RateLimit, RateLimitError, slices } from "./RateLimit.js"

/**
 * @since 0.1.0
 * @category Models
 */
export interface Options {
  /** The rate of all processes together; by default what each provider documents. */
  readonly rate?: Rate | undefined
  /** What shares a limit; by default all attempts at one provider. */
  readonly key?: ((attempt: Attempt) => string) | undefined
}

/**
 * Paces every attempt evenly at 4 % under a rate that holds for all processes that share the store.
 * If the store fails, so does the attempt.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerStore = (
  options: Options = {}
): Layer.Layer<RateLimit, never, RateLimiter.RateLimiter> =>
  Layer.effect(
    RateLimit,
    Effect.map(
      RateLimiter.RateLimiter,
      (limiter) => (attempt) =>
        Option.match(
          Option.orElse(Option.fromNullable(options.rate), () => attempt.documented),
          {
            onNone: () => Effect.void,
            onSome: (rate) => {
              const { interval, limit } = slices(rate)
              return limiter
                .consume({
                  // The store hands out places in line; each process waits for its own.
                  algorithm: "fixed-window",
                  onExceeded: "delay",
                  key: options.key?.(attempt) ?? `effect-checkout:${attempt.provider}`,
                  limit,
                  window: interval
                })
                .pipe(
                  Effect.mapError(
                    () => new RateLimitError({ description: "the store of the rate limit failed" })
                  ),
                  Effect.flatMap(({ delay }) =>
                    Duration.isZero(delay) ? Effect.void : Effect.sleep(delay)
                  )
                )
            }
          }
        )
    )
  )
