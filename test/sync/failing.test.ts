/** Single sessions whose retrieval fails, and what becomes of all others. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Logger, LogLevel, Option, TestClock } from "effect"
import { CheckoutResponseError } from "../../src/CheckoutError.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as Sync from "../../src/sync/Sync.js"
import { SyncStore } from "../../src/sync/SyncStore.js"
import type * as Memory from "./memory.js"
import { open } from "./open.js"
import { sourceOf } from "./sources.js"

const silent = Logger.withMinimumLogLevel(LogLevel.None)

type Reason = CheckoutResponseError["reason"]

const refusal = (reason: Reason, status: number) =>
  new CheckoutResponseError({ provider: "stripe", operation: "retrieveSession", reason, status })

/** A source that fails to retrieve some of its sessions, and the ids that it was asked for. */
const failing = (source: Sync.Source, error: CheckoutResponseError, ids: ReadonlySet<string>) => {
  const asked: Array<string> = []
  const retrieve: Sync.Source["lane"]["retrieve"] = (id) => {
    asked.push(id)
    return ids.has(id) ? Effect.fail(error) : source.lane.retrieve(id)
  }
  return { asked, source: { ...source, lane: { ...source.lane, retrieve } } }
}

/** Sessions that were paid by debit: they are late ones for days. */
const debits = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    Sandbox.session("stripe", {
      id: `cs_test_${index}`,
      status: "complete",
      payment_status: "unpaid",
      created: 1_800_000_000 + index
    })
  )

/** A loaded source, when its sessions are older than its rounds reach, and were not seen for ten hours. */
const late = (count: number) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(1_800_000_600_000)
    const { context, store } = yield* open({ sessions: { stripe: debits(count) } })
    const source = yield* Effect.provide(sourceOf("stripe"), context)
    yield* Effect.provide(Sync.once(source), context)
    yield* TestClock.adjust("2 days")
    yield* Effect.provide(Sync.once(source), context)
    yield* TestClock.adjust("10 hours")
    return { context, source, store }
  })

const begun = 1_800_000_600_000 + 58 * 3_600_000

const lastOkAt = (store: Memory.Memory) =>
  Effect.map(store.peek("stripe"), (held) =>
    Option.getOrThrow(Option.flatMap(held, ({ state }) => state.lastOkAt))
  )

const answers = [
  ["403", refusal("Forbidden", 403)],
  ["400", refusal("Invalid", 400)],
  ["500", refusal("Unavailable", 500)]
] as const

describe("a session whose retrieval always fails", () => {
  it.effect.each(answers)("with %s is tried once in a round, and the others go on", ([, error]) =>
    Effect.gen(function* () {
      const { context, source, store } = yield* late(10)
      const { asked, source: broken } = failing(source, error, new Set(["cs_test_0"]))
      const fiber = yield* Effect.fork(Effect.provide(Sync.follow([broken]), context))
      yield* TestClock.adjust("4 minutes")
      yield* Fiber.interrupt(fiber)
      assert.strictEqual(asked.filter((id) => id === "cs_test_0").length, 1)
      assert.strictEqual(new Set(asked).size, 10)
      assert.isAtLeast(yield* lastOkAt(store), begun)
    }).pipe(silent)
  )

  it.effect.each(answers)("with %s does not stop slices of one request", ([, error]) =>
    Effect.gen(function* () {
      const { context, source } = yield* late(3)
      const { asked, source: broken } = failing(source, error, new Set(["cs_test_0"]))
      for (let slices = 1; ; slices++) {
        assert.isAtMost(slices, 9)
        const slice = yield* Effect.either(
          Effect.provide(Sync.slice(broken, { pages: 1 }), context)
        )
        if (slice._tag === "Right" && !slice.right.more) break
      }
      assert.deepEqual(asked.toSorted(), ["cs_test_0", "cs_test_1", "cs_test_2"])
    }).pipe(silent)
  )

  it.effect("does not hide the others, however many there are", () =>
    Effect.gen(function* () {
      const { context, source } = yield* late(130)
      const ids = new Set(debits(120).map(({ id }) => id))
      const { asked, source: broken } = failing(source, refusal("Invalid", 400), ids)
      yield* Effect.provide(Sync.once(broken), context)
      assert.strictEqual(new Set(asked).size, 130)
      assert.strictEqual(asked.length, 130)
    }).pipe(silent)
  )

  it.effect.each(answers)("with %s, and a hint of it, does not stop the rounds", ([, error]) =>
    Effect.gen(function* () {
      const { context, source, store } = yield* late(2)
      const ids = new Set(Array.from({ length: 20 }, (_, index) => `forged-${index}`))
      const { asked, source: broken } = failing(source, error, ids)
      const fiber = yield* Effect.fork(Effect.provide(Sync.follow([broken]), context))
      yield* TestClock.adjust("4 minutes")
      for (const id of ids) {
        yield* Effect.provideService(Sync.poke("stripe", id), SyncStore, store)
      }
      yield* TestClock.adjust("10 minutes")
      yield* Fiber.interrupt(fiber)
      assert.isAbove(yield* lastOkAt(store), begun + 480_000)
      assert.isAtMost(asked.filter((id) => ids.has(id)).length, 20)
    }).pipe(silent)
  )

  it.effect("is one of those that the account must know: the next one is asked", () =>
    Effect.gen(function* () {
      const paid = Array.from({ length: 3 }, (_, index) =>
        Sandbox.session("stripe", {
          id: `cs_test_${index}`,
          status: "complete",
          payment_status: "paid",
          created: index
        })
      )
      const { context } = yield* open({ sessions: { stripe: paid } })
      const source = yield* Effect.provide(sourceOf("stripe"), context)
      yield* Effect.provide(Sync.once(source), context)
      const error = refusal("Unavailable", 500)
      const one = failing(source, error, new Set([paid[0]?.id ?? ""]))
      yield* Effect.provide(Sync.once(one.source), context)
      const all = failing(source, error, new Set(paid.map(({ id }) => id)))
      assert.strictEqual(yield* Effect.flip(Effect.provide(Sync.once(all.source), context)), error)
    }).pipe(silent)
  )
})
