/**
 * How long a request may take.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Layer from "effect/Layer"

/**
 * How long an attempt, and all of them together, may take.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Limits {
  /** For one attempt: running the secret's effect, the request, and reading its body to the last byte. */
  readonly attempt: Duration.DurationInput
  /** For one page with all its retries and the waits between them. */
  readonly overall: Duration.DurationInput
}

/**
 * Thirty seconds for an attempt, five minutes for a page.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const defaultLimits: Limits = { attempt: "30 seconds", overall: "5 minutes" }

/**
 * The limits in force, read once when a client is made.
 *
 * @since 0.1.0
 * @category References
 */
export class Timeouts extends Context.Reference<Timeouts>()("effect-checkout/Timeouts", {
  defaultValue: () => defaultLimits
}) {}

/**
 * Replaces the default limits for the clients that are built with it; a limit that is left out or `undefined`
 * stays, and `Infinity` is no limit.
 *
 * @since 0.1.0
 * @category Layers
 */
export const layer = (limits: {
  readonly [Part in keyof Limits]?: Limits[Part] | undefined
}): Layer.Layer<Timeouts> =>
  Layer.succeed(Timeouts, {
    attempt: limits.attempt ?? defaultLimits.attempt,
    overall: limits.overall ?? defaultLimits.overall
  })
