/**
 * The amounts of a Stripe checkout session, all in the currency's minor unit.
 *
 * No field here is required: that the documents of all versions have it was not established. See
 * `Stripe.ts`.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, nullish, opaque, openLiteral } from "../Wire.js"
import { Expandable, Expanded } from "./expandable.js"

/**
 * A tax that is part of an amount.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/line_items
 * @since 0.1.0
 * @category Models
 */
export class Tax extends opaque<Tax>("effect-checkout/Stripe/Tax")(
  Schema.Struct({
    /** Minor units. */
    amount: nullish(integer),
    /** The whole tax rate. */
    rate: nullish(Expanded),
    taxability_reason: nullish(
      openLiteral(
        "customer_exempt",
        "not_collecting",
        "not_subject_to_tax",
        "not_supported",
        "portion_product_exempt",
        "portion_reduced_rated",
        "portion_standard_rated",
        "product_exempt",
        "product_exempt_holiday",
        "proportionally_rated",
        "reduced_rated",
        "reverse_charge",
        "standard_rated",
        "taxable_basis_reduced",
        "zero_rated"
      )
    ),
    /** Minor units. */
    taxable_amount: nullish(integer)
  })
) {}

/**
 * A discount that is part of an amount.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/line_items
 * @since 0.1.0
 * @category Models
 */
export class AppliedDiscount extends opaque<AppliedDiscount>(
  "effect-checkout/Stripe/AppliedDiscount"
)(
  Schema.Struct({
    /** Minor units. */
    amount: nullish(integer),
    /** The whole discount. */
    discount: nullish(Expanded)
  })
) {}

/**
 * A coupon or a promotion code that a session applies.
 *
 * @since 0.2.0
 * @category Models
 */
export class SessionDiscount extends opaque<SessionDiscount>(
  "effect-checkout/Stripe/SessionDiscount"
)(Schema.Struct({ coupon: nullish(Expandable), promotion_code: nullish(Expandable) })) {}

/**
 * The cost of the shipping that the buyer chose.
 *
 * @since 0.1.0
 * @category Models
 */
export class ShippingCost extends opaque<ShippingCost>("effect-checkout/Stripe/ShippingCost")(
  Schema.Struct({
    /** Minor units, as are the other amounts. */
    amount_subtotal: nullish(integer),
    amount_tax: nullish(integer),
    amount_total: nullish(integer),
    shipping_rate: nullish(Expandable),
    /** Only if `expand` asked for them. */
    taxes: nullish(Schema.Array(Tax))
  })
) {}

/**
 * One of the ways of shipping to choose from.
 *
 * @since 0.2.0
 * @category Models
 */
export class ShippingOption extends opaque<ShippingOption>("effect-checkout/Stripe/ShippingOption")(
  Schema.Struct({
    /** Minor units. */
    shipping_amount: nullish(integer),
    shipping_rate: nullish(Expandable)
  })
) {}

/**
 * The discounts and taxes in a total, one by one.
 *
 * @since 0.2.0
 * @category Models
 */
export class TotalBreakdown extends opaque<TotalBreakdown>("effect-checkout/Stripe/TotalBreakdown")(
  Schema.Struct({
    discounts: nullish(Schema.Array(AppliedDiscount)),
    taxes: nullish(Schema.Array(Tax))
  })
) {}

/**
 * The discount, shipping and tax in a total, in minor units.
 *
 * @since 0.1.0
 * @category Models
 */
export class TotalDetails extends opaque<TotalDetails>("effect-checkout/Stripe/TotalDetails")(
  Schema.Struct({
    amount_discount: nullish(integer),
    amount_shipping: nullish(integer),
    amount_tax: nullish(integer),
    /** Only if `expand` asked for it. */
    breakdown: nullish(TotalBreakdown)
  })
) {}

/**
 * The conversion of a session's amounts from another currency. Only sessions from before 2025-03-31
 * have it.
 *
 * @since 0.2.0
 * @category Models
 */
export class CurrencyConversion extends opaque<CurrencyConversion>(
  "effect-checkout/Stripe/CurrencyConversion"
)(
  Schema.Struct({
    /** Minor units. */
    amount_subtotal: nullish(integer),
    /** Minor units. */
    amount_total: nullish(integer),
    /** A decimal number. */
    fx_rate: nullish(Schema.String),
    source_currency: nullish(Schema.String)
  })
) {}

/**
 * The amount that the buyer saw, in minor units of the buyer's currency.
 *
 * @since 0.2.0
 * @category Models
 */
export class PresentmentDetails extends opaque<PresentmentDetails>(
  "effect-checkout/Stripe/PresentmentDetails"
)(
  Schema.Struct({
    presentment_amount: nullish(integer),
    presentment_currency: nullish(Schema.String)
  })
) {}
