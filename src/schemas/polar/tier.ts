/**
 * The tiers and the meters of Polar's prices.
 *
 * A field is required only if the documents of all API versions show it, and none of them as nullable:
 * see `Polar.ts`.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, nullish, opaque, openLiteral } from "../Wire.js"

const tierType = openLiteral("volume", "graduated")

/**
 * One tier of a price.
 *
 * @since 0.2.0
 * @category Models
 */
export class Tier extends opaque<Tier>("effect-checkout/Polar/Tier")(
  Schema.Struct({
    /** The end of the tier; `null` or missing in the last tier. */
    bound: nullish(integer),
    /** Minor units, a decimal number. */
    unit_amount: nullish(Schema.String)
  })
) {}

/**
 * The tiers of a price. With `volume`, the number of all units selects one tier for all of them.
 * With `graduated`, each unit has the price of its own tier.
 *
 * @since 0.1.0
 * @category Models
 */
export class Tiers extends opaque<Tiers>("effect-checkout/Polar/Tiers")(
  Schema.Struct({ type: nullish(tierType), tiers: nullish(Schema.Array(Tier)) })
) {}

/**
 * One tier of a price per seat.
 *
 * @since 0.2.0
 * @category Models
 */
export class SeatTier extends opaque<SeatTier>("effect-checkout/Polar/SeatTier")(
  Schema.Struct({
    min_seats: nullish(integer),
    max_seats: nullish(integer),
    /** Minor units. */
    price_per_seat: nullish(integer)
  })
) {}

/**
 * The tiers of a price per seat.
 *
 * @since 0.1.0
 * @category Models
 */
export class SeatTiers extends opaque<SeatTiers>("effect-checkout/Polar/SeatTiers")(
  Schema.Struct({
    seat_tier_type: nullish(tierType),
    tiers: nullish(Schema.Array(SeatTier)),
    minimum_seats: nullish(integer),
    maximum_seats: nullish(integer)
  })
) {}

/**
 * The meter that a metered price counts with.
 *
 * @since 0.1.0
 * @category Models
 */
export class Meter extends opaque<Meter>("effect-checkout/Polar/Meter")(
  Schema.Struct({
    id: nullish(Schema.String),
    name: nullish(Schema.String),
    unit: nullish(openLiteral("scalar", "token", "custom")),
    custom_label: nullish(Schema.String),
    custom_multiplier: nullish(Schema.Finite)
  })
) {}
