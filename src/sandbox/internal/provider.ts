import type * as Duration from "effect/Duration"
import type { Answer, Incoming } from "./http.js"
import type { JsonObject } from "./json.js"

/** What one simulated API is made from. */
export interface Settings {
  readonly sessions: number
  readonly seed: number
  /** Whether the documented rate limits are enforced. */
  readonly enforceLimits: boolean
  readonly flowgladLimit?:
    | { readonly limit: number; readonly interval: Duration.DurationInput }
    | undefined
}

/** One simulated API with its own counters. */
export interface Instance {
  readonly handle: (incoming: Incoming) => Answer
  /** Throttled, in this provider's words; `advice` is the `Retry-After` to give, if any. */
  readonly throttled: (advice: string | undefined, incoming: Incoming) => Answer
  /** A server-side failure, in this provider's words. */
  readonly unavailable: (status: number, incoming: Incoming) => Answer
  /** A page that promises more and leads nowhere; undefined where this request cannot stall. */
  readonly stalled: (page: JsonObject, incoming: Incoming) => JsonObject | undefined
}

/** A provider: all that the sandbox knows of it. */
export interface Provider<Credentials> {
  readonly credentials: Credentials
  readonly hosts: ReadonlyArray<string>
  /** Whether a path belongs to this provider when several share one address. */
  readonly ownsPath: (path: string) => boolean
  /** The key of the page envelope that holds the sessions. */
  readonly itemsKey: string
  /** The data set of test mode, in the order in which the list gives it by default. */
  readonly sessions: (settings: Settings) => ReadonlyArray<JsonObject>
  readonly make: (settings: Settings) => Instance
}
