import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { FaultKind } from "../faults/kinds.js"
import type { Faults } from "../faults/plan.js"
import type { Settings } from "./provider.js"
import type { ProviderName } from "./registry.js"

/**
 * What a sandbox is told about one request that it answered, or refused to answer.
 *
 * @since 0.1.0
 * @category Models
 */
export interface RequestEvent {
  readonly provider: ProviderName
  /** Counts from 1, per provider. */
  readonly request: number
  /** Missing where no answer was given. */
  readonly status?: number | undefined
  /** What was made to go wrong with it, if anything was. */
  readonly fault?: FaultKind | undefined
}

/**
 * What a sandbox is made from; everything has a default.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options {
  /** How many sessions every provider has; 250 by default. */
  readonly sessions?: number | undefined
  /** Two sandboxes of one seed hold the same data; 1 by default. */
  readonly seed?: number | undefined
  /** How long every answer takes; nothing by default. */
  readonly latency?: Duration.DurationInput | undefined
  /** What goes wrong; nothing by default. */
  readonly faults?: Faults | undefined
  /** Whether the providers' documented rate limits are enforced; "none" by default. */
  readonly rateLimits?: "none" | "documented" | undefined
  /** Flowglad publishes no limit; one that is set here answers as an invalid key does. */
  readonly flowgladLimit?:
    | { readonly limit: number; readonly interval: Duration.DurationInput }
    | undefined
  /** Runs for every request, before its answer leaves. */
  readonly onRequest?: ((event: RequestEvent) => Effect.Effect<void>) | undefined
}

export const settings = (options: Options): Settings => ({
  sessions: options.sessions ?? 250,
  seed: options.seed ?? 1,
  enforceLimits: options.rateLimits === "documented",
  flowgladLimit: options.flowgladLimit
})
