/** `effect-checkout sync runner` as users start it. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { once } from "node:events"
import { lines, program, variables } from "../cli/program.js"
import type { Server } from "../postgres/server.js"
import { start as startServer } from "../postgres/server.js"
import { until } from "./fleet.js"

const { ended, run, sandbox, start } = program()

let server: Server

beforeAll(() => {
  server = startServer()
})

afterAll(() => server.stop())

describe("sync runner", () => {
  it("shares the accounts with another, and hands them over when it is told to end", async () => {
    const { url } = await sandbox("--sessions", "300")
    const database = await Effect.runPromise(server.create)
    const db = `postgres://tests@localhost/${database}?host=${server.host}`
    const line = ["sync", "runner", db, "--every", "1s", "--base-url", url]
    const ask = async (sql: string) => {
      const { code, stderr, stdout } = await run(["sync", "query", db, sql, "--json"])
      assert.strictEqual(code, 0, stderr)
      return lines(stdout).map((text): unknown => JSON.parse(text))
    }
    const status = async () => (await run(["sync", "status", db, "--every", "1s"])).code === 0

    const one = start([...line, "--address", "one:4000"], variables)
    const first = ended(one)
    await once(one.stderr, "data")
    const two = start([...line, "--address", "two:4000"], variables)
    const second = ended(two)
    await until("all is current", status)
    assert.deepEqual(
      await ask(
        "SELECT split_part(address, ':', 1) AS address FROM checkout_cluster_runners ORDER BY 1"
      ),
      [{ address: "one" }, { address: "two" }]
    )

    one.kill("SIGTERM")
    const { code, stderr } = await first
    assert.strictEqual(code, 0, stderr)
    assert.match(stderr, /^Runner one:4000 for stripe, polar, flowglad, monime, leanrails; /)
    assert.include(stderr, "stopped; the other runners go on")
    assert.deepEqual(await ask("SELECT count(*)::int AS n FROM checkout_cluster_runners"), [
      { n: 1 }
    ])
    await until("all is current again", status)
    assert.deepEqual(
      await ask(
        "SELECT source, count(*)::int AS n FROM checkout_sessions GROUP BY source ORDER BY source"
      ),
      ["flowglad", "leanrails", "monime", "polar", "stripe"].map((source) => ({ source, n: 300 }))
    )
    two.kill("SIGTERM")
    assert.strictEqual((await second).code, 0)
  })
})
