import { assert, describe, it } from "@effect/vitest"
import { Effect, FastCheck as fc, Option, Stream } from "effect"
import type { CheckoutError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import type { Page } from "../../src/pagination/Page.js"
import type { Item } from "../support/drivers.js"
import { all, drain } from "../support/run.js"
import { type Subject, subjects } from "./subjects.js"

const size = fc.integer({ min: 1, max: 6 })
const count = fc.integer({ min: 0, max: 16 })

const cursorOf = (error: CheckoutError | undefined): Cursor | undefined =>
  error === undefined ? undefined : Option.getOrUndefined(error.cursor)

const listOf = ({ bad, item }: Subject, length: number, badAt: ReadonlySet<number> = new Set()) =>
  Array.from({ length }, (_, n): Item => (badAt.has(n) ? bad(n) : item(n)))

/** The requests that a list of this length needs: at least one, even if it is empty. */
const pagesFor = (length: number, limit: number) => Math.max(1, Math.ceil(length / limit))

for (const subject of subjects) {
  const runs = { fastCheck: { numRuns: subject.runs } }

  describe(`laws of paging: ${subject.name}`, () => {
    it.live.prop(
      "a stream gives every item once, in order, and ends",
      [count, size, fc.integer({ min: 0, max: 3 })],
      ([length, limit, prefetch]) =>
        Effect.gen(function* () {
          const list = listOf(subject, length)
          const opened = subject.open(() => list)
          assert.deepEqual(yield* all(opened.items(limit, { prefetch })), list)
          assert.strictEqual(opened.requests(), pagesFor(length, limit))
          const pages = yield* all(opened.pages(limit, { prefetch }))
          assert.deepEqual(
            pages.flatMap(({ items }) => items),
            list
          )
          // Only the last page has no cursor.
          assert.deepEqual(
            pages.map(({ next }) => Option.isSome(next)),
            pages.map((_, index) => index < pages.length - 1)
          )
        }),
      runs
    )

    it.live.prop(
      "taking n items requests only the pages that they fill",
      [fc.integer({ min: 1, max: 16 }), size, fc.integer({ min: 1, max: 16 })],
      ([length, limit, taken]) =>
        Effect.gen(function* () {
          const list = listOf(subject, length)
          const opened = subject.open(() => list)
          assert.deepEqual(
            yield* all(Stream.take(opened.items(limit), taken)),
            list.slice(0, taken)
          )
          assert.strictEqual(opened.requests(), Math.ceil(Math.min(taken, length) / limit))
        }),
      runs
    )

    it.live.prop(
      "resuming after any page, with any page size, gives exactly the rest",
      [fc.integer({ min: 1, max: 16 }), size, size, fc.nat()],
      ([length, limit, other, cut]) =>
        Effect.gen(function* () {
          const list = listOf(subject, length)
          const pages = yield* all(subject.open(() => list).pages(limit))
          const index = cut % pages.length
          const before = pages.slice(0, index + 1).flatMap(({ items }) => items)
          const from = Option.getOrUndefined(pages[index]?.next ?? Option.none())
          if (from === undefined) return assert.deepEqual(before, list)
          const opened = subject.open(() => list)
          const rest = yield* all(opened.items(other, { from }))
          assert.deepEqual([...before, ...rest], list)
          assert.strictEqual(
            opened.requests(),
            pagesFor(length - before.length, subject.numbered ? limit : other)
          )
        }),
      runs
    )

    it.live.prop(
      "resuming after every page gives the whole list",
      [count, fc.array(size, { minLength: 1, maxLength: 5 })],
      ([length, sizes]) =>
        Effect.gen(function* () {
          const list = listOf(subject, length)
          const got: Array<unknown> = []
          let from: Cursor | undefined = undefined
          for (let turn = 0; ; turn++) {
            const opened = subject.open(() => list)
            const limit = sizes[turn % sizes.length] ?? 1
            const [page]: ReadonlyArray<Page<unknown>> = yield* all(
              Stream.take(opened.pages(limit, { from }), 1)
            )
            got.push(...(page?.items ?? []))
            from = Option.getOrUndefined(page?.next ?? Option.none())
            if (from === undefined) break
          }
          assert.deepEqual(got, list)
        }),
      runs
    )

    it.live.prop(
      "the cursor of any failed request gives exactly the rest",
      [count, size, size, fc.nat()],
      ([length, limit, other, cut]) =>
        Effect.gen(function* () {
          const list = listOf(subject, length)
          const broken = cut % pagesFor(length, limit)
          for (const streaming of ["items", "pages"] as const) {
            const opened = subject.open((request) => (request === broken ? undefined : list))
            const { error, items } =
              streaming === "items"
                ? yield* drain(opened.items(limit))
                : yield* drain(Stream.mapConcat(opened.pages(limit), (page) => page.items))
            assert.deepEqual(items, list.slice(0, broken * limit))
            assert.isDefined(error)
            const from = cursorOf(error)
            const rest = yield* all(subject.open(() => list).items(other, { from }))
            assert.deepEqual([...items, ...rest], list)
          }
        }),
      runs
    )

    it.live.prop(
      "onInvalidItem leaves out bad items anywhere, and no good ones",
      [count, size, fc.array(fc.nat(15))],
      ([length, limit, places]) =>
        Effect.gen(function* () {
          const badAt = new Set(places.filter((place) => place < length))
          const list = listOf(subject, length, badAt)
          let reported = 0
          const onInvalidItem = () => Effect.sync(() => void reported++)
          const good = list.filter((_, n) => !badAt.has(n))
          const opened = subject.open(() => list)
          assert.deepEqual(yield* all(opened.items(limit, { onInvalidItem })), good)
          assert.strictEqual(reported, badAt.size)
        }),
      runs
    )

    it.live.prop(
      "resuming after each bad item, once it is repaired, gives every item once",
      [
        count,
        fc.array(size, { minLength: 1, maxLength: 5 }),
        fc.uniqueArray(fc.nat(15), { maxLength: 6 })
      ],
      ([length, sizes, places]) =>
        Effect.gen(function* () {
          const badAt = places.filter((place) => place < length).sort((a, b) => a - b)
          for (const streaming of ["items", "pages"] as const) {
            const got: Array<unknown> = []
            let from: Cursor | undefined = undefined
            for (let turn = 0; turn <= badAt.length; turn++) {
              const list = listOf(subject, length, new Set(badAt.slice(turn)))
              const limit = sizes[turn % sizes.length] ?? 1
              const opened = subject.open(() => list)
              const { error, items } =
                streaming === "items"
                  ? yield* drain(opened.items(limit, { from }))
                  : yield* drain(Stream.mapConcat(opened.pages(limit, { from }), (p) => p.items))
              got.push(...items)
              assert.strictEqual(error !== undefined, turn < badAt.length)
              from = cursorOf(error)
            }
            assert.deepEqual(got, listOf(subject, length))
          }
        }),
      runs
    )
  })
}
