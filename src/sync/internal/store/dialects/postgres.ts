import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import { own, shared } from "../columns.js"
import type { Dialect, Shared, Upsert } from "../dialect.js"
import { batches, names, ofPage, overwrite } from "../dialect.js"
import type { Row } from "../row.js"

/**
 * How long another transaction may hold a row that this one waits for. It is longer than a transaction may
 * sleep, so that one that sleeps for ever is ended before those that wait for it give up.
 */
const timeouts = { idle: "8s", lock: "12s" }

/** Writes the rows of a JSON array, `$1`, or of another expression, whose parameters come after the others. */
const upsertOf = (json: string, condition = ""): string => `INSERT INTO checkout_sessions (${names})
SELECT ${own.map(([name]) => `r.${name}`).join(", ")}, ${shared
  .map(([, type], index) => `$${index + 2}::${type}`)
  .join(", ")}
FROM jsonb_to_recordset(${json}) AS r(${own.map(([name, type]) => `${name} ${type}`).join(", ")})
${condition}
${overwrite}`

/** The rows of a parameter. */
const sent = upsertOf("$1::jsonb")

const setting = (batch: number): string => `effect_checkout.rows_${batch}`

/** Those rows of a setting whose ids are in a parameter. */
const staged = (batch: number): string =>
  upsertOf(
    `current_setting('${setting(batch)}')::jsonb`,
    "WHERE r.id IN (SELECT jsonb_array_elements_text($1::jsonb))"
  )

const jsonOf = ({ digest, id, raw, settled, told }: Row): string => {
  const columns = JSON.stringify({ id, ...told, settled, digest })
  return `${columns.slice(0, -1)},"raw":${raw}}`
}

const arrayOf = (rows: ReadonlyArray<Row>): string =>
  `[${rows.map((row) => jsonOf(row)).join(",")}]`

/** One parameter for a whole page was the fastest of those that were measured. */
const batch = 1000

/** Postgres: times are `timestamptz`, JSON is `jsonb`. */
export const make = (sql: SqlClient.SqlClient): Dialect => {
  const write = (statement: string, json: string, shared: Shared) =>
    sql.unsafe(statement, [json, ...ofPage(shared)])

  /**
   * A process can be stopped in the middle of a parameter that is longer than a socket's buffer. Postgres
   * waits for the rest of it with no limit of time. So a page is sent while the transaction holds no row,
   * as a setting that ends with the transaction.
   */
  const stage = (rows: ReadonlyArray<Row>): Effect.Effect<Upsert, SqlError> => {
    const parts = batches(rows, batch)
    const send = (part: ReadonlyArray<Row>, index: number) =>
      sql`SELECT length(set_config(${setting(index)}, ${arrayOf(part)}, true))`
    const upsert: Upsert = (some, shared) => {
      const wanted = new Set(some.map(({ id }) => id))
      return Effect.forEach(
        parts,
        (part, index) => {
          const ids = part.map(({ id }) => id).filter((id) => wanted.has(id))
          return ids.length === 0 ? Effect.void : write(staged(index), JSON.stringify(ids), shared)
        },
        { discard: true }
      )
    }
    return Effect.as(Effect.forEach(parts, send, { discard: true }), upsert)
  }

  return {
    // A process that sleeps in a transaction would hold its rows against those that took its place.
    guard: Effect.asVoid(
      sql`SELECT set_config('idle_in_transaction_session_timeout', ${timeouts.idle}, true), set_config('lock_timeout', ${timeouts.lock}, true)`
    ),
    boolean: (value) => value,
    among: (ids) =>
      sql`(SELECT jsonb_array_elements_text(CAST(${JSON.stringify(ids)} AS text)::jsonb))`,
    millis: (column) => sql.literal(`CAST(extract(epoch FROM ${column}) * 1000 AS float8)`),
    jsonText: (column) => sql.literal(`CAST(${column} AS text)`),
    upsert: (rows, shared) =>
      Effect.forEach(batches(rows, batch), (part) => write(sent, arrayOf(part), shared), {
        discard: true
      }),
    stage
  }
}
