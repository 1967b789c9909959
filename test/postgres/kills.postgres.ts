import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { join } from "node:path"
import * as SyncSqlite from "../../src/sync/SyncSqlite.js"
import { folder } from "../sync/store/folder.js"
import { seeded, verify, writeAndKill } from "../sync/store/kills.js"
import { client } from "./client.js"
import type { Server } from "./server.js"
import { start } from "./server.js"

let server: Server

beforeAll(() => {
  server = start()
})

afterAll(() => server.stop())

/** `npm run soak:store` kills 200 of each. */
const kills = Number(process.env["KILLS"] ?? 20)
const limit = 60_000 + kills * 12_000

describe("a writer that is killed", () => {
  const file = Effect.map(folder, (folder) => join(folder, "sessions.db"))

  it.scopedLive(
    "in SQLite",
    () =>
      Effect.gen(function* () {
        const filename = yield* file
        const random = seeded(11)
        for (let kill = 0; kill < kills; kill++) {
          yield* writeAndKill(["sqlite", filename], random(120))
          yield* verify(Layer.orDie(SyncSqlite.layer({ filename })))
        }
      }),
    limit
  )

  it.scopedLive("in SQLite, beside another by accident", () =>
    Effect.gen(function* () {
      const filename = yield* file
      const written = yield* Effect.all(
        [writeAndKill(["sqlite", filename], 600), writeAndKill(["sqlite", filename], 500)],
        { concurrency: 2 }
      )
      assert.isAbove(Math.min(...written), 0)
      const pages = yield* verify(Layer.orDie(SyncSqlite.layer({ filename })))
      // What was reported is there. A page may be there whose report the kill cut off.
      assert.isAtLeast(pages, written[0] + written[1])
      assert.isAtMost(pages, written[0] + written[1] + 2)
    })
  )

  it.scopedLive(
    "in Postgres",
    () =>
      Effect.gen(function* () {
        const name = yield* server.create
        const random = seeded(12)
        for (let kill = 0; kill < kills; kill++) {
          yield* writeAndKill(["postgres", server.host, name], random(120))
          yield* verify(client(server.host, name))
        }
      }),
    limit
  )

  it.scopedLive("in Postgres, beside another by accident", () =>
    Effect.gen(function* () {
      const name = yield* server.create
      const args = ["postgres", server.host, name]
      yield* Effect.all([writeAndKill(args, 400), writeAndKill(args, 300)], { concurrency: 2 })
      yield* verify(client(server.host, name))
    })
  )
})
