import * as Statement from "@effect/sql/Statement"
import { assert, describe, it } from "@effect/vitest"
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
import { opened } from "./support.js"

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

it.scoped("the queries of each round do not read the whole table", () =>
  Effect.gen(function* () {
    const one = yield* opened(fresh)
    const plans: Array<string> = []
    // Looks at the plan of each statement of the store before it runs.
    const explain = Statement.withTransformer((statement, sql) => {
      const [text, values] = statement.compile()
      return Effect.as(
        Effect.ignore(
          Effect.map(
            Statement.withTransformerDisabled(
              sql.unsafe<{ readonly detail: string }>(`EXPLAIN QUERY PLAN ${text}`, values)
            ),
            (rows) => plans.push(...rows.map(({ detail }) => detail))
          )
        ),
        statement
      )
    })
    yield* explain(
      Effect.gen(function* () {
        yield* one.store.late("stripe", { now: 0, tick: 0, limit: 9 })
        yield* one.store.known("stripe", 9)
        yield* one.store.unmet("stripe", { sweep: 1, began: 0, limit: 9 })
        yield* one.store.status
        for (const view of ["paid_by_day", "abandoned", "unsettled", "by_status"]) {
          yield* one.sql`SELECT * FROM ${one.sql(`checkout_${view}`)}`
        }
      })
    )
    assert.isAbove(plans.length, 15)
    const used = plans.join("\n")
    for (const index of ["unsettled", "listed", "sweep", "gone", "inexact", "drifted", "paid"]) {
      assert.include(used, `checkout_sessions_${index}`)
    }
    assert.notMatch(used, /SCAN checkout_sessions$/m)
    assert.include(used, "checkout_sessions_abandoned")
    assert.include(used, "checkout_sessions_by_status")
  })
)
