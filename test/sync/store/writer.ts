// A process that writes page after page of one source, until it is killed. If another takes the source, it
// takes it back.
import { Effect, Layer, Option } from "effect"
import { client } from "../../postgres/client.js"
import * as SyncSqlite from "../../../src/sync/SyncSqlite.js"
import * as SyncStore from "../../../src/sync/SyncStore.js"
import { pageOf, source } from "./pages.js"

const [kind = "", place = "", database = ""] = process.argv.slice(2)

const write = Effect.gen(function* () {
  const store = yield* SyncStore.SyncStore
  const held = yield* store.take(source)
  let page = Number(Option.getOrElse(held.state.plan, () => "0"))
  let { sessions } = held.state
  while (true) {
    const items = pageOf(page)
    page += 1
    sessions += items.length
    yield* store.commit(held, {
      observedAt: Date.now(),
      sessions: items,
      state: { plan: Option.some(String(page)), sessions }
    })
    process.stdout.write(".")
    yield* Effect.yieldNow()
  }
})

const layer = SyncStore.layerSql().pipe(
  Layer.provide(kind === "sqlite" ? SyncSqlite.layer({ filename: place }) : client(place, database))
)

await Effect.runPromise(
  write.pipe(
    Effect.catchTag("Fenced", () => Effect.sleep("5 millis")),
    Effect.forever,
    Effect.provide(layer)
  )
)
