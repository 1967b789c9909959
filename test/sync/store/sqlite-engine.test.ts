import * as Reactivity from "@effect/experimental/Reactivity"
import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Client from "../../../src/sync/internal/sqlite/client.js"
import * as Engines from "../../../src/sync/internal/sqlite/engine.js"
import * as SyncSqlite from "../../../src/sync/SyncSqlite.js"
import { contract } from "./contract.js"
import { folder } from "./folder.js"
import { poison } from "./poison.js"
import { rows } from "./rows.js"

/** Why a file cannot be opened. */
const refusal = (filename: string) =>
  Effect.map(
    Effect.flip(Effect.scoped(Layer.build(SyncSqlite.layer({ filename })))),
    ({ message }) => message
  )

const connect = (filename: string, patience = 10_000) =>
  Effect.provide(Client.make(filename, patience), Reactivity.layer)

describe("a file of SQLite", () => {
  it.scoped("that cannot be opened is an error with advice", () =>
    Effect.gen(function* () {
      const place = yield* folder
      assert.include(yield* refusal(join(place, "none", "a.db")), "see that its folder exists")
      const text = join(place, "text.db")
      writeFileSync(text, "No database, but a text that is long enough for a header.".repeat(40))
      assert.include(yield* refusal(text), "give another name")
      mkdirSync(join(place, "folder.db"))
      assert.include(yield* refusal(join(place, "folder.db")), "see that its folder exists")
    })
  )

  it.scoped("a runtime without SQLite: the error names the package to install", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(Engines.open(":memory:", []))
      assert.include(error.message, "npm install libsql@0.5.29")
    })
  )

  it.scoped("is written with a log, and waits for other processes", () =>
    Effect.gen(function* () {
      const filename = join(yield* folder, "a.db")
      const one = yield* connect(filename)
      const other = yield* connect(filename, 50)
      const [mode] = yield* one<{ readonly journal_mode: string }>`PRAGMA journal_mode`
      assert.strictEqual(mode?.journal_mode, "wal")
      yield* one`CREATE TABLE t (a INTEGER)`
      const begun = yield* Deferred.make<void>()
      const ended = yield* Deferred.make<void>()
      const transaction = one.withTransaction(
        one`INSERT INTO t VALUES (1)`.pipe(
          Effect.zipRight(Deferred.succeed(begun, undefined)),
          Effect.zipRight(Deferred.await(ended))
        )
      )
      const fiber = yield* Effect.fork(transaction)
      yield* Deferred.await(begun)
      // The other one gives up while this one holds the file, and leaves nothing behind.
      const exit = yield* Effect.exit(other.withTransaction(other`INSERT INTO t VALUES (2)`))
      assert.isTrue(Exit.isFailure(exit) && Cause.isFailType(exit.cause))
      yield* Deferred.succeed(ended, undefined)
      yield* Fiber.join(fiber)
      yield* other.withTransaction(other`INSERT INTO t VALUES (3)`)
      const found = yield* other<{ readonly a: number }>`SELECT a FROM t ORDER BY a`
      assert.deepStrictEqual(
        found.map(({ a }) => a),
        [1, 3]
      )
    })
  )

  it.scoped("no statement of another fiber gets into a transaction", () =>
    Effect.gen(function* () {
      const sql = yield* connect(join(yield* folder, "a.db"))
      yield* sql`CREATE TABLE t (a INTEGER)`
      const transaction = sql.withTransaction(
        Effect.gen(function* () {
          yield* sql`INSERT INTO t VALUES (1)`
          for (let turn = 0; turn < 50; turn++) yield* Effect.yieldNow()
          return yield* Effect.fail("undone")
        })
      )
      const fiber = yield* Effect.fork(Effect.exit(transaction))
      yield* Effect.yieldNow()
      yield* sql`INSERT INTO t VALUES (2)`
      yield* Fiber.join(fiber)
      const found = yield* sql<{ readonly a: number }>`SELECT a FROM t`
      assert.deepStrictEqual(found, [{ a: 2 }])
    })
  )

  it.scoped("takes the values that programs have", () =>
    Effect.gen(function* () {
      const sql = yield* connect(":memory:")
      const at = new Date(0)
      const [row] = yield* sql<{
        readonly [column: string]: unknown
      }>`SELECT ${true} AS yes, ${null} AS none, ${at} AS at, ${2n ** 40n} AS big, ${new Uint8Array([1])} AS bytes`
      assert.deepInclude(row, { yes: 1, none: null, at: "1970-01-01T00:00:00.000Z" })
      const values = yield* sql`SELECT 1 AS a, 'b' AS b`.values
      assert.deepStrictEqual(values, [[1, "b"]])
    })
  )
})

const node = await Effect.runPromise(
  Effect.isSuccess(Effect.scoped(Engines.open(":memory:", ["node:sqlite"])))
)

// Node has it from 22.13 on.
describe.skipIf(!node)("node:sqlite", () => {
  const fresh = Effect.map(folder, (place) =>
    Layer.scoped(
      SqlClient.SqlClient,
      Effect.orDie(Client.make(join(place, "a.db"), 10_000, ["node:sqlite"]))
    ).pipe(Layer.provide(Reactivity.layer))
  )
  contract(fresh)
  rows(fresh)
  poison(fresh)
})
