import { assert, describe, it } from "@effect/vitest"
import { Effect, FastCheck as fc, Option, Stream } from "effect"
import type { Cursor } from "../../src/pagination/Cursor.js"
import type { Page } from "../../src/pagination/Page.js"
import type { Item } from "../support/drivers.js"
import { all, drain, expectTag } from "../support/run.js"
import { loop, type Subject, subjects } from "./subjects.js"

const named = (...names: ReadonlyArray<string>) =>
  subjects.filter(({ name }) => names.includes(name))

const range = ({ item }: Subject, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index): Item => item(from + index))

const few = (subject: Subject) => ({
  fastCheck: { numRuns: subject.name.startsWith("the loop") ? 60 : 8 }
})

/** How many new items appear at the head of the list before each request after the first. */
const arrivals = (most: number) => fc.array(fc.integer({ min: 0, max: most }), { maxLength: 30 })

/** The list at a request: the new items, then the items that it began with. */
const growing =
  (subject: Subject, length: number, arrived: ReadonlyArray<number>) => (request: number) => {
    const fresh = arrived.slice(0, request).reduce((sum, more) => sum + more, 0)
    return [...range(subject, 1000, 1000 + fresh).toReversed(), ...range(subject, 0, length)]
  }

describe("a list that grows at its head while it is read", () => {
  for (const subject of named("the loop, by keys", "stripe", "leanrails")) {
    it.live.prop(
      `${subject.name}: gives every item that was there at the start, once`,
      [fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 6 }), arrivals(5)],
      ([length, limit, arrived]) =>
        Effect.gen(function* () {
          const opened = subject.open(growing(subject, length, arrived))
          assert.deepEqual(yield* all(opened.items(limit)), range(subject, 0, length))
        }),
      few(subject)
    )
  }

  for (const subject of named("the loop, by numbers", "polar")) {
    const parts: [fc.Arbitrary<number>, fc.Arbitrary<readonly [number, ReadonlyArray<number>]>] = [
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 6 }).chain((limit) => fc.tuple(fc.constant(limit), arrivals(limit)))
    ]
    /** New items may come too, because the pages before are read again; none comes twice. */
    const check = (got: ReadonlyArray<unknown>, length: number) => {
      const ids = got.map((item) => JSON.stringify(item))
      assert.lengthOf(new Set(ids), ids.length)
      const old = range(subject, 0, length).map((item) => JSON.stringify(item))
      assert.deepEqual(
        ids.filter((id) => old.includes(id)),
        old
      )
    }

    it.live.prop(
      `${subject.name}: gives every item once if at most a page arrives between requests`,
      parts,
      ([length, [limit, arrived]]) =>
        Effect.gen(function* () {
          // Each new page costs one request more, so the growth must end for the stream to end.
          const opened = subject.open(growing(subject, length, arrived.slice(0, 8)))
          check(yield* all(opened.items(limit)), length)
        }),
      few(subject)
    )

    it.live.prop(
      `${subject.name}: gives every item once across stored cursors`,
      parts,
      ([length, [limit, arrived]]) =>
        Effect.gen(function* () {
          const held = growing(subject, length, arrived.slice(0, 8))
          const got: Array<unknown> = []
          let from: Cursor | undefined = undefined
          for (let turn = 0; ; turn++) {
            const opened = subject.open(() => held(turn))
            const [page]: ReadonlyArray<Page<unknown>> = yield* all(
              Stream.take(opened.pages(limit, { from }), 1)
            )
            got.push(...(page?.items ?? []))
            from = Option.getOrUndefined(page?.next ?? Option.none())
            if (from === undefined) break
          }
          check(got, length)
        }),
      few(subject)
    )
  }
})

describe("a list with pages of any size, some of them empty", () => {
  const pages = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 20 })

  it.live.prop(
    "gives every item, with one request for each page",
    [pages, fc.integer({ min: 0, max: 2 })],
    ([sizes, prefetch]) =>
      Effect.gen(function* () {
        let next = 0
        const parts = sizes.map((size) =>
          Array.from({ length: size }, (): Item => ({ id: `i${next++}` }))
        )
        const uneven = loop("uneven", false, (_, at) => {
          const index = Number(at["after"] ?? 0)
          return {
            items: parts[index] ?? [],
            total: Option.none(),
            next:
              index + 1 < parts.length
                ? { _tag: "More", at: { after: index + 1 } }
                : { _tag: "End" }
          }
        })
        const opened = uneven.open(() => [])
        assert.deepEqual(yield* all(opened.items(1, { prefetch })), parts.flat())
        assert.strictEqual(opened.requests(), parts.length)
      }),
    { fastCheck: { numRuns: 60 } }
  )
})

describe("a list whose cursors end in a cycle", () => {
  /** `lead` pages come before a cycle of `cycle` pages. */
  const rho = (lead: number, cycle: number) =>
    loop("rho", false, (_, at) => {
      const index = Number(at["after"] ?? 0)
      const after = index + 1 < lead + cycle ? index + 1 : lead
      return {
        items: [{ id: `i${index}` }],
        total: Option.none(),
        // The first page has no cursor, so a return to it shows only when its next cursor repeats.
        next: { _tag: "More", at: { after } }
      }
    }).open(() => [])

  it.live.prop(
    "is CursorStalled after every page but the last new one, within three rounds",
    [fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 12 })],
    ([lead, cycle]) =>
      Effect.gen(function* () {
        const opened = rho(lead, cycle)
        const { error, items } = yield* drain(opened.items(1))
        assert.strictEqual(expectTag(error, "CheckoutPaginationError").reason, "CursorStalled")
        // The page with the repeated cursor is withheld, and it may be a new one.
        const seen = new Set(items.map((item) => JSON.stringify(item)))
        assert.isAtLeast(seen.size, lead + cycle - 1)
        assert.isAtMost(opened.requests(), 3 * (lead + cycle) + 3)
      }),
    { fastCheck: { numRuns: 60 } }
  )

  it.live("a long list without a cycle is not CursorStalled", () =>
    Effect.gen(function* () {
      const [keys] = named("the loop, by keys")
      const list = Array.from({ length: 1500 }, (_, n): Item => ({ id: `i${n}` }))
      const opened = keys?.open(() => list)
      assert.isDefined(opened)
      assert.lengthOf(yield* all(opened.items(1)), 1500)
    })
  )
})

describe("a numbered list that loses its first session before every request", () => {
  it.live("is ListChanged, after the pages that are certain and with a cursor", () =>
    Effect.gen(function* () {
      const [numbers] = named("the loop, by numbers")
      assert.isDefined(numbers)
      if (numbers === undefined) return
      const list = range(numbers, 0, 200)
      const opened = numbers.open((request) => list.slice(request))
      const { error, items } = yield* drain(opened.items(1))
      const changed = expectTag(error, "CheckoutPaginationError")
      assert.strictEqual(changed.reason, "ListChanged")
      assert.include(changed.message, "sessions may be missing")
      assert.isTrue(Option.isSome(changed.cursor))
      assert.deepEqual(items, list.slice(0, 1))
      // It reads the pages before again, but not for ever.
      assert.isBelow(opened.requests(), 100)

      const pages = yield* drain(numbers.open((request) => list.slice(request)).pages(1))
      assert.lengthOf(pages.items, 1, "the page that is not certain is withheld")
    })
  )
})
