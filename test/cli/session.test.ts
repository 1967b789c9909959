import { assert, describe, it } from "@effect/vitest"
import { line } from "../../src/cli/session.js"

describe("a session as a line", () => {
  it("has one notation of time for seconds, milliseconds and ISO 8601", () => {
    for (const created of [
      1780272000,
      1780272000000,
      "2026-06-01T00:00:00Z",
      "2026-06-01T02:00:00+02:00",
      "2026-06-01T00:00:00.000000",
      "2026-06-01 00:00:00"
    ]) {
      assert.strictEqual(line({ id: "a", created }), "a\t(none)\t2026-06-01T00:00:00.000Z\t")
    }
    assert.strictEqual(line({ id: "a", created_at: "soon" }), "a\t(none)\tsoon\t")
    assert.strictEqual(line({ id: "a", created: null }), "a\t(none)\t\t")
  })

  it("has the amount as the provider gives it, and none where there is no currency", () => {
    const amount = (session: object) => line(session).split("\t")[3]
    assert.strictEqual(amount({ amount_total: 4200, currency: "usd" }), "4200 usd")
    assert.strictEqual(amount({ total_amount: 0, currency: "jpy" }), "0 jpy")
    assert.strictEqual(amount({ amount_total: null, currency: "usd" }), "")
    assert.strictEqual(amount({ amount_total: 4200 }), "")
  })

  it("stays one line with four columns, whatever the provider sends", () => {
    assert.strictEqual(line({ id: "a\tb\n\u001b[2Jc", status: "x" }), "a b  [2Jc\tx\t\t")
  })
})
