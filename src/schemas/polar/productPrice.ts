/**
 * The price of a Polar product, and a guard for each of its kinds.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import {
  ProductPriceFixed,
  ProductPriceCustom,
  ProductPriceSeatBased,
  ProductPriceUnitBased,
  ProductPriceMeteredUnit,
  ProductPriceMeteredTiers,
  LegacyRecurringProductPriceFixed,
  LegacyRecurringProductPriceCustom,
  ProductPriceUnknown
} from "./price.js"

/**
 * The price of a product. `amount_type` says which kind it is: compare it with `===` or in a
 * `switch`. A fixed or a custom price may also be a legacy one: `legacy` and the guards tell.
 *
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
 * @since 0.1.0
 * @category Models
 */
export type ProductPrice = Schema.Schema.Type<typeof ProductPrice>

/**
 * Whether a price is fixed, and not a legacy one.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isProductPriceFixed: (price: unknown) => price is ProductPriceFixed =
  Schema.is(ProductPriceFixed)

/**
 * Whether the customer chooses a price, and it is not a legacy one.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isProductPriceCustom: (price: unknown) => price is ProductPriceCustom =
  Schema.is(ProductPriceCustom)

/**
 * Whether a price is per seat.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isProductPriceSeatBased: (price: unknown) => price is ProductPriceSeatBased =
  Schema.is(ProductPriceSeatBased)

/**
 * Whether a price is per unit, in tiers.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isProductPriceUnitBased: (price: unknown) => price is ProductPriceUnitBased =
  Schema.is(ProductPriceUnitBased)

/**
 * Whether a price is per metered unit.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isProductPriceMeteredUnit: (price: unknown) => price is ProductPriceMeteredUnit =
  Schema.is(ProductPriceMeteredUnit)

/**
 * Whether a price is per metered unit, in tiers.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isProductPriceMeteredTiers: (price: unknown) => price is ProductPriceMeteredTiers =
  Schema.is(ProductPriceMeteredTiers)

/**
 * Whether a price is a legacy recurring one with a fixed amount.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isLegacyRecurringProductPriceFixed: (
  price: unknown
) => price is LegacyRecurringProductPriceFixed = Schema.is(LegacyRecurringProductPriceFixed)

/**
 * Whether a price is a legacy recurring one that the customer chooses.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isLegacyRecurringProductPriceCustom: (
  price: unknown
) => price is LegacyRecurringProductPriceCustom = Schema.is(LegacyRecurringProductPriceCustom)

/**
 * Whether the `amount_type` of a price is not documented.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isProductPriceUnknown: (price: unknown) => price is ProductPriceUnknown =
  Schema.is(ProductPriceUnknown)
