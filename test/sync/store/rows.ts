/** What holds of the rows of sessions in any database. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { ProviderName } from "../../../src/CheckoutError.js"
import type { Fresh } from "./support.js"
import { dump, isTrue, opened, rowOf, sessionsOf, stripe } from "./support.js"

const source = { source: "stripe", provider: "stripe" } as const

const millis = (value: unknown): number | null =>
  value === null || value === undefined
    ? null
    : value instanceof Date
      ? value.getTime()
      : Date.parse(String(value))

const seen = (id: string, total: number) =>
  stripe(id, { status: "open", amount_total: total, currency: "usd" })

/** The secrets of a native session, wherever they are documented. */
const secretsOf = (native: unknown): ReadonlyArray<string> =>
  Predicate.isRecord(native)
    ? [native["client_secret"], ...Object.values(native["payment_processor_metadata"] ?? {})]
        .filter(Predicate.isString)
        .filter(({ length }) => length >= 8)
    : []

export const rows = (fresh: Fresh): void => {
  describe("a row", () => {
    it.scoped("has the neutral columns of its session", () =>
      Effect.gen(function* () {
        const one = yield* opened(fresh)
        const held = yield* one.store.take(source)
        yield* one.store.commit(held, {
          observedAt: 5_000,
          sessions: [
            stripe("a", {
              status: "complete",
              payment_status: "paid",
              amount_total: 1099,
              currency: "usd",
              created: 1_700_000_000,
              expires_at: 1_700_086_400,
              livemode: true,
              client_reference_id: "order 7",
              customer: "cus_1",
              customer_details: { email: "ada@example.com", name: "Ada" },
              url: "https://checkout.example/1"
            })
          ],
          state: { sweep: 4 }
        })
        const row = yield* rowOf(one, "a")
        assert.deepInclude(row, {
          source: "stripe",
          provider: "stripe",
          status: "complete",
          provider_status: "complete",
          payment: "paid",
          total_scale: 2,
          total_currency: "USD",
          customer_id: "cus_1",
          customer_email: "ada@example.com",
          customer_name: "Ada",
          reference: "order 7",
          url: "https://checkout.example/1",
          drift: "amount_total: expected a whole number",
          gone_at: null,
          sweep: 4
        })
        assert.strictEqual(Number(row?.["total_minor"]), 1099)
        assert.isTrue(
          isTrue(row?.["settled"]) && isTrue(row?.["exact"]) && isTrue(row?.["livemode"])
        )
        assert.strictEqual(millis(row?.["created_at"]), 1_700_000_000_000)
        assert.strictEqual(millis(row?.["expires_at"]), 1_700_086_400_000)
        assert.strictEqual(millis(row?.["observed_at"]), 5_000)
        assert.strictEqual(millis(row?.["first_seen_at"]), 5_000)
      })
    )

    it.scoped("moves `changed_at` only when its session differs", () =>
      Effect.gen(function* () {
        const one = yield* opened(fresh)
        const held = yield* one.store.take(source)
        const commit = (observedAt: number, total: number) =>
          one.store.commit(held, { observedAt, sessions: [seen("a", total)], state: {} })
        assert.deepStrictEqual(yield* commit(1_000, 5), { inserted: 1, updated: 0, gone: 0 })
        assert.deepStrictEqual(yield* commit(2_000, 5), { inserted: 0, updated: 0, gone: 0 })
        const same = yield* rowOf(one, "a")
        assert.deepStrictEqual(
          [same?.["observed_at"], same?.["changed_at"], same?.["first_seen_at"]].map(millis),
          [2_000, 1_000, 1_000]
        )
        assert.deepStrictEqual(yield* commit(3_000, 6), { inserted: 0, updated: 1, gone: 0 })
        const other = yield* rowOf(one, "a")
        assert.deepStrictEqual(
          [other?.["observed_at"], other?.["changed_at"], other?.["first_seen_at"]].map(millis),
          [3_000, 3_000, 1_000]
        )
        assert.deepStrictEqual(yield* commit(2_500, 7), { inserted: 0, updated: 0, gone: 0 })
        assert.strictEqual(Number((yield* rowOf(one, "a"))?.["total_minor"]), 6)
      })
    )

    it.scoped("that comes twice on a page is one", () =>
      Effect.gen(function* () {
        const one = yield* opened(fresh)
        const held = yield* one.store.take(source)
        const sessions = [seen("a", 1), seen("b", 2), seen("a", 3)]
        const changed = yield* one.store.commit(held, { observedAt: 1, sessions, state: {} })
        assert.strictEqual(changed.inserted, 2)
        assert.strictEqual(Number((yield* rowOf(one, "a"))?.["total_minor"]), 3)
      })
    )

    it.scoped("settles by the clock alone, and is not written again", () =>
      Effect.gen(function* () {
        const one = yield* opened(fresh)
        const held = yield* one.store.take({ source: "flowglad", provider: "flowglad" })
        const open = sessionsOf("flowglad", 60).find(
          ({ expiresAt, status }) => status === "open" && Option.isSome(expiresAt)
        )
        if (open === undefined || Option.isNone(open.expiresAt)) throw new Error("none is open")
        const expires = open.expiresAt.value.epochMillis
        const commit = (observedAt: number) =>
          one.store.commit(held, { observedAt, sessions: [open], state: {} })
        yield* commit(expires - 1000)
        assert.isFalse(isTrue((yield* rowOf(one, open.id))?.["settled"]))
        assert.strictEqual((yield* commit(expires + 3_600_001)).updated, 0)
        const row = yield* rowOf(one, open.id)
        assert.isTrue(isTrue(row?.["settled"]))
        // The clock is no observation.
        assert.strictEqual(row?.["status"], "open")
      })
    )
  })

  describe("a session that is gone", () => {
    it.scoped("keeps its row, and is back when it is seen again", () =>
      Effect.gen(function* () {
        const one = yield* opened(fresh)
        const held = yield* one.store.take(source)
        const see = (observedAt: number) =>
          one.store.commit(held, { observedAt, sessions: [seen("a", 1)], state: {} })
        const lose = (observedAt: number) =>
          one.store.commit(held, { observedAt, sessions: [], gone: ["a", "never"], state: {} })
        const goneAt = Effect.map(rowOf(one, "a"), (row) => millis(row?.["gone_at"]))
        yield* see(1_000)
        assert.strictEqual((yield* lose(999)).gone, 0)
        assert.isNull(yield* goneAt)
        assert.strictEqual((yield* lose(2_000)).gone, 1)
        assert.strictEqual(yield* goneAt, 2_000)
        assert.strictEqual((yield* lose(3_000)).gone, 0)
        // A page that left before it was deleted does not bring it back.
        yield* see(1_500)
        assert.strictEqual(yield* goneAt, 2_000)
        yield* see(4_000)
        assert.isNull(yield* goneAt)
        assert.lengthOf(yield* one.sql`SELECT id FROM checkout_sessions`, 1)
      })
    )

    it.scoped("is one that an audit did not meet", () =>
      Effect.gen(function* () {
        const one = yield* opened(fresh)
        const held = yield* one.store.take(source)
        const all = ["a", "b", "c", "d"].map((id) => seen(id, 1))
        yield* one.store.commit(held, { observedAt: 1_000, sessions: all, state: {} })
        yield* one.store.commit(held, { observedAt: 1_500, sessions: [], gone: ["d"], state: {} })
        yield* one.store.commit(held, {
          observedAt: 2_000,
          sessions: [seen("a", 1)],
          state: { sweep: 1 }
        })
        const audit = { sweep: 1, began: 2_000 }
        assert.deepStrictEqual(yield* one.store.unmet("stripe", { ...audit, limit: 9 }), {
          unmet: 2,
          rows: 3,
          ids: ["b", "c"]
        })
        const few = yield* one.store.unmet("stripe", { ...audit, limit: 1 })
        assert.deepStrictEqual(few, { unmet: 2, rows: 3, ids: ["b"] })
        const none = yield* one.store.unmet("stripe", { sweep: 1, began: 500, limit: 9 })
        assert.deepStrictEqual(none, { unmet: 0, rows: 3, ids: [] })
        const changed = yield* one.store.commit(held, {
          observedAt: 3_000,
          sessions: [seen("b", 1)],
          unmet: audit,
          state: {}
        })
        assert.strictEqual(changed.gone, 1)
        const ids = yield* one.sql<{
          readonly id: string
        }>`SELECT id FROM checkout_sessions WHERE gone_at IS NULL ORDER BY id`
        assert.deepStrictEqual(
          ids.map(({ id }) => id),
          ["a", "b"]
        )
      })
    )
  })

  const observation = FastCheck.record({
    at: FastCheck.integer({ min: 1, max: 30 }),
    ids: FastCheck.subarray(["a", "b", "c"], { minLength: 1 }),
    isGone: FastCheck.boolean()
  })

  it.scoped("in whatever order observations arrive, the newest one is there", () =>
    Effect.gen(function* () {
      const one = yield* opened(fresh)
      let run = 0
      yield* Effect.promise(() =>
        FastCheck.assert(
          FastCheck.asyncProperty(
            // One observation at a time: which of two is newer would not be known.
            FastCheck.uniqueArray(observation, { maxLength: 8, selector: ({ at }) => at }),
            (observations) =>
              Effect.runPromise(
                Effect.gen(function* () {
                  const held = yield* one.store.take({ ...source, source: `run ${run++}` })
                  for (const { at, ids, isGone } of observations) {
                    yield* one.store.commit(held, {
                      observedAt: at,
                      sessions: isGone ? [] : ids.map((id) => seen(id, at)),
                      gone: isGone ? ids : [],
                      state: {}
                    })
                  }
                  const found = yield* one.sql<{
                    readonly [column: string]: unknown
                  }>`SELECT * FROM checkout_sessions WHERE source = ${held.source}`
                  for (const id of ["a", "b", "c"]) {
                    const about = observations.filter(({ ids }) => ids.includes(id))
                    const first = about.findIndex(({ isGone }) => !isGone)
                    // A row begins with its first session: that an unknown id is gone says nothing.
                    const [newest] = about.slice(Math.max(first, 0)).sort((a, b) => b.at - a.at)
                    const row = found.find((row) => row["id"] === id)
                    if (first === -1 || newest === undefined) {
                      assert.isUndefined(row)
                    } else {
                      assert.strictEqual(millis(row?.["observed_at"]), newest.at)
                      assert.strictEqual(millis(row?.["gone_at"]) !== null, newest.isGone)
                      if (!newest.isGone)
                        assert.strictEqual(Number(row?.["total_minor"]), newest.at)
                    }
                  }
                })
              )
          ),
          { numRuns: 40 }
        )
      )
    })
  )

  it.scoped("no column has a secret, unless secrets are to be kept", () =>
    Effect.gen(function* () {
      const one = yield* opened(fresh)
      const kept = yield* opened(fresh, { keepSecrets: true })
      const secrets: Array<string> = []
      for (const provider of ProviderName.literals) {
        const sessions = sessionsOf(provider, 30)
        secrets.push(...sessions.flatMap(({ native }) => secretsOf(native)))
        for (const { store } of [one, kept]) {
          const held = yield* store.take({ source: provider, provider })
          yield* store.commit(held, { observedAt: 1, sessions, state: {} })
        }
      }
      assert.isAbove(secrets.length, 50)
      const text = yield* dump(one)
      assert.deepStrictEqual(
        secrets.filter((secret) => text.includes(secret)),
        []
      )
      const whole = yield* dump(kept)
      assert.isTrue(secrets.every((secret) => whole.includes(secret)))
      const urls = yield* one.sql`SELECT id FROM checkout_sessions
        WHERE provider = 'polar' AND url IS NOT NULL`
      assert.lengthOf(urls, 0)
    })
  )
}
