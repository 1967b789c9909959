// Writes sessions of the sandbox to SQLite and, with a URL as argument, to Postgres:
//   node bench/store.mjs [postgres://…]
// It counts sessions a second, and this process's CPU for each: of new ones, of the same ones read again,
// and of all of them changed.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as SqlClient from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as CheckoutSession from "../dist/neutral/CheckoutSession.js"
import * as Sandbox from "../dist/sandbox/Sandbox.js"
import * as SyncSqlite from "../dist/sync/SyncSqlite.js"
import * as SyncStore from "../dist/sync/SyncStore.js"

const count = 20_000
const pageSize = 100
const [url] = process.argv.slice(2)

const natives = Sandbox.sessions("stripe", { sessions: count })
const pagesOf = (change) => {
  const sessions = natives.map((native) =>
    CheckoutSession.fromNative({ provider: "stripe", native: change(native) })
  )
  return Array.from({ length: count / pageSize }, (_, page) =>
    sessions.slice(page * pageSize, (page + 1) * pageSize)
  )
}
const same = pagesOf((native) => native)
const changed = pagesOf((native) => ({ ...native, client_reference_id: "changed" }))

const run = (name) =>
  Effect.gen(function* () {
    const store = yield* SyncStore.SyncStore
    const held = yield* store.take({ source: "stripe", provider: "stripe" })
    let observedAt = 0
    for (const [what, pages] of [
      ["new", same],
      ["unchanged", same],
      ["unchanged", same],
      ["changed", changed]
    ]) {
      observedAt += 1
      const began = performance.now()
      const before = process.cpuUsage()
      for (const sessions of pages) yield* store.commit(held, { observedAt, sessions, state: {} })
      const seconds = (performance.now() - began) / 1000
      const { system, user } = process.cpuUsage(before)
      const micros = Math.round((system + user) / count)
      console.log(`${name}\t${what}\t${Math.round(count / seconds)} a second\t${micros} µs of CPU`)
    }
    const sql = yield* SqlClient.SqlClient
    const [{ n }] = yield* sql`SELECT count(*) AS n FROM checkout_sessions`
    if (Number(n) !== count) throw new Error(`${n} rows instead of ${count}`)
  })

const bytes = natives.reduce((sum, native) => sum + JSON.stringify(native).length, 0) / count
console.log(`sessions of ${Math.round(bytes)} bytes, pages of ${pageSize}`)

const folder = mkdtempSync(join(tmpdir(), "effect-checkout-"))
try {
  const sqlite = SyncSqlite.layer({ filename: join(folder, "bench.db") })
  await Effect.runPromise(
    Effect.provide(run("SQLite"), Layer.provideMerge(SyncStore.layerSql(), sqlite))
  )
  if (url !== undefined) {
    const postgres = PgClient.layer({ url: Redacted.make(url) })
    await Effect.runPromise(
      Effect.provide(run("Postgres"), Layer.provideMerge(SyncStore.layerSql(), postgres))
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
