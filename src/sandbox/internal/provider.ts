import type * as Duration from "effect/Duration"
import type { ChangeKind } from "../changes/kinds.js"
import type { Course } from "../life/courses.js"
import type { Answer, Incoming } from "./http.js"
import type { JsonObject } from "./json.js"
import type { Own } from "./own.js"
import type { Prng } from "./prng.js"
import type { ProviderName } from "./providerName.js"
import type { Rows } from "./rows.js"

/** How sessions live. */
export interface Pace {
  /** How many are created, as a mean. */
  readonly perDay: number
  readonly seed: number
}

/** The settings of one simulated API. */
export interface Settings {
  readonly sessions: number
  /** The reader's own sessions, in place of drawn ones. A provider that is not named has none. */
  readonly own: Partial<Readonly<Record<ProviderName, Own>>> | undefined
  readonly seed: number
  /** When the data was made, in epoch milliseconds: a whole second. */
  readonly now: number
  /** The age of the oldest session, in milliseconds. */
  readonly span: number
  /** How sessions live; undefined where they do not. */
  readonly life: Pace | undefined
  /** Whether Polar's tied sessions trade places from request to request. */
  readonly shuffleTies: boolean
  /** Whether the API enforces its documented rate limits. */
  readonly enforceLimits: boolean
  readonly flowgladLimit?:
    | { readonly limit: number; readonly interval: Duration.DurationInput }
    | undefined
}

/** The rule by which a provider changes or deletes a session. */
export interface Habit {
  /** Sessions that can change were created after this time, in epoch milliseconds. */
  readonly after: (now: number) => number
  /** Sessions that can change were created before this time, in epoch milliseconds. */
  readonly before: (now: number) => number
  /** Whether this session can change now. */
  readonly allows: (index: number, now: number) => boolean
  /** The new status; undefined where the session is deleted. */
  readonly status?: string
}

/** The habits of a provider. A kind without a habit never happens at this provider. */
export type Habits = Readonly<Partial<Record<Exclude<ChangeKind, "created">, Habit>>>

/** The data of test mode, as far as churn, life and their reports need it. */
export interface Data {
  readonly rows: Rows
  readonly idAt: (index: number) => string
  readonly find: (id: string) => number | undefined
  readonly build: (index: number) => JsonObject
  /** All sessions that exist now, in the default order of the list. */
  readonly list: () => ReadonlyArray<JsonObject>
  readonly habits: Habits
  /** The course of a session that lives. */
  readonly course: (index: number, prng: Prng) => Course
}

/** One simulated API with its own counters. */
export interface Instance {
  readonly data: Data
  readonly handle: (incoming: Incoming) => Answer
  /** A 429 in this provider's form; `advice` is its `Retry-After`, if any. */
  readonly throttled: (advice: string | undefined, incoming: Incoming) => Answer
  /** A 5xx in this provider's form. */
  readonly unavailable: (status: number, incoming: Incoming) => Answer
  /** An error body that comes with status 200. */
  readonly failed: (incoming: Incoming) => Answer
  /** An answer that refuses the credentials (401) or the path (404), in this provider's form. */
  readonly refused: (status: 401 | 404, incoming: Incoming) => Answer
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
  /** The key of a single session in its envelope; undefined where the body is the session. */
  readonly sessionKey: string | undefined
  readonly make: (settings: Settings) => Instance
}
