import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Bar from "../../src/cli/export/bar.js"
import * as Lines from "../../src/cli/export/lines.js"
import * as Ties from "../../src/cli/export/ties.js"
import { CheckoutSession, Money, Sandbox } from "../../src/index.js"

const stripe = (over: Parameters<typeof Sandbox.session<"stripe">>[1]) =>
  CheckoutSession.fromNative({ provider: "stripe", native: Sandbox.session("stripe", over) })

const polar = (id: string, created_at: string) =>
  CheckoutSession.fromNative({
    provider: "polar",
    native: Sandbox.session("polar", { id, created_at })
  })

/** The cells of a row without quotes in it. */
const cells = (text: string): ReadonlyArray<string> => text.replace(/\r\n$/, "").split(",")

const named = cells(Lines.header("csv"))

const cell = (session: CheckoutSession.CheckoutSession, name: string): string | undefined => {
  const row = cells(Lines.line("csv", session))
  assert.lengthOf(row, named.length)
  return row[named.indexOf(name)]
}

describe("a line of CSV", () => {
  it("has no cell that a spreadsheet takes for a formula", () => {
    for (const sign of ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]) {
      const text = `${sign}HYPERLINK("http://x.example";1)`
      const line = Lines.line("csv", stripe({ client_reference_id: text }))
      assert.include(line, `,"'${text.replaceAll('"', '""')}",`)
      assert.include(Lines.line("csv", stripe({ id: `${sign}1` })), `'${sign}1`)
    }
    assert.strictEqual(cell(stripe({ client_reference_id: "order 7" }), "reference"), "order 7")
  })

  it("keeps amounts as numbers, those below zero too", () => {
    assert.strictEqual(cell(stripe({ amount_total: 1099, currency: "usd" }), "total"), "10.99")
    assert.strictEqual(cell(stripe({ amount_total: -5, currency: "usd" }), "total"), "-0.05")
    assert.strictEqual(cell(stripe({ amount_total: -500, currency: "jpy" }), "total"), "-500")
    assert.strictEqual(cell(stripe({ amount_total: null }), "total"), "")
    assert.strictEqual(cell(stripe({ amount_total: 7, currency: "usd" }), "currency"), "USD")
    const huge = new Money.Money({ minor: 12345678901234567890n, currency: "EUR", scale: 2 })
    assert.strictEqual(
      cell({ ...stripe({}), total: Option.some(huge) }, "total"),
      "123456789012345678.90"
    )
  })

  it("is one row for any text, and gives it back", () => {
    FastCheck.assert(
      FastCheck.property(FastCheck.fullUnicodeString(), (text) => {
        const line = Lines.line("csv", stripe({ client_reference_id: `x${text}` }))
        const [quoted] = /(?<=,)x[^",\r\n]*(?=,)|(?<=,)"x(?:[^"]|"")*"(?=,)/.exec(line) ?? []
        const read = quoted?.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted
        assert.strictEqual(read, `x${text}`)
        assert.isTrue(line.endsWith("\r\n"))
      })
    )
  })

  it("has neither the native session nor the address of the page", () => {
    for (const provider of ["stripe", "polar"] as const) {
      const line = Lines.line("csv", CheckoutSession.fromNative(nativeOf(provider)))
      assert.notMatch(line, /secret|polar_c_|checkout\.stripe|buy\.polar/)
    }
    assert.notInclude(named, "url")
    assert.notInclude(named, "native")
  })
})

const nativeOf = (provider: "stripe" | "polar") =>
  provider === "stripe"
    ? ({ provider, native: Sandbox.session("stripe", { client_secret: "cs_secret_1" }) } as const)
    : ({ provider, native: Sandbox.session("polar") } as const)

describe("Polar's sessions of one moment", () => {
  const moments = ["2026-06-01T00:00:02Z", "2026-06-01T00:00:01.000900Z", "2026-06-01T00:00:01Z"]

  it("are written in the order of their ids, however they come and wherever a page ends", () => {
    const all = Array.from({ length: 12 }, (_, at) => ({
      id: `s${String(11 - at).padStart(2, "0")}`,
      moment: Math.floor(at / 4)
    }))
    const written = (order: ReadonlyArray<(typeof all)[number]>, size: number) => {
      const lines: Array<string> = []
      let held = Ties.none
      for (let at = 0; at < order.length; at += size) {
        const page = order
          .slice(at, at + size)
          .map(({ id, moment }) => polar(id, moments[moment] ?? ""))
        const [ready, next] = Ties.settle("polar", held, page, ({ id }) => id)
        lines.push(...ready)
        held = next
      }
      return [...lines, ...Ties.settled(held)]
    }
    const expected = [
      "s08",
      "s09",
      "s10",
      "s11",
      "s00",
      "s01",
      "s02",
      "s03",
      "s04",
      "s05",
      "s06",
      "s07"
    ]
    FastCheck.assert(
      FastCheck.property(
        FastCheck.shuffledSubarray([...all], { minLength: 12 }),
        FastCheck.integer({ min: 1, max: 13 }),
        (shuffled, size) => {
          const sorted = [...shuffled].sort((a, b) => a.moment - b.moment)
          assert.deepStrictEqual(written(sorted, size), expected)
        }
      )
    )
  })

  it("wait for nothing at a provider whose order is its own", () => {
    const [ready, held] = Ties.settle(
      "stripe",
      Ties.none,
      [stripe({ id: "b" }), stripe({ id: "a" })],
      ({ id }) => id
    )
    assert.deepStrictEqual(ready, ["b", "a"])
    assert.deepStrictEqual(held, Ties.none)
  })
})

describe("the live line of an export", () => {
  const shown: Bar.Shown = {
    provider: "polar",
    nth: 2,
    providers: 5,
    pages: 30,
    sessions: 3000,
    began: 10_000,
    before: 1000,
    read: 500,
    since: 15_000,
    readBefore: 0,
    total: Option.some(2000)
  }

  it("counts the sessions that this process reads, and the rest of one provider", () => {
    assert.strictEqual(
      Bar.line(shown, 20_000),
      "30 pages  3,000 sessions  200/s  polar (2 of 5)  ━━━━━··············· 25 %  15 s left"
    )
  })

  it("promises no time where the provider does not say how many there are", () => {
    assert.strictEqual(
      Bar.line({ ...shown, total: Option.none() }, 20_000),
      "30 pages  3,000 sessions  200/s  polar (2 of 5)"
    )
    assert.match(Bar.line({ ...shown, read: 0 }, 20_000), / 0 %$/)
    assert.match(Bar.line({ ...shown, total: Option.some(0) }, 20_000), / 100 %  0 s left$/)
  })
})
