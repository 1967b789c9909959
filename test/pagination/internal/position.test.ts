import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Encoding, FastCheck as fc, Schema } from "effect"
import { Cursor } from "../../../src/pagination/Cursor.js"
import type { Query, ResumePoint } from "../../../src/pagination/internal/position.js"
import {
  fromCursor,
  queryOf,
  startAt,
  toCursor
} from "../../../src/pagination/internal/position.js"

const call = { provider: "polar", operation: "streamSessions" } as const
const paging = ["page", "limit", "after"]
const query: Query = { fingerprint: "query", parts: {} }

const cursorOf = (payload: object) =>
  Schema.decodeSync(Cursor)(Encoding.encodeBase64Url(JSON.stringify(payload)))

const payloadOf = (cursor: Cursor): unknown =>
  JSON.parse(Either.getOrThrow(Encoding.decodeBase64UrlString(cursor)))

/** A point with nothing left out. */
const full: ResumePoint = {
  at: { page: 3, after: "cs_1" },
  had: ["h1", "h2"],
  nameless: 4,
  seen: ["d1", "d2"],
  seenAll: false,
  overlap: 2,
  total: 50,
  unsure: true,
  head: "cs_9"
}

const points: fc.Arbitrary<ResumePoint> = fc.record({
  at: fc.dictionary(fc.constantFrom(...paging), fc.oneof(fc.string(), fc.nat()), {
    noNullPrototype: true
  }),
  had: fc.array(fc.string(), { maxLength: 3 }),
  nameless: fc.nat(3),
  seen: fc.array(fc.string(), { maxLength: 3 }),
  seenAll: fc.boolean(),
  overlap: fc.nat(3),
  total: fc.option(fc.nat(3), { nil: undefined }),
  unsure: fc.boolean(),
  head: fc.option(fc.string(), { nil: undefined })
})

describe("a point in a cursor", () => {
  const back = (point: ResumePoint) =>
    fromCursor(call, query, paging, toCursor("polar", query, point))

  it.effect("comes back as it was, whatever it holds", () =>
    Effect.gen(function* () {
      assert.deepEqual(yield* back(full), full)
      assert.deepEqual(yield* back(startAt({ page: 1 })), startAt({ page: 1 }))
    })
  )

  it.prop("comes back as it was, in every field", [points], ([point]) => {
    assert.deepEqual(Effect.runSync(back(point)), point)
  })

  it("is spelled with these keys, because databases hold them", () => {
    const parts = { limit: "galg" }
    assert.deepEqual(payloadOf(toCursor("polar", { fingerprint: "query", parts }, full)), {
      v: 2,
      p: "polar",
      q: "query",
      w: parts,
      a: { page: 3, after: "cs_1" },
      s: 4,
      d: ["d1", "d2"],
      h: ["h1", "h2"],
      n: false,
      o: 2,
      t: 50,
      m: true,
      f: "cs_9"
    })
  })

  it("where nothing was handed out is as short as can be", () => {
    assert.deepEqual(payloadOf(toCursor("polar", query, startAt({ page: 3 }))), {
      v: 2,
      p: "polar",
      q: "query",
      a: { page: 3 }
    })
  })

  it.effect("that was stored with fewer keys lacks nothing", () =>
    Effect.gen(function* () {
      const short = { p: "polar", q: "query", a: { page: 2 } }
      for (const v of [1, 2]) {
        const point = yield* fromCursor(call, query, paging, cursorOf({ v, ...short }))
        assert.deepEqual(point, startAt({ page: 2 }))
      }
    })
  )
})

describe("the start of a list", () => {
  it("has handed out nothing", () => {
    assert.deepEqual(startAt({ page: 1 }), {
      at: { page: 1 },
      had: [],
      nameless: 0,
      seen: [],
      seenAll: true,
      overlap: 0,
      total: undefined,
      unsure: false,
      head: undefined
    })
  })
})

describe("the facts that tell one list from others", () => {
  it("is the account, the query with its values in order, and the direction", () => {
    const lists = [
      queryOf([], [], false),
      queryOf([], [], true),
      queryOf(["account"], [], false),
      queryOf([undefined], [], false),
      queryOf([], [["limit", "10"]], false),
      queryOf([], [["limit", "1"]], false),
      queryOf([], [["status", "10"]], false),
      queryOf(
        [],
        [
          ["s", "a"],
          ["s", "b"]
        ],
        false
      ),
      queryOf(
        [],
        [
          ["s", "b"],
          ["s", "a"]
        ],
        false
      )
    ]
    assert.lengthOf(new Set(lists.map(({ fingerprint }) => fingerprint)), lists.length)
  })

  it("keeps the last four characters of a value's fingerprint", () => {
    const { parts } = queryOf(
      [],
      [
        ["limit", "10"],
        ["letter", "a"]
      ],
      false
    )
    assert.deepEqual(parts, { limit: "galg", letter: "4rrg" })
  })

  it("counts every value of a parameter that is sent several times", () => {
    const partOf = (...values: ReadonlyArray<string>) =>
      queryOf(
        [],
        values.map((value) => ["status", value] as const),
        false
      ).parts["status"]
    const all = [partOf("a", "z"), partOf("b", "z"), partOf("z"), partOf("z", "a")]
    assert.lengthOf(new Set(all), all.length)
    assert.isTrue(all.every((part) => part?.length === 4))
  })
})

describe("a cursor that belongs elsewhere", () => {
  const refused = (payload: object, asked: Query = query) =>
    Effect.map(
      Effect.flip(
        fromCursor(
          call,
          asked,
          paging,
          cursorOf({ v: 2, p: "polar", q: "query", a: {}, ...payload })
        )
      ),
      ({ description, reason }) => {
        assert.strictEqual(reason, "CursorForeign")
        return description
      }
    )

  const account =
    "`from` is a cursor of another account or direction; give it back to the client and the parameters that it came from"
  const differing = (what: string) =>
    `\`from\` is a cursor of another query: ${what}; store the parameters with the cursor and give both back`

  it.effect("is refused by the name of its provider, before its query", () =>
    Effect.gen(function* () {
      const said = "`from` is a cursor of stripe, not of polar"
      assert.strictEqual(yield* refused({ p: "stripe" }), said)
      assert.strictEqual(yield* refused({ p: "stripe", q: "other" }), said)
    })
  )

  it.effect("is refused if it leads where no page is", () =>
    Effect.gen(function* () {
      const said = "`from` was tampered with"
      assert.strictEqual(yield* refused({ a: { page: 2, status: "open" } }), said)
    })
  )

  it.effect("names the parameters that differ, in order", () =>
    Effect.gen(function* () {
      const asked = { fingerprint: "query", parts: { status: "aaaa", limit: "bbbb", same: "cccc" } }
      const q = "other"
      assert.strictEqual(
        yield* refused({ q, w: { status: "aaaa", limit: "dddd", same: "cccc" } }, asked),
        differing("`limit` differs")
      )
      assert.strictEqual(
        yield* refused({ q, w: { status: "dddd", created: "eeee", same: "cccc" } }, asked),
        differing("`created` and `limit` and `status` differ")
      )
    })
  )

  it.effect("of another account or direction has the same parameters", () =>
    Effect.gen(function* () {
      const asked = { fingerprint: "query", parts: { limit: "bbbb" } }
      assert.strictEqual(yield* refused({ q: "other", w: { limit: "bbbb" } }, asked), account)
      // Version 0.1.0 did not store the parameters, so nothing can be said of them.
      assert.strictEqual(yield* refused({ v: 1, q: "other" }, asked), account)
      assert.strictEqual(yield* refused({ v: 1, q: "other", w: { limit: "c" } }, asked), account)
    })
  )

  it.effect("has no say in the message with a name that no parameter has", () =>
    Effect.gen(function* () {
      const forged = ["", "a b", "a`", "`a", "<b>", "a".repeat(41)]
      for (const name of forged) {
        assert.strictEqual(yield* refused({ q: "other", w: { [name]: "aaaa" } }), account, name)
      }
      for (const name of ["created[gte]", "a".repeat(40)]) {
        const said = yield* refused({ q: "other", w: { [name]: "aaaa" } })
        assert.strictEqual(said, differing(`\`${name}\` differs`))
      }
    })
  )
})
