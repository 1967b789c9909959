import { assert, describe, it } from "@effect/vitest"
import { Effect, Encoding, Schema } from "effect"
import { Cursor } from "../../src/pagination/Cursor.js"
import { fromCursor } from "../../src/pagination/internal/position.js"

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

  it.effect("into the middle of a page is refused, and the error says what to do", () =>
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
