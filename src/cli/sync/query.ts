import * as SqlClient from "@effect/sql/SqlClient"
import * as Chunk from "effect/Chunk"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"
import { Screen } from "../screen.js"
import { columns } from "../table.js"
import * as Database from "./database.js"

/** The database refuses the query. */
class NotAnswered extends Data.TaggedError("NotAnswered")<{ readonly message: string }> {}

/** An example for each view. */
const questions: ReadonlyArray<readonly [what: string, sql: string]> = [
  ["How many sessions of each status?", "SELECT * FROM checkout_by_status"],
  ["How much was paid on each day?", "SELECT * FROM checkout_paid_by_day ORDER BY day DESC"],
  ["Which buyers left without paying?", "SELECT * FROM checkout_abandoned"],
  ["Which sessions are not settled yet?", "SELECT * FROM checkout_unsettled"]
]

const help = (db: string): string =>
  [
    "Give a query in SQL. There are the table checkout_sessions and the views below; docs/sync.md lists the columns.",
    ...questions.map(([what, sql]) => `  ${what}\n    effect-checkout sync query ${db} "${sql}"`)
  ].join("\n")

const cell = (value: unknown): string =>
  value === null || value === undefined
    ? ""
    : value instanceof Date
      ? value.toISOString()
      : Predicate.isObject(value)
        ? JSON.stringify(value)
        : String(value)

// A tab or a line break in a value would make two columns or two lines of one.
const clean = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ")

const isNumeric = (value: unknown): boolean =>
  typeof value === "number" || typeof value === "bigint"

/** The database's message, on one line. */
const reasonOf = (error: unknown): string => {
  const cause = Predicate.hasProperty(error, "cause") ? error.cause : error
  return Predicate.hasProperty(cause, "message")
    ? clean(String(cause.message))
    : "the query was refused"
}

/**
 * Runs a query in a way that only reads: a typing mistake must not cost a session. Postgres takes several
 * statements in one text, the first of which could end the transaction, unless it reads by a cursor.
 */
const reading = (sql: SqlClient.SqlClient, text: string) =>
  sql.onDialectOrElse({
    pg: () =>
      sql.withTransaction(
        Effect.zipRight(
          sql`SET TRANSACTION READ ONLY`,
          Effect.map(
            Stream.runCollect(sql.unsafe<Record<string, unknown>>(text).stream),
            Chunk.toReadonlyArray
          )
        )
      ),
    orElse: () =>
      Effect.zipRight(sql`PRAGMA query_only = ON`, sql.unsafe<Record<string, unknown>>(text))
  })

/** `effect-checkout sync query` */
export const query = (db: string, sql: Option.Option<string>, asJson: boolean) =>
  Effect.gen(function* () {
    const screen = yield* Screen
    if (Option.isNone(sql)) return yield* screen.write(`${help(Database.shown(db))}\n`)
    const client = yield* SqlClient.SqlClient
    const rows = yield* Effect.mapError(
      reading(client, sql.value),
      (error) => new NotAnswered({ message: `${Database.shown(db)}: ${reasonOf(error)}` })
    )
    if (asJson) {
      const text = (_: string, value: unknown) =>
        typeof value === "bigint" ? String(value) : value
      return yield* screen.write(rows.map((row) => `${JSON.stringify(row, text)}\n`).join(""))
    }
    const [first] = rows
    if (first === undefined) return yield* screen.tell("no rows")
    const names = Object.keys(first)
    const cells = rows.map((row) => names.map((name) => clean(cell(row[name]))))
    const right = new Set(
      names.flatMap((name, at) => (rows.every((row) => isNumeric(row[name])) ? [at] : []))
    )
    const lines = screen.isTerminal
      ? columns([names, ...cells], right)
      : [names, ...cells].map((row) => row.join("\t"))
    yield* screen.write(lines.map((line) => `${line}\n`).join(""))
  }).pipe(Effect.provide(Database.existing(db)))
