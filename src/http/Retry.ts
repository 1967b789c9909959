/**
 * When a failed request is sent again. Only a request that may be repeated is ever retried.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Layer from "effect/Layer"
import type { CheckoutError } from "../CheckoutError.js"

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
  /** The longest wait between two attempts, unless the provider asks for more. */
  readonly cap: Duration.DurationInput
  /** No retry begins later than this after the first request. */
  readonly budget: Duration.DurationInput
  /** The longest `Retry-After` that the client waits for. Asked for more, the request fails at once, and its error has `retryAfter`. */
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
 * Replaces parts of the default policy for the clients that are built with it; a part that is left out or
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
 * No retries, and no wait for the `Retry-After` of another request.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layerNone: Layer.Layer<Retry> = layer({ times: 0, longestWait: 0 })
