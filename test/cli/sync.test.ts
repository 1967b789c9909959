import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { join } from "node:path"
import * as SyncSqlite from "../../src/sync/SyncSqlite.js"
import { lines, program, variables } from "./program.js"

const { ended, run, sandbox, start, temp } = program()

let files = 0
const file = () => join(temp, `sync-${files++}.db`)

const rows = async (db: string, sql: string): Promise<ReadonlyArray<unknown>> => {
  const { code, stderr, stdout } = await run(["sync", "query", db, sql, "--json"])
  assert.strictEqual(code, 0, stderr)
  return lines(stdout).map((line): unknown => JSON.parse(line))
}

const counts = (db: string) =>
  rows(db, "SELECT source, count(*) AS n FROM checkout_sessions GROUP BY source ORDER BY source")

describe("sync", () => {
  it("puts a sandbox into a file, which then answers questions", async () => {
    const db = file()
    const { code, stderr, stdout } = await run(["sync", db, "--demo", "--sessions", "130"])
    assert.strictEqual(code, 0, stderr)
    assert.include(stdout, "stripe: 130 sessions read by 2 requests: 130 new, 0 changed, 0 gone")
    assert.deepEqual(
      await counts(db),
      ["flowglad", "leanrails", "monime", "polar", "stripe"].map((source) => ({ source, n: 130 }))
    )
    const status = await run(["sync", "status", db])
    assert.strictEqual(status.code, 0, status.stderr)
    assert.match(status.stdout, /^stripe +current +130 /m)
    const plain = await run(["sync", "query", db, "SELECT 1 AS one, 'a\tb' AS two"])
    assert.strictEqual(plain.stdout, "one\ttwo\n1\ta b\n")
  })

  it("keeps the accounts of one provider apart, and reads those that are named", async () => {
    const { url } = await sandbox("--sessions", "20")
    const db = file()
    const { STRIPE_SECRET_KEY, FLOWGLAD_SECRET_KEY } = variables
    const env = { STRIPE_SECRET_KEY, STRIPE_SECRET_KEY__EU: STRIPE_SECRET_KEY, FLOWGLAD_SECRET_KEY }
    const all = await run(["sync", db, "--once", "--base-url", url], env)
    assert.strictEqual(all.code, 0, all.stderr)
    assert.deepEqual(
      await counts(db),
      ["flowglad", "stripe", "stripe/eu"].map((source) => ({ source, n: 20 }))
    )
    const one = file()
    const named = ["sync", one, "stripe/eu", "--once", "--base-url", url]
    assert.strictEqual((await run(named, env)).code, 0)
    assert.deepEqual(await counts(one), [{ source: "stripe/eu", n: 20 }])
    const missing = await run(["sync", one, "stripe/us", "--once"], env)
    assert.strictEqual(missing.code, 1)
    assert.include(missing.stderr, "set STRIPE_SECRET_KEY__US in the environment")
  })

  it("follows until Ctrl-C, and goes on where it stood", async () => {
    const { url } = await sandbox("--sessions", "120")
    const db = file()
    const { STRIPE_SECRET_KEY } = variables
    const line = ["sync", db, "stripe", "--every", "1s", "--base-url", url]
    const child = start(line, { STRIPE_SECRET_KEY })
    const end = ended(child)
    const loaded = async () => {
      const { code, stdout } = await run(["sync", "status", db, "--json"])
      return code === 0 && stdout.includes('"phase":"follow"')
    }
    await once(child.stderr, "data")
    while (!(await loaded())) await new Promise((resolve) => setTimeout(resolve, 50))
    child.kill("SIGINT")
    const { stderr } = await end
    assert.include(stderr, "stopped; run it again to go on")
    assert.deepEqual(await counts(db), [{ source: "stripe", n: 120 }])
    const again = await run([...line, "--once"], { STRIPE_SECRET_KEY })
    assert.include(again.stdout, "0 new, 0 changed, 0 gone")
  })

  it("has no runners over a file", async () => {
    const { code, stderr } = await run(["sync", "runner", "all.db"], variables)
    assert.strictEqual(code, 1)
    assert.deepEqual(lines(stderr), [
      "runners need Postgres, and all.db is a file of SQLite: give postgres://…, or use one process: effect-checkout sync all.db"
    ])
  })

  it("tells of a source that fails, and reads the others", async () => {
    const { url } = await sandbox("--sessions", "20")
    const db = file()
    const { FLOWGLAD_SECRET_KEY } = variables
    const env = { FLOWGLAD_SECRET_KEY, STRIPE_SECRET_KEY: "sk_test_wrong" }
    const { code, stderr } = await run(["sync", db, "--once", "--base-url", url], env)
    assert.strictEqual(code, 1)
    assert.include(stderr, "stripe: stripe.streamPages: the credentials were refused")
    assert.include(stderr, "not synced: stripe")
    assert.deepEqual(await counts(db), [{ source: "flowglad", n: 20 }])
    const status = await run(["sync", "status", db])
    assert.match(status.stdout, /^stripe .*CheckoutResponseError Unauthorized$/m)
  })

  it("calls a source stale that was not read for three rounds", async () => {
    const db = file()
    await run(["sync", db, "--demo", "--sessions", "3"])
    await new Promise((resolve) => setTimeout(resolve, 3100))
    const { code, stderr } = await run(["sync", "status", db, "--every", "1s"])
    assert.strictEqual(code, 1)
    assert.include(stderr, "stale, not read for 3 rounds of 1s: flowglad, leanrails")
  })

  it("calls a source stale that was last read in a time to come", async () => {
    const db = file()
    await run(["sync", db, "--demo", "--sessions", "3"])
    const ahead = Effect.flatMap(
      SqlClient.SqlClient,
      (sql) => sql`UPDATE checkout_sync SET last_ok_at = '2999-01-01T00:00:00.000Z'
        WHERE source = 'polar'`
    )
    await Effect.runPromise(Effect.provide(ahead, SyncSqlite.layer({ filename: db })))
    const { code, stderr } = await run(["sync", "status", db])
    assert.strictEqual(code, 1)
    assert.match(stderr, /stale, not read for 3 rounds of 5m: polar$/m)
  })

  it("only reads, with any query", async () => {
    const db = file()
    await run(["sync", db, "--demo", "--sessions", "3"])
    const { code, stderr } = await run(["sync", "query", db, "DELETE FROM checkout_sessions"])
    assert.strictEqual(code, 1)
    assert.include(stderr, "readonly")
    assert.strictEqual((await counts(db)).length, 5)
  })

  it.each([
    ["sync", "expected a db: the name of a file, or postgres://…; see effect-checkout sync --help"],
    [
      "sync a.db --evry 3",
      "--evry: no such option, did you mean --every?; see effect-checkout sync --help"
    ],
    ["sync status a.db --bad", "--bad: no such option; see effect-checkout sync status --help"],
    ["sync status a.db b", "b: one argument too many; see effect-checkout sync status --help"],
    [
      "sync a.db --every 0m",
      "--every: expected a duration such as 30s, 5m or 1h, got 0m; see effect-checkout sync --help"
    ]
  ])("%s: %s", async (line, why) => {
    const { code, stderr } = await run(line.split(" "))
    assert.strictEqual(code, 2)
    assert.strictEqual(lines(stderr).at(-1), why)
  })

  it("makes no file for a query", async () => {
    const db = file()
    for (const line of [
      ["status", db],
      ["query", db, "SELECT 1"]
    ]) {
      const { code, stderr } = await run(["sync", ...line])
      assert.strictEqual(code, 1)
      assert.include(stderr, `${db} does not exist; effect-checkout sync ${db} makes it`)
    }
    assert.isFalse(existsSync(db))
  })

  it("needs a folder, and says so", async () => {
    const { code, stderr } = await run(["sync", join(temp, "no", "a.db"), "--demo"])
    assert.strictEqual(code, 1)
    assert.include(stderr, "the file cannot be opened; see that its folder exists")
  })
})
