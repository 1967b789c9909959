import type * as SqlClient from "@effect/sql/SqlClient"
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

/** Writes the rows of an array of JSON. `$1` is the statement's own, the others are those of the page. */
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

  const upsert: Upsert = (rows, shared) =>
    Effect.forEach(batches(rows, batch), (part) => write(sent, arrayOf(part), shared), {
      discard: true
    })

  /** The rows that differ from the table's. It holds no lock, so all is looked at again behind the fence. */
  const different = (source: string, rows: ReadonlyArray<Row>) => {
    const digests = Object.fromEntries(rows.map(({ digest, id }) => [id, digest]))
    return Effect.map(
      sql<{ readonly id: string }>`SELECT id FROM checkout_sessions
        JOIN jsonb_each_text(CAST(${JSON.stringify(digests)} AS text)::jsonb) ON key = id
        WHERE source = ${source} AND digest = value`,
      (same) => {
        const ids = new Set(same.map(({ id }) => id))
        return rows.filter(({ id }) => !ids.has(id))
      }
    )
  }

  /**
   * A process can be stopped in the middle of a parameter that is longer than a socket's buffer. Postgres
   * waits for the rest of it with no limit of time. So a page is sent while the transaction holds no row,
   * as a setting that ends with the transaction.
   */
  const stage = (source: string, rows: ReadonlyArray<Row>) =>
    Effect.gen(function* () {
      const parts = batches(yield* different(source, rows), batch)
      yield* Effect.forEach(
        parts,
        (part, index) => sql`SELECT length(set_config(${setting(index)}, ${arrayOf(part)}, true))`,
        { discard: true }
      )
      const places = new Map(parts.flatMap((part, index) => part.map(({ id }) => [id, index])))
      const written: Upsert = (rows, shared) =>
        Effect.gen(function* () {
          for (const index of parts.keys()) {
            const ids = rows.map(({ id }) => id).filter((id) => places.get(id) === index)
            if (ids.length > 0) yield* write(staged(index), JSON.stringify(ids), shared)
          }
          yield* upsert(
            rows.filter(({ id }) => !places.has(id)),
            shared
          )
        })
      return written
    })

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
    upsert,
    stage
  }
}
