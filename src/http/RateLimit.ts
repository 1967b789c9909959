/**
 * Pacing: a drain that stays under its provider's limit gets no 429.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Queue from "./internal/pacer.js"

/**
 * A number of requests in a span of time.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Rate {
  readonly limit: number
  readonly interval: Duration.DurationInput
}

/**
 * An attempt about to be made.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Attempt {
  readonly provider: string
  /** The rate that the provider documents for the key in use; `None` where it documents none. */
  readonly documented: Option.Option<Rate>
}

/**
 * The limit could not be applied. The attempt is not made: it might be one too many.
 *
 * @since 0.1.0
 * @category Errors
 */
export class RateLimitError extends Data.TaggedError("RateLimitError")<{
  readonly description: string
  /** Whether the same attempt may succeed later; `true` by default. */
  readonly isRetryable?: boolean
}> {}

/**
 * The limiter that every attempt waits for.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Pacer {
  (attempt: Attempt): Effect.Effect<void, RateLimitError>
}

/**
 * The limit in force, read once when a client is made; none by default.
 *
 * @since 0.1.0
 * @category References
 */
export class RateLimit extends Context.Reference<RateLimit>()("effect-checkout/RateLimit", {
  defaultValue: (): Pacer => () => Effect.void
}) {}

const impossible = (description: string) => new RateLimitError({ description, isRetryable: false })

const closed = impossible("the layer of the rate limit is closed")

const paced = (rateOf: (attempt: Attempt) => Option.Option<Rate>): Layer.Layer<RateLimit> =>
  Layer.scoped(
    RateLimit,
    Effect.gen(function* () {
      const turns = new Map<string, Queue.Turn>()
      const turnOf = (provider: string, { interval, limit }: Rate) =>
        Effect.suspend(() => {
          const key = `${provider} ${limit}/${Duration.toMillis(interval)}`
          const known = turns.get(key)
          if (known !== undefined) return Effect.succeed(known)
          return Option.match(Queue.make(limit, interval), {
            onNone: () => impossible(Queue.invalidRate),
            onSome: Effect.tap((made) => void turns.set(key, made))
          })
        })

      // A closed layer paces nothing: attempts that still wait fail instead of waiting for ever.
      const open = yield* Deferred.make<never, RateLimitError>()
      yield* Effect.addFinalizer(() => Deferred.fail(open, closed))

      return (attempt) =>
        Option.match(rateOf(attempt), {
          onNone: () => Effect.void,
          onSome: (rate) =>
            Effect.flatMap(Deferred.isDone(open), (isClosed) =>
              isClosed
                ? closed
                : Effect.flatMap(turnOf(attempt.provider, rate), (turn) =>
                    Effect.raceFirst(turn, Deferred.await(open))
                  )
            )
        })
    })
  )

/**
 * Paces each provider's attempts evenly at 4 % under a rate. One limiter for each provider and each
 * time the layer is built: build it once for the clients that share a limit.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layer = (rate: Rate): Layer.Layer<RateLimit> => paced(() => Option.some(rate))

/**
 * Paces each provider's attempts at 4 % under the rate that it documents for the kind of key in use: Stripe
 * 100 reads a second (25 with a test key), Polar 500 a minute (100 in its sandbox), Monime 20 a
 * second (5 with a test token), Leanrails 1,500 a minute. Flowglad documents none and is not paced.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerDocumented: Layer.Layer<RateLimit> = paced((attempt) => attempt.documented)
