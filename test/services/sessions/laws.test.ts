import { assert, describe, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { ProviderName } from "../../../src/CheckoutError.js"
import { CheckoutRequestError } from "../../../src/CheckoutError.js"
import type { CheckoutSession } from "../../../src/neutral/CheckoutSession.js"
import { CheckoutSessionsError, ProviderFailed } from "../../../src/services/sessions/errors.js"
import type { Lane } from "../../../src/services/Adapter.js"
import { laneOf } from "../../../src/services/sessions/memory.js"
import type { Order } from "../../../src/services/sessions/query.js"
import * as Pages from "../../../src/services/sessions/stream.js"
import { sessionOf } from "./sessions.js"
import { nameOf } from "./support.js"

const orders = ["arrival", "createdDescending"] as const

const providers = ["stripe", "flowglad", "monime"] as const

/** Few times, so that many sessions tie, and some have none. */
const anyLists = FastCheck.array(
  FastCheck.record({
    provider: FastCheck.constantFrom(...providers),
    millis: FastCheck.option(FastCheck.integer({ min: 0, max: 12 }))
  }),
  { maxLength: 30 }
).map((all) => all.map(({ millis, provider }, n) => sessionOf(provider, n, millis)))

type ListOrder = Lane["capabilities"]["order"]

/** A list of a declared order; the list itself is newest first, so oldest is reversed. */
const laneIn = (
  provider: ProviderName,
  sessions: ReadonlyArray<CheckoutSession>,
  order: ListOrder
) => {
  const lane = laneOf(provider, sessions, 3)
  return { ...lane, capabilities: { ...lane.capabilities, order } }
}

const lanesOf = (all: ReadonlyArray<CheckoutSession>): ReadonlyArray<Lane> => [
  laneIn(
    "stripe",
    all.filter(({ provider }) => provider === "stripe"),
    "newest"
  ),
  laneIn(
    "flowglad",
    all.filter(({ provider }) => provider === "flowglad"),
    "unknown"
  ),
  laneIn(
    "monime",
    all.filter(({ provider }) => provider === "monime"),
    "newest"
  )
]

/** Fails before its nth page. */
const failingAt = (lane: Lane, nth: number): Lane => ({
  ...lane,
  pages: (query, options) =>
    Option.map(lane.pages(query, options), (pages) =>
      Stream.concat(
        Stream.take(pages, nth),
        Stream.fail(
          new CheckoutRequestError({
            provider: lane.provider,
            operation: "streamPages",
            reason: "Transport",
            description: "away"
          })
        )
      )
    )
})

const read = <E, R>(pages: Stream.Stream<Pages.SessionsPage | ProviderFailed, E, R>) =>
  Effect.map(Stream.runCollect(pages), (elements) => {
    const all = Chunk.toReadonlyArray(elements)
    return {
      pages: all.flatMap((page) => (Pages.isFailed(page) ? [] : [page])),
      failures: all.filter(Pages.isFailed)
    }
  })

const namesOf = (pages: ReadonlyArray<Pages.SessionsPage>) =>
  pages.flatMap(({ items }) => items.map(nameOf))

const run = (lanes: ReadonlyArray<Lane>, order: Order, from?: Pages.SessionsPage["cursor"]) =>
  read(Pages.pages(lanes, {}, { order, from }))

const forAll = (
  test: (all: ReadonlyArray<CheckoutSession>) => Effect.Effect<void, CheckoutSessionsError>
) =>
  Effect.promise(() =>
    FastCheck.assert(
      FastCheck.asyncProperty(anyLists, (all) => Effect.runPromise(test(all))),
      { numRuns: 25 }
    )
  )

for (const order of orders) {
  describe(`laws of several lists, ${order}`, () => {
    it.effect("every session once, and resumed after any page exactly the rest", () =>
      forAll((all) =>
        Effect.gen(function* () {
          const { failures, pages } = yield* run(lanesOf(all), order)
          assert.deepStrictEqual(failures, [])
          assert.sameMembers(namesOf(pages), all.map(nameOf))
          for (const [index, { cursor }] of pages.entries()) {
            const rest = yield* run(lanesOf(all), order, cursor)
            const had = namesOf(pages.slice(0, index + 1))
            assert.sameMembers([...had, ...namesOf(rest.pages)], all.map(nameOf))
            if (order === "createdDescending") {
              assert.deepStrictEqual([...had, ...namesOf(rest.pages)], namesOf(pages))
            }
          }
        })
      )
    )

    it.effect("every session once, a page at a time, each by the cursor of the one before", () =>
      forAll((all) =>
        Effect.gen(function* () {
          const got: Array<string> = []
          let from: Pages.SessionsPage["cursor"] | undefined
          for (let nth = 0; nth <= all.length * 2 + 10; nth++) {
            const [page] = (yield* read(
              Stream.take(Pages.pages(lanesOf(all), {}, { order, from }), 1)
            )).pages
            if (page === undefined) break
            got.push(...namesOf([page]))
            from = page.cursor
          }
          assert.sameMembers(got, all.map(nameOf))
        })
      )
    )

    it.effect("a failure before any page leads to exactly the rest", () =>
      forAll((all) =>
        Effect.gen(function* () {
          const lanes = lanesOf(all)
          for (const [which, lane] of lanes.entries()) {
            for (const nth of [0, 1, 2]) {
              const broken = lanes.with(which, failingAt(lane, nth))
              const { failures, pages } = yield* run(broken, order)
              // A list that is at its end is not asked again.
              const failed = failures.map(({ provider }) => provider)
              if (failed.length > 0) assert.deepStrictEqual(failed, [lane.provider])
              else assert.sameMembers(namesOf(pages), all.map(nameOf))
              // The other providers may go on after the failure.
              const last = pages.at(-1)?.cursor ?? failures[0]?.cursor
              const rest = yield* run(lanes, order, last)
              assert.sameMembers([...namesOf(pages), ...namesOf(rest.pages)], all.map(nameOf))
            }
          }
        })
      )
    )
  })
}

describe("newest first", () => {
  it.effect("holds for lists that tie, and for lists that do not come in that order", () =>
    forAll((all) =>
      Effect.gen(function* () {
        const { pages } = yield* run(lanesOf(all), "createdDescending")
        const dated = pages
          .flatMap(({ items }) => items)
          .flatMap(({ createdAt }) => Option.toArray(createdAt))
          .map(DateTime.toEpochMillis)
        assert.deepStrictEqual(
          dated,
          dated.toSorted((a, b) => b - a)
        )
      })
    )
  )

  it.effect("a list that breaks its order is an error, not a reordered list", () =>
    Effect.gen(function* () {
      const all = [1, 2, 3, 4, 5, 6].map((n) => sessionOf("stripe", n, n))
      const lane = laneOf("stripe", all, 2)
      const shuffled: Lane = {
        ...lane,
        pages: (query, options) =>
          Option.map(
            lane.pages(query, options),
            Stream.map((page) => ({ ...page, items: page.items.toReversed() }))
          )
      }
      const error = yield* Effect.flip(run([shuffled], "createdDescending"))
      assert.strictEqual(error.reason, "OrderViolated")
      assert.deepStrictEqual(error.provider, Option.some("stripe"))
      assert.lengthOf((yield* run([shuffled], "arrival")).pages, 3)
    })
  )

  it.effect("a list that must be held has a bound", () =>
    Effect.gen(function* () {
      const all = [1, 2, 3, 4, 5].map((n) => sessionOf("flowglad", n, n))
      const lane = laneIn("flowglad", all, "oldest")
      const holding = (maxBuffered: number) =>
        read(Pages.pages([lane], {}, { order: "createdDescending", maxBuffered }))
      assert.lengthOf(namesOf((yield* holding(5)).pages), 5)
      assert.strictEqual((yield* Effect.flip(holding(4))).reason, "TooManyBuffered")
    })
  )
})

describe("the cursor of several lists", () => {
  const all = providers.flatMap((provider) => [1, 2, 3, 4, 5].map((n) => sessionOf(provider, n, n)))
  const lanes = lanesOf(all)

  it.effect("belongs to one query, one order and one set of providers", () =>
    Effect.gen(function* () {
      const { pages } = yield* run(lanes, "arrival")
      const from = pages[0]?.cursor
      const reason = (query: Parameters<typeof Pages.pages>[1], order: Order, over = lanes) =>
        Effect.map(
          Effect.flip(Stream.runDrain(Pages.pages(over, query, { order, from }))),
          ({ reason }) => reason
        )
      assert.strictEqual(yield* reason({}, "createdDescending"), "CursorForeign")
      assert.strictEqual(yield* reason({ status: "open" }, "arrival"), "CursorForeign")
      assert.strictEqual(yield* reason({ createdAfter: 3 }, "arrival"), "CursorForeign")
      assert.strictEqual(yield* reason({ providers: ["stripe"] }, "arrival"), "CursorForeign")
      assert.strictEqual(yield* reason({}, "arrival", lanes.slice(1)), "CursorForeign")
    })
  )

  it.effect("does not care for the order in which statuses and adapters are named", () =>
    Effect.gen(function* () {
      const pages = Pages.pages(lanes, { status: ["open", "complete"] }, {})
      const [first] = yield* Stream.runCollect(Pages.failing(pages))
      const again = Pages.pages(
        lanes.toReversed(),
        { status: ["complete", "open", "open"] },
        { from: first?.cursor }
      )
      yield* Stream.runDrain(again)
    })
  )

  it.effect("says which lists are at their end, and ends at once when all are", () =>
    Effect.gen(function* () {
      const { pages } = yield* run(lanes, "arrival")
      const rest = yield* run(lanes, "arrival", pages.at(-1)?.cursor)
      assert.deepStrictEqual(rest.pages, [])
    })
  )

  it.effect("is refused when it is too long to store", () =>
    Effect.gen(function* () {
      const long = laneOf(
        "stripe",
        ["a", "b"].map((id, n) => sessionOf("stripe", n, n, id.repeat(9000))),
        1
      )
      assert.strictEqual((yield* Effect.flip(run([long], "arrival"))).reason, "CursorTooLarge")
    })
  )
})
