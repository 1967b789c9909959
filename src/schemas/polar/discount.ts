/**
 * The discounts of Polar's checkout sessions, told apart by `type` and `duration` together.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, map, nullish, unknownValue } from "../Wire.js"

const discount = {
  id: Schema.String,
  name: nullish(Schema.String),
  code: nullish(Schema.String)
}

const fixed = {
  type: Schema.Literal("fixed"),
  /** Minor units by currency. */
  amounts: nullish(map(integer)),
  /** Deprecated by Polar for `amounts`. Minor units. */
  amount: nullish(integer),
  /** Deprecated by Polar for `amounts`. */
  currency: nullish(Schema.String)
}

const percentage = {
  type: Schema.Literal("percentage"),
  /** Hundredths of a percent: 10 % is 1000. Missing in the older documentation. */
  basis_points: nullish(integer)
}

const onceOrForever = { duration: Schema.Literal("once", "forever") }

const repeating = {
  duration: Schema.Literal("repeating"),
  /** Missing in the older documentation. */
  duration_in_months: nullish(integer)
}

/**
 * An amount off, once or forever.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const DiscountFixedOnceForever = Schema.Struct({
  ...discount,
  ...fixed,
  ...onceOrForever
}).annotations({ identifier: "effect-checkout/Polar/DiscountFixedOnceForever" })

/**
 * An amount off, once or forever.
 *
 * @since 0.1.0
 * @category Models
 */
export interface DiscountFixedOnceForever extends Schema.Schema.Type<
  typeof DiscountFixedOnceForever
> {}

/**
 * An amount off, for some months.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const DiscountFixedRepeat = Schema.Struct({
  ...discount,
  ...fixed,
  ...repeating
}).annotations({ identifier: "effect-checkout/Polar/DiscountFixedRepeat" })

/**
 * An amount off, for some months.
 *
 * @since 0.1.0
 * @category Models
 */
export interface DiscountFixedRepeat extends Schema.Schema.Type<typeof DiscountFixedRepeat> {}

/**
 * A percentage off, once or forever.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const DiscountPercentageOnceForever = Schema.Struct({
  ...discount,
  ...percentage,
  ...onceOrForever
}).annotations({ identifier: "effect-checkout/Polar/DiscountPercentageOnceForever" })

/**
 * A percentage off, once or forever.
 *
 * @since 0.1.0
 * @category Models
 */
export interface DiscountPercentageOnceForever extends Schema.Schema.Type<
  typeof DiscountPercentageOnceForever
> {}

/**
 * A percentage off, for some months.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const DiscountPercentageRepeat = Schema.Struct({
  ...discount,
  ...percentage,
  ...repeating
}).annotations({ identifier: "effect-checkout/Polar/DiscountPercentageRepeat" })

/**
 * A percentage off, for some months.
 *
 * @since 0.1.0
 * @category Models
 */
export interface DiscountPercentageRepeat extends Schema.Schema.Type<
  typeof DiscountPercentageRepeat
> {}

/**
 * A discount whose `type` or `duration` was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const DiscountUnknown = Schema.Union(
  Schema.Struct({
    ...discount,
    type: unknownValue("fixed", "percentage"),
    duration: nullish(Schema.String)
  }),
  Schema.Struct({
    ...discount,
    type: Schema.Literal("fixed", "percentage"),
    duration: unknownValue("once", "forever", "repeating")
  })
).annotations({ identifier: "effect-checkout/Polar/DiscountUnknown" })

/**
 * A discount whose `type` or `duration` was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Models
 */
export type DiscountUnknown = Schema.Schema.Type<typeof DiscountUnknown>

/**
 * The discount of a session, told apart by `type` and `duration` together.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const Discount = Schema.Union(
  DiscountFixedOnceForever,
  DiscountFixedRepeat,
  DiscountPercentageOnceForever,
  DiscountPercentageRepeat,
  DiscountUnknown
).annotations({ identifier: "effect-checkout/Polar/Discount" })

/**
 * The discount of a session, told apart by `type` and `duration` together.
 *
 * @since 0.1.0
 * @category Models
 */
export type Discount = Schema.Schema.Type<typeof Discount>
