import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as TestClock from "effect/TestClock"
import * as CheckoutSessions from "../../../src/services/CheckoutSessions.js"
import * as CheckoutSession from "../../../src/neutral/CheckoutSession.js"
import { sessionOf } from "./sessions.js"
import { failingFrom, over, service } from "./support.js"

const usd = { currency: "usd", status: "complete" }

const sessions = [
  sessionOf("stripe", 1, 100, "paid", { ...usd, payment_status: "paid", amount_total: 1099 }),
  sessionOf("stripe", 2, 200, "setup", { ...usd, payment_status: "no_payment_required" }),
  sessionOf("stripe", 3, 300, "slow", { ...usd, payment_status: "unpaid", amount_total: 5 }),
  sessionOf("stripe", 4, 400, "kroner", {
    status: "complete",
    currency: "isk",
    payment_status: "paid",
    amount_total: 700
  }),
  sessionOf("polar", 5, 500, "paid too", {
    currency: "usd",
    status: "succeeded",
    is_payment_required: true,
    total_amount: 1
  }),
  sessionOf("polar", 6, 600, "trial", {
    currency: "usd",
    status: "succeeded",
    is_payment_required: false,
    total_amount: 900
  }),
  sessionOf("flowglad", 7, 700, "late", { status: "open", expires: 1000 }),
  sessionOf("flowglad", 8, 800, "sold", { status: "succeeded", type: "product" }),
  sessionOf("monime", 9, 900, "unpriced", { status: "completed" }),
  sessionOf("monime", 10, null, "away", { status: "cancelled" }),
  sessionOf("leanrails", 11, 1000, "new", { status: "whatever", payment_status: "unpaid" })
]

describe("summary", () => {
  it.effect("counts and sums by the status of one moment, revenue only of paid sessions", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(2000)
      const { summary } = yield* service
      const all = yield* summary()
      assert.strictEqual(all.sessions, sessions.length)
      assert.deepStrictEqual(all.statuses, {
        open: 0,
        processing: 1,
        complete: 7,
        expired: 1,
        failed: 0,
        canceled: 1,
        unknown: 1
      })
      assert.deepStrictEqual(all.gross.map(String), ["7.00 ISK", "11.00 USD"])
      assert.strictEqual(all.paid, 4)
      assert.strictEqual(all.paidWithoutTotal, 1)
      assert.deepStrictEqual(all.conversion, Option.some(7 / 9))
      assert.deepStrictEqual(all.oldest, Option.some(DateTime.unsafeMake(100_000)))
      assert.deepStrictEqual(all.newest, Option.some(DateTime.unsafeMake(1_000_000)))
      assert.deepStrictEqual(all.incomplete, [])
      const stripe = all.providers.get("stripe")
      assert.deepStrictEqual(stripe?.gross.map(String), ["7.00 ISK", "10.99 USD"])
      assert.strictEqual(all.providers.get("flowglad")?.statuses.expired, 1)
      assert.deepStrictEqual(all.providers.get("leanrails")?.conversion, Option.none())
    }).pipe(Effect.provide(CheckoutSessions.layerTest(sessions, { pageSize: 2 })))
  )

  it.effect("sums abandoned sessions, and counts those that their provider still calls open", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(2000)
      const { summary } = yield* service
      const all = yield* summary()
      assert.deepStrictEqual(all.abandoned.map(String), ["10.99 USD"])
      // Flowglad and Monime say no total here.
      assert.strictEqual(all.abandonedWithoutTotal, 2)
      assert.strictEqual(all.overdue, 1)
      assert.strictEqual(all.providers.get("stripe")?.overdue, 0)
    }).pipe(
      Effect.provide(
        CheckoutSessions.layerTest([
          ...sessions,
          sessionOf("stripe", 12, 1100, "gone", {
            currency: "usd",
            status: "expired",
            payment_status: "unpaid",
            amount_total: 1099
          })
        ])
      )
    )
  )

  const day = 86_400
  const evening = [
    sessionOf("stripe", 1, 3 * day, "midnight", usd),
    sessionOf("stripe", 2, 3 * day - 1, "just before", usd),
    sessionOf("monime", 3, day, "pending", { status: "pending" }),
    sessionOf("monime", 4, null, "undated", { status: "pending" })
  ]
  const counted = (zone: DateTime.TimeZone | undefined) =>
    Effect.map(
      Effect.flatMap(service, ({ summary }) => summary({}, { zone })),
      ({ days }) =>
        [...days].map(([day, { complete, open, unknown }]) => [day, complete + open + unknown])
    )

  it.effect("counts days in UTC or in another zone, the oldest first", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* counted(undefined), [
        ["1970-01-02", 1],
        ["1970-01-03", 1],
        ["1970-01-04", 1]
      ])
      assert.deepStrictEqual(yield* counted(DateTime.zoneUnsafeMakeNamed("America/New_York")), [
        ["1970-01-01", 1],
        ["1970-01-03", 2]
      ])
      assert.deepStrictEqual(yield* counted(DateTime.zoneMakeOffset(3_600_000)), [
        ["1970-01-02", 1],
        ["1970-01-04", 2]
      ])
    }).pipe(Effect.provide(CheckoutSessions.layerTest(evening)))
  )

  it.effect("says how many sessions a bound left out for want of a time", () =>
    Effect.gen(function* () {
      const { summary } = yield* service
      const { newest, sessions, undated } = yield* summary({ createdAfter: new Date(600_000) })
      assert.strictEqual(sessions, 5)
      assert.strictEqual(undated, 1)
      assert.deepStrictEqual(newest, Option.some(DateTime.unsafeMake(1_000_000)))
      const none = yield* summary({ status: "failed" })
      assert.strictEqual(none.sessions, 0)
      assert.deepStrictEqual(none.conversion, Option.none())
      assert.deepStrictEqual(none.gross, [])
    }).pipe(Effect.provide(CheckoutSessions.layerTest(sessions)))
  )

  it.effect("names a provider whose figures are too low", () =>
    Effect.gen(function* () {
      const { summary } = yield* service
      const { incomplete, providers, sessions } = yield* summary()
      assert.deepStrictEqual(
        incomplete.map(({ provider }) => provider),
        ["monime"]
      )
      assert.strictEqual(providers.get("monime")?.sessions, 50)
      assert.strictEqual(sessions, 4 * 120 + 50)
    }).pipe(Effect.provide(over(failingFrom("monime", 2, { sessions: 120 }))))
  )

  it("an open session is expired in its summary, and stays as its provider said", () => {
    const late = sessions.find(({ id }) => id === "late")
    assert.strictEqual(late?.status, "open")
    assert.isTrue(late !== undefined && CheckoutSession.isExpired(late, DateTime.unsafeMake(1001)))
  })
})
