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
import * as Queue from "./internal/pacer.js"
import type { Slice } from "./internal/slices.js"
import { sliced } from "./internal/slices.js"
import { RateLimit, RateLimitError } from "./RateLimit.js"

/**
 * The limit that the processes keep together.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options {
  /** The rate of all processes together; by default the documented rate of each provider. */
  readonly rate?: Rate | undefined
  /** The key of a limit: attempts with one key share it. By default all attempts at one provider do. */
  readonly key?: ((attempt: Attempt) => string) | undefined
}

/** How many round trips to the store are remembered: the fastest of them is no lateness. */
const memory = 8

/** How many late places an attempt gives up before it goes all the same. */
const mostLate = 2

// The wall clock may be set back in the middle of a wait; this clock only goes forward.
const now = Effect.map(Clock.currentTimeNanos, (nanos) => Number(nanos) / 1e6)

const storeFailed = () => new RateLimitError({ description: "the store of the rate limit failed" })

/**
 * Paces every attempt evenly at 13 % under a rate that holds for all processes that share the store.
 * If the store fails, so does the attempt.
 *
 * The store hands out places in a queue, and each attempt waits for its own. An attempt that comes to
 * its place too late asks for another one, because late attempts would meet the ones after them. It
 * does so twice at most: a process that is always late is slow, and must not stop.
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
      const roundTrips: Array<number> = []
      const turns = new Map<string, Queue.Turn>()

      /** The queue of this process alone: however late its attempts are, they never bunch up. */
      const own = (key: string, rate: Rate) =>
        Effect.suspend(() => {
          const known = turns.get(key)
          if (known !== undefined) return known
          return Option.match(Queue.make(rate.limit, rate.interval), {
            onNone: () => Effect.void,
            onSome: Effect.flatMap((turn) => {
              turns.set(key, turn)
              return turn
            })
          })
        })

      const place = (key: string, slice: Slice, late = 0): Effect.Effect<void, RateLimitError> =>
        Effect.gen(function* () {
          const asked = yield* now
          const { delay } = yield* Effect.mapError(
            limiter.consume({
              algorithm: "fixed-window",
              onExceeded: "delay",
              key,
              limit: slice.limit,
              // Redis counts the time of one request in whole milliseconds.
              window: slice.limit * Math.ceil(slice.interval / slice.limit)
            }),
            storeFailed
          )
          roundTrips.push((yield* now) - asked)
          if (roundTrips.length > memory) roundTrips.shift()
          if (!Duration.isZero(delay)) yield* Effect.sleep(delay)
          // The fastest round trip delays every process alike, so only what exceeds it is lateness.
          const usual = Math.min(...roundTrips)
          const lateness = (yield* now) - asked - Duration.toMillis(delay) - usual
          if (lateness > slice.tolerance && late < mostLate) yield* place(key, slice, late + 1)
        })

      return (attempt) =>
        Option.match(
          Option.orElse(Option.fromNullable(options.rate), () => attempt.documented),
          {
            onNone: () => Effect.void,
            onSome: (rate) => {
              const key = options.key?.(attempt) ?? `effect-checkout:${attempt.provider}`
              return Option.match(sliced(rate.limit, rate.interval), {
                onNone: () =>
                  new RateLimitError({ description: Queue.invalidRate, isRetryable: false }),
                onSome: (slice) => Effect.zipRight(place(key, slice), own(key, rate))
              })
            }
          }
        )
    })
  )
