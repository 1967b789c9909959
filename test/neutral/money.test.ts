import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Money from "../../src/neutral/Money.js"
import type { ProviderName } from "../../src/CheckoutError.js"

type Vector = readonly [ProviderName, string, number | bigint, string, string]

// `·` stands for the space that does not break a line.
const vectors: ReadonlyArray<Vector> = [
  ["stripe", "USD", 1099, "10.99", "$10.99"],
  ["stripe", "JPY", 500, "500", "¥500"],
  ["stripe", "ISK", 500, "5.00", "ISK·5"],
  ["stripe", "ISK", 550, "5.50", "ISK·5.50"],
  ["stripe", "UGX", 500, "5.00", "UGX·5"],
  ["stripe", "MGA", 3000, "3000", "MGA·3,000"],
  ["stripe", "HUF", 123450, "1234.50", "HUF·1,234.50"],
  ["stripe", "TWD", 80045, "800.45", "NT$800.45"],
  ["stripe", "IDR", 999999999999, "9999999999.99", "IDR·9,999,999,999.99"],
  ["stripe", "KWD", 5120, "5.120", "KWD·5.120"],
  ["stripe", "EUR", -5, "-0.05", "-€0.05"],
  ["polar", "USD", 99999999, "999999.99", "$999,999.99"],
  ["polar", "UGX", 200000, "2000.00", "UGX·2,000"],
  ["polar", "LAK", 2100000000, "21000000.00", "LAK·21,000,000.00"],
  ["polar", "KRW", 800, "800", "₩800"],
  ["flowglad", "VND", 20000, "20000", "₫20,000"],
  ["flowglad", "ISK", 7000, "70.00", "ISK·70"],
  ["monime", "SLE", 15050, "150.50", "SLE·150.50"],
  ["leanrails", "USD", 1, "0.01", "$0.01"],
  ["stripe", "USD", 9007199254740993n, "90071992547409.93", "$90,071,992,547,409.93"]
]

const of = (provider: ProviderName | "iso", minor: number | bigint, currency: string) =>
  Option.getOrThrow(Money.fromMinor(provider, minor, currency))

const anyMoney = FastCheck.tuple(
  FastCheck.bigInt(),
  FastCheck.constantFrom("USD", "UGX", "KWD"),
  FastCheck.integer({ min: 0, max: 12 })
).map(([minor, currency, scale]) => new Money.Money({ minor, currency, scale }))

describe("Money", () => {
  for (const [provider, currency, minor, decimal, drawn] of vectors) {
    it(`${provider} ${minor} ${currency} is ${decimal}`, () => {
      const money = of(provider, minor, currency.toLowerCase())
      assert.strictEqual(Money.toDecimal(money), decimal)
      assert.strictEqual(String(money), `${decimal} ${currency}`)
      assert.strictEqual(Money.format(money, "en-US"), drawn.replace("·", "\u00a0"))
      assert.deepStrictEqual(Either.getOrThrow(Money.parse(decimal, money)), money)
    })
  }

  it("scales are those of the provider, and of ISO 4217 besides", () => {
    const scales = (provider: ProviderName | "iso") =>
      "UGX ISK HUF IQD MGA JPY KWD SLE XAU CLF"
        .split(" ")
        .map((code) => Option.getOrNull(Money.scaleOf(provider, code)))
    assert.deepStrictEqual(scales("iso"), [0, 0, 2, 3, 2, 0, 3, 2, null, 4])
    assert.deepStrictEqual(scales("stripe"), [2, 2, 2, 2, 0, 0, 3, 2, null, 2])
    assert.deepStrictEqual(scales("polar"), [2, 2, 2, 2, 0, 0, 3, 2, null, 2])
    assert.deepStrictEqual(scales("flowglad"), [0, 2, 2, 2, 0, 0, 2, 2, null, 2])
    assert.deepStrictEqual(scales("monime"), [
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      2,
      null,
      null
    ])
    // Nothing is published: only where ISO and Stripe agree.
    assert.deepStrictEqual(scales("leanrails"), [null, null, 2, null, null, 0, 3, 2, null, null])
  })

  it("an amount that JSON rounded, or of no currency, is none", () => {
    for (const [minor, code] of [
      [2 ** 53, "usd"],
      [0.5, "usd"],
      [NaN, "usd"],
      [1, "us"],
      [1, "usdt"],
      [1, "ÜSD"],
      [1, ""],
      [1, "xxx"]
    ] as const) {
      assert.deepStrictEqual(Money.fromMinor("stripe", minor, code), Option.none(), code)
    }
  })

  it("parse and print are inverse to each other", () => {
    FastCheck.assert(
      FastCheck.property(anyMoney, (money) => {
        assert.deepStrictEqual(Either.getOrThrow(Money.parse(Money.toDecimal(money), money)), money)
      })
    )
  })

  it("parse refuses texts that it would have to round, and texts that are not decimal numbers", () => {
    const reason = (text: string, scale: number) =>
      Either.match(Money.parse(text, { currency: "USD", scale }), {
        onLeft: (error) => error.reason,
        onRight: Money.toDecimal
      })
    assert.strictEqual(reason("1.999", 2), "TooPrecise")
    assert.strictEqual(reason("1.990", 2), "TooPrecise")
    assert.strictEqual(reason("1.0", 0), "TooPrecise")
    assert.strictEqual(reason("1.9", 2), "1.90")
    assert.strictEqual(reason("-0.00", 2), "0.00")
    for (const text of ["", " 1", "1,5", "1.", ".5", "1e3", "0x1", "Infinity", "--1", "+1", "١"]) {
      assert.strictEqual(reason(text, 2), "NotDecimal", text)
    }
  })

  it("sums refuse to mix currencies", () => {
    const mixed = Money.add(of("stripe", 1, "usd"), of("stripe", 1, "eur"))
    assert.strictEqual(Either.getOrThrow(Either.flip(mixed)).reason, "CurrencyMismatch")
    assert.isTrue(
      Either.isLeft(Money.sum([of("stripe", 1, "usd"), of("polar", 2, "usd"), of("iso", 1, "eur")]))
    )
    assert.deepStrictEqual(Money.sum([]), Either.right(Option.none()))
  })

  it("sums of two scales are exact, in any order", () => {
    const sum = Either.getOrThrow(Money.add(of("stripe", 550, "ugx"), of("flowglad", 7, "ugx")))
    assert.strictEqual(String(sum), "12.50 UGX")
    FastCheck.assert(
      FastCheck.property(FastCheck.array(anyMoney, { maxLength: 8 }), (all) => {
        const sums = Money.sumByCurrency(all)
        assert.deepStrictEqual(Money.sumByCurrency(all.toReversed()), sums)
        for (const total of sums) {
          const exact = all
            .filter(({ currency }) => currency === total.currency)
            .reduce((units, { minor, scale }) => units + minor * 10n ** BigInt(12 - scale), 0n)
          assert.strictEqual(total.minor * 10n ** BigInt(12 - total.scale), exact)
        }
      })
    )
  })

  it("amounts of the same worth are equivalent, whatever their scales", () => {
    assert.isTrue(Money.Equivalence(of("stripe", 500, "ugx"), of("flowglad", 5, "ugx")))
    assert.isFalse(Money.Equivalence(of("stripe", 501, "ugx"), of("flowglad", 5, "ugx")))
    assert.isFalse(Money.Equivalence(of("stripe", 5, "jpy"), of("stripe", 5, "krw")))
  })

  it("goes through JSON", () => {
    FastCheck.assert(
      FastCheck.property(anyMoney, (money) => {
        const json = JSON.stringify(Schema.encodeSync(Money.Money)(money))
        assert.deepStrictEqual(Schema.decodeUnknownSync(Money.Money)(JSON.parse(json)), money)
      })
    )
  })
})
