/**
 * The prices of Stripe's line items.
 *
 * Only a price's `id` is required: that the documents of all versions have more was not established.
 * See `Stripe.ts`.
 *
 * @see https://docs.stripe.com/api/prices/object
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, map, nullish, opaque, openLiteral } from "../Wire.js"
import { Expandable } from "./expandable.js"

/**
 * The bounds of a price that the buyer chooses, in minor units.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomUnitAmount extends opaque<CustomUnitAmount>(
  "effect-checkout/Stripe/CustomUnitAmount"
)(
  Schema.Struct({
    maximum: nullish(integer),
    minimum: nullish(integer),
    preset: nullish(integer)
  })
) {}

/**
 * A tier of a price, in minor units. The decimal forms hold fractions of them.
 *
 * @since 0.2.0
 * @category Models
 */
export class PriceTier extends opaque<PriceTier>("effect-checkout/Stripe/PriceTier")(
  Schema.Struct({
    flat_amount: nullish(integer),
    flat_amount_decimal: nullish(Schema.String),
    unit_amount: nullish(integer),
    unit_amount_decimal: nullish(Schema.String),
    /** The end of the tier; `null` in the last tier. */
    up_to: nullish(integer)
  })
) {}

const taxBehavior = nullish(openLiteral("exclusive", "inclusive", "unspecified"))

/**
 * The price in one more currency.
 *
 * @since 0.2.0
 * @category Models
 */
export class CurrencyOption extends opaque<CurrencyOption>("effect-checkout/Stripe/CurrencyOption")(
  Schema.Struct({
    custom_unit_amount: nullish(CustomUnitAmount),
    tax_behavior: taxBehavior,
    tiers: nullish(Schema.Array(PriceTier)),
    /** Minor units. */
    unit_amount: nullish(integer),
    /** Minor units, a decimal number. */
    unit_amount_decimal: nullish(Schema.String)
  })
) {}

/**
 * How often a price is charged.
 *
 * @since 0.2.0
 * @category Models
 */
export class Recurring extends opaque<Recurring>("effect-checkout/Stripe/Recurring")(
  Schema.Struct({
    interval: nullish(openLiteral("day", "month", "week", "year")),
    interval_count: nullish(integer),
    meter: nullish(Schema.String),
    trial_period_days: nullish(integer),
    usage_type: nullish(openLiteral("licensed", "metered"))
  })
) {}

/**
 * How a quantity is divided and rounded before it is priced.
 *
 * @since 0.2.0
 * @category Models
 */
export class TransformQuantity extends opaque<TransformQuantity>(
  "effect-checkout/Stripe/TransformQuantity"
)(Schema.Struct({ divide_by: nullish(integer), round: nullish(openLiteral("down", "up")) })) {}

/**
 * The price of a line item.
 *
 * @since 0.1.0
 * @category Models
 */
export class Price extends opaque<Price>("effect-checkout/Stripe/Price")(
  Schema.Struct({
    id: Schema.String,
    object: nullish(Schema.Literal("price")),
    active: nullish(Schema.Boolean),
    billing_scheme: nullish(openLiteral("per_unit", "tiered")),
    /** Unix seconds. */
    created: nullish(integer),
    currency: nullish(Schema.String),
    /** By currency; only if `expand` asked for them. */
    currency_options: nullish(map(CurrencyOption)),
    custom_unit_amount: nullish(CustomUnitAmount),
    deleted: nullish(Schema.Boolean),
    livemode: nullish(Schema.Boolean),
    lookup_key: nullish(Schema.String),
    metadata: nullish(map(Schema.String)),
    nickname: nullish(Schema.String),
    product: nullish(Expandable),
    recurring: nullish(Recurring),
    tax_behavior: taxBehavior,
    /** Only if `expand` asked for them. */
    tiers: nullish(Schema.Array(PriceTier)),
    tiers_mode: nullish(openLiteral("graduated", "volume")),
    transform_quantity: nullish(TransformQuantity),
    type: nullish(openLiteral("one_time", "recurring")),
    /** Minor units. */
    unit_amount: nullish(integer),
    /** Minor units, a decimal number. */
    unit_amount_decimal: nullish(Schema.String)
  })
) {}
