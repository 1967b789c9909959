import * as Migrator from "@effect/sql/Migrator"
import * as SqlClient from "@effect/sql/SqlClient"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { wait } from "../wait.js"
import type { SyncStoreError } from "./errors.js"
import { codeOf, fromSql } from "./errors.js"
import * as Tables from "./tables.js"
import * as Views from "./views.js"

const table = "checkout_sync_migrations"

/**
 * A migration only adds. A process of the version before may be running on the same tables, and its
 * statements have to go on working.
 */
const migrations = { "0001_tables": Tables.create, "0002_views": Views.create }

const newest = Object.keys(migrations).length

const migrate = Migrator.make({})({ loader: Migrator.fromRecord(migrations), table })

const present = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const rows = yield* sql<{
    readonly newest: unknown
  }>`SELECT max(migration_id) AS newest FROM ${sql(table)}`
  return Number(rows[0]?.newest ?? 0) >= newest
})

/** A failed migration, however the migrator reports it. */
class Failed extends Data.TaggedError("Failed")<{ readonly error: unknown }> {}

/** The driver's error of a migration that failed, which the migrator throws as a defect. */
const failureOf = (defect: unknown): Option.Option<Failed> =>
  Predicate.isTagged(defect, "MigrationError") && Predicate.hasProperty(defect, "cause")
    ? Option.some(new Failed({ error: defect.cause ?? defect }))
    : Predicate.isTagged(defect, "SqlError")
      ? Option.some(new Failed({ error: defect }))
      : Option.none()

/** Another process was first: it has made the table, or locks it. */
export const isRace = (error: unknown): boolean =>
  /^(?:42P07|42710|23505|40|55P03|SQLITE_(?:BUSY|LOCKED))/.test(codeOf(error)) ||
  (Predicate.hasProperty(error, "message") && /already exists/.test(String(error.message))) ||
  (Predicate.hasProperty(error, "cause") && isRace(error.cause))

/** How often it is tried, 50 milliseconds apart. */
const most = 200

/**
 * Makes the tables, or waits for another process that makes them. When two processes race, the migrator
 * says `locked` and returns, so the tables are checked afterwards.
 */
export const run = (sql: SqlClient.SqlClient): Effect.Effect<void, SyncStoreError> => {
  const once = migrate.pipe(
    Effect.zipRight(present),
    Effect.mapError((error) => new Failed({ error })),
    Effect.filterOrFail(
      (isPresent) => isPresent,
      () => new Failed({ error: { message: "the tables already exist in part" } })
    ),
    Effect.catchSomeDefect((defect) => Option.map(failureOf(defect), Effect.fail)),
    Effect.provideService(SqlClient.SqlClient, sql)
  )
  // Who only reads may not even try to make tables.
  const made = Effect.orElseSucceed(
    Effect.provideService(present, SqlClient.SqlClient, sql),
    () => false
  )
  const attempt = (left: number): Effect.Effect<boolean, Failed> =>
    Effect.catchIf(
      once,
      ({ error }) => left > 0 && isRace(error),
      () => Effect.zipRight(wait(50), attempt(left - 1))
    )
  return Effect.if(made, { onTrue: () => Effect.void, onFalse: () => attempt(most) }).pipe(
    Effect.mapError(({ error }) => fromSql("make the tables")(error)),
    Effect.asVoid
  )
}
