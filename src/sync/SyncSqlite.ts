/**
 * A database of SQLite in a file, for `SyncStore.layerSql`. It uses the SQLite of the runtime (`bun:sqlite`
 * on Bun, `node:sqlite` on Node 22.13 and later), or else the optional peer `libsql`.
 *
 * @since 0.2.0
 */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as SqlClient from "@effect/sql/SqlClient"
import * as Duration from "effect/Duration"
import * as Layer from "effect/Layer"
import type { SyncStoreError } from "./internal/store/errors.js"
import * as Client from "./internal/sqlite/client.js"

/**
 * The file, and how long a writer waits for another one.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Options {
  /** A path. A missing file is made, a missing folder is not. `:memory:` keeps nothing. */
  readonly filename: string
  /**
   * How long a transaction or a statement waits for another process that writes: 10 seconds by default.
   */
  readonly busyTimeout?: Duration.DurationInput | undefined
}

/**
 * A client of SQLite. A program may use it for other tables and queries as well. It has one connection, which
 * statements and transactions use in turn.
 *
 * It fails with `SyncStoreError` if the file cannot be opened, or if the runtime has no SQLite. The message
 * then names the package to install.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layer = ({
  busyTimeout = "10 seconds",
  filename
}: Options): Layer.Layer<SqlClient.SqlClient, SyncStoreError> =>
  Layer.scoped(SqlClient.SqlClient, Client.make(filename, Duration.toMillis(busyTimeout))).pipe(
    Layer.provide(Reactivity.layer)
  )
