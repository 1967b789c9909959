/**
 * The items that a Stripe checkout session sells.
 *
 * Of a line item, `id`, `object` and `currency` are required in the documents of 2020-08-27 and of
 * today; its amounts were `null` or missing in the older one. A list has `data` and `has_more`. See
 * `Stripe.ts`.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/line_items
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { advice } from "../internal/page.js"
import { integer, map, nullish, opaque } from "../Wire.js"
import { AppliedDiscount, Tax } from "./amounts.js"
import { Price } from "./price.js"

/**
 * How many of an item the buyer may choose.
 *
 * @since 0.1.0
 * @category Models
 */
export class AdjustableQuantity extends opaque<AdjustableQuantity>(
  "effect-checkout/Stripe/AdjustableQuantity"
)(
  Schema.Struct({
    enabled: nullish(Schema.Boolean),
    maximum: nullish(integer),
    minimum: nullish(integer)
  })
) {}

/**
 * An item that a session sells.
 *
 * @since 0.1.0
 * @category Models
 */
export class LineItem extends opaque<LineItem>("effect-checkout/Stripe/LineItem")(
  Schema.Struct({
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
  })
) {}

/**
 * The line items that came with a session. If `has_more` is true, these are only the first ones.
 *
 * @since 0.1.0
 * @category Models
 */
export class LineItemList extends opaque<LineItemList>("effect-checkout/Stripe/LineItemList")(
  Schema.Struct({
    object: advice,
    data: Schema.Array(LineItem),
    has_more: Schema.Boolean,
    url: advice
  })
) {}

/**
 * An item that the buyer may add.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.2.0
 * @category Models
 */
export class OptionalItem extends opaque<OptionalItem>("effect-checkout/Stripe/OptionalItem")(
  Schema.Struct({
    adjustable_quantity: nullish(AdjustableQuantity),
    /** The price's id. */
    price: nullish(Schema.String),
    quantity: nullish(integer)
  })
) {}
