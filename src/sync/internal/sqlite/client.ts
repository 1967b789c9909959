import type * as Reactivity from "@effect/experimental/Reactivity"
import * as SqlClient from "@effect/sql/SqlClient"
import type { Connection } from "@effect/sql/SqlConnection"
import { SqlError } from "@effect/sql/SqlError"
import * as Statement from "@effect/sql/Statement"
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { SyncStoreError } from "../store/errors.js"
import { codeOf, fromSql } from "../store/errors.js"
import { wait } from "../wait.js"
import type { Engine, Row, Statement as Prepared, Value } from "./engine.js"
import * as Engines from "./engine.js"

/** How many prepared statements are kept. The store has fewer. */
const kept = 200

/** Runs statements, and keeps them prepared: the least recently used one goes first. */
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

/** How many milliseconds a statement waits within SQLite. The whole process waits with it. */
const blocking = 20

/**
 * - `WAL`: readers do not wait for the writer, and SIGKILL loses nothing.
 * - `synchronous = NORMAL`: a power cut may lose the last transactions, each of them as a whole. A page and
 *   its cursor are one transaction, so the sessions are read again. `FULL` would wait for the disk at every
 *   page to save that.
 * - `cache_size`: 32 MB. Ids are random, so each page of sessions touches the whole of their index.
 */
const pragmas = [
  `PRAGMA busy_timeout = ${blocking}`,
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = NORMAL",
  "PRAGMA cache_size = -32000"
]

const isBusy = (error: unknown): boolean => /^SQLITE_(?:BUSY|LOCKED)/.test(codeOf(error))

/** Tries again for this many milliseconds, while another process writes. */
const patiently = <A, E>(millis: number, attempt: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.suspend(() => {
    const end = performance.now() + millis
    const again: Effect.Effect<A, E> = Effect.catchIf(
      attempt,
      (error) => isBusy(error) && performance.now() < end,
      () => Effect.zipRight(wait(10), again)
    )
    return again
  })

type Run = (
  sql: string,
  values: ReadonlyArray<unknown>
) => Effect.Effect<ReadonlyArray<Row>, SqlError>

// A transaction that began with reading could not write after another process has.
const begin = "BEGIN IMMEDIATE"

/** The statements of a transaction. Its end leaves no other transaction behind. */
const within =
  (run: Run, patience: number): Run =>
  (sql, values) => {
    switch (sql) {
      case begin:
        return patiently(patience, run(sql, values))
      case "COMMIT":
        // The client does not roll back a transaction whose commit failed.
        return Effect.tapError(run(sql, values), () => Effect.ignore(run("ROLLBACK", [])))
      case "ROLLBACK":
        // The client also rolls back a transaction that never began, and a full disk has rolled back already.
        return Effect.orElseSucceed(run(sql, values), () => [])
      default:
        return run(sql, values)
    }
  }

const connection = (run: Run): Connection => {
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

/** A client of SQLite over an engine, which has one connection. */
export const make = (
  filename: string,
  patience: number,
  engines?: ReadonlyArray<Engine["name"]>
): Effect.Effect<SqlClient.SqlClient, SyncStoreError, Scope.Scope | Reactivity.Reactivity> =>
  Effect.gen(function* () {
    const engine = yield* Effect.acquireRelease(Engines.open(filename, engines), (engine) =>
      Effect.sync(() => engine.close())
    )
    const query = runner(engine)
    const run: Run = (sql, values) =>
      Effect.try({
        try: () => query(sql, values.map(valueOf)),
        catch: (cause) => new SqlError({ cause, message: "Failed to execute statement" })
      })
    yield* Effect.mapError(
      Effect.forEach(pragmas, (pragma) => patiently(patience, run(pragma, [])), { discard: true }),
      fromSql("open")
    )

    // Of the fibers of this process, one has the connection: for a transaction, or for one statement.
    const turn = yield* Effect.makeSemaphore(1)
    const inTransaction = connection(within(run, patience))
    const alone = connection((sql, values) =>
      turn.withPermits(1)(patiently(patience, run(sql, values)))
    )
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
      beginTransaction: begin,
      spanAttributes: [["db.system.name", "sqlite"]]
    })
  })
