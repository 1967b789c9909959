/**
 * The discounts of Polar's checkout sessions. `type` and `duration` together say which kind a
 * discount is.
 *
 * A field is required only if the documents of all API versions show it, and none of them as nullable:
 * see `Polar.ts`.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, map, nullish, opaque, unknownAmong } from "../Wire.js"

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
 * @since 0.1.0
 * @category Models
 */
export class DiscountFixedOnceForever extends opaque<DiscountFixedOnceForever>(
  "effect-checkout/Polar/DiscountFixedOnceForever"
)(
  Schema.Struct({
    ...discount,
    ...fixed,
    ...onceOrForever
  })
) {}

/**
 * An amount off, for some months.
 *
 * @since 0.1.0
 * @category Models
 */
export class DiscountFixedRepeat extends opaque<DiscountFixedRepeat>(
  "effect-checkout/Polar/DiscountFixedRepeat"
)(
  Schema.Struct({
    ...discount,
    ...fixed,
    ...repeating
  })
) {}

/**
 * A percentage off, once or forever.
 *
 * @since 0.1.0
 * @category Models
 */
export class DiscountPercentageOnceForever extends opaque<DiscountPercentageOnceForever>(
  "effect-checkout/Polar/DiscountPercentageOnceForever"
)(
  Schema.Struct({
    ...discount,
    ...percentage,
    ...onceOrForever
  })
) {}

/**
 * A percentage off, for some months.
 *
 * @since 0.1.0
 * @category Models
 */
export class DiscountPercentageRepeat extends opaque<DiscountPercentageRepeat>(
  "effect-checkout/Polar/DiscountPercentageRepeat"
)(
  Schema.Struct({
    ...discount,
    ...percentage,
    ...repeating
  })
) {}

const documented = [
  DiscountFixedOnceForever,
  DiscountFixedRepeat,
  DiscountPercentageOnceForever,
  DiscountPercentageRepeat
] as const

/**
 * A discount of a `type` that was not documented when this version was written.
 *
 * @since 0.2.0
 * @category Models
 */
export class DiscountUnknownType extends opaque<DiscountUnknownType>(
  "effect-checkout/Polar/DiscountUnknownType"
)(
  Schema.Struct({
    ...discount,
    type: unknownAmong("type", ...documented),
    duration: nullish(Schema.String)
  })
) {}

/**
 * A discount of a documented `type`, with a `duration` that was not documented when this version
 * was written.
 *
 * @since 0.2.0
 * @category Models
 */
export class DiscountUnknownDuration extends opaque<DiscountUnknownDuration>(
  "effect-checkout/Polar/DiscountUnknownDuration"
)(
  Schema.Struct({
    ...discount,
    type: Schema.Union(fixed.type, percentage.type),
    duration: unknownAmong("duration", ...documented)
  })
) {}

/**
 * A discount whose `type` or `duration` was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const DiscountUnknown = Schema.Union(
  DiscountUnknownType,
  DiscountUnknownDuration
).annotations({ identifier: "effect-checkout/Polar/DiscountUnknown" })

/**
 * @since 0.1.0
 * @category Models
 */
export type DiscountUnknown = Schema.Schema.Type<typeof DiscountUnknown>

/**
 * The discount of a session. `type` and `duration` together say which kind it is: compare both with
 * `===`, or use the guards.
 *
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
 * @since 0.1.0
 * @category Models
 */
export type Discount = Schema.Schema.Type<typeof Discount>

/**
 * Whether a discount takes an amount off, once or forever.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isDiscountFixedOnceForever: (
  discount: unknown
) => discount is DiscountFixedOnceForever = Schema.is(DiscountFixedOnceForever)

/**
 * Whether a discount takes an amount off, for some months.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isDiscountFixedRepeat: (discount: unknown) => discount is DiscountFixedRepeat =
  Schema.is(DiscountFixedRepeat)

/**
 * Whether a discount takes a percentage off, once or forever.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isDiscountPercentageOnceForever: (
  discount: unknown
) => discount is DiscountPercentageOnceForever = Schema.is(DiscountPercentageOnceForever)

/**
 * Whether a discount takes a percentage off, for some months.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isDiscountPercentageRepeat: (
  discount: unknown
) => discount is DiscountPercentageRepeat = Schema.is(DiscountPercentageRepeat)

/**
 * Whether the `type` or the `duration` of a discount is not documented.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isDiscountUnknown: (discount: unknown) => discount is DiscountUnknown =
  Schema.is(DiscountUnknown)
