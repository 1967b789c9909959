import { afterAll, beforeAll, describe } from "@effect/vitest"
import { contract } from "../sync/store/contract.js"
import { poison } from "../sync/store/poison.js"
import { questions } from "../sync/store/questions.js"
import { rows } from "../sync/store/rows.js"
import { synced } from "../sync/store/synced.js"
import { views } from "../sync/store/views.js"
import type { Server } from "./server.js"
import { fresh, start } from "./server.js"

let server: Server

beforeAll(() => {
  server = start()
})

afterAll(() => server.stop())

const database = fresh(() => server)

describe("Postgres", () => {
  contract(database)
  questions(database)
  rows(database)
  poison(database)
  views(database)
  synced(database)
})
