/** How an audit tells a session that is gone from one that the list only skipped. */
import { HttpClient } from "@effect/platform"
import { assert, it } from "@effect/vitest"
import { Effect, Option, Stream, TestClock } from "effect"
import { CheckoutResponseError } from "../../src/CheckoutError.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as Sync from "../../src/sync/Sync.js"
import { SyncStore } from "../../src/sync/SyncStore.js"
import * as Memory from "./memory.js"
import { sourceOf } from "./sources.js"

const unavailable = new CheckoutResponseError({
  provider: "flowglad",
  operation: "retrieveSession",
  reason: "Unavailable",
  status: 503
})

/** An account of Flowglad that was loaded a minute ago. Its list can be told to skip sessions. */
const loaded = (sessions: number) =>
  Effect.gen(function* () {
    const running = yield* Sandbox.make({ sessions })
    const store = Memory.make()
    const { lane, ...name } = yield* Effect.provideService(
      sourceOf("flowglad"),
      HttpClient.HttpClient,
      running.httpClient
    )
    const skipped = new Set<string>()
    const asked: Array<string> = []
    const limits: Array<number | undefined> = []
    const failing = new Set<string>()
    const source: Sync.Source = {
      ...name,
      lane: {
        ...lane,
        retrieve: (id) => {
          asked.push(id)
          return failing.has(id) ? Effect.fail(unavailable) : lane.retrieve(id)
        },
        pages: (query, options) => {
          limits.push(options?.limit)
          return Option.map(
            lane.pages(query, options),
            Stream.map((page) => {
              const items = page.items.filter(({ id }) => !skipped.has(id))
              return Object.assign({}, page, { items })
            })
          )
        }
      }
    }
    const run = <A, E>(effect: Effect.Effect<A, E, SyncStore>) =>
      Effect.provideService(effect, SyncStore, store)
    yield* run(Sync.once(source))
    yield* TestClock.adjust("1 minute")
    asked.length = 0
    limits.length = 0
    const ids = store.rows("flowglad").map(({ session }) => session.id)
    const gone = () =>
      store
        .rows("flowglad")
        .filter(({ goneAt }) => goneAt !== undefined)
        .map(({ session }) => session.id)
    const audit = (force = false) => run(Sync.audit(source, { force }))
    return { running, ids, skipped, asked, limits, failing, gone, audit }
  })

it.effect("a session that the list skips is asked for by id, and is not gone", () =>
  Effect.gen(function* () {
    const { asked, audit, gone, ids, skipped } = yield* loaded(250)
    const some = ids.slice(20, 30)
    for (const id of some) skipped.add(id)
    const { gone: marked } = yield* audit()
    assert.strictEqual(marked, 0)
    assert.deepEqual(gone(), [])
    assert.sameMembers(
      asked.filter((id) => skipped.has(id)),
      some
    )
  })
)

it.effect("an audit has other page borders than the one before", () =>
  Effect.gen(function* () {
    const { audit, limits } = yield* loaded(250)
    yield* audit()
    const first = limits.splice(0)
    yield* TestClock.adjust("1 second")
    yield* audit()
    assert.deepEqual([...new Set(first)], [99])
    assert.deepEqual([...new Set(limits)], [98])
  })
)

it.effect("an error in the middle of the questions is no answer, and the next audit goes on", () =>
  Effect.gen(function* () {
    const { asked, audit, failing, gone, ids, limits, skipped } = yield* loaded(250)
    const some = ids.slice(20, 25)
    for (const id of some) skipped.add(id)
    failing.add(some[3] ?? "")
    const error = yield* Effect.flip(audit())
    assert.strictEqual(error._tag, "CheckoutResponseError")
    failing.clear()
    limits.length = 0
    asked.length = 0
    yield* audit()
    // The list is not read again, and no session is asked for twice: the one that failed stays as it is.
    assert.deepEqual(limits, [])
    const sorted = some.toSorted()
    assert.deepEqual(
      asked.filter((id) => skipped.has(id)),
      sorted.slice(sorted.indexOf(some[3] ?? "") + 1)
    )
    assert.deepEqual(gone(), [])
  })
)

it.effect("more than a thousand sessions are marked without a question for each", () =>
  Effect.gen(function* () {
    const { asked, audit, gone, ids, skipped } = yield* loaded(1300)
    for (const id of ids.slice(0, 1001)) skipped.add(id)
    yield* audit(true)
    assert.lengthOf(gone(), 1001)
    assert.isTrue(asked.every((id) => !skipped.has(id)))
    // All of them are met again.
    skipped.clear()
    yield* TestClock.adjust("1 second")
    yield* audit()
    assert.deepEqual(gone(), [])
  })
)
