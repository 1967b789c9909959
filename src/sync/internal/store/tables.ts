import * as SqlClient from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import { told } from "./columns.js"

/** The names of Postgres' types in SQLite. */
const sqliteTypes: Readonly<Record<string, string>> = {
  text: "TEXT",
  bigint: "INTEGER",
  integer: "INTEGER",
  boolean: "INTEGER",
  timestamptz: "TEXT",
  jsonb: "TEXT"
}

type Column = readonly [name: string, type: string, rule?: string]

const required: ReadonlySet<string> = new Set(["provider", "status", "payment", "exact"])

// `raw` is the last one: SQLite reads a row only as far as a query needs it.
const sessions: ReadonlyArray<Column> = [
  ["source", "text", "NOT NULL"],
  ["id", "text", "NOT NULL"],
  ...told.map(([name, type]): Column => [name, type, required.has(name) ? "NOT NULL" : ""]),
  ["settled", "boolean", "NOT NULL"],
  ["observed_at", "timestamptz", "NOT NULL"],
  ["first_seen_at", "timestamptz", "NOT NULL"],
  ["changed_at", "timestamptz", "NOT NULL"],
  ["gone_at", "timestamptz"],
  ["sweep", "integer", "NOT NULL"],
  ["digest", "text", "NOT NULL"],
  ["raw", "jsonb", "NOT NULL"]
]

const sync: ReadonlyArray<Column> = [
  ["source", "text", "NOT NULL PRIMARY KEY"],
  ["provider", "text", "NOT NULL"],
  ["epoch", "integer", "NOT NULL"],
  ["phase", "text", "NOT NULL"],
  ["cursor", "text"],
  ["plan", "text"],
  ["sweep", "integer", "NOT NULL"],
  ["livemode", "boolean"],
  ["loaded_at", "timestamptz"],
  ["last_ok_at", "timestamptz"],
  ["last_error", "text"],
  ["last_error_at", "timestamptz"],
  ["next_due_at", "timestamptz"],
  ["requests", "bigint", "NOT NULL"],
  ["sessions", "bigint", "NOT NULL"],
  ["taken_at", "timestamptz", "NOT NULL"],
  ["written_at", "timestamptz"]
]

const marks: ReadonlyArray<Column> = [
  ["source", "text", "NOT NULL"],
  // Quarters of an hour since 1970.
  ["quarter", "integer", "NOT NULL"],
  ["at", "timestamptz", "NOT NULL"],
  ["cursor", "text", "NOT NULL"]
]

const pokes: ReadonlyArray<Column> = [
  ["source", "text", "NOT NULL"],
  ["id", "text", "NOT NULL"],
  ["poked_at", "timestamptz", "NOT NULL"],
  // A second hint must outlive a request that left before it.
  ["last_poked_at", "timestamptz", "NOT NULL"]
]

interface Index {
  readonly name: string
  readonly on: string
  readonly where?: string
}

const indexes = (isSqlite: boolean): ReadonlyArray<Index> => [
  {
    name: "unsettled",
    // SQLite has no statistics by itself: only the order by which `late` asks makes it take this index. In
    // Postgres, an index with `observed_at` would make each update of any row several times as dear.
    on: isSqlite ? "source, observed_at" : "source, created_at",
    where: "NOT settled AND gone_at IS NULL"
  },
  // For the rows that an audit did not meet.
  { name: "sweep", on: "source, sweep" },
  { name: "gone", on: "source", where: "gone_at IS NOT NULL" },
  { name: "inexact", on: "source", where: "NOT exact" },
  { name: "drifted", on: "source", where: "drift IS NOT NULL" },
  { name: "created", on: "created_at" },
  { name: "listed", on: "provider, created_at, id, source" },
  // These have all columns of a view: without them, it would read each session's JSON from the disk.
  { name: "by_status", on: "provider, livemode, status, expires_at, gone_at" },
  {
    name: "paid",
    on: "created_at, livemode, total_currency, total_scale, total_minor",
    where: "payment = 'paid'"
  },
  {
    name: "abandoned",
    on: "status, expires_at",
    where: "customer_email IS NOT NULL AND status IN ('open', 'expired')"
  }
]

/** Makes the tables, in the dialect of the client. */
export const create = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const isSqlite = sql.onDialectOrElse({ sqlite: () => true, orElse: () => false })
  const table = (name: string, columns: ReadonlyArray<Column>, key?: string) => {
    const lines = columns.map(([name, type, rule = ""]) =>
      `${name} ${isSqlite ? sqliteTypes[type] : type} ${rule}`.trim()
    )
    const body = [...lines, ...(key === undefined ? [] : [`PRIMARY KEY (${key})`])].join(", ")
    return sql.unsafe(`CREATE TABLE ${name} (${body})${isSqlite ? " STRICT" : ""}`)
  }
  yield* table("checkout_sessions", sessions, "source, id")
  yield* table("checkout_sync", sync)
  yield* table("checkout_marks", marks, "source, quarter")
  yield* table("checkout_pokes", pokes, "source, id")
  yield* Effect.forEach(
    indexes(isSqlite),
    ({ name, on, where }) =>
      sql.unsafe(
        `CREATE INDEX checkout_sessions_${name} ON checkout_sessions (${on})${
          where === undefined ? "" : ` WHERE ${where}`
        }`
      ),
    { discard: true }
  )
})
