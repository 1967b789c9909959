/** What may only read: a role without the right to write, and `sync query`. */
import * as PgClient from "@effect/sql-pg/PgClient"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { Screen } from "../../src/cli/screen.js"
import { query } from "../../src/cli/sync/query.js"
import { open, stripe } from "../sync/store/support.js"
import { client } from "./client.js"
import type { Server } from "./server.js"
import { start } from "./server.js"

let server: Server

beforeAll(() => {
  server = start()
})

afterAll(() => server.stop())

const source = { source: "stripe", provider: "stripe" } as const

/** A database with one session. */
const filled = Effect.gen(function* () {
  const name = yield* server.create
  const one = yield* open(client(server.host, name))
  const held = yield* one.store.take(source)
  yield* one.store.commit(held, { observedAt: 1, sessions: [stripe("a")], state: {} })
  return { ...one, name }
})

describe("Postgres", () => {
  it.scopedLive("shows the status to a role that may only read", () =>
    Effect.gen(function* () {
      const { name, sql } = yield* filled
      yield* sql`CREATE ROLE reader LOGIN`
      yield* sql`REVOKE CREATE ON SCHEMA public FROM PUBLIC`
      yield* sql`GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader`
      const reader = yield* open(
        Layer.orDie(
          PgClient.layer({
            host: server.host,
            database: name,
            username: "reader",
            maxConnections: 1
          })
        )
      )
      const [status] = yield* reader.store.status
      assert.strictEqual(status?.rows, 1)
      const error = yield* Effect.flip(reader.store.take(source))
      assert.include(error.message, "42501")
    })
  )

  it.scopedLive("loses no session by a query, whatever its statements are", () =>
    Effect.gen(function* () {
      const { name, sql } = yield* filled
      const url = `postgres://tests@/${name}?host=${encodeURIComponent(server.host)}`
      const written: Array<string> = []
      const ask = (text: string) =>
        query(url, Option.some(text), true).pipe(
          Effect.provideService(Screen, {
            isTerminal: false,
            isColoured: false,
            columns: 80,
            write: (text) => Effect.sync(() => void written.push(text)),
            tell: () => Effect.void
          })
        )
      const all = "DELETE FROM checkout_sessions"
      for (const before of ["", "COMMIT; ", "SET TRANSACTION READ WRITE; ", "SELECT 1; "]) {
        const error = yield* Effect.flip(ask(`${before}${all}`))
        assert.match(error.message, /read-only transaction|multiple commands/)
      }
      yield* ask("SELECT id FROM checkout_sessions;")
      assert.deepStrictEqual(written, ['{"id":"a"}\n'])
      assert.lengthOf(yield* sql`SELECT id FROM checkout_sessions`, 1)
    })
  )
})
