import * as PgClient from "@effect/sql-pg/PgClient"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import { inspect } from "node:util"
import { open, opened, rowOf, stripe } from "../sync/store/support.js"
import { client } from "./client.js"
import type { Server } from "./server.js"
import { fresh, start } from "./server.js"

let server: Server

beforeAll(() => {
  server = start()
})

afterAll(() => server.stop())

const source = { source: "stripe", provider: "stripe" } as const
const database = fresh(() => server)

const change = (id: string) => ({ observedAt: 1, sessions: [stripe(id)], state: {} })

describe("Postgres that fails", () => {
  it.scopedLive("is an error of the store, also in the middle of a commit, and comes back", () =>
    Effect.gen(function* () {
      const one = yield* opened(database)
      const held = yield* one.store.take(source)
      // A trigger at the end of the transaction cuts its connection: the commit itself fails.
      yield* one.sql`CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`
      yield* one.sql`CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON checkout_sessions
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()`
      const exit = yield* Effect.exit(one.store.commit(held, change("a")))
      if (Exit.isSuccess(exit)) throw new Error("it was committed")
      assert.isTrue(Cause.isFailType(exit.cause), String(exit))
      assert.include(String(exit), "SyncStoreError")
      // The pool finds out about its dead connections one by one, and a little late.
      const again = { times: 10, schedule: Schedule.spaced("20 millis") }
      yield* Effect.retry(one.sql`DROP TRIGGER cut ON checkout_sessions`, again)
      assert.isUndefined(yield* Effect.retry(rowOf(one, "a"), again))
      const first = yield* Effect.retry(one.store.commit(held, change("a")), again)
      assert.strictEqual(first.inserted, 1)

      server.restart()
      const after = yield* Effect.retry(one.store.commit(held, change("b")), again)
      assert.strictEqual(after.inserted, 1)
      assert.isDefined(yield* rowOf(one, "a"))
    })
  )

  it.scopedLive("ends the transaction of a process that sleeps, so that others go on", () =>
    Effect.gen(function* () {
      const name = yield* server.create
      const one = yield* open(client(server.host, name))
      const sleeper = yield* open(client(server.host, name))
      yield* sleeper.store.take(source)
      const holds = yield* Deferred.make<void>()
      // Stands for a process that was stopped within a commit, with the same settings.
      const fiber = yield* Effect.fork(
        sleeper.sql.withTransaction(
          Effect.gen(function* () {
            yield* sleeper.sql`SELECT set_config('idle_in_transaction_session_timeout', '2s', true)`
            yield* sleeper.sql`UPDATE checkout_sync SET epoch = epoch WHERE source = 'stripe'`
            yield* Deferred.succeed(holds, undefined)
            yield* Effect.sleep("4 seconds")
          })
        )
      )
      yield* Deferred.await(holds)
      const began = performance.now()
      const held = yield* one.store.take(source)
      assert.isAbove(performance.now() - began, 1000)
      assert.strictEqual((yield* one.store.commit(held, change("a"))).inserted, 1)
      yield* Fiber.interrupt(fiber)
    })
  )

  it.scopedLive("each transaction says how long it may sleep and wait", () =>
    Effect.gen(function* () {
      const one = yield* opened(database)
      yield* one.sql`CREATE TABLE seen (idle text, lock text)`
      yield* one.sql`CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO seen VALUES (current_setting('idle_in_transaction_session_timeout'),
          current_setting('lock_timeout')); RETURN NULL; END $$`
      yield* one.sql`CREATE TRIGGER look AFTER UPDATE ON checkout_sync
        FOR EACH ROW EXECUTE FUNCTION look()`
      const held = yield* one.store.take(source)
      yield* one.store.commit(held, change("a"))
      assert.deepStrictEqual(yield* one.sql`SELECT * FROM seen`, [{ idle: "8s", lock: "12s" }])
    })
  )

  it.scopedLive("has no data of sessions or passwords in its errors", () =>
    Effect.gen(function* () {
      const one = yield* opened(database)
      const held = yield* one.store.take(source)
      yield* one.sql`ALTER TABLE checkout_sessions ADD CONSTRAINT none CHECK (id = '')`
      const native = { client_reference_id: "buyer@example.com" }
      const refused = yield* Effect.either(
        one.store.commit(held, { ...change("a"), sessions: [stripe("cs_buyer", native)] })
      )
      if (Either.isRight(refused)) throw new Error("it was written")
      for (const text of [
        inspect(refused.left, { depth: 9 }),
        Cause.pretty(Cause.fail(refused.left))
      ]) {
        assert.notInclude(text, "buyer")
        assert.include(text, "23514")
      }
      assert.notInclude(refused.left.message, "\n")
    })
  )

  it.scopedLive("has names of columns that the client changes, and keeps its own", () =>
    Effect.gen(function* () {
      const name = yield* server.create
      const camel = (text: string) =>
        text.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
      const snake = (text: string) => text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      const changing = PgClient.layer({
        host: server.host,
        database: name,
        username: "tests",
        transformResultNames: camel,
        transformQueryNames: snake
      })
      const one = yield* open(Layer.orDie(changing))
      const held = yield* one.store.take(source)
      yield* one.store.commit(held, { ...change("a"), state: { requests: 7 } })
      assert.strictEqual((yield* one.store.take(source)).state.requests, 7)
      const [status] = yield* one.store.status
      assert.strictEqual(status?.rows, 1)
    })
  )
})
