import * as PgClient from "@effect/sql-pg/PgClient"
import type * as SqlClient from "@effect/sql/SqlClient"
import * as Layer from "effect/Layer"

/** A client of a database of the tests' server. */
export const client = (
  host: string,
  database: string
): Layer.Layer<SqlClient.SqlClient | PgClient.PgClient> =>
  Layer.orDie(PgClient.layer({ host, database, username: "tests", maxConnections: 4 }))
