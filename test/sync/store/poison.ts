/** What a database does not take costs its own bytes, and no other session. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Predicate from "effect/Predicate"
import type { Fresh, Opened } from "./support.js"
import { drifted, isTrue, opened, rowOf, sessionsOf, stripe } from "./support.js"

const source = { source: "stripe", provider: "stripe" } as const

const nul = String.fromCharCode(0)
const half = "\uD83D"
const refused = new RegExp(`[${nul}\\p{Surrogate}]`, "gu")
const clean = (text: string): string => text.replace(refused, "\uFFFD")

interface Json {
  readonly value: unknown
  readonly taken: unknown
  readonly isExact: boolean
}

/** What JSON of these values would be after the way through a database. */
const expected = (value: unknown): Json => {
  if (typeof value === "string") {
    return { value, taken: clean(value), isExact: clean(value) === value }
  }
  if (typeof value === "number") {
    const isExact = Number.isFinite(value)
    return { value, taken: isExact ? value : null, isExact }
  }
  if (Array.isArray(value)) {
    const items = value.map(expected)
    return {
      value,
      taken: items.map(({ taken }) => taken),
      isExact: items.every(({ isExact }) => isExact)
    }
  }
  if (Predicate.isRecord(value)) {
    const entries = Object.entries(value).map(([key, item]) => [key, expected(item)] as const)
    return {
      value,
      taken: Object.fromEntries(entries.map(([key, { taken }]) => [clean(key), taken])),
      isExact: entries.every(([key, { isExact }]) => isExact && clean(key) === key)
    }
  }
  return { value, taken: value, isExact: true }
}

/** With its keys in order: `jsonb` has an order of its own. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) =>
    Predicate.isRecord(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item
  )

const rawOf = (row: { readonly [column: string]: unknown } | undefined): unknown => {
  const raw = row?.["raw"]
  return typeof raw === "string" ? JSON.parse(raw) : raw
}

const text = FastCheck.oneof(
  FastCheck.string16bits({ maxLength: 8 }),
  FastCheck.constantFrom(nul, half, `\\u0000${nul}`, "\\ud83d", "\uDE00\uD83D", "\\", '"', "😀")
)
const key = FastCheck.oneof(text, FastCheck.constantFrom("__proto__", "constructor", "toString"))
const json = FastCheck.letrec((tie) => ({
  value: FastCheck.oneof(
    { maxDepth: 4, depthSize: "small" },
    text,
    FastCheck.double(),
    FastCheck.constantFrom(null, true, Infinity, -0, 5e-324, 1.7e308, 2 ** 53),
    FastCheck.array(tie("value"), { maxLength: 4 }),
    FastCheck.array(FastCheck.tuple(key, tie("value")), { maxLength: 4 }).map((entries) =>
      Object.fromEntries(entries)
    )
  )
})).value

const page = (one: Opened, sessions: Parameters<Opened["store"]["commit"]>[1]["sessions"]) =>
  Effect.flatMap(one.store.take(source), (held) =>
    one.store.commit(held, { observedAt: 1, sessions, state: {} })
  )

export const poison = (fresh: Fresh): void => {
  describe("poison", () => {
    it.scoped("any JSON is kept, with U+FFFD for characters that no database takes", () =>
      Effect.gen(function* () {
        const one = yield* opened(fresh)
        let run = 0
        yield* Effect.promise(() =>
          FastCheck.assert(
            FastCheck.asyncProperty(
              FastCheck.record({
                metadata: json,
                created: json,
                status: json,
                client_reference_id: text,
                customer_details: FastCheck.record({ email: text, name: text }),
                amount_total: FastCheck.oneof(FastCheck.double(), FastCheck.maxSafeInteger()),
                expires_at: FastCheck.oneof(FastCheck.integer(), FastCheck.maxSafeInteger()),
                currency: FastCheck.oneof(text, FastCheck.constant("usd"))
              }),
              (fields) =>
                Effect.runPromise(
                  Effect.gen(function* () {
                    const id = `hostile ${run++}`
                    const native = { id, ...fields }
                    const good = [stripe(`before ${id}`), stripe(`after ${id}`)] as const
                    const sessions = [good[0], drifted(native, id), good[1]]
                    assert.strictEqual((yield* page(one, sessions)).inserted, 3)
                    const row = yield* rowOf(one, id)
                    const { isExact, taken } = expected(native)
                    assert.strictEqual(inOrder(rawOf(row)), inOrder(taken))
                    assert.strictEqual(isTrue(row?.["exact"]), isExact)
                    const { client_reference_id: reference } = fields
                    assert.strictEqual(row?.["reference"], clean(reference))
                  })
                )
            ),
            { numRuns: 100 }
          )
        )
      })
    )

    it.scoped("ids that no key can hold stay apart", () =>
      Effect.gen(function* () {
        const one = yield* opened(fresh)
        const long = "x".repeat(5000)
        const ids = [`a${nul}`, "a\uFFFD", `a${half}`, `${long}1`, `${long}2`, "", "ü".repeat(500)]
        const sessions = ids.map((id) => stripe(id, { status: "open", created: 0 }))
        assert.strictEqual((yield* page(one, sessions)).inserted, 7)
        assert.strictEqual((yield* page(one, sessions)).inserted, 0)
        const held = yield* one.store.take(source)
        const late = { now: 9e9, tick: 1, limit: 99 }
        // No provider knows them by such a key.
        const asked = ["a\uFFFD", "", "ü".repeat(500)]
        assert.sameMembers([...(yield* one.store.late("stripe", late))], asked)
        const change = { observedAt: 2, sessions: [], gone: [`${long}1`], state: {} }
        assert.strictEqual((yield* one.store.commit(held, change)).gone, 1)
        for (const id of ids) yield* one.store.poke("stripe", id, 1)
        assert.sameMembers([...(yield* one.store.pokes("stripe", 99))], asked)
      })
    )

    it.scoped("nesting that no database reads is replaced as a whole", () =>
      Effect.gen(function* () {
        const one = yield* opened(fresh)
        const nested = (levels: number): unknown =>
          JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`)
        const sessions = [
          stripe("flat", { metadata: nested(400) }),
          stripe("deep", { metadata: nested(2_000), status: "open" }),
          stripe("abyss", { metadata: nested(100_000) })
        ]
        assert.strictEqual((yield* page(one, sessions)).inserted, 3)
        assert.isTrue(isTrue((yield* rowOf(one, "flat"))?.["exact"]))
        for (const id of ["deep", "abyss"]) {
          const row = yield* rowOf(one, id)
          assert.isFalse(isTrue(row?.["exact"]))
          assert.deepInclude(rawOf(row), { id })
        }
        assert.strictEqual((yield* rowOf(one, "deep"))?.["status"], "open")
      })
    )

    it.scoped("a page of large sessions is written", () =>
      Effect.gen(function* () {
        const one = yield* opened(fresh)
        const note = "é".repeat(2_000_000)
        const sessions = ["a", "b", "c"].map((id) => stripe(id, { metadata: { note } }))
        assert.strictEqual((yield* page(one, sessions)).inserted, 3)
        assert.deepInclude(rawOf(yield* rowOf(one, "b")), { metadata: { note } })
      })
    )

    it.scoped(
      "a session that a rule of the table refuses costs only its JSON, or its columns",
      () =>
        Effect.gen(function* () {
          const one = yield* opened(fresh)
          yield* one.sql.onDialectOrElse({
            sqlite: () => one.sql`CREATE TRIGGER no_poison BEFORE INSERT ON checkout_sessions
            WHEN new.raw LIKE '%poison%' OR new.reference = 'poison'
            BEGIN SELECT raise(ABORT, 'poison'); END`,
            orElse: () => one.sql`ALTER TABLE checkout_sessions ADD CONSTRAINT no_poison
            CHECK (raw::text NOT LIKE '%poison%' AND coalesce(reference, '') <> 'poison')`
          })
          const good = sessionsOf("stripe", 30)
          const sessions = [
            ...good.slice(0, 15),
            stripe("raw", { metadata: "poison", status: "open", customer: "cus_1" }),
            stripe("column", { client_reference_id: "poison", customer: "cus_2" }),
            ...good.slice(15)
          ]
          assert.strictEqual((yield* page(one, sessions)).inserted, 32)
          const raw = yield* rowOf(one, "raw")
          assert.deepInclude(raw, { status: "open", customer_id: "cus_1" })
          const column = yield* rowOf(one, "column")
          assert.deepInclude(column, { provider: "stripe", customer_id: null, reference: null })
          for (const row of [raw, column]) {
            assert.isFalse(isTrue(row?.["exact"]))
            assert.include(String(Object.values(rawOf(row) ?? {})), "does not take")
          }
          const exact = yield* one.sql`SELECT id FROM checkout_sessions WHERE exact`
          assert.lengthOf(exact, 30)
          // The next reading finds them as they were, and does not try again.
          assert.deepInclude(yield* page(one, sessions), { inserted: 0, updated: 0 })
        })
    )
  })
}
