import type * as Duration from "effect/Duration"
import type { Answer, Incoming } from "./http.js"
import type { JsonObject } from "./json.js"

/** The settings of one simulated API. */
export interface Settings {
  readonly sessions: number
  readonly seed: number
  /** Whether the API enforces its documented rate limits. */
  readonly enforceLimits: boolean
  readonly flowgladLimit?:
    | { readonly limit: number; readonly interval: Duration.DurationInput }
    | undefined
}

/** One simulated API with its own counters. */
export interface Instance {
  readonly handle: (incoming: Incoming) => Answer
  /** A 429 in this provider's form; `advice` is its `Retry-After`, if any. */
  readonly throttled: (advice: string | undefined, incoming: Incoming) => Answer
  /** A 5xx in this provider's form. */
  readonly unavailable: (status: number, incoming: Incoming) => Answer
  /** A page that promises more without a new cursor; undefined where this request cannot stall. */
  readonly stalled: (page: JsonObject, incoming: Incoming) => JsonObject | undefined
}

/** Everything that the sandbox knows about one provider. */
export interface Provider<Credentials> {
  readonly credentials: Credentials
  readonly hosts: ReadonlyArray<string>
  /** Whether this provider answers the path where several providers share one address. */
  readonly ownsPath: (path: string) => boolean
  /** The key of the sessions in the page envelope. */
  readonly itemsKey: string
  /** The sessions of test mode, in the default order of the list. */
  readonly sessions: (settings: Settings) => ReadonlyArray<JsonObject>
  readonly make: (settings: Settings) => Instance
}
