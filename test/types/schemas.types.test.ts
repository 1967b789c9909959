/** The wire types that programs rely on. */
import { describe, expectTypeOf, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as JSONSchema from "effect/JSONSchema"
import * as Schema from "effect/Schema"
import * as Flowglad from "../../src/schemas/Flowglad.js"
import type * as Leanrails from "../../src/schemas/Leanrails.js"
import * as Monime from "../../src/schemas/Monime.js"
import * as Polar from "../../src/schemas/Polar.js"
import * as Stripe from "../../src/schemas/Stripe.js"
import type { UnknownKind, UnknownValue } from "../../src/schemas/Wire.js"
import * as Wire from "../../src/schemas/Wire.js"

describe("wire types", () => {
  it("need no services to be checked", () => {
    expectTypeOf<Schema.Schema.Context<typeof Stripe.Session>>().toEqualTypeOf<never>()
    expectTypeOf<Schema.Schema.Context<typeof Polar.Session>>().toEqualTypeOf<never>()
    expectTypeOf<Schema.Schema.Context<typeof Flowglad.Session>>().toEqualTypeOf<never>()
    expectTypeOf<Schema.Schema.Context<typeof Monime.Session>>().toEqualTypeOf<never>()
    expectTypeOf<Schema.Schema.Context<typeof Leanrails.Session>>().toEqualTypeOf<never>()
  })

  it("keep null, missing and present apart", () => {
    expectTypeOf<Stripe.Session["amount_total"]>().toEqualTypeOf<number | null | undefined>()
    expectTypeOf<Stripe.Session["created"]>().toEqualTypeOf<number | null | undefined>()
    expectTypeOf<Flowglad.Session["createdAt"]>().toEqualTypeOf<number | string>()
    expectTypeOf<Monime.Session["id"]>().toEqualTypeOf<string>()
  })

  it("have open enums that narrow and still offer the known words", () => {
    expectTypeOf<Leanrails.Session["status"]>().toEqualTypeOf<
      "open" | "complete" | "expired" | UnknownValue
    >()
    const isPaid = (status: Polar.Session["status"]) => {
      if (status === "succeeded") {
        // TypeScript cannot know that no `UnknownValue` is a known word.
        expectTypeOf(status).toEqualTypeOf<"succeeded" | UnknownValue>()
        return true
      }
      return false
    }
    expectTypeOf(isPaid).returns.toEqualTypeOf<boolean>()
  })

  it("have closed parameters", () => {
    expectTypeOf<{ readonly status: "open" }>().toExtend<Stripe.ListSessionsParams>()
    expectTypeOf<{ readonly status: undefined }>().toExtend<Stripe.ListSessionsParams>()
    expectTypeOf<{ readonly status: "paused" }>().not.toExtend<Stripe.ListSessionsParams>()
    expectTypeOf<{ readonly product_id: Array<string> }>().toExtend<Polar.ListSessionsParams>()
    expectTypeOf<{ readonly after: null }>().toExtend<Monime.ListSessionsParams>()
  })
})

class Money extends Wire.opaque<Money>("test/Money")(
  Schema.Struct({ currency: Wire.openLiteral("SLE", "USD"), value: Wire.integer })
) {}

describe("a model", () => {
  it("is a schema of its own type", () => {
    expectTypeOf<Schema.Schema.Type<typeof Stripe.Session>>().toEqualTypeOf<Stripe.Session>()
    expectTypeOf<Schema.Schema.Type<typeof Monime.Owner>>().toEqualTypeOf<Monime.Owner>()
    expectTypeOf<
      Schema.Schema.Type<typeof Stripe.ListSessionsParams>
    >().toEqualTypeOf<Stripe.ListSessionsParams>()
    expectTypeOf<Stripe.Session["customer_details"]>().toEqualTypeOf<
      Stripe.CustomerDetails | null | undefined
    >()
    expectTypeOf<NonNullable<Monime.Owner["owner"]>>().toEqualTypeOf<Monime.Owner>()
  })

  it("accepts plain objects", () => {
    expectTypeOf<{
      readonly currency: "SLE"
      readonly value: number
    }>().toExtend<Money>()
    expectTypeOf<{ readonly currency: "SLE" }>().not.toExtend<Money>()
  })

  it("is accepted wherever a schema is", () => {
    expectTypeOf(Schema.is(Money)).guards.toEqualTypeOf<Money>()
    expectTypeOf(Schema.Array(Money)).toExtend<
      Schema.Schema<ReadonlyArray<Money>, ReadonlyArray<{ currency: string; value: number }>>
    >()
    expectTypeOf(Schema.encodeSync(Money)).returns.toEqualTypeOf<{
      readonly currency: string
      readonly value: number
    }>()
    expectTypeOf(Schema.decodeUnknownSync(Money)).returns.toEqualTypeOf<Money>()
    expectTypeOf(JSONSchema.make(Money)).toEqualTypeOf<JSONSchema.JsonSchema7Root>()
    expectTypeOf(Arbitrary.make(Money).generate).returns.toHaveProperty("value")
    expectTypeOf(Schema.is(Schema.Struct(Money.fields))).guards.toEqualTypeOf<{
      readonly currency: "SLE" | "USD" | UnknownValue
      readonly value: number
    }>()
  })

  it("constructs nothing", () => {
    // @ts-expect-error a model has no constructor
    expectTypeOf(() => new Money()).toBeFunction()
    // @ts-expect-error a model has no constructor
    expectTypeOf(() => new Money({ currency: "SLE", value: 1 })).toBeFunction()
  })

  it("encodes unknown kinds as strings", () => {
    expectTypeOf<Flowglad.SessionUnknown["type"]>().toEqualTypeOf<UnknownKind>()
    expectTypeOf<
      Schema.Schema.Encoded<typeof Flowglad.SessionUnknown>["type"]
    >().toEqualTypeOf<string>()
  })
})

describe("unions", () => {
  it("narrow by === on the discriminant", () => {
    const priceOf = (session: Flowglad.Session) => {
      if (session.type !== "purchase") return null
      expectTypeOf(session).toEqualTypeOf<Flowglad.SessionPurchase>()
      return session.purchaseId
    }
    expectTypeOf(priceOf).returns.toEqualTypeOf<string | null>()

    const amountOf = (price: Polar.ProductPrice) => {
      if (price.amount_type !== "fixed") return null
      expectTypeOf(price).toEqualTypeOf<
        Polar.ProductPriceFixed | Polar.LegacyRecurringProductPriceFixed
      >()
      if (price.legacy === true) {
        expectTypeOf(price).toEqualTypeOf<Polar.LegacyRecurringProductPriceFixed>()
      } else {
        expectTypeOf(price).toEqualTypeOf<Polar.ProductPriceFixed>()
      }
      return price.price_amount
    }
    expectTypeOf(amountOf).returns.toEqualTypeOf<number | null>()

    const itemOf = (item: Monime.LineItem) =>
      item.type === "custom" ? item.price?.value : item.type
    expectTypeOf(itemOf).returns.toEqualTypeOf<number | UnknownKind | null | undefined>()

    const unitsOf = (benefit: Polar.Benefit) =>
      benefit.type === "meter_credit" ? benefit.properties?.units : 0
    expectTypeOf(unitsOf).returns.toEqualTypeOf<number | null | undefined>()

    const optionsOf = ({ custom_field: field }: Polar.AttachedCustomField) =>
      field.type === "select" ? (field.properties?.options?.length ?? 0) : 0
    expectTypeOf(optionsOf).returns.toEqualTypeOf<number>()
  })

  it("narrow in a switch, and leave the unknown member for default", () => {
    const describeField = (field: Polar.CustomField) => {
      switch (field.type) {
        case "text":
          return field.properties?.max_length
        case "number":
        case "date":
          return field.properties?.ge
        case "checkbox":
          return field.properties?.form_label
        case "select":
          return field.properties?.options
        default:
          expectTypeOf(field).toEqualTypeOf<Polar.CustomFieldUnknown>()
          return Wire.toText(field.type)
      }
    }
    expectTypeOf(describeField).returns.toEqualTypeOf<
      number | string | ReadonlyArray<Polar.CustomFieldSelectOption> | null | undefined
    >()

    const describePrice = (price: Polar.ProductPrice): string => {
      switch (price.amount_type) {
        case "fixed":
          return String(price.price_amount)
        case "custom":
          return String(price.preset_amount)
        case "seat_based":
          return String(price.seat_tiers?.tiers?.length)
        case "unit_based":
          return String(price.tiers?.type)
        case "metered_unit":
          return price.unit_amount ?? ""
        case "metered_tiers":
          return price.meter?.name ?? ""
        default:
          expectTypeOf(price).toEqualTypeOf<Polar.ProductPriceUnknown>()
          return Wire.toText(price.amount_type)
      }
    }
    expectTypeOf(describePrice).returns.toEqualTypeOf<string>()

    const idOf = (session: Flowglad.Session): string => {
      switch (session.type) {
        case "product":
          return session.priceId ?? ""
        case "purchase":
          return session.purchaseId
        case "add_payment_method":
          return session.customerId ?? ""
        default:
          // `activate_subscription` has no case above, so it is left here beside the unknown member.
          expectTypeOf(session).toEqualTypeOf<
            Flowglad.SessionActivateSubscription | Flowglad.SessionUnknown
          >()
          return session.id
      }
    }
    expectTypeOf(idOf).returns.toEqualTypeOf<string>()
  })

  it("narrow by two discriminants together, in either order", () => {
    const monthsOf = (discount: Polar.Discount) => {
      if (discount.type === "fixed" && discount.duration === "repeating") {
        expectTypeOf(discount).toEqualTypeOf<Polar.DiscountFixedRepeat>()
      }
      if (discount.duration === "forever" && discount.type === "percentage") {
        expectTypeOf(discount).toEqualTypeOf<Polar.DiscountPercentageOnceForever>()
        return discount.basis_points
      }
      return null
    }
    expectTypeOf(monthsOf).returns.toEqualTypeOf<number | null | undefined>()
  })

  it("narrow by guards", () => {
    const priceOf = (item: Monime.LineItem) => {
      if (Monime.isLineItemCustom(item)) return item.price?.value ?? 0
      expectTypeOf(item).toEqualTypeOf<Monime.LineItemUnknown>()
      return Wire.toText(item.type)
    }
    expectTypeOf(priceOf).returns.toEqualTypeOf<number | string>()

    const intervalOf = (price: Polar.ProductPrice) => {
      if (Polar.isLegacyRecurringProductPriceFixed(price)) {
        expectTypeOf(price).toEqualTypeOf<Polar.LegacyRecurringProductPriceFixed>()
        return price.recurring_interval
      }
      expectTypeOf(price).not.toExtend<Polar.LegacyRecurringProductPriceFixed>()
      return null
    }
    expectTypeOf(intervalOf).returns.toEqualTypeOf<
      "day" | "week" | "month" | "year" | UnknownValue | null
    >()

    const isDocumented = (discount: Polar.Discount) => {
      if (Polar.isDiscountUnknown(discount)) return false
      expectTypeOf(discount.duration).toEqualTypeOf<"once" | "forever" | "repeating">()
      return true
    }
    expectTypeOf(isDocumented).returns.toEqualTypeOf<boolean>()

    const prices: ReadonlyArray<Polar.ProductPrice> = []
    expectTypeOf(prices.filter(Polar.isProductPriceFixed)).toEqualTypeOf<
      Array<Polar.ProductPriceFixed>
    >()
  })

  it("have a discriminant that compares with documented words only", () => {
    const isInvoice = (session: Flowglad.Session) =>
      // @ts-expect-error `invoice` is not documented
      session.type === "invoice"
    expectTypeOf(isInvoice).returns.toEqualTypeOf<boolean>()
    expectTypeOf<UnknownKind>().not.toExtend<string>()
    expectTypeOf<string>().not.toExtend<UnknownKind>()
    expectTypeOf(Wire.toText).parameter(0).toEqualTypeOf<string | UnknownKind>()
  })
})

describe("unknownAmong", () => {
  it("refuses a key that is no discriminant of every member", () => {
    const A = Schema.Struct({ type: Schema.Literal("a"), name: Schema.String })
    const B = Schema.Struct({ type: Wire.nullish(Schema.Literal("b", "c")) })
    expectTypeOf(Wire.unknownAmong("type", A, B)).toEqualTypeOf<
      Schema.Schema<UnknownKind, string>
    >()
    // @ts-expect-error no such key
    expectTypeOf(() => Wire.unknownAmong("kind", A)).toBeFunction()
    // @ts-expect-error `name` may be any string
    expectTypeOf(() => Wire.unknownAmong("name", A)).toBeFunction()
    // @ts-expect-error only the first has `name`
    expectTypeOf(() => Wire.unknownAmong("name", A, B)).toBeFunction()
  })
})
