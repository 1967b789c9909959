/**
 * The kinds of prices that Polar's products have.
 *
 * A field is required only if the documents of all API versions show it, and none of them as nullable:
 * see `Polar.ts`.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { Interval } from "./interval.js"
import { Meter, SeatTiers, Tiers } from "./tier.js"
import { integer, map, nullish, opaque, openLiteral, unknownAmong } from "../Wire.js"

const common = {
  id: Schema.String,
  created_at: Schema.String,
  modified_at: nullish(Schema.String),
  source: nullish(openLiteral("catalog", "ad_hoc")),
  /** Lower-case ISO 4217. */
  price_currency: Schema.String,
  tax_behavior: nullish(openLiteral("location", "inclusive", "exclusive")),
  is_archived: Schema.Boolean,
  product_id: Schema.String
}

/** Only a legacy price has `legacy: true`. */
const current = {
  ...common,
  /** In older payloads. Polar still sends it, but no longer documents it. */
  type: nullish(openLiteral("one_time", "recurring")),
  /** In older payloads; `null` today. */
  recurring_interval: nullish(Interval),
  legacy: nullish(Schema.Literal(false))
}

const legacy = {
  ...common,
  type: openLiteral("recurring"),
  recurring_interval: Interval,
  legacy: Schema.Literal(true)
}

const fixed = {
  amount_type: Schema.Literal("fixed"),
  /** Minor units. */
  price_amount: integer
}

const custom = {
  amount_type: Schema.Literal("custom"),
  /** Minor units. */
  minimum_amount: nullish(integer),
  /** Minor units. */
  maximum_amount: nullish(integer),
  /** Minor units. */
  preset_amount: nullish(integer)
}

const metered = {
  /** The most that is charged in a period, in minor units. */
  cap_amount: nullish(integer),
  meter_id: nullish(Schema.String),
  meter: nullish(Meter)
}

/**
 * A fixed price. The recurring price of the older documentation is one too: it has `type` and
 * `recurring_interval`.
 *
 * @since 0.1.0
 * @category Models
 */
export class ProductPriceFixed extends opaque<ProductPriceFixed>(
  "effect-checkout/Polar/ProductPriceFixed"
)(Schema.Struct({ ...current, ...fixed })) {}

/**
 * A price that the customer chooses.
 *
 * @since 0.1.0
 * @category Models
 */
export class ProductPriceCustom extends opaque<ProductPriceCustom>(
  "effect-checkout/Polar/ProductPriceCustom"
)(Schema.Struct({ ...current, ...custom })) {}

/**
 * A price per seat.
 *
 * @since 0.1.0
 * @category Models
 */
export class ProductPriceSeatBased extends opaque<ProductPriceSeatBased>(
  "effect-checkout/Polar/ProductPriceSeatBased"
)(
  Schema.Struct({
    ...current,
    amount_type: Schema.Literal("seat_based"),
    seat_tiers: nullish(SeatTiers),
    /** The price in the first tier, in minor units. Polar sends it, but does not document it. */
    price_per_seat: nullish(integer)
  })
) {}

/**
 * A price per unit, in tiers.
 *
 * @since 0.1.0
 * @category Models
 */
export class ProductPriceUnitBased extends opaque<ProductPriceUnitBased>(
  "effect-checkout/Polar/ProductPriceUnitBased"
)(
  Schema.Struct({
    ...current,
    amount_type: Schema.Literal("unit_based"),
    tiers: nullish(Tiers),
    minimum_units: nullish(integer),
    maximum_units: nullish(integer),
    /** The name of a unit: words by grammatical form, by language. */
    unit_label: nullish(map(map(Schema.String)))
  })
) {}

/**
 * A price per metered unit.
 *
 * @since 0.1.0
 * @category Models
 */
export class ProductPriceMeteredUnit extends opaque<ProductPriceMeteredUnit>(
  "effect-checkout/Polar/ProductPriceMeteredUnit"
)(
  Schema.Struct({
    ...current,
    ...metered,
    amount_type: Schema.Literal("metered_unit"),
    /** Minor units, a decimal number. */
    unit_amount: nullish(Schema.String)
  })
) {}

/**
 * A price per metered unit, in tiers.
 *
 * @since 0.1.0
 * @category Models
 */
export class ProductPriceMeteredTiers extends opaque<ProductPriceMeteredTiers>(
  "effect-checkout/Polar/ProductPriceMeteredTiers"
)(
  Schema.Struct({
    ...current,
    ...metered,
    amount_type: Schema.Literal("metered_tiers"),
    tiers: nullish(Tiers)
  })
) {}

/**
 * A recurring fixed price of the legacy form, with its own interval.
 *
 * @since 0.1.0
 * @category Models
 */
export class LegacyRecurringProductPriceFixed extends opaque<LegacyRecurringProductPriceFixed>(
  "effect-checkout/Polar/LegacyRecurringProductPriceFixed"
)(Schema.Struct({ ...legacy, ...fixed })) {}

/**
 * A recurring price that the customer chooses, of the legacy form, with its own interval.
 *
 * @since 0.1.0
 * @category Models
 */
export class LegacyRecurringProductPriceCustom extends opaque<LegacyRecurringProductPriceCustom>(
  "effect-checkout/Polar/LegacyRecurringProductPriceCustom"
)(
  Schema.Struct({
    ...legacy,
    ...custom
  })
) {}

/**
 * A price of an `amount_type` that is not documented, such as `free` in older payloads.
 *
 * @since 0.1.0
 * @category Models
 */
export class ProductPriceUnknown extends opaque<ProductPriceUnknown>(
  "effect-checkout/Polar/ProductPriceUnknown"
)(
  Schema.Struct({
    ...common,
    price_currency: nullish(Schema.String),
    amount_type: unknownAmong(
      "amount_type",
      ProductPriceFixed,
      ProductPriceCustom,
      ProductPriceSeatBased,
      ProductPriceUnitBased,
      ProductPriceMeteredUnit,
      ProductPriceMeteredTiers
    )
  })
) {}
