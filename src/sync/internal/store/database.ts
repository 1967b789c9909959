import * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { Dialect } from "./dialect.js"
import * as Postgres from "./dialects/postgres.js"
import * as Sqlite from "./dialects/sqlite.js"
import { SyncStoreError } from "./errors.js"

/** A database and its dialect. */
export interface Database {
  readonly sql: SqlClient.SqlClient
  readonly dialect: Dialect
}

const isSqlError = (defect: unknown): defect is SqlError => Predicate.isTagged(defect, "SqlError")

/**
 * A commit that fails is a defect in `@effect/sql`. It is what happens when the server goes away, so it
 * becomes a failure again.
 */
const withDefects = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError, R> =>
  Effect.catchSomeDefect(effect, (defect) =>
    isSqlError(defect) ? Option.some(Effect.fail(defect)) : Option.none()
  )

/** Runs an effect in one transaction that writes. */
export const transaction = <A, E, R>(
  { dialect, sql }: Database,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E | SqlError, R> =>
  withDefects(sql.withTransaction(Effect.zipRight(dialect.guard, effect)))

/** Runs an effect so that its failure undoes its own writing, and no more of the transaction. */
export const savepoint = <A, E, R>(
  { sql }: Database,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E | SqlError, R> => withDefects(sql.withTransaction(effect))

/** The database of a client. Names of columns stay as they are, whatever the client does to them. */
export const make = (client: SqlClient.SqlClient): Effect.Effect<Database, SyncStoreError> => {
  const sql = client.withoutTransforms()
  return sql.onDialectOrElse({
    pg: () => Effect.succeed({ sql, dialect: Postgres.make(sql) }),
    sqlite: () => Effect.succeed({ sql, dialect: Sqlite.make(sql) }),
    orElse: () =>
      Effect.fail(
        new SyncStoreError({
          operation: "open",
          message:
            "sync store, open: the database is neither SQLite nor Postgres; give one of them",
          cause: undefined
        })
      )
  })
}

/** The database of the client in the context. */
export const fromContext = Effect.flatMap(SqlClient.SqlClient, make)
