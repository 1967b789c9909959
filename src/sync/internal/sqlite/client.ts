import * as Reactivity from "@effect/experimental/Reactivity"
import * as SqlClient from "@effect/sql/SqlClient"
import type { Connection } from "@effect/sql/SqlConnection"
import { SqlError } from "@effect/sql/SqlError"
import * as Statement from "@effect/sql/Statement"
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { SyncStoreError } from "../store/errors.js"
import { fromSql } from "../store/errors.js"
import type { Engine, Row, Statement as Prepared, Value } from "./engine.js"
import * as Engines from "./engine.js"

/** So many prepared statements are kept. The store has fewer. */
const kept = 200

/** Runs statements, and keeps them prepared: the one that was not used for longest is let go. */
const runner = (
  engine: Engine
): ((sql: string, values: ReadonlyArray<Value>) => ReadonlyArray<Row>) => {
  const prepared = new Map<string, Prepared>()
  return (sql, values) => {
    const statement = prepared.get(sql) ?? engine.prepare(sql)
    prepared.delete(sql)
    prepared.set(sql, statement)
    for (const [oldest] of prepared) {
      if (prepared.size <= kept) break
      prepared.delete(oldest)
    }
    return statement(values)
  }
}

/** A parameter in one of the types that SQLite has. */
const valueOf = (value: unknown): Value => {
  switch (typeof value) {
    case "string":
    case "number":
    case "bigint":
      return value
    case "boolean":
      return Number(value)
    default:
      break
  }
  if (value === null || value === undefined) return null
  if (value instanceof Uint8Array) return value
  return value instanceof Date ? value.toISOString() : JSON.stringify(value)
}

/**
 * - `WAL`: readers do not wait for the writer, and SIGKILL loses nothing.
 * - `synchronous = NORMAL`: a power cut may lose the last transactions, each of them as a whole. A page and
 *   its cursor are one transaction, so the sessions are read again. `FULL` would wait for the disk at every
 *   page to save that.
 * - `busy_timeout`: another process that writes is waited for.
 */
const pragmas = (busyTimeout: number): ReadonlyArray<string> => [
  `PRAGMA busy_timeout = ${busyTimeout}`,
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = NORMAL"
]

/** A client of SQLite over an engine, which has one connection. */
export const make = (
  filename: string,
  busyTimeout: number,
  engines?: ReadonlyArray<Engine["name"]>
): Effect.Effect<SqlClient.SqlClient, SyncStoreError, Scope.Scope | Reactivity.Reactivity> =>
  Effect.gen(function* () {
    const engine = yield* Effect.acquireRelease(Engines.open(filename, engines), (engine) =>
      Effect.sync(() => engine.close())
    )
    const query = runner(engine)
    yield* Effect.try({
      try: () => pragmas(busyTimeout).forEach((pragma) => query(pragma, [])),
      catch: fromSql("open")
    })
    const run = (
      sql: string,
      values: ReadonlyArray<unknown>
    ): Effect.Effect<ReadonlyArray<Row>, SqlError> =>
      Effect.try({
        try: () => query(sql, values.map(valueOf)),
        catch: (cause) => new SqlError({ cause, message: "Failed to execute statement" })
      })

    // Of the fibers of this process, one has the connection: for a transaction, or for one statement.
    const turn = yield* Effect.makeSemaphore(1)
    const inTransaction = connection(run)
    const alone = connection((sql, values) => turn.withPermits(1)(run(sql, values)))
    const reserve = Effect.uninterruptibleMask((restore) =>
      restore(turn.take(1)).pipe(
        Effect.zipRight(Effect.scope),
        Effect.flatMap((scope) => Scope.addFinalizer(scope, turn.release(1))),
        Effect.as(inTransaction)
      )
    )
    return yield* SqlClient.make({
      acquirer: Effect.succeed(alone),
      transactionAcquirer: reserve,
      compiler: Statement.makeCompilerSqlite(),
      // A transaction that began with reading could not write after another process has.
      beginTransaction: "BEGIN IMMEDIATE",
      spanAttributes: [["db.system.name", "sqlite"]]
    })
  })

const connection = (
  run: (sql: string, values: ReadonlyArray<unknown>) => Effect.Effect<ReadonlyArray<Row>, SqlError>
): Connection => {
  const execute: Connection["execute"] = (sql, values, transform) =>
    transform === undefined ? run(sql, values) : Effect.map(run(sql, values), transform)
  return {
    execute,
    executeUnprepared: execute,
    executeRaw: run,
    executeValues: (sql, values) =>
      Effect.map(run(sql, values), (rows) => rows.map((row) => Object.values(row))),
    executeStream: (sql, values, transform) =>
      Stream.unwrap(Effect.map(execute(sql, values, transform), Stream.fromIterable))
  }
}
