/**
 * The official SDKs' types of a session must be assignable to ours, and have no field that ours
 * lack. This file stops compiling when a provider adds or changes a field.
 */
import type {
  CheckoutSessionListParams,
  CheckoutSessionListResponse
} from "@flowglad/node/resources/checkout-sessions"
import type { models, Polar as PolarSdk } from "@polar-sh/sdk/2026-10"
import { describe, expectTypeOf, it } from "@effect/vitest"
import type { Stripe as StripeSdk } from "stripe"
import type * as Flowglad from "../../src/schemas/Flowglad.js"
import type * as Polar from "../../src/schemas/Polar.js"
import type * as Stripe from "../../src/schemas/Stripe.js"
import type { UnknownKind, UnknownValue } from "../../src/schemas/Wire.js"

type Primitive = string | number | boolean | null | undefined

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/**
 * An SDK's type as it is on the wire. Decimals and dates are strings there, and `UnknownValue`
 * stands for "or another string" in Stripe's SDK.
 */
type OnWire<T> = T extends Primitive
  ? Same<T, string & Record<never, never>> extends true
    ? UnknownValue
    : T
  : T extends void
    ? undefined
    : T extends Date | StripeSdk.Decimal
      ? string
      : T extends ReadonlyArray<infer A>
        ? ReadonlyArray<OnWire<A>>
        : { readonly [K in keyof T]: OnWire<T[K]> }

type KeysOf<T> = T extends Primitive ? never : keyof T
type ValueOf<T, K> = T extends Primitive
  ? never
  : K extends keyof T
    ? T[K]
    : string extends keyof T
      ? T[string & keyof T]
      : never
type ItemOf<T> = T extends ReadonlyArray<infer A> ? A : never

/** The paths that the first type has and the second lacks. */
type Lacking<Sdk, Ours, Path extends string = ""> = unknown extends Ours
  ? never
  : Sdk extends Primitive
    ? never
    : Sdk extends ReadonlyArray<infer A>
      ? Lacking<A, ItemOf<Ours>, `${Path}[]`>
      : {
          [K in keyof Sdk & string]: K extends KeysOf<Ours>
            ? Lacking<Sdk[K], ValueOf<Ours, K>, `${Path}.${K}`>
            : `${Path}.${K}`
        }[keyof Sdk & string]

describe("the Stripe SDK", () => {
  type Theirs = OnWire<StripeSdk.Checkout.Session>

  it("has sessions that are assignable to ours", () => {
    expectTypeOf<Theirs>().toExtend<Stripe.Session>()
    expectTypeOf<OnWire<StripeSdk.LineItem>>().toExtend<Stripe.LineItem>()
    expectTypeOf<OnWire<StripeSdk.Customer>>().toExtend<Stripe.Expandable>()
    expectTypeOf<OnWire<StripeSdk.DeletedCustomer>>().toExtend<Stripe.Expandable>()
  })

  it("has no field of a session that ours lack", () => {
    expectTypeOf<Lacking<Theirs, Stripe.Session>>().toEqualTypeOf<never>()
    expectTypeOf<Exclude<keyof Stripe.Session, keyof Theirs>>().toEqualTypeOf<"shipping_details">()
  })

  it("has the same parameters as ours", () => {
    type TheirParams = StripeSdk.Checkout.SessionListParams
    expectTypeOf<keyof Stripe.ListSessionsParams>().toEqualTypeOf<keyof TheirParams>()
  })
})

describe("the Polar SDK", () => {
  type Theirs = OnWire<models.Checkout>

  it("has sessions that are assignable to ours", () => {
    // The SDK's discounts have no discriminant, so they are compared one by one below.
    expectTypeOf<Omit<Theirs, "discount">>().toExtend<Omit<Polar.Session, "discount">>()
  })

  it("has no field of a session that ours lack", () => {
    expectTypeOf<Lacking<Theirs, Polar.Session>>().toEqualTypeOf<never>()
    expectTypeOf<Exclude<keyof Polar.Session, keyof Theirs>>().toEqualTypeOf<
      "subtotal_amount" | "customer_external_id" | "customer_billing_address_fields"
    >()
  })

  it("has the same kinds of prices as ours", () => {
    type Price = Exclude<Theirs["product_price"], null>
    type Kind<Word, Legacy = unknown> = Extract<Price, { amount_type: Word } & Legacy>
    type Current<Word> = Exclude<Kind<Word>, { legacy: true }>
    expectTypeOf<Price["amount_type"]>().toEqualTypeOf<
      Exclude<Polar.ProductPrice["amount_type"], UnknownKind>
    >()
    expectTypeOf<Current<"fixed">>().toExtend<Polar.ProductPriceFixed>()
    expectTypeOf<Current<"custom">>().toExtend<Polar.ProductPriceCustom>()
    expectTypeOf<Kind<"seat_based">>().toExtend<Polar.ProductPriceSeatBased>()
    expectTypeOf<Kind<"unit_based">>().toExtend<Polar.ProductPriceUnitBased>()
    expectTypeOf<Kind<"metered_unit">>().toExtend<Polar.ProductPriceMeteredUnit>()
    expectTypeOf<Kind<"metered_tiers">>().toExtend<Polar.ProductPriceMeteredTiers>()
    expectTypeOf<
      Kind<"fixed", { legacy: true }>
    >().toExtend<Polar.LegacyRecurringProductPriceFixed>()
    expectTypeOf<
      Kind<"custom", { legacy: true }>
    >().toExtend<Polar.LegacyRecurringProductPriceCustom>()
    expectTypeOf<Lacking<Current<"fixed">, Polar.ProductPriceFixed>>().toEqualTypeOf<never>()
    expectTypeOf<Lacking<Current<"custom">, Polar.ProductPriceCustom>>().toEqualTypeOf<never>()
    expectTypeOf<Lacking<Kind<"seat_based">, Polar.ProductPriceSeatBased>>().toEqualTypeOf<never>()
    expectTypeOf<Lacking<Kind<"unit_based">, Polar.ProductPriceUnitBased>>().toEqualTypeOf<never>()
    expectTypeOf<
      Lacking<Kind<"metered_unit">, Polar.ProductPriceMeteredUnit>
    >().toEqualTypeOf<never>()
    expectTypeOf<
      Lacking<Kind<"metered_tiers">, Polar.ProductPriceMeteredTiers>
    >().toEqualTypeOf<never>()
  })

  it("has the same kinds of discounts as ours", () => {
    type As<Discount, Type, Duration> = Omit<OnWire<Discount>, "type" | "duration"> & {
      readonly type: Type
      readonly duration: Duration
    }
    expectTypeOf<
      As<models.CheckoutDiscountFixedOnceForeverDuration, "fixed", "once" | "forever">
    >().toExtend<Polar.DiscountFixedOnceForever>()
    expectTypeOf<
      As<models.CheckoutDiscountFixedRepeatDuration, "fixed", "repeating">
    >().toExtend<Polar.DiscountFixedRepeat>()
    expectTypeOf<
      As<models.CheckoutDiscountPercentageOnceForeverDuration, "percentage", "once" | "forever">
    >().toExtend<Polar.DiscountPercentageOnceForever>()
    expectTypeOf<
      As<models.CheckoutDiscountPercentageRepeatDuration, "percentage", "repeating">
    >().toExtend<Polar.DiscountPercentageRepeat>()
    expectTypeOf<models.DiscountType>().toEqualTypeOf<"fixed" | "percentage">()
    expectTypeOf<models.DiscountDuration>().toEqualTypeOf<"once" | "forever" | "repeating">()
  })

  it("has the same kinds of custom fields and benefits as ours", () => {
    type Field = NonNullable<Theirs["attached_custom_fields"]>[number]["custom_field"]
    expectTypeOf<Field["type"]>().toEqualTypeOf<Exclude<Polar.CustomField["type"], UnknownKind>>()
    expectTypeOf<OnWire<models.BenefitPublic>>().toExtend<
      Polar.BenefitPlain | Polar.BenefitMeterCredit
    >()
  })

  it("has the same parameters as ours", () => {
    type TheirParams = NonNullable<Parameters<PolarSdk["checkouts"]["list"]>[0]>
    expectTypeOf<keyof Polar.ListSessionsParams>().toEqualTypeOf<keyof TheirParams>()
    expectTypeOf<
      Extract<Polar.ListSessionsParams["status"], string>
    >().toEqualTypeOf<models.CheckoutStatus>()
    expectTypeOf<
      NonNullable<Polar.ListSessionsParams["sorting"]>[number]
    >().toEqualTypeOf<models.CheckoutSortProperty>()
  })
})

describe("the Flowglad SDK", () => {
  type Theirs = CheckoutSessionListResponse["data"][number]
  type Kind<Word> = Extract<Theirs, { type: Word }>

  it("has sessions of each kind that are assignable to ours", () => {
    expectTypeOf<Kind<"product">>().toExtend<Flowglad.SessionProduct>()
    expectTypeOf<Kind<"purchase">>().toExtend<Flowglad.SessionPurchase>()
    expectTypeOf<Kind<"add_payment_method">>().toExtend<Flowglad.SessionAddPaymentMethod>()
    expectTypeOf<Kind<"activate_subscription">>().toExtend<Flowglad.SessionActivateSubscription>()
    expectTypeOf<Theirs["type"]>().toEqualTypeOf<Exclude<Flowglad.Session["type"], UnknownKind>>()
  })

  it("has no field of a session that ours lack", () => {
    expectTypeOf<Lacking<Theirs, Flowglad.Session>>().toEqualTypeOf<never>()
    expectTypeOf<
      Exclude<keyof CheckoutSessionListResponse, keyof Flowglad.SessionList>
    >().toEqualTypeOf<never>()
  })

  it("has the same parameters as ours", () => {
    expectTypeOf<keyof Flowglad.ListSessionsParams>().toEqualTypeOf<
      keyof CheckoutSessionListParams
    >()
  })
})
