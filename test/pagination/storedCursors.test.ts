import { assert, describe, it } from "@effect/vitest"
import { Effect, Encoding, Option, Schema } from "effect"
import { Cursor } from "../../src/pagination/Cursor.js"
import { fromCursor, placesOf } from "../../src/pagination/internal/position.js"

const call = { provider: "stripe", operation: "listSessions" } as const
const query = { fingerprint: "query", parts: {} }

const read = (payload: object) =>
  fromCursor(
    call,
    query,
    ["page"],
    Schema.decodeSync(Cursor)(
      Encoding.encodeBase64Url(
        JSON.stringify({ p: "stripe", q: "query", a: { page: 2 }, ...payload })
      )
    )
  )

describe("a cursor that version 0.1.0 stored", () => {
  it.effect("between two pages leads on", () =>
    Effect.gen(function* () {
      const point = yield* read({ v: 1 })
      assert.deepEqual(point.at, { page: 2 })
      assert.isTrue(point.seenAll)
      // That version remembered the last ids only.
      assert.isFalse((yield* read({ v: 1, d: ["id"] })).seenAll)
    })
  )

  it.effect("into the middle of a page is refused, and the error gives advice", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read({ v: 1, s: 3 }))
      assert.strictEqual(error.reason, "CursorForeign")
      assert.include(error.message, "version 0.1.0")
      assert.include(error.message, "start again")
    })
  )

  it.effect("a cursor of today may lead into the middle of a page", () =>
    Effect.gen(function* () {
      const point = yield* read({ v: 2, s: 3, d: ["id"] })
      assert.strictEqual(point.nameless, 3)
      assert.isTrue(point.seenAll)
      assert.isFalse((yield* read({ v: 2, n: false })).seenAll)
    })
  )
})

describe("a cursor of several places", () => {
  const place = { a: { page: 3 }, g: 10, e: 20 }
  const bounds = { from: 0, to: 100 }
  const places = (payload: object) =>
    placesOf(
      call,
      query,
      ["page"],
      Option.some(bounds),
      Encoding.encodeBase64Url(JSON.stringify({ v: 3, p: "stripe", q: "query", a: {}, ...payload }))
    )

  it.effect("says where each of them is", () =>
    Effect.gen(function* () {
      const [first, second] = yield* places({ l: [place, { a: {}, g: 20, e: 30 }] })
      assert.deepEqual(first.range, { from: 10, to: 20 })
      assert.deepEqual(first.point.at, { page: 3 })
      assert.deepEqual(second?.point.at, {})
    })
  )

  it.effect("is refused if it was tampered with", () =>
    Effect.gen(function* () {
      for (const payload of [
        {},
        { l: [] },
        { l: Array.from({ length: 65 }, () => place) },
        { v: 2, l: [place] },
        { l: [{ ...place, a: { other: 1 } }] },
        { l: [{ ...place, g: -1 }] },
        { l: [{ ...place, e: 101 }] },
        { l: [{ a: {} }] },
        { l: [{ ...place, g: 1.5 }] }
      ]) {
        assert.strictEqual((yield* Effect.flip(places(payload))).reason, "CursorForeign")
      }
    })
  )
})
