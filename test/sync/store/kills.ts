/** Processes that are killed at any moment: rows and state stay one. */
import { assert } from "@effect/vitest"
import type * as SqlClient from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { idsOf, source } from "./pages.js"
import { open } from "./support.js"

const writer = fileURLToPath(new URL("writer.ts", import.meta.url))

/** Numbers that look random, and are the same in each run. */
export const seeded = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Runs a writer until it has written, and then kills it after so many milliseconds. */
export const writeAndKill = (args: ReadonlyArray<string>, millis: number) =>
  Effect.promise(async () => {
    const child = spawn(process.execPath, ["--import", "tsx", writer, ...args], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    const exit = once(child, "exit")
    let pages = 0
    child.stdout.on("data", (dots) => {
      pages += String(dots).length
    })
    await once(child.stdout, "data")
    await new Promise((resolve) => setTimeout(resolve, millis))
    child.kill("SIGKILL")
    const [code, signal] = await exit
    assert.deepStrictEqual([code, signal], [null, "SIGKILL"])
    return pages
  })

/** Compares the rows with the state. */
export const verify = (database: Layer.Layer<SqlClient.SqlClient>) =>
  Effect.gen(function* () {
    const one = yield* open(database)
    const { state } = yield* one.store.take(source)
    const pages = Number(Option.getOrElse(state.plan, () => "0"))
    const rows = yield* one.sql<{
      readonly id: string
    }>`SELECT id FROM checkout_sessions ORDER BY id`
    assert.deepStrictEqual(
      rows.map(({ id }) => id),
      [...idsOf(pages)]
    )
    assert.strictEqual(state.sessions, rows.length)
    const intact = yield* one.sql.onDialectOrElse({
      sqlite: () => one.sql<{ readonly integrity_check: string }>`PRAGMA integrity_check`,
      orElse: () => Effect.succeed([{ integrity_check: "ok" }])
    })
    assert.deepStrictEqual(
      intact.map((row) => row.integrity_check),
      ["ok"]
    )
    return pages
  }).pipe(Effect.scoped)
