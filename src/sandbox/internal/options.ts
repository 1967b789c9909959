import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { FaultKind } from "../faults/kinds.js"
import type { Faults } from "../faults/plan.js"
import type { Settings } from "./provider.js"
import type { ProviderName } from "./registry.js"

/**
 * One request that a sandbox received, whether or not it was answered.
 *
 * @since 0.1.0
 * @category Models
 */
export interface RequestEvent {
  readonly provider: ProviderName
  /** The number of the request, counted from 1 for each provider. */
  readonly request: number
  /** The status of the answer; missing where the request got none. */
  readonly status?: number | undefined
  /** The fault that this request met, if any. */
  readonly fault?: FaultKind | undefined
}

/**
 * The options of a sandbox. Each has a default.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options {
  /** The number of sessions of each provider; 250 by default. */
  readonly sessions?: number | undefined
  /** Sandboxes with the same seed hold the same data; 1 by default. */
  readonly seed?: number | undefined
  /** The time before each answer; none by default. */
  readonly latency?: Duration.DurationInput | undefined
  /** Which faults occur; none by default. */
  readonly faults?: Faults | undefined
  /** Whether the sandbox enforces the documented rate limits; "none" by default. */
  readonly rateLimits?: "none" | "documented" | undefined
  /** Flowglad publishes no limit. Beyond a limit set here, it answers as to an invalid key. */
  readonly flowgladLimit?:
    | { readonly limit: number; readonly interval: Duration.DurationInput }
    | undefined
  /** Runs for each request, before its answer is sent. */
  readonly onRequest?: ((event: RequestEvent) => Effect.Effect<void>) | undefined
}

export const settings = (options: Options): Settings => ({
  sessions: options.sessions ?? 250,
  seed: options.seed ?? 1,
  enforceLimits: options.rateLimits === "documented",
  flowgladLimit: options.flowgladLimit
})
