/** What holds of the views in any database. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { readFileSync } from "node:fs"
import type { Fresh, Opened } from "./support.js"
import { isTrue, opened, stripe } from "./support.js"

const day = (date: string) => Date.parse(`${date}T12:00:00Z`) / 1000

const paid = (id: string, date: string, amount: number, currency: string, livemode = true) =>
  stripe(id, {
    status: "complete",
    payment_status: "paid",
    created: day(date),
    amount_total: amount,
    currency,
    livemode
  })

const ada = { email: "ada@example.com", name: "Ada" }

const sessions = [
  paid("a", "2026-01-02", 1000, "usd"),
  paid("b", "2026-01-02", 99, "usd"),
  paid("test", "2026-01-02", 77, "usd", false),
  paid("c", "2026-01-02", 500, "isk"),
  paid("d", "2026-01-03", 700, "jpy"),
  paid("gone", "2026-01-03", 300, "jpy"),
  stripe("undated", { status: "complete", payment_status: "paid" }),
  stripe("open", { status: "open", expires_at: day("2999-01-01"), customer_details: ada }),
  stripe("over", {
    status: "open",
    expires_at: day("2026-01-04"),
    created: day("2026-01-03"),
    customer_details: ada,
    amount_total: 1050,
    currency: "usd"
  }),
  stripe("expired", { status: "expired", customer_details: ada }),
  stripe("anonymous", { status: "expired" }),
  stripe("processing", { status: "complete", payment_status: "unpaid", customer_details: ada })
]

const written = (fresh: Fresh) =>
  Effect.gen(function* () {
    const one = yield* opened(fresh)
    const held = yield* one.store.take({ source: "stripe", provider: "stripe" })
    yield* one.store.commit(held, { observedAt: 1, sessions, state: {} })
    yield* one.store.commit(held, { observedAt: 2, sessions: [], gone: ["gone"], state: {} })
    return one
  })

type Row = { readonly [column: string]: unknown }

const rowsOf = ({ sql }: Opened, query: string) => sql.unsafe<Row>(query)

const ids = (rows: ReadonlyArray<Row>) => rows.map((row) => row["id"])

/** The queries of the documentation. */
const documented = [
  ...readFileSync(new URL("../../../docs/sync.md", import.meta.url), "utf8").matchAll(
    /^```sql\n([\s\S]*?);\n```$/gm
  )
].map(([, query = ""]) => query)

export const views = (fresh: Fresh): void => {
  it.scoped("the queries of the documentation have answers", () =>
    Effect.gen(function* () {
      const one = yield* written(fresh)
      assert.isAtLeast(documented.length, 5)
      for (const query of documented) {
        assert.isAbove((yield* rowsOf(one, query)).length, 0, query)
      }
    })
  )

  describe("the view", () => {
    it.scoped("checkout_paid_by_day sums each currency of each day, live and test apart", () =>
      Effect.gen(function* () {
        const one = yield* written(fresh)
        const rows = yield* rowsOf(
          one,
          `SELECT CAST(day AS text) AS day, currency, livemode, sessions, gross_minor, scale, gross
          FROM checkout_paid_by_day ORDER BY day, currency, livemode DESC`
        )
        assert.deepStrictEqual(
          rows
            .map((row) => [
              row["day"],
              row["currency"],
              row["livemode"] === null ? null : isTrue(row["livemode"]),
              Number(row["sessions"]),
              row["gross_minor"] === null ? null : Number(row["gross_minor"]),
              row["scale"],
              row["gross"] === null ? null : Number(row["gross"])
            ])
            .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
          [
            ["2026-01-02", "ISK", true, 1, 500, 2, 5],
            ["2026-01-02", "USD", true, 2, 1099, 2, 10.99],
            ["2026-01-02", "USD", false, 1, 77, 2, 0.77],
            // A session that is gone was paid all the same.
            ["2026-01-03", "JPY", true, 2, 1000, 0, 1000],
            [null, null, null, 1, null, null, null]
          ]
        )
      })
    )

    it.scoped("checkout_paid_by_day adds amounts of one currency in several scales", () =>
      Effect.gen(function* () {
        const one = yield* written(fresh)
        yield* one.sql`UPDATE checkout_sessions SET total_scale = 0, total_minor = 7 WHERE id = 'b'`
        const [row] = yield* rowsOf(
          one,
          `SELECT gross_minor, scale, gross FROM checkout_paid_by_day WHERE sessions = 2 AND currency = 'USD'`
        )
        assert.deepStrictEqual(
          [Number(row?.["gross_minor"]), row?.["scale"], Number(row?.["gross"])],
          [1700, 2, 17]
        )
      })
    )

    it.scoped("checkout_abandoned has the buyers that did not pay in time, by the clock", () =>
      Effect.gen(function* () {
        const one = yield* written(fresh)
        const rows = yield* rowsOf(one, "SELECT * FROM checkout_abandoned ORDER BY id")
        assert.deepStrictEqual(ids(rows), ["expired", "over"])
        const { total, ...over } = rows[1] ?? {}
        assert.strictEqual(Number(total), 10.5)
        assert.deepInclude(over, { customer_email: ada.email, customer_name: "Ada", gone_at: null })
      })
    )

    it.scoped("checkout_unsettled has the sessions that may still change", () =>
      Effect.gen(function* () {
        const one = yield* written(fresh)
        const rows = yield* rowsOf(one, "SELECT * FROM checkout_unsettled ORDER BY id")
        assert.deepStrictEqual(
          rows.map((row) => [row["id"], row["status"]]),
          [
            ["open", "open"],
            ["over", "expired"],
            ["processing", "processing"]
          ]
        )
      })
    )

    it.scoped("checkout_by_status counts by the clock", () =>
      Effect.gen(function* () {
        const one = yield* written(fresh)
        const rows = yield* rowsOf(
          one,
          `SELECT provider, status, sum(sessions) AS sessions, sum(gone) AS gone
          FROM checkout_by_status GROUP BY provider, status ORDER BY status`
        )
        assert.deepStrictEqual(
          rows.map((row) => [
            row["provider"],
            row["status"],
            Number(row["sessions"]),
            Number(row["gone"])
          ]),
          [
            ["stripe", "complete", 7, 1],
            ["stripe", "expired", 3, 0],
            ["stripe", "open", 1, 0],
            ["stripe", "processing", 1, 0]
          ]
        )
      })
    )
  })
}
