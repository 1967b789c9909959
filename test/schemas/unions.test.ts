import { assert, describe, it } from "@effect/vitest"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as Flowglad from "../../src/schemas/Flowglad.js"
import * as Monime from "../../src/schemas/Monime.js"
import * as Polar from "../../src/schemas/Polar.js"
import * as Stripe from "../../src/schemas/Stripe.js"
import * as Wire from "../../src/schemas/Wire.js"
import { providers, refusal, sessions } from "./support.js"

const price = (over: { readonly [key: string]: unknown }) => ({
  id: "p",
  created_at: "2026-01-01T00:00:00Z",
  price_currency: "usd",
  is_archived: false,
  product_id: "x",
  ...over
})

describe("unions", () => {
  it("accept an unknown kind and refuse a malformed known kind", () => {
    const is = Schema.is(Polar.ProductPrice)
    assert.isTrue(is(price({ amount_type: "fixed", price_amount: 5 })))
    assert.isTrue(is(price({ amount_type: "auction", price_amount: "five" })))
    assert.isFalse(is(price({ amount_type: "fixed", price_amount: "five" })))
    assert.isFalse(is(price({ amount_type: "fixed" })))
    assert.isFalse(is(price({ amount_type: "seat_based", seat_tiers: "many" })))
    assert.isFalse(is(price({ price_amount: 5 })))
  })

  it("keep legacy prices apart from today's prices", () => {
    const fixed = { amount_type: "fixed", price_amount: 5 }
    assert.isFalse(Schema.is(Polar.ProductPrice)(price({ ...fixed, legacy: true })))
    // The documentation's older recurring price has the interval, but no `legacy`.
    const older = price({ ...fixed, type: "recurring", recurring_interval: "month" })
    assert.isTrue(Schema.is(Polar.ProductPriceFixed)(older))
    const legacy = { ...older, legacy: true }
    assert.isTrue(Schema.is(Polar.LegacyRecurringProductPriceFixed)(legacy))
    assert.isFalse(Schema.is(Polar.ProductPriceFixed)(legacy))
  })

  it("recognize a discount by type and duration together", () => {
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

  it("accept an id or the object with that id", () => {
    const is = Schema.is(Stripe.Expandable)
    assert.isTrue(is("cus_1"))
    assert.isTrue(is({ id: "cus_1", object: "customer", deleted: true, deep: { er: [1] } }))
    assert.isFalse(is({ object: "customer" }))
    assert.isFalse(is(1))
  })
})

const guardsOf = (module: { readonly [name: string]: unknown }) =>
  Object.entries(module).flatMap(([name, guard]) =>
    /^is[A-Z]/.test(name) && Predicate.isFunction(guard) ? [[name.slice(2), guard] as const] : []
  )

/** The names of the guards of a union that accept the value. */
const accepted = (
  module: { readonly [name: string]: unknown },
  union: "LineItem" | "ProductPrice" | "Discount",
  value: unknown
) =>
  guardsOf(module).flatMap(([name, guard]) =>
    name.includes(union) && guard(value) === true ? [name] : []
  )

const benefit = (over: { readonly [key: string]: unknown }) => ({
  id: "b",
  created_at: "2026-01-01T00:00:00Z",
  type: "meter_credit",
  description: "Units",
  selectable: true,
  deletable: true,
  organization_id: "o",
  ...over
})

const customField = (over: { readonly [key: string]: unknown }) => ({
  id: "f",
  created_at: "2026-01-01T00:00:00Z",
  slug: "size",
  name: "Size",
  organization_id: "o",
  ...over
})

const flowgladSession = (over: { readonly [key: string]: unknown }) => ({
  id: "chckt_session_1",
  createdAt: 1,
  updatedAt: 1,
  livemode: false,
  organizationId: "o",
  quantity: 1,
  ...over
})

/** Members of unions as documents of other versions show them. */
const ofOtherVersions: ReadonlyArray<
  readonly [title: string, schema: Schema.Schema.AnyNoContext, values: ReadonlyArray<unknown>]
> = [
  [
    "a benefit that credits a meter: `properties` came with API version 2027-01",
    Polar.Benefit,
    [{}, { properties: null }, { properties: {} }, { properties: { units: null } }].map(benefit)
  ],
  [
    "prices of kinds that the page of 2025 does not show",
    Polar.ProductPrice,
    [
      { amount_type: "seat_based", price_per_seat: 500 },
      { amount_type: "seat_based", seat_tiers: { tiers: [{ min_seats: null }] } },
      { amount_type: "unit_based", tiers: null },
      { amount_type: "unit_based", tiers: { tiers: [{}] } },
      { amount_type: "metered_unit" },
      { amount_type: "metered_unit", meter: {}, unit_amount: null },
      { amount_type: "metered_tiers", meter: { id: "m", name: null } }
    ].map(price)
  ],
  [
    "custom fields without their form",
    Polar.CustomField,
    [
      { type: "text" },
      { type: "number", properties: null },
      { type: "date", properties: {} },
      { type: "checkbox" },
      { type: "select", properties: { options: null } },
      { type: "select", properties: { options: [{ value: "m" }] } }
    ].map(customField)
  ],
  [
    "a discount without its amount",
    Polar.Discount,
    [
      { id: "d", type: "fixed", duration: "once" },
      { id: "d", type: "percentage", duration: "repeating", basis_points: null }
    ]
  ],
  [
    "a line item without name and price, which only the creation of a session requires",
    Monime.LineItem,
    [{ type: "custom" }, { type: "custom", price: {} }, { price: { value: null } }, {}]
  ],
  [
    "sessions of kinds that the older page does not show",
    Flowglad.Session,
    [
      { type: "product" },
      { type: "product", priceId: null },
      { type: "add_payment_method", customerId: null },
      { type: "activate_subscription" },
      { type: "activate_subscription", targetSubscriptionId: null }
    ].map(flowgladSession)
  ]
]

describe("a member of a union without the fields that some versions lack", () => {
  for (const [title, schema, values] of ofOtherVersions) {
    it(`is accepted: ${title}`, () => {
      for (const value of values) {
        assert.strictEqual(refusal(schema, value)?.message, undefined, JSON.stringify(value))
      }
    })
  }
})

describe("guards", () => {
  it("stand beside their schemas and agree with them", () => {
    for (const { module, name } of providers) {
      const guards = guardsOf(module)
      assert.strictEqual(guards.length, { polar: 14, monime: 2 }[name] ?? 0, name)
      for (const [member] of guards) assert.isTrue(Schema.isSchema(module[member]), member)
    }
  })

  it("recognize a custom line item of Monime, also without a type", () => {
    const item = { name: "Tea", price: { currency: "SLE", value: 100 } }
    for (const custom of [item, { ...item, type: null }, { ...item, type: "custom" }]) {
      assert.deepStrictEqual(accepted(Monime, "LineItem", custom), ["LineItemCustom"])
    }
    assert.deepStrictEqual(accepted(Monime, "LineItem", { id: "x", type: "bundle" }), [
      "LineItemUnknown"
    ])
    // No field of an item is promised.
    assert.deepStrictEqual(accepted(Monime, "LineItem", {}), ["LineItemCustom"])
    assert.deepStrictEqual(accepted(Monime, "LineItem", { type: "custom", name: 1 }), [])
    assert.deepStrictEqual(accepted(Monime, "LineItem", null), [])
  })

  it("keep the legacy prices of Polar apart", () => {
    const fixed = price({ amount_type: "fixed", price_amount: 5 })
    assert.deepStrictEqual(accepted(Polar, "ProductPrice", fixed), ["ProductPriceFixed"])
    const legacy = { type: "recurring", recurring_interval: "month", legacy: true }
    assert.deepStrictEqual(accepted(Polar, "ProductPrice", { ...fixed, ...legacy }), [
      "LegacyRecurringProductPriceFixed"
    ])
    assert.deepStrictEqual(
      accepted(Polar, "ProductPrice", price({ amount_type: "custom", ...legacy })),
      ["LegacyRecurringProductPriceCustom"]
    )
    assert.deepStrictEqual(accepted(Polar, "ProductPrice", price({ amount_type: "auction" })), [
      "ProductPriceUnknown"
    ])
  })

  it("recognize the discounts of Polar by type and duration together", () => {
    const kinds = (type: string, duration: string) =>
      accepted(Polar, "Discount", { id: "d", type, duration })
    assert.deepStrictEqual(kinds("fixed", "once"), ["DiscountFixedOnceForever"])
    assert.deepStrictEqual(kinds("fixed", "repeating"), ["DiscountFixedRepeat"])
    assert.deepStrictEqual(kinds("percentage", "forever"), ["DiscountPercentageOnceForever"])
    assert.deepStrictEqual(kinds("percentage", "repeating"), ["DiscountPercentageRepeat"])
    assert.deepStrictEqual(kinds("percentage", "lunar"), ["DiscountUnknown"])
    assert.deepStrictEqual(kinds("tiered", "once"), ["DiscountUnknown"])
  })

  it("accept exactly one kind of each price and discount in the fixtures", () => {
    const polar = providers.filter(({ name }) => name === "polar")
    let seen = 0
    for (const provider of polar) {
      for (const item of provider.fixtures.flatMap((fixture) => sessions(provider, fixture))) {
        if (!Schema.is(Polar.Session)(item)) assert.fail("a fixture is no session")
        const prices = item.products.flatMap((product) => product.prices)
        for (const value of prices) assert.lengthOf(accepted(Polar, "ProductPrice", value), 1)
        const discounts = [item.discount].filter(Predicate.isNotNullable)
        for (const value of discounts) assert.lengthOf(accepted(Polar, "Discount", value), 1)
        seen += prices.length + discounts.length
      }
    }
    assert.isAbove(seen, 10)
  })
})

describe("toText", () => {
  it("gives the provider's own word, documented or not", () => {
    assert.strictEqual(Wire.toText("custom"), "custom")
    const unknown = Schema.decodeUnknownSync(Monime.LineItem)({ id: "x", type: "bundle" })
    assert.strictEqual(Wire.toText(unknown.type ?? "custom"), "bundle")
  })

  it("gives the word that a switch over the documented words leaves", () => {
    const kindOf = (type: Flowglad.Session["type"]) => {
      switch (type) {
        case "product":
        case "purchase":
        case "add_payment_method":
        case "activate_subscription":
          return `documented: ${type}`
        default:
          return `unknown: ${Wire.toText(type)}`
      }
    }
    const unknown = Schema.decodeUnknownSync(
      Wire.unknownAmong("type", Flowglad.SessionProduct, Flowglad.SessionPurchase)
    )("invoice")
    assert.strictEqual(kindOf(unknown), "unknown: invoice")
    assert.strictEqual(kindOf("product"), "documented: product")
  })

  it("stays a string in JSON", () => {
    const item = Schema.decodeUnknownSync(Monime.LineItemUnknown)({ type: "bundle" })
    assert.strictEqual(JSON.stringify(item), '{"type":"bundle"}')
  })
})

describe("a refused session", () => {
  it("has the path inside nested unions", () => {
    const why = refusal(Schema.Struct({ prices: Schema.Array(Polar.ProductPrice) }), {
      prices: [price({ amount_type: "fixed", price_amount: "free" })]
    })
    assert.include(why?.paths ?? [], "prices.0.price_amount")
  })
})
