import { assert, describe, it } from "@effect/vitest"
import { Effect, FastCheck as fc } from "effect"
import { drain, expectTag } from "../support/run.js"
import { open } from "./divided.js"
import {
  cursorOf,
  drainCut,
  idsOf,
  jitter,
  limit,
  list,
  names,
  runs,
  seed,
  workers
} from "./dividedLists.js"

describe("laws of the walk by several workers in order", () => {
  it.live.prop(
    "every session once, newest first, inside any range",
    [list, limit, workers, fc.nat(119), fc.nat(119), seed],
    ([sessions, limit, workers, one, other, seed]) =>
      Effect.gen(function* () {
        const bounds = {
          from: sessions[Math.max(one, other)]?.created,
          to: sessions[Math.min(one, other)]?.created
        }
        const { from = -Infinity, to = Infinity } = bounds
        const opened = open({ held: () => ({ sessions }), limit, bounds, delay: jitter(seed) })
        const { error, items } = yield* drain(opened.items(workers, undefined, true))
        assert.isUndefined(error)
        const wanted = sessions.filter(({ created }) => created >= from && created < to)
        assert.deepEqual(idsOf(items), idsOf(wanted))
        assert.isAtMost(opened.mostOpen(), workers)
      }),
    runs
  )

  it.live.prop(
    "cut anywhere by failures, and taken up in order by the cursor, which names one place",
    [list, limit, fc.array(workers, { minLength: 1, maxLength: 5 }), seed],
    ([sessions, limit, workers, seed]) =>
      Effect.gen(function* () {
        const got = yield* drainCut({
          sessions,
          limit,
          workers,
          seed,
          ordered: true,
          mostPlaces: 1
        })
        assert.deepEqual(idsOf(got), idsOf(sessions))
      }),
    runs
  )

  it.live.prop(
    "a failure at every request in turn, taken up in any order",
    [list, fc.integer({ min: 5, max: 8 }), workers, workers, fc.boolean(), seed],
    ([sessions, limit, workers, others, ordered, seed]) =>
      Effect.gen(function* () {
        for (let broken = 0; ; broken++) {
          const opened = open({
            held: ({ nth }) => ({ sessions, fails: nth === broken }),
            limit,
            delay: jitter(seed, 2)
          })
          const cut = yield* drain(opened.items(workers, undefined, true))
          if (cut.error === undefined) break
          assert.deepEqual(idsOf(cut.items), idsOf(sessions.slice(0, cut.items.length)))
          const again = open({ held: () => ({ sessions }), limit, delay: jitter(seed, 2) })
          const rest = yield* drain(again.items(others, cursorOf(cut.error), ordered))
          assert.isUndefined(rest.error)
          const got = ordered ? idsOf(rest.items) : names(rest.items)
          const left = sessions.slice(cut.items.length)
          assert.deepEqual(got, ordered ? idsOf(left) : names(left))
        }
      }),
    { fastCheck: { numRuns: 6 } }
  )

  it.live.prop(
    "the cursor of a walk in no order leads to the places that are left, newest first",
    [list, limit, workers, workers, fc.integer({ min: 1, max: 30 }), seed],
    ([sessions, limit, workers, others, broken, seed]) =>
      Effect.gen(function* () {
        const opened = open({
          held: ({ nth }) => ({ sessions, fails: nth === broken }),
          limit,
          delay: jitter(seed)
        })
        const cut = yield* drain(opened.items(workers))
        if (cut.error === undefined) return
        const had = new Set(names(cut.items))
        const again = open({ held: () => ({ sessions }), limit, delay: jitter(seed) })
        const rest = yield* drain(again.items(others, cursorOf(cut.error), true))
        assert.isUndefined(rest.error)
        assert.deepEqual(
          idsOf(rest.items),
          idsOf(sessions).filter((id) => !had.has(id))
        )
      }),
    runs
  )

  it.live.prop(
    "a bad session ends it after all before, or is met by onInvalidItem",
    [list, limit, workers, fc.uniqueArray(fc.nat(119), { maxLength: 6 }), seed],
    ([sessions, limit, workers, places, seed]) =>
      Effect.gen(function* () {
        const badAt = new Set(places)
        const some = sessions.map(({ created, id }, n) => ({ id, created, bad: badAt.has(n) }))
        const held = () => ({ sessions: some })
        const options = { held, limit, delay: jitter(seed) }
        const first = some.findIndex(({ bad }) => bad)
        const cut = yield* drain(open(options).items(workers, undefined, true))
        assert.deepEqual(idsOf(cut.items), idsOf(first === -1 ? some : some.slice(0, first)))
        if (first !== -1) expectTag(cut.error, "CheckoutDecodeError")
        const lenient = open({ ...options, onInvalidItem: () => Effect.void })
        const { error, items } = yield* drain(lenient.items(workers, undefined, true))
        assert.isUndefined(error)
        assert.deepEqual(idsOf(items), idsOf(some.filter(({ bad }) => !bad)))
      }),
    runs
  )
})
