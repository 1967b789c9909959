import { assert, describe, it } from "@effect/vitest"
import * as JSONSchema from "effect/JSONSchema"
import * as Schema from "effect/Schema"
import * as Monime from "../../src/schemas/Monime.js"
import * as Polar from "../../src/schemas/Polar.js"
import * as Stripe from "../../src/schemas/Stripe.js"
import * as Wire from "../../src/schemas/Wire.js"
import { parse, providers, refusal, schemasOf } from "./support.js"

describe("openLiteral", () => {
  const status = Wire.openLiteral("open", "expired")

  it("takes known and unknown words, but words only", () => {
    for (const word of ["open", "expired", "paused", ""]) assert.isTrue(Schema.is(status)(word))
    for (const other of [1, null, undefined, true, [], {}]) assert.isFalse(Schema.is(status)(other))
  })

  it("tells known from unknown", () => {
    const isUnknown = Schema.is(Wire.unknownValue("open", "expired"))
    assert.isFalse(isUnknown("open"))
    assert.isTrue(isUnknown("paused"))
  })
})

describe("integer", () => {
  it("takes whole numbers of any size", () => {
    for (const json of ["0", "-1", "123", "1.0", "1e3", "9007199254740993", "1e21"]) {
      assert.isTrue(Schema.is(Wire.integer)(parse(json)))
    }
  })

  it("refuses fractions and other types", () => {
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, "1", null, 1n]) {
      assert.isFalse(Schema.is(Wire.integer)(value))
    }
  })
})

describe("every exported schema", () => {
  for (const provider of providers) {
    it(`of ${provider.name} has an identifier of its own`, () => {
      const identifiers = schemasOf(provider).map(([name, schema]) => {
        const identifier = String(
          schema.ast.annotations[Symbol.for("effect/annotation/Identifier")]
        )
        assert.match(identifier, new RegExp(`^effect-checkout/${provider.name}/${name}$`, "i"))
        return identifier
      })
      assert.strictEqual(new Set(identifiers).size, identifiers.length)
    })
  }

  it("can be described as JSON Schema", () => {
    for (const provider of providers) {
      assert.property(JSONSchema.make(provider.session), "$defs")
    }
  })
})

const price = (over: { readonly [key: string]: unknown }) => ({
  id: "p",
  created_at: "2026-01-01T00:00:00Z",
  price_currency: "usd",
  is_archived: false,
  product_id: "x",
  ...over
})

describe("unions", () => {
  it("let an unknown kind through and refuse a malformed known kind", () => {
    const is = Schema.is(Polar.ProductPrice)
    assert.isTrue(is(price({ amount_type: "fixed", price_amount: 5 })))
    assert.isTrue(is(price({ amount_type: "auction", price_amount: "five" })))
    assert.isFalse(is(price({ amount_type: "fixed", price_amount: "five" })))
    assert.isFalse(is(price({ amount_type: "fixed" })))
    assert.isFalse(is(price({ price_amount: 5 })))
  })

  it("keep legacy prices apart from those of today", () => {
    const fixed = { amount_type: "fixed", price_amount: 5 }
    assert.isFalse(Schema.is(Polar.ProductPrice)(price({ ...fixed, legacy: true })))
    // The documentation's older recurring price has the interval, but no `legacy`.
    const older = price({ ...fixed, type: "recurring", recurring_interval: "month" })
    assert.isTrue(Schema.is(Polar.ProductPriceFixed)(older))
    const legacy = { ...older, legacy: true }
    assert.isTrue(Schema.is(Polar.LegacyRecurringProductPriceFixed)(legacy))
    assert.isFalse(Schema.is(Polar.ProductPriceFixed)(legacy))
  })

  it("tell discounts apart by type and duration together", () => {
    const discount = { id: "d", type: "fixed", amounts: { usd: 5 } }
    const is = Schema.is(Polar.Discount)
    assert.isTrue(is({ ...discount, duration: "once" }))
    assert.isTrue(is({ ...discount, duration: "repeating", duration_in_months: 3 }))
    assert.isFalse(is({ ...discount, duration: "repeating", duration_in_months: "3" }))
    // In the older documentation the fixed discount, once or forever, has all words of both enums.
    assert.isTrue(is({ ...discount, duration: "repeating" }))
    assert.isTrue(is({ ...discount, duration: "lunar" }))
    assert.isTrue(is({ ...discount, type: "tiered", duration: "once" }))
    assert.isFalse(is({ ...discount, type: "percentage", duration: "once", basis_points: 0.5 }))
  })

  it("take an id or the object that it stands for", () => {
    const is = Schema.is(Stripe.Expandable)
    assert.isTrue(is("cus_1"))
    assert.isTrue(is({ id: "cus_1", object: "customer", deleted: true, deep: { er: [1] } }))
    assert.isFalse(is({ object: "customer" }))
    assert.isFalse(is(1))
  })
})

describe("a refused session", () => {
  it("tells the path inside nested unions", () => {
    const why = refusal(Schema.Struct({ prices: Schema.Array(Polar.ProductPrice) }), {
      prices: [price({ amount_type: "fixed", price_amount: "free" })]
    })
    assert.include(why?.paths ?? [], "prices.0.price_amount")
  })
})

describe("metadata", () => {
  it("may have any key, the odd ones of JavaScript too", () => {
    const session = parse(
      '{"id":"cs_1","metadata":{"__proto__":"x","constructor":"y","toString":"z","":"e"}}'
    )
    assert.isTrue(Schema.is(Monime.Session)(session))
    assert.isTrue(Schema.is(Wire.map(Schema.String))(parse('{"__proto__":"x"}')))
    assert.isFalse(Schema.is(Wire.map(Schema.String))(parse('{"__proto__":1}')))
  })
})
