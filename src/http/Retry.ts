/**
 * When a request is made again. Reads are all that is ever retried.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import type { CheckoutError } from "../CheckoutError.js"
import { tried } from "../internal/errors.js"

/**
 * The policy is data. The wait before retry `n` is `base · 2ⁿ⁻¹`, give or take 20 %, and never
 * more than `cap`; a provider that asks for more (`Retry-After`) gets more.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Policy {
  /** How many times to try again: `3` makes at most four requests. */
  readonly times: number
  /** The wait before the first retry. */
  readonly base: Duration.DurationInput
  /** The longest wait that backing off comes to. */
  readonly cap: Duration.DurationInput
  /** No retry is begun that would start later than this after the first attempt. */
  readonly budget: Duration.DurationInput
  /** The longest `Retry-After` that is waited for. Asked for more, the request fails at once and its error says `retryAfter`. */
  readonly longestWait: Duration.DurationInput
  /** Which errors are worth another attempt. */
  readonly isTransient: (error: CheckoutError) => boolean
  /** Whether a 401 runs the secret's effect and the request once more, for keys that are rotated under a running program. */
  readonly refreshUnauthorized: boolean
}

/**
 * Three retries after about 0.5, 1 and 2 seconds, within three minutes, waiting for at most a
 * minute where the provider asks for it.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const defaultPolicy: Policy = {
  times: 3,
  base: "500 millis",
  cap: "8 seconds",
  budget: "3 minutes",
  longestWait: "1 minute",
  isTransient: (error) => error.isRetryable,
  refreshUnauthorized: false
}

/**
 * The policy in force, read once when a client is made.
 *
 * @since 0.1.0
 * @category References
 */
export class Retry extends Context.Reference<Retry>()("effect-checkout/Retry", {
  defaultValue: () => defaultPolicy
}) {}

/**
 * Replaces parts of the default policy for the clients that are built with it; what is left out or
 * `undefined` stays.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layer = (policy: {
  readonly [Part in keyof Policy]?: Policy[Part] | undefined
}): Layer.Layer<Retry> =>
  Layer.succeed(Retry, {
    times: policy.times ?? defaultPolicy.times,
    base: policy.base ?? defaultPolicy.base,
    cap: policy.cap ?? defaultPolicy.cap,
    budget: policy.budget ?? defaultPolicy.budget,
    longestWait: policy.longestWait ?? defaultPolicy.longestWait,
    isTransient: policy.isTransient ?? defaultPolicy.isTransient,
    refreshUnauthorized: policy.refreshUnauthorized ?? defaultPolicy.refreshUnauthorized
  })

/**
 * No retries and no waiting for others' `Retry-After`.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerNone: Layer.Layer<Retry> = layer({ times: 0, longestWait: 0 })

/** How long a provider asks to wait, if the policy is ready to. */
export const accepted = (policy: Policy, error: CheckoutError): Option.Option<number> =>
  error._tag === "CheckoutResponseError"
    ? error.retryAfter.pipe(
        Option.filter(Duration.lessThanOrEqualTo(policy.longestWait)),
        Option.map((asked) => Math.ceil(Duration.toMillis(asked)))
      )
    : Option.none()

const asksForTooMuch = (policy: Policy, error: CheckoutError) =>
  error._tag === "CheckoutResponseError" &&
  Option.exists(error.retryAfter, Duration.greaterThan(policy.longestWait))

const jitter = 0.2

// Capped before the jitter: at the cap, too, those who failed together come back apart. And in whole
// milliseconds: a fraction of one makes `TestClock` fail. The power is bounded because no wait times
// an infinite one is not a number, which no budget stops.
const backoff = (policy: Policy, attempts: number) =>
  Effect.map(Random.nextRange(1 - jitter, 1 + jitter), (factor) =>
    Math.floor(
      Math.min(
        Duration.toMillis(policy.cap) / (1 + jitter),
        Duration.toMillis(policy.base) * 2 ** Math.min(attempts - 1, 60)
      ) * factor
    )
  )

/**
 * An attempt, which by itself waits for what providers ask for, under a policy. Written as a loop and
 * not as a `Schedule`: the decision needs the error, the time spent and the wait to come all at once,
 * and what it learns goes into the error.
 */
export const retrying = <A>(
  policy: Policy,
  attempt: Effect.Effect<A, CheckoutError>
): Effect.Effect<A, CheckoutError> =>
  Effect.gen(function* () {
    const began = yield* Clock.currentTimeMillis
    let refresh = policy.refreshUnauthorized
    for (let attempts = 1; ; attempts++) {
      const result = yield* Effect.either(attempt)
      if (Either.isRight(result)) return result.right
      const elapsed = (yield* Clock.currentTimeMillis) - began
      const error = tried(result.left, attempts, elapsed)

      if (refresh && error._tag === "CheckoutResponseError" && error.reason === "Unauthorized") {
        refresh = false
        continue
      }
      if (attempts > policy.times || !policy.isTransient(error) || asksForTooMuch(policy, error)) {
        return yield* error
      }
      const delay = yield* backoff(policy, attempts)
      const asked = Option.getOrElse(accepted(policy, error), () => 0)
      if (elapsed + Math.max(delay, asked) > Duration.toMillis(policy.budget)) return yield* error
      // What the provider asks for is waited for where the attempt begins, by all fibres in turn: to
      // wait for it here would bring all that were told together back together.
      yield* Effect.sleep(delay)
    }
  })
