import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** Waits in a queue, and returns when the turn of this attempt has come. */
export type Turn = Effect.Effect<void>

/** How much slower than the rate attempts go: 4 %. */
const slack = 0.04

/** The longest delay, in milliseconds, that the following attempts catch up with. */
const longestCatchUp = 100

/** The message for a rate that no attempt can keep to. */
export const invalidRate = "invalid rate limit: `limit` and `interval` must be finite and above 0"

/** The milliseconds between two attempts at a rate; `None` if there is no such rate. */
export const spacingOf = (limit: number, interval: Duration.DurationInput): Option.Option<number> =>
  Option.liftPredicate(
    Duration.toMillis(interval) / limit,
    (spacing) => spacing > 0 && Number.isFinite(spacing)
  )

// `Clock.currentTimeMillis` may be set back; this clock only goes forward.
const now = Effect.map(Clock.currentTimeNanos, (nanos) => Number(nanos) / 1e6)

/**
 * A queue that lets attempts go at even distances, 4 % slower than a rate.
 *
 * A timer fires late, and the attempts after it may catch up: but only with a quarter of what the
 * slack saves in one interval. The rest is for requests that are late on the way to the provider. So no interval, wherever it begins, holds more than `limit`
 * attempts: `catchUp < slack * interval` and `distance = (1 + slack) * interval / limit` give
 * `(interval + catchUp) / distance < limit`.
 */
export const make = (
  limit: number,
  interval: Duration.DurationInput
): Option.Option<Effect.Effect<Turn>> =>
  Option.map(spacingOf(limit, interval), (spacing) =>
    Effect.map(Effect.makeSemaphore(1), (queue) => {
      const distance = spacing * (1 + slack)
      const catchUp = Math.min(longestCatchUp, 0.25 * slack * Duration.toMillis(interval))
      let next = Number.NEGATIVE_INFINITY
      const turn: Turn = Effect.flatMap(now, (time) => {
        // A timer counts whole milliseconds.
        if (time < next) return Effect.zipRight(Effect.sleep(Math.ceil(next - time)), turn)
        next = Math.max(next, time - catchUp) + distance
        return Effect.void
      })
      return queue.withPermits(1)(turn)
    })
  )
