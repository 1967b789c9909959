/** Places in lists that the provider refuses, and how a walk goes on. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Logger, LogLevel, Option, Stream, TestClock } from "effect"
import { CheckoutResponseError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import type * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as Sync from "../../src/sync/Sync.js"
import { open } from "./open.js"
import { sourceOf } from "./sources.js"

const silent = Logger.withMinimumLogLevel(LogLevel.None)

const invalid = new CheckoutResponseError({
  provider: "stripe",
  operation: "streamPages",
  reason: "Invalid",
  status: 400
})

/** A source whose cursors are refused as long as `refuses` says so, and the places that were asked for. */
const refusing = (source: Sync.Source, refuses: (cursor: Cursor) => boolean) => {
  const asked: Array<Cursor | undefined> = []
  const pages: Sync.Source["lane"]["pages"] = (query, options) => {
    const from = options?.from
    asked.push(from)
    return from !== undefined && refuses(from)
      ? Option.some(Stream.fail(invalid))
      : source.lane.pages(query, options)
  }
  return { asked, source: { ...source, lane: { ...source.lane, pages } } }
}

const opened = (provider: "stripe" | "flowglad", options: Sandbox.Options) =>
  Effect.gen(function* () {
    const { context, store } = yield* open(options)
    return { store, context, source: yield* Effect.provide(sourceOf(provider), context) }
  })

describe("cursors that are refused", () => {
  it.effect.each(["load", "audit"] as const)(
    "many times do not end a source's %s for ever",
    (kind) =>
      Effect.gen(function* () {
        const { context, source, store } = yield* opened("stripe", { sessions: 250 })
        if (kind === "audit") yield* Effect.provide(Sync.once(source), context)
        yield* TestClock.adjust("1 minute")
        const read = kind === "load" ? Sync.once : Sync.audit
        const never = refusing(source, () => true)
        assert.strictEqual(yield* Effect.flip(Effect.provide(read(never.source), context)), invalid)
        const again = refusing(source, () => false)
        yield* Effect.provide(read(again.source), context)
        // The place that was refused to the end is not asked for again.
        assert.isUndefined(again.asked[0])
        assert.lengthOf(store.rows("stripe"), 250)
        const { lastError, phase } = Option.getOrThrow(yield* store.peek("stripe")).state
        assert.deepEqual([phase, lastError], ["follow", Option.none()])
      }).pipe(silent)
  )

  it.effect("as a mark is one of them: the walk begins at an earlier mark", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_800_000_000_000)
      const { context, source } = yield* opened("flowglad", { sessions: 2000, span: "10 days" })
      yield* Effect.provide(Sync.once(source), context)
      yield* TestClock.adjust("5 minutes")
      let left = 2
      const { asked, source: refused } = refusing(source, () => left-- > 0)
      yield* Effect.provide(Sync.once(refused), context)
      assert.notInclude(asked, undefined)
      assert.isBelow(asked.length, 10)
    }).pipe(silent)
  )
})
