import type * as SqlClient from "@effect/sql/SqlClient"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { existsSync } from "node:fs"
import * as SyncSqlite from "../../sync/SyncSqlite.js"

/** The database cannot be opened. */
export class NoDatabase extends Data.TaggedError("NoDatabase")<{ readonly message: string }> {}

const isPostgres = (db: string): boolean => /^postgres(ql)?:\/\//i.test(db)

/** The driver is a package that a program installs if it wants it. */
const postgres = (url: string): Layer.Layer<SqlClient.SqlClient, NoDatabase> =>
  Layer.unwrapEffect(
    Effect.map(
      Effect.tryPromise({
        try: () => import("@effect/sql-pg/PgClient"),
        catch: () =>
          new NoDatabase({
            message:
              "Postgres needs its driver: npm install @effect/sql-pg@0.53.0 @effect/sql@0.52.1 @effect/experimental@0.61.1"
          })
      }),
      (PgClient) =>
        PgClient.layer({ url: Redacted.make(url), applicationName: "effect-checkout" }).pipe(
          Layer.mapError(
            () =>
              new NoDatabase({
                message: "cannot connect to Postgres: check the address, the user and that it runs"
              })
          )
        )
    )
  )

/** A database by the name of its file, or by its address. */
export const layer = (db: string): Layer.Layer<SqlClient.SqlClient, NoDatabase> =>
  isPostgres(db)
    ? postgres(db)
    : SyncSqlite.layer({ filename: db }).pipe(
        Layer.mapError(({ message }) => new NoDatabase({ message }))
      )

/** A database that exists: a typing mistake must not make a new one. */
export const existing = (db: string): Layer.Layer<SqlClient.SqlClient, NoDatabase> =>
  isPostgres(db) || existsSync(db)
    ? layer(db)
    : Layer.fail(
        new NoDatabase({
          message: `${db} does not exist; effect-checkout sync ${db} makes it`
        })
      )

/** Several machines have no file in common. */
export const mustBePostgres = (db: string): Effect.Effect<void, NoDatabase> =>
  isPostgres(db)
    ? Effect.void
    : Effect.fail(
        new NoDatabase({
          message: `runners need Postgres, and ${db} is a file of SQLite: give postgres://…, or use one process: effect-checkout sync ${db}`
        })
      )

/** The name of a database in messages, without the password of its address. */
export const shown = (db: string): string => (isPostgres(db) ? "postgres://…" : db)
