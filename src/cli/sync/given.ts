import type * as Duration from "effect/Duration"
import type * as Option from "effect/Option"

/** The values of the options of `sync`. */
export interface Given {
  /** A file, or the address of a Postgres. */
  readonly db: string
  readonly named: ReadonlyArray<string>
  readonly once: boolean
  readonly every: Duration.Duration
  readonly keepSecrets: boolean
  readonly demo: boolean
  readonly baseUrl: Option.Option<string>
  readonly sessions: number
  readonly seed: number
  readonly days: number
}
