import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Option, Redacted } from "effect"
import { CheckoutDecodeError } from "../../../src/CheckoutError.js"
import { fingerprint } from "../../../src/pagination/internal/fingerprint.js"
import { startAt } from "../../../src/pagination/internal/position.js"
import type { RawPage, Walk } from "../../../src/pagination/internal/step.js"
import { numbered } from "../../../src/pagination/internal/shift.js"
import { begin, step } from "../../../src/pagination/internal/step.js"
import { pausing } from "../turns.js"
import { previous } from "./marks.js"

const call = { provider: "monime", operation: "streamSessions" } as const

const page = (items: ReadonlyArray<unknown>, more: Partial<RawPage> = {}): RawPage => ({
  items,
  next: { _tag: "End" },
  total: Option.none(),
  ...more
})

/** A walk over texts, each its own id. What is no text is invalid. */
const walkOf = (
  pages: Readonly<Record<number, RawPage>>,
  more: Partial<Walk<string>> = {}
): Walk<string> => ({
  ...call,
  query: { fingerprint: "query", parts: {} },
  start: startAt({ page: 1 }),
  backwards: false,
  fetch: (at) => Effect.succeed(pages[Number(at["page"])] ?? page([])),
  check: (item, index) =>
    typeof item === "string"
      ? Either.right(item)
      : Either.left(
          new CheckoutDecodeError({
            ...call,
            reason: "Item",
            index: Option.some(index),
            expected: "a text",
            raw: Redacted.make(item)
          })
        ),
  idOf: (item) => (typeof item === "string" ? Option.some(item) : Option.none()),
  pageAfter: Option.none(),
  previous: Option.none(),
  arrivals: { _tag: "Unknown" },
  onInvalidItem: undefined,
  ...more
})

const first = (walk: Walk<string>) => Effect.map(step(walk, begin(walk.start)), ([one]) => one)

const texts = (length: number) => Array.from({ length }, (_, n) => `i${n}`)

describe("a page of very many sessions", () => {
  const turns = (length: number, more: Partial<Walk<string>> = {}) =>
    Effect.gen(function* () {
      let count = 0
      yield* pausing(first(walkOf({ 1: page(texts(length)) }, more)), () => count++)
      return count
    })

  it.effect("lets other fibers run after every 5,000, and looks at no id without need", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* turns(4999), 0)
      assert.strictEqual(yield* turns(5000), 1)
      assert.strictEqual(yield* turns(10_000), 2)
      // The ids that were handed out must be known here, and reading them takes a turn of its own.
      assert.strictEqual(yield* turns(5000, { start: { ...startAt({ page: 1 }), nameless: 1 } }), 2)
    })
  )
})

describe("a page with more sessions than a cursor can name", () => {
  const lost = { _tag: "Lost", description: "no next page" } as const

  it.live("hands out nothing before an invalid one", () =>
    Effect.gen(function* () {
      const invalid = (count: number) => walkOf({ 1: page([...texts(count), 1]) })
      const named = yield* first(invalid(10_000))
      assert.lengthOf(named.items, 10_000)

      const walk = invalid(10_001)
      const { failure, items, next, whole } = yield* first(walk)
      assert.deepEqual(items, [])
      assert.isFalse(whole)
      assert.strictEqual(Option.getOrUndefined(failure)?._tag, "CheckoutDecodeError")
      assert.deepEqual(Option.getOrUndefined(next), walk.start)
    })
  )

  it.live("hands out nothing if the next page is lost", () =>
    Effect.gen(function* () {
      const leading = (count: number) => walkOf({ 1: page(texts(count), { next: lost }) })
      const named = yield* first(leading(10_000))
      assert.lengthOf(named.items, 10_000)
      assert.isTrue(named.whole)

      const walk = leading(10_001)
      const { failure, items, next, whole } = yield* first(walk)
      assert.deepEqual(items, [])
      assert.isFalse(whole)
      assert.strictEqual(Option.getOrUndefined(failure)?._tag, "CheckoutPaginationError")
      assert.deepEqual(Option.getOrUndefined(next), walk.start)
    })
  )
})

describe("an invalid session", () => {
  it.effect("is replaced by its substitute, or left out", () =>
    Effect.gen(function* () {
      const walk = walkOf(
        { 1: page(["a", 1, "b", 2, "c"]) },
        {
          onInvalidItem: ({ index }) =>
            Effect.succeed(Option.contains(index, 1) ? Option.some("instead of 1") : Option.none())
        }
      )
      assert.deepEqual((yield* first(walk)).items, ["a", "instead of 1", "b", "c"])
    })
  )
})

describe("a session that moved before its page", () => {
  it.effect("comes first, even if a known one has its index on the page", () =>
    Effect.gen(function* () {
      const walk = walkOf(
        { 1: page(["a", "d"]), 2: page(["b", "c", "e"]) },
        {
          start: {
            ...startAt({ page: 2 }),
            seen: ["a", "b", "c"].map(fingerprint),
            overlap: 2,
            unsure: true
          },
          previous: Option.some(numbered(previous))
        }
      )
      assert.deepEqual((yield* first(walk)).items, ["d", "e"])
    })
  )
})
