/**
 * What a Stripe checkout session sells, and the parts that its totals share.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, json, map, nullish, openLiteral } from "../Wire.js"

/**
 * A related object that was asked for with `expand`, or its rest if it was deleted. Every key but
 * `id` is as Stripe sent it, unchecked.
 *
 * @see https://docs.stripe.com/api/expanding_objects
 * @since 0.1.0
 * @category Schemas
 */
export const Expanded = Schema.Struct(
  { id: Schema.String, object: nullish(Schema.String), deleted: nullish(Schema.Boolean) },
  { key: Schema.String, value: json }
).annotations({ identifier: "effect-checkout/Stripe/Expanded" })

/**
 * A related object that was asked for with `expand`, or its rest if it was deleted.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Expanded extends Schema.Schema.Type<typeof Expanded> {}

/**
 * The id of a related object, or the object itself if `expand` asked for it.
 *
 * @see https://docs.stripe.com/api/expanding_objects
 * @since 0.1.0
 * @category Schemas
 */
export const Expandable = Schema.Union(Schema.String, Expanded).annotations({
  identifier: "effect-checkout/Stripe/Expandable"
})

/**
 * The id of a related object, or the object itself if `expand` asked for it.
 *
 * @since 0.1.0
 * @category Models
 */
export type Expandable = Schema.Schema.Type<typeof Expandable>

/**
 * A tax that is part of an amount.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const Tax = Schema.Struct({
  /** Minor units. */
  amount: integer,
  /** The whole tax rate. */
  rate: Expanded,
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
}).annotations({ identifier: "effect-checkout/Stripe/Tax" })

/**
 * A tax that is part of an amount.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Tax extends Schema.Schema.Type<typeof Tax> {}

/**
 * A discount that is part of an amount.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const AppliedDiscount = Schema.Struct({
  /** Minor units. */
  amount: integer,
  /** The whole discount. */
  discount: Expanded
}).annotations({ identifier: "effect-checkout/Stripe/AppliedDiscount" })

/**
 * A discount that is part of an amount.
 *
 * @since 0.1.0
 * @category Models
 */
export interface AppliedDiscount extends Schema.Schema.Type<typeof AppliedDiscount> {}

/**
 * How many of an item the buyer may choose.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const AdjustableQuantity = Schema.Struct({
  enabled: Schema.Boolean,
  maximum: nullish(integer),
  minimum: nullish(integer)
}).annotations({ identifier: "effect-checkout/Stripe/AdjustableQuantity" })

/**
 * How many of an item the buyer may choose.
 *
 * @since 0.1.0
 * @category Models
 */
export interface AdjustableQuantity extends Schema.Schema.Type<typeof AdjustableQuantity> {}

const customUnitAmount = nullish(
  Schema.Struct({
    maximum: nullish(integer),
    minimum: nullish(integer),
    preset: nullish(integer)
  })
)

const taxBehavior = nullish(openLiteral("exclusive", "inclusive", "unspecified"))

const tiers = nullish(
  Schema.Array(
    Schema.Struct({
      /** Minor units; the decimal forms hold fractions of them. */
      flat_amount: nullish(integer),
      flat_amount_decimal: nullish(Schema.String),
      unit_amount: nullish(integer),
      unit_amount_decimal: nullish(Schema.String),
      /** Where the tier ends; `null` in the last one. */
      up_to: nullish(integer)
    })
  )
)

/**
 * The price of a line item.
 *
 * @see https://docs.stripe.com/api/prices/object
 * @since 0.1.0
 * @category Schemas
 */
export const Price = Schema.Struct({
  id: Schema.String,
  object: nullish(Schema.Literal("price")),
  active: nullish(Schema.Boolean),
  billing_scheme: nullish(openLiteral("per_unit", "tiered")),
  /** Unix seconds. */
  created: nullish(integer),
  currency: nullish(Schema.String),
  /** By currency; only if `expand` asked for them. */
  currency_options: nullish(
    map(
      Schema.Struct({
        custom_unit_amount: customUnitAmount,
        tax_behavior: taxBehavior,
        tiers,
        unit_amount: nullish(integer),
        unit_amount_decimal: nullish(Schema.String)
      })
    )
  ),
  custom_unit_amount: customUnitAmount,
  deleted: nullish(Schema.Boolean),
  livemode: nullish(Schema.Boolean),
  lookup_key: nullish(Schema.String),
  metadata: nullish(map(Schema.String)),
  nickname: nullish(Schema.String),
  product: nullish(Expandable),
  recurring: nullish(
    Schema.Struct({
      interval: nullish(openLiteral("day", "month", "week", "year")),
      interval_count: nullish(integer),
      meter: nullish(Schema.String),
      trial_period_days: nullish(integer),
      usage_type: nullish(openLiteral("licensed", "metered"))
    })
  ),
  tax_behavior: taxBehavior,
  /** Only if `expand` asked for them. */
  tiers,
  tiers_mode: nullish(openLiteral("graduated", "volume")),
  transform_quantity: nullish(
    Schema.Struct({ divide_by: nullish(integer), round: nullish(openLiteral("down", "up")) })
  ),
  type: nullish(openLiteral("one_time", "recurring")),
  /** Minor units. */
  unit_amount: nullish(integer),
  /** Minor units, a decimal number. */
  unit_amount_decimal: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Stripe/Price" })

/**
 * The price of a line item.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Price extends Schema.Schema.Type<typeof Price> {}

/**
 * One of the things that a session sells.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/line_items
 * @since 0.1.0
 * @category Schemas
 */
export const LineItem = Schema.Struct({
  id: Schema.String,
  object: Schema.Literal("item"),
  adjustable_quantity: nullish(AdjustableQuantity),
  /** Minor units, as are the other amounts. */
  amount_discount: nullish(integer),
  /** Before discounts and taxes. */
  amount_subtotal: nullish(integer),
  amount_tax: nullish(integer),
  /** After discounts and taxes. */
  amount_total: nullish(integer),
  currency: Schema.String,
  description: nullish(Schema.String),
  discounts: nullish(Schema.Array(AppliedDiscount)),
  metadata: nullish(map(Schema.String)),
  /** The whole price, not its id. */
  price: nullish(Price),
  quantity: nullish(integer),
  taxes: nullish(Schema.Array(Tax))
}).annotations({ identifier: "effect-checkout/Stripe/LineItem" })

/**
 * One of the things that a session sells.
 *
 * @since 0.1.0
 * @category Models
 */
export interface LineItem extends Schema.Schema.Type<typeof LineItem> {}

/**
 * The line items that came with a session: the first ones only, if `has_more` is true.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/line_items
 * @since 0.1.0
 * @category Schemas
 */
export const LineItemList = Schema.Struct({
  object: nullish(Schema.Literal("list")),
  data: Schema.Array(LineItem),
  has_more: Schema.Boolean,
  url: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Stripe/LineItemList" })

/**
 * The line items that came with a session: the first ones only, if `has_more` is true.
 *
 * @since 0.1.0
 * @category Models
 */
export interface LineItemList extends Schema.Schema.Type<typeof LineItemList> {}
