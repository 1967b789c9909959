/**
 * Pacing: a drain that stays under a provider's limit never has to be told to wait.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as RateLimiter from "effect/RateLimiter"
import * as Scope from "effect/Scope"
import * as SynchronizedRef from "effect/SynchronizedRef"
import { noRate, sliced } from "./internal/slices.js"

/**
 * So many requests in so much time.
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
  /** What the provider documents for the key in use; `None` where it documents nothing. */
  readonly documented: Option.Option<Rate>
}

/**
 * A shared limit could not be asked. The attempt is not made: without its limit it might be one too
 * many.
 *
 * @since 0.1.0
 * @category Errors
 */
export class RateLimitError extends Data.TaggedError("RateLimitError")<{
  readonly description: string
}> {}

/**
 * What every attempt waits for.
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

// What a timer's own lag takes off the rate comes on top.
const slack = 1.04

const paced = (rateOf: (attempt: Attempt) => Option.Option<Rate>): Layer.Layer<RateLimit> =>
  Layer.scoped(
    RateLimit,
    Effect.gen(function* () {
      const scope = yield* Effect.scope
      let open = true
      yield* Effect.addFinalizer(() => Effect.sync(() => void (open = false)))
      const limiters = yield* SynchronizedRef.make<ReadonlyMap<string, RateLimiter.RateLimiter>>(
        new Map()
      )
      const limiterFor = (key: string, rate: Rate) =>
        SynchronizedRef.modifyEffect(limiters, (known) => {
          const found = known.get(key)
          if (found !== undefined) return Effect.succeed([found, known] as const)
          return Effect.mapError(sliced(rate, slack), () => noRate).pipe(
            Effect.flatMap((slice) =>
              RateLimiter.make({ ...slice, algorithm: "fixed-window" }).pipe(Scope.extend(scope))
            ),
            Effect.map((made) => [made, new Map(known).set(key, made)] as const)
          )
        })
      // A limiter without its layer lets one slice through and then nobody, ever.
      return (attempt) =>
        Option.match(rateOf(attempt), {
          onNone: () => Effect.void,
          onSome: (rate) =>
            open
              ? limiterFor(
                  `${attempt.provider} ${rate.limit}/${Duration.toMillis(rate.interval)}`,
                  rate
                ).pipe(
                  Effect.flatMap((limiter) => limiter(Effect.void)),
                  Effect.mapError((description) => new RateLimitError({ description }))
                )
              : new RateLimitError({ description: "the layer of the rate limit is closed" })
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
 * Paces each provider's attempts at 4 % under what it documents for the kind of key in use: Stripe
 * 100 reads a second (25 with a test key), Polar 500 a minute (100 in its sandbox), Monime 20 a
 * second (5 with a test token), Leanrails 1,500 a minute. Flowglad documents none and is not paced.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerDocumented: Layer.Layer<RateLimit> = paced((attempt) => attempt.documented)
