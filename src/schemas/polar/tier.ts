/**
 * The tiers and the meters that Polar's prices are made of.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, nullish, openLiteral } from "../Wire.js"

/**
 * A price that depends on how many: by all units alike, or each tier for itself.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const Tiers = Schema.Struct({
  type: openLiteral("volume", "graduated"),
  tiers: Schema.Array(
    Schema.Struct({
      /** Where the tier ends; `null` or missing in the last one. */
      bound: nullish(integer),
      /** Minor units, a decimal number. */
      unit_amount: Schema.String
    })
  )
}).annotations({ identifier: "effect-checkout/Polar/Tiers" })

/**
 * A price that depends on how many: by all units alike, or each tier for itself.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Tiers extends Schema.Schema.Type<typeof Tiers> {}

/**
 * A price that depends on how many seats.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const SeatTiers = Schema.Struct({
  seat_tier_type: nullish(openLiteral("volume", "graduated")),
  tiers: Schema.Array(
    Schema.Struct({
      min_seats: integer,
      max_seats: nullish(integer),
      /** Minor units. */
      price_per_seat: integer
    })
  ),
  minimum_seats: nullish(integer),
  maximum_seats: nullish(integer)
}).annotations({ identifier: "effect-checkout/Polar/SeatTiers" })

/**
 * A price that depends on how many seats.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SeatTiers extends Schema.Schema.Type<typeof SeatTiers> {}

/**
 * What a metered price counts.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const Meter = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  unit: nullish(openLiteral("scalar", "token", "custom")),
  custom_label: nullish(Schema.String),
  custom_multiplier: nullish(Schema.Finite)
}).annotations({ identifier: "effect-checkout/Polar/Meter" })

/**
 * What a metered price counts.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Meter extends Schema.Schema.Type<typeof Meter> {}
