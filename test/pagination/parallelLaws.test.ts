import { assert, describe, it } from "@effect/vitest"
import { Effect, Encoding, FastCheck as fc, Option } from "effect"
import type { Cursor } from "../../src/pagination/Cursor.js"
import { drain, expectTag } from "../support/run.js"
import { failing, open, type Session, sessionsAt } from "./divided.js"
import {
  cursorOf,
  drainCut,
  jitter,
  limit,
  list,
  names,
  placesIn,
  runs,
  seed,
  start,
  workers
} from "./dividedLists.js"

describe("laws of the walk by several workers", () => {
  it.live.prop(
    "every session once, with every number of workers",
    [list, limit, workers, seed],
    ([sessions, limit, workers, seed]) =>
      Effect.gen(function* () {
        const opened = open({ held: () => ({ sessions }), limit, delay: jitter(seed) })
        const { error, items } = yield* drain(opened.items(workers))
        assert.isUndefined(error)
        assert.deepEqual(names(items), names(sessions))
        assert.isAtMost(opened.mostOpen(), workers)
      }),
    runs
  )

  it.live.prop(
    "inside any range that the program asks for",
    [list, limit, workers, fc.nat(119), fc.nat(119), seed],
    ([sessions, limit, workers, one, other, seed]) =>
      Effect.gen(function* () {
        const bounds = {
          from: sessions[Math.max(one, other)]?.created,
          to: sessions[Math.min(one, other)]?.created
        }
        const held = () => ({ sessions })
        const opened = open({ held, limit, bounds, delay: jitter(seed) })
        const { error, items } = yield* drain(opened.items(workers))
        assert.isUndefined(error)
        const { from = -Infinity, to = Infinity } = bounds
        assert.deepEqual(
          names(items),
          names(sessions.filter(({ created }) => created >= from && created < to))
        )
      }),
    runs
  )

  it.live.prop(
    "cut anywhere by failures, and taken up by the cursor with another number of workers",
    [list, limit, fc.array(workers, { minLength: 1, maxLength: 5 }), seed],
    ([sessions, limit, workers, seed]) =>
      Effect.gen(function* () {
        const got = yield* drainCut({ sessions, limit, workers, seed, mostPlaces: 64 })
        assert.deepEqual(names(got), names(sessions))
      }),
    runs
  )

  it.live.prop(
    "a failure at every request in turn",
    // Every request of a list is one walk here, so pages are not too small, and answers come soon.
    [list, fc.integer({ min: 5, max: 8 }), workers, workers, seed],
    ([sessions, limit, workers, others, seed]) =>
      Effect.gen(function* () {
        for (let broken = 0; ; broken++) {
          const opened = open({
            held: ({ nth }) => ({ sessions, fails: nth === broken }),
            limit,
            delay: jitter(seed, 2)
          })
          const cut = yield* drain(opened.items(workers))
          if (cut.error === undefined) break
          const again = open({ held: () => ({ sessions }), limit, delay: jitter(seed, 2) })
          const rest = yield* drain(again.items(others, cursorOf(cut.error)))
          assert.isUndefined(rest.error)
          assert.deepEqual(names([...cut.items, ...rest.items]), names(sessions))
        }
      }),
    { fastCheck: { numRuns: 6 } }
  )

  it.live.prop(
    "onInvalidItem meets every bad session once, and leaves out no good one",
    [list, limit, workers, fc.uniqueArray(fc.nat(119), { maxLength: 12 }), seed],
    ([sessions, limit, workers, places, seed]) =>
      Effect.gen(function* () {
        const badAt = new Set(places)
        const some = sessions.map(({ created, id }, n) => ({ id, created, bad: badAt.has(n) }))
        const met: Array<string> = []
        const opened = open({
          held: () => ({ sessions: some }),
          limit,
          delay: jitter(seed),
          onInvalidItem: ({ itemId }) =>
            Effect.sync(() => void met.push(Option.getOrElse(itemId, () => "")))
        })
        const { error, items } = yield* drain(opened.items(workers))
        assert.isUndefined(error)
        assert.deepEqual(names(items), names(some.filter(({ bad }) => !bad)))
        assert.deepEqual(met.toSorted(), names(some.filter(({ bad }) => bad)))
      }),
    runs
  )

  it.live.prop(
    "without it, the error names a bad session, and once that is repaired its cursor leads on",
    [list, limit, workers, fc.uniqueArray(fc.nat(119), { maxLength: 6 }), seed],
    ([sessions, limit, workers, places, seed]) =>
      Effect.gen(function* () {
        const bad = new Set(places.flatMap((n) => sessions[n]?.id ?? []))
        const got: Array<Session> = []
        let from: Cursor | undefined = undefined
        for (;;) {
          const held = () => ({
            sessions: sessions.map(({ created, id }) => ({ id, created, bad: bad.has(id) }))
          })
          const opened = open({ held, limit, delay: jitter(seed) })
          const { error, items } = yield* drain(opened.items(workers, from))
          got.push(...items)
          if (error === undefined) break
          const { itemId } = expectTag(error, "CheckoutDecodeError")
          assert.isTrue(bad.delete(Option.getOrElse(itemId, () => "")))
          from = cursorOf(error)
        }
        assert.strictEqual(bad.size, 0)
        assert.deepEqual(names(got), names(sessions))
      }),
    runs
  )
})

describe("the cursor of a walk by several workers", () => {
  const sessions = sessionsAt(Array.from({ length: 2000 }, (_, n) => start + 60 * n))

  it.live("holds many places, and no more than 64", () =>
    Effect.gen(function* () {
      const opened = open({
        held: ({ nth }) => ({ sessions, fails: nth === 150 }),
        limit: 5,
        delay: () => 30
      })
      const { error } = yield* drain(opened.items(64))
      const cursor = cursorOf(error ?? failing)
      assert.isAbove(placesIn(cursor), 10)
      assert.isAtMost(placesIn(cursor), 64)
      assert.isBelow(cursor.length, 8000)
    })
  )

  it.live("is an ordinary one while there is one place", () =>
    Effect.gen(function* () {
      const opened = open({ held: ({ nth }) => ({ sessions, fails: nth === 3 }), limit: 5 })
      const { error, items } = yield* drain(opened.items(1))
      assert.strictEqual(items.length, 15)
      assert.strictEqual(placesIn(cursorOf(error ?? failing)), 1)
      assert.notInclude(
        JSON.stringify(Encoding.decodeBase64UrlString(cursorOf(error ?? failing))),
        '\\"l\\"'
      )
    })
  )

  it.live("leads to no session outside of the range that the program asks for", () =>
    Effect.gen(function* () {
      const opened = open({
        held: ({ nth }) => ({ sessions, fails: nth === 30 }),
        limit: 5,
        delay: () => 30
      })
      const { error } = yield* drain(opened.items(8))
      const bounds = { from: start + 6000, to: start + 12_000 }
      const narrow = open({ held: () => ({ sessions }), limit: 5, bounds })
      const refused = yield* drain(narrow.items(8, cursorOf(error ?? failing)))
      assert.strictEqual(
        expectTag(refused.error, "CheckoutPaginationError").reason,
        "CursorForeign"
      )
      assert.strictEqual(narrow.requests.length, 0)
    })
  )
})
