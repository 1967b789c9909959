import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import type { Fragment } from "@effect/sql/Statement"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
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
  /** Writes rows, whose ids differ, over those that are there. */
  readonly upsert: (rows: ReadonlyArray<Row>, shared: Shared) => Effect.Effect<void, SqlError>
}

const columns = [...own, ...shared]
const names = columns.map(([name]) => name).join(", ")

// `>=` and not `>`: of two requests in one millisecond, the later one is written later.
const overwrite = `ON CONFLICT (source, id) DO UPDATE SET ${replaced
  .map((name) => `${name} = excluded.${name}`)
  .join(", ")} WHERE excluded.observed_at >= checkout_sessions.observed_at`

const ofPage = ({ observedAt, source, sweep }: Shared) => [
  source,
  observedAt,
  observedAt,
  observedAt,
  sweep
]

/** A statement with more characters than this is made into several. */
const longest = 4_000_000

const batches = (rows: ReadonlyArray<Row>, most: number): ReadonlyArray<ReadonlyArray<Row>> => {
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

/**
 * How long another may hold a row that a transaction waits for. It is longer than a transaction may sleep,
 * so that one that sleeps for ever is ended before those that wait for it give up.
 */
const pgTimeouts = { idle: "8s", lock: "12s" }

const pgUpsert = `INSERT INTO checkout_sessions (${names})
SELECT ${own.map(([name]) => `r.${name}`).join(", ")}, ${shared
  .map(([, type], index) => `$${index + 2}::${type}`)
  .join(", ")}
FROM jsonb_to_recordset($1::jsonb) AS r(${own.map(([name, type]) => `${name} ${type}`).join(", ")})
${overwrite}`

const jsonOf = ({ digest, id, raw, settled, told }: Row): string => {
  const columns = JSON.stringify({ id, ...told, settled, digest })
  return `${columns.slice(0, -1)},"raw":${raw}}`
}

/** Postgres: times are `timestamptz`, JSON is `jsonb`. */
export const pg = (sql: SqlClient.SqlClient): Dialect => ({
  // A process that sleeps in a transaction would hold its rows against those that took its place.
  guard: Effect.asVoid(
    sql`SELECT set_config('idle_in_transaction_session_timeout', ${pgTimeouts.idle}, true), set_config('lock_timeout', ${pgTimeouts.lock}, true)`
  ),
  boolean: (value) => value,
  among: (ids) =>
    sql`(SELECT jsonb_array_elements_text(CAST(${JSON.stringify(ids)} AS text)::jsonb))`,
  millis: (column) => sql.literal(`CAST(extract(epoch FROM ${column}) * 1000 AS float8)`),
  jsonText: (column) => sql.literal(`CAST(${column} AS text)`),
  // One parameter for a whole page was the fastest of those that were measured.
  upsert: (rows, shared) =>
    Effect.forEach(
      batches(rows, 1000),
      (batch) =>
        sql.unsafe(pgUpsert, [`[${batch.map((row) => jsonOf(row)).join(",")}]`, ...ofPage(shared)]),
      { discard: true }
    )
})

/** Few texts of statements: the driver keeps the prepared ones. */
const sqliteBatch = 25

const sqliteUpsert = (rows: number): string =>
  `INSERT INTO checkout_sessions (${names}) VALUES ${Arr.replicate(
    `(${columns.map(() => "?").join(", ")})`,
    rows
  ).join(", ")} ${overwrite}`

const whole = sqliteUpsert(sqliteBatch)
const single = sqliteUpsert(1)

const asNumber = (value: string | number | boolean | null) =>
  typeof value === "boolean" ? Number(value) : value

const valuesOf = ({ digest, id, raw, settled, told }: Row) => [
  id,
  ...Object.values(told).map((value) => asNumber(value)),
  Number(settled),
  digest,
  raw
]

/** SQLite: times are texts in ISO 8601 and UTC, which sort; booleans are 0 and 1; JSON is text. */
export const sqlite = (sql: SqlClient.SqlClient): Dialect => ({
  guard: Effect.void,
  boolean: Number,
  among: (ids) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  millis: (column) =>
    sql.literal(`CAST(round((julianday(${column}) - 2440587.5) * 86400000) AS INTEGER)`),
  jsonText: (column) => sql.literal(column),
  upsert: (rows, shared) => {
    const page = ofPage(shared)
    const write = (rows: ReadonlyArray<Row>) =>
      sql.unsafe(
        rows.length === 1
          ? single
          : rows.length === sqliteBatch
            ? whole
            : sqliteUpsert(rows.length),
        rows.flatMap((row) => [...valuesOf(row), ...page])
      )
    return Effect.forEach(batches(rows, sqliteBatch), write, { discard: true })
  }
})
