import { describe } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { join } from "node:path"
import * as SyncSqlite from "../../../src/sync/SyncSqlite.js"
import { contract } from "./contract.js"
import { folder } from "./folder.js"
import { poison } from "./poison.js"
import { questions } from "./questions.js"
import { rows } from "./rows.js"
import { synced } from "./synced.js"
import { views } from "./views.js"
import type { Fresh } from "./support.js"

const file = Effect.map(folder, (folder) => join(folder, "sessions.db"))

const client = (filename: string) => Layer.orDie(SyncSqlite.layer({ filename }))

const fresh: Fresh = Effect.map(file, client)

describe("SQLite", () => {
  contract(fresh)
  questions(fresh)
  rows(fresh)
  poison(fresh)
  views(fresh)
  synced(fresh)
})
