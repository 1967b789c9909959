import type * as SqlClient from "@effect/sql/SqlClient"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import type { Dialect, Upsert } from "../dialect.js"
import { batches, columns, names, ofPage, overwrite } from "../dialect.js"
import type { Row } from "../row.js"

/** Few texts of statements: the driver keeps the prepared ones. */
const batch = 25

const upsertOf = (rows: number): string =>
  `INSERT INTO checkout_sessions (${names}) VALUES ${Arr.replicate(
    `(${columns.map(() => "?").join(", ")})`,
    rows
  ).join(", ")} ${overwrite}`

const whole = upsertOf(batch)
const single = upsertOf(1)

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
export const make = (sql: SqlClient.SqlClient): Dialect => {
  const upsert: Upsert = (rows, shared) => {
    const page = ofPage(shared)
    const write = (rows: ReadonlyArray<Row>) =>
      sql.unsafe(
        rows.length === 1 ? single : rows.length === batch ? whole : upsertOf(rows.length),
        rows.flatMap((row) => [...valuesOf(row), ...page])
      )
    return Effect.forEach(batches(rows, batch), write, { discard: true })
  }
  return {
    guard: Effect.void,
    boolean: Number,
    among: (ids) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    millis: (column) =>
      sql.literal(`CAST(round((julianday(${column}) - 2440587.5) * 86400000) AS INTEGER)`),
    jsonText: (column) => sql.literal(column),
    upsert,
    // The rows are in this process until they are in the file.
    stage: () => Effect.succeed(upsert)
  }
}
