/**
 * The prices of Polar's products, told apart by `amount_type`.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { Meter, SeatTiers, Tiers } from "./tier.js"
import { integer, map, nullish, openLiteral, unknownValue } from "../Wire.js"

const interval = openLiteral("day", "week", "month", "year")

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

/** `legacy` is what tells a price of the current form from a legacy one. */
const current = {
  ...common,
  /** In older payloads; Polar sends it still, without documenting it. */
  type: nullish(openLiteral("one_time", "recurring")),
  /** In older payloads; `null` today. */
  recurring_interval: nullish(interval),
  legacy: nullish(Schema.Literal(false))
}

const legacy = {
  ...common,
  type: openLiteral("recurring"),
  recurring_interval: interval,
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
  meter_id: Schema.String,
  meter: Meter
}

/**
 * A fixed price. The documentation's older recurring price is one too, with `type` and
 * `recurring_interval`.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ProductPriceFixed = Schema.Struct({ ...current, ...fixed }).annotations({
  identifier: "effect-checkout/Polar/ProductPriceFixed"
})

/**
 * A fixed price. The documentation's older recurring price is one too, with `type` and
 * `recurring_interval`.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ProductPriceFixed extends Schema.Schema.Type<typeof ProductPriceFixed> {}

/**
 * A price that the customer chooses.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ProductPriceCustom = Schema.Struct({ ...current, ...custom }).annotations({
  identifier: "effect-checkout/Polar/ProductPriceCustom"
})

/**
 * A price that the customer chooses.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ProductPriceCustom extends Schema.Schema.Type<typeof ProductPriceCustom> {}

/**
 * A price per seat.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ProductPriceSeatBased = Schema.Struct({
  ...current,
  amount_type: Schema.Literal("seat_based"),
  seat_tiers: SeatTiers,
  /** Of the first tier, in minor units. Polar sends it without documenting it. */
  price_per_seat: nullish(integer)
}).annotations({ identifier: "effect-checkout/Polar/ProductPriceSeatBased" })

/**
 * A price per seat.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ProductPriceSeatBased extends Schema.Schema.Type<typeof ProductPriceSeatBased> {}

/**
 * A price per unit, in tiers.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ProductPriceUnitBased = Schema.Struct({
  ...current,
  amount_type: Schema.Literal("unit_based"),
  tiers: Tiers,
  minimum_units: nullish(integer),
  maximum_units: nullish(integer),
  /** How a unit is called: words by grammatical form, by language. */
  unit_label: nullish(map(map(Schema.String)))
}).annotations({ identifier: "effect-checkout/Polar/ProductPriceUnitBased" })

/**
 * A price per unit, in tiers.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ProductPriceUnitBased extends Schema.Schema.Type<typeof ProductPriceUnitBased> {}

/**
 * A price per metered unit.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ProductPriceMeteredUnit = Schema.Struct({
  ...current,
  ...metered,
  amount_type: Schema.Literal("metered_unit"),
  /** Minor units, a decimal number. */
  unit_amount: Schema.String
}).annotations({ identifier: "effect-checkout/Polar/ProductPriceMeteredUnit" })

/**
 * A price per metered unit.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ProductPriceMeteredUnit extends Schema.Schema.Type<
  typeof ProductPriceMeteredUnit
> {}

/**
 * A price per metered unit, in tiers.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ProductPriceMeteredTiers = Schema.Struct({
  ...current,
  ...metered,
  amount_type: Schema.Literal("metered_tiers"),
  tiers: Tiers
}).annotations({ identifier: "effect-checkout/Polar/ProductPriceMeteredTiers" })

/**
 * A price per metered unit, in tiers.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ProductPriceMeteredTiers extends Schema.Schema.Type<
  typeof ProductPriceMeteredTiers
> {}

/**
 * A recurring fixed price of the old form, with its own interval.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const LegacyRecurringProductPriceFixed = Schema.Struct({ ...legacy, ...fixed }).annotations({
  identifier: "effect-checkout/Polar/LegacyRecurringProductPriceFixed"
})

/**
 * A recurring fixed price of the old form, with its own interval.
 *
 * @since 0.1.0
 * @category Models
 */
export interface LegacyRecurringProductPriceFixed extends Schema.Schema.Type<
  typeof LegacyRecurringProductPriceFixed
> {}

/**
 * A recurring price that the customer chooses, of the old form, with its own interval.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const LegacyRecurringProductPriceCustom = Schema.Struct({
  ...legacy,
  ...custom
}).annotations({ identifier: "effect-checkout/Polar/LegacyRecurringProductPriceCustom" })

/**
 * A recurring price that the customer chooses, of the old form, with its own interval.
 *
 * @since 0.1.0
 * @category Models
 */
export interface LegacyRecurringProductPriceCustom extends Schema.Schema.Type<
  typeof LegacyRecurringProductPriceCustom
> {}

/**
 * A price of a kind that is not documented, as the older free prices are.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const ProductPriceUnknown = Schema.Struct({
  ...common,
  price_currency: nullish(Schema.String),
  amount_type: unknownValue(
    "fixed",
    "custom",
    "seat_based",
    "unit_based",
    "metered_unit",
    "metered_tiers"
  )
}).annotations({ identifier: "effect-checkout/Polar/ProductPriceUnknown" })

/**
 * A price of a kind that is not documented, as the older free prices are.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ProductPriceUnknown extends Schema.Schema.Type<typeof ProductPriceUnknown> {}

/**
 * The price of a product, told apart by `amount_type`, and by `legacy` for the old recurring ones.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ProductPrice = Schema.Union(
  ProductPriceFixed,
  ProductPriceCustom,
  ProductPriceSeatBased,
  ProductPriceUnitBased,
  ProductPriceMeteredUnit,
  ProductPriceMeteredTiers,
  LegacyRecurringProductPriceFixed,
  LegacyRecurringProductPriceCustom,
  ProductPriceUnknown
).annotations({ identifier: "effect-checkout/Polar/ProductPrice" })

/**
 * The price of a product, told apart by `amount_type`, and by `legacy` for the old recurring ones.
 *
 * @since 0.1.0
 * @category Models
 */
export type ProductPrice = Schema.Schema.Type<typeof ProductPrice>
