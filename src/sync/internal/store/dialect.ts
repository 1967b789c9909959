import type { SqlError } from "@effect/sql/SqlError"
import type { Fragment } from "@effect/sql/Statement"
import type * as Effect from "effect/Effect"
import { own, replaced, shared } from "./columns.js"
import type { Row } from "./row.js"

/** What the rows of one request share, in the order of `columns.shared`. */
export interface Shared {
  readonly source: string
  /** A time as text. */
  readonly observedAt: string
  readonly sweep: number
}

/** Where the two databases differ. */
export interface Dialect {
  /** Begins each transaction that writes. */
  readonly guard: Effect.Effect<void, SqlError>
  /** A parameter of a boolean column. */
  readonly boolean: (value: boolean) => boolean | number
  /** A set for `IN`: the ids, as one parameter. */
  readonly among: (ids: ReadonlyArray<string>) => Fragment
  /** Epoch milliseconds of a column with a time. */
  readonly millis: (column: string) => Fragment
  /** A column with JSON as text. */
  readonly jsonText: (column: string) => Fragment
  /** Writes rows over those that are there. */
  readonly upsert: Upsert
  /** Takes the rows of a page before the fence. The effect that it gives writes some of them after it. */
  readonly stage: (source: string, rows: ReadonlyArray<Row>) => Effect.Effect<Upsert, SqlError>
}

/** Writes rows, whose ids differ. */
export type Upsert = (rows: ReadonlyArray<Row>, shared: Shared) => Effect.Effect<void, SqlError>

export const columns = [...own, ...shared]
/** All columns of a row. */
export const names = columns.map(([name]) => name).join(", ")

// `>=` and not `>`: of two requests in one millisecond, the later one is written later.
export const overwrite = `ON CONFLICT (source, id) DO UPDATE SET ${replaced
  .map((name) => `${name} = excluded.${name}`)
  .join(", ")} WHERE excluded.observed_at >= checkout_sessions.observed_at`

/** The parameters that all rows of a page share. */
export const ofPage = ({ observedAt, source, sweep }: Shared) => [
  source,
  observedAt,
  observedAt,
  observedAt,
  sweep
]

/** A statement with more characters than this is made into several. */
const longest = 4_000_000

/** The rows in parts of so many at most. */
export const batches = (
  rows: ReadonlyArray<Row>,
  most: number
): ReadonlyArray<ReadonlyArray<Row>> => {
  const made: Array<Array<Row>> = []
  let size = 0
  for (const row of rows) {
    const last = made.at(-1)
    size += row.raw.length
    if (last === undefined || last.length === most || size > longest) {
      made.push([row])
      size = row.raw.length
    } else {
      last.push(row)
    }
  }
  return made
}
