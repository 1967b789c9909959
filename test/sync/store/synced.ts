/** What holds of the neutral service over any database: it says what the providers' lists would. */
import { assert, describe, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { ProviderName } from "../../../src/CheckoutError.js"
import type { CheckoutSession } from "../../../src/neutral/CheckoutSession.js"
import * as Export from "../../../src/neutral/Export.js"
import { Cursor } from "../../../src/pagination/Cursor.js"
import * as CheckoutSessions from "../../../src/services/CheckoutSessions.js"
import * as Lane from "../../../src/sync/internal/lane.js"
import * as Database from "../../../src/sync/internal/store/database.js"
import * as SyncedSessions from "../../../src/sync/SyncedSessions.js"
import type { Fresh } from "./support.js"
import { drifted, open, opened, sessionsOf, stripe } from "./support.js"

const nul = String.fromCharCode(0)

const odd = [
  stripe("undated 1", { status: "open" }),
  stripe("undated 2", { status: "expired" }),
  drifted({ id: "polar drifted", url: "https://polar.example/secret" }, "polar drifted", "polar"),
  stripe("nul", { client_reference_id: `order ${nul}7`, created: 1_600_000_000 })
]

const all = [...ProviderName.literals.flatMap((provider) => sessionsOf(provider, 130)), ...odd]

/** The neutral fields in a form to compare, as they are expected of the database. */
const fieldsOf = (session: CheckoutSession): unknown => {
  const line = JSON.parse(
    Export.toJsonLine(session, { native: false }).replaceAll("\\u0000", "\uFFFD")
  )
  // The path of a drift is found again, in a session that may differ from the one that had it.
  const drift = line.drift === null ? null : "some"
  return { ...line, drift, url: line.provider === "polar" ? null : line.url }
}

const sorted = (sessions: Iterable<CheckoutSession>): ReadonlyArray<unknown> =>
  [...sessions]
    .sort((a, b) => (a.provider + a.id < b.provider + b.id ? -1 : 1))
    .map((session) => fieldsOf(session))

const serviceOf = <E>(layer: Layer.Layer<CheckoutSessions.CheckoutSessions, E>) =>
  Effect.map(Layer.build(layer), (context) =>
    Context.get(context, CheckoutSessions.CheckoutSessions)
  )

/** The service over the database, and the one over sessions in memory. */
const both = (fresh: Fresh) =>
  Effect.gen(function* () {
    const database = yield* fresh
    const { store } = yield* open(database)
    for (const provider of ProviderName.literals) {
      const held = yield* store.take({ source: provider, provider })
      const sessions = all.filter((session) => session.provider === provider)
      yield* store.commit(held, { observedAt: 1, sessions, state: {} })
      // Neither a session that is gone nor one that was there before it is in the list.
      yield* store.commit(held, {
        observedAt: 2,
        sessions: [drifted({ id: "left" }, "left", provider)],
        state: {}
      })
      yield* store.commit(held, { observedAt: 3, sessions: [], gone: ["left"], state: {} })
    }
    const synced = yield* serviceOf(Layer.provide(SyncedSessions.layer, database))
    const memory = yield* serviceOf(CheckoutSessions.layerTest(all))
    return { synced, memory }
  })

const middle = Option.getOrThrow(
  Option.flatMap(Option.fromNullable(all[60]), ({ createdAt }) => createdAt)
)

const queries: ReadonlyArray<CheckoutSessions.Query> = [
  {},
  { status: "open" },
  { status: ["complete", "expired"], providers: ["stripe", "monime"] },
  { createdAfter: middle },
  { createdBefore: middle, status: "complete" },
  { createdAfter: new Date(0), createdBefore: new Date(8.64e15) }
]

export const synced = (fresh: Fresh): void => {
  describe("the neutral service over the database", () => {
    it.scoped("gives the sessions that were written, without their secrets", () =>
      Effect.gen(function* () {
        const { memory, synced } = yield* both(fresh)
        for (const query of queries) {
          const found = yield* Stream.runCollect(synced.stream(query))
          const wanted = yield* Stream.runCollect(memory.stream(query))
          assert.deepStrictEqual(sorted(found), sorted(wanted))
        }
      })
    )

    it.scoped("keeps the order, and sums as the lists do", () =>
      Effect.gen(function* () {
        const { memory, synced } = yield* both(fresh)
        const order = { order: "createdDescending" } as const
        const dated = { createdAfter: new Date(0) }
        const times = Effect.map(Stream.runCollect(synced.stream(dated, order)), (sessions) =>
          Chunk.toReadonlyArray(sessions).flatMap(({ createdAt }) =>
            Option.toArray(Option.map(createdAt, DateTime.toEpochMillis))
          )
        )
        const found = yield* times
        assert.deepStrictEqual(
          found,
          [...found].sort((a, b) => b - a)
        )
        assert.deepStrictEqual(yield* synced.summary(), yield* memory.summary())
      })
    )

    it.scoped("goes on from the cursor of any page", () =>
      Effect.gen(function* () {
        const { synced } = yield* both(fresh)
        const seen: Array<CheckoutSession> = []
        let from: Cursor | undefined
        while (true) {
          const page = yield* Stream.runHead(synced.streamPages({}, { from }))
          if (Option.isNone(page)) break
          seen.push(...page.value.items)
          from = page.value.cursor
        }
        assert.deepStrictEqual(sorted(seen), sorted(all))
        // In one order over all providers, within a page of each.
        const order = { order: "createdDescending" } as const
        const [first, second] = yield* Effect.map(
          Stream.runCollect(synced.streamPages({}, order)),
          (pages) => Chunk.toReadonlyArray(pages)
        )
        const rest = yield* Stream.runHead(
          synced.streamPages({}, { ...order, from: first?.cursor })
        )
        const items = Option.map(rest, ({ items }) => sorted(items))
        assert.deepStrictEqual(items, Option.some(sorted(second?.items ?? [])))
      })
    )

    it.scoped("refuses a cursor with values that no database takes", () =>
      Effect.gen(function* () {
        const { sql } = yield* opened(fresh)
        const lane = yield* Effect.flatMap(Database.make(sql), (it) => Lane.make(it, "stripe"))
        const key = { p: "stripe", at: 0, id: "cs_test_1", s: "stripe", in: false }
        const read = (key: unknown) =>
          Stream.runHead(
            Option.getOrThrow(
              lane.pages(
                {
                  status: Option.none(),
                  createdAfter: Option.none(),
                  createdBefore: Option.none()
                },
                { from: Cursor.make(Encoding.encodeBase64Url(JSON.stringify(key))) }
              )
            )
          )
        yield* read(key)
        const others = [{ at: 1e300 }, { at: 8e15 }, { at: 0.5 }, { id: "\u0000" }, { s: "\ud800" }]
        for (const other of others) {
          const error = yield* Effect.flip(read({ ...key, ...other }))
          assert.deepInclude(error, { reason: "CursorForeign" })
        }
      })
    )

    it.scoped("gives advice where the tables are missing", () =>
      Effect.gen(function* () {
        const database = yield* fresh
        const service = yield* serviceOf(Layer.provide(SyncedSessions.layer, database))
        const error = yield* Effect.flip(Stream.runDrain(service.stream()))
        assert.include(error.message, "let `SyncStore.layerSql` make them")
      })
    )
  })
}
