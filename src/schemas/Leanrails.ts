/**
 * Checkout sessions as Leanrails sends them, and the parameters of its list.
 *
 * A field is required only if the documentation says that it is always there: the older one (under
 * the name Leanrails) and the newer one (Fluveo, version 2026-03-09) say so of `id`, `object`, `mode`,
 * `status` and `payment_status`. Of all other fields they say nothing, so each of them may be missing
 * or `null`. A page has `data` and `has_more`.
 *
 * @see https://docs.leanrails.com/api-reference/checkoutsessions/list-checkout-sessions
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { advice, noError } from "./internal/page.js"
import { between, oneOf, parameter, parameters } from "./internal/parameters.js"
import { integer, json, map, nullish, opaque, openLiteral } from "./Wire.js"

/**
 * A postal address.
 *
 * @since 0.1.0
 * @category Models
 */
export class Address extends opaque<Address>("effect-checkout/Leanrails/Address")(
  Schema.Struct({
    city: nullish(Schema.String),
    country: nullish(Schema.String),
    line1: nullish(Schema.String),
    line2: nullish(Schema.String),
    postal_code: nullish(Schema.String),
    state: nullish(Schema.String)
  })
) {}

/**
 * The details that the buyer entered during checkout.
 *
 * @since 0.1.0
 * @category Models
 */
export class CustomerDetails extends opaque<CustomerDetails>(
  "effect-checkout/Leanrails/CustomerDetails"
)(
  Schema.Struct({
    email: nullish(Schema.String),
    name: nullish(Schema.String),
    phone: nullish(Schema.String),
    address: nullish(Address)
  })
) {}

/**
 * The discount, shipping and tax in a total, in minor units of the session's currency.
 *
 * @since 0.1.0
 * @category Models
 */
export class TotalDetails extends opaque<TotalDetails>("effect-checkout/Leanrails/TotalDetails")(
  Schema.Struct({
    amount_discount: nullish(integer),
    amount_shipping: nullish(integer),
    amount_tax: nullish(integer)
  })
) {}

/**
 * The countries that a session ships to.
 *
 * @since 0.2.0
 * @category Models
 */
export class ShippingAddressCollection extends opaque<ShippingAddressCollection>(
  "effect-checkout/Leanrails/ShippingAddressCollection"
)(Schema.Struct({ allowed_countries: nullish(Schema.Array(Schema.String)) })) {}

/**
 * One of the ways of shipping to choose from.
 *
 * @since 0.2.0
 * @category Models
 */
export class ShippingOption extends opaque<ShippingOption>(
  "effect-checkout/Leanrails/ShippingOption"
)(
  Schema.Struct({
    shipping_rate: nullish(Schema.String),
    /** Minor units. */
    shipping_amount: nullish(integer)
  })
) {}

/**
 * The recipient of the goods, and the address.
 *
 * @since 0.2.0
 * @category Models
 */
export class ShippingDetails extends opaque<ShippingDetails>(
  "effect-checkout/Leanrails/ShippingDetails"
)(Schema.Struct({ address: nullish(Address), name: nullish(Schema.String) })) {}

const statuses = ["open", "complete", "expired"] as const

/**
 * A checkout session of Leanrails.
 *
 * @since 0.1.0
 * @category Models
 */
export class Session extends opaque<Session>("effect-checkout/Leanrails/Session")(
  Schema.Struct({
    id: Schema.String,
    object: Schema.Literal("checkout.session"),
    /**
     * The older documentation has `payment`, `setup` and `subscription`. The newer has `payment`
     * and `order`.
     */
    mode: openLiteral("payment", "setup", "subscription", "order"),
    status: openLiteral(...statuses),
    /** Says whether the payment has arrived; `status` does not. */
    payment_status: openLiteral("unpaid", "paid", "no_payment_required"),
    ui_mode: nullish(openLiteral("hosted", "embedded", "custom")),
    customer_creation: nullish(openLiteral("always", "if_required")),
    billing_address_collection: nullish(openLiteral("auto", "required")),
    /** Unix seconds. */
    expires_at: nullish(integer),
    /** The documentation does not say whether its values are always strings. */
    metadata: nullish(map(json)),
    livemode: nullish(Schema.Boolean),
    /** Unix seconds. */
    created: nullish(integer),
    /** The address of the hosted page, in hosted mode only. */
    url: nullish(Schema.String),
    /** A secret of the embedded and the custom mode: keep out of logs. */
    client_secret: nullish(Schema.String),
    /** May hold the placeholder `{CHECKOUT_SESSION_ID}`. */
    success_url: nullish(Schema.String),
    cancel_url: nullish(Schema.String),
    /** The customer's id. */
    customer: nullish(Schema.String),
    customer_email: nullish(Schema.String),
    customer_details: nullish(CustomerDetails),
    /** The payment intent's id. */
    payment_intent: nullish(Schema.String),
    /** Three letters, lower case. */
    currency: nullish(Schema.String),
    /** Minor units, before discounts and taxes. */
    amount_subtotal: nullish(integer),
    /** Minor units, after discounts and taxes. */
    amount_total: nullish(integer),
    total_details: nullish(TotalDetails),
    /** The caller's own reference. */
    client_reference_id: nullish(Schema.String),
    /** Only in the newer documentation, as the next three fields. */
    shipping_address_collection: nullish(ShippingAddressCollection),
    shipping_options: nullish(Schema.Array(ShippingOption)),
    shipping_details: nullish(ShippingDetails),
    phone_number_collection: nullish(Schema.Boolean)
  })
) {}

/**
 * One page of the list: an answer without an error that has `data` and `has_more`. Its items are not
 * checked yet.
 *
 * @since 0.1.0
 * @category Models
 */
export class SessionList extends opaque<SessionList>("effect-checkout/Leanrails/SessionList")(
  Schema.Struct({
    error: noError,
    object: advice,
    data: Schema.Array(json),
    has_more: Schema.Boolean,
    url: advice,
    /** Send it as `starting_after` to get the next page; `null` on the last page. */
    next_cursor: nullish(Schema.String)
  })
) {}

const cursor = parameter(Schema.NonEmptyString, "a session id, not empty")

/**
 * The parameters of the list. Both cursors together are accepted: the documentation does not say
 * what they mean.
 *
 * @since 0.1.0
 * @category Models
 */
export class ListSessionsParams extends opaque<ListSessionsParams>(
  "effect-checkout/Leanrails/ListSessionsParams"
)(
  parameters({
    /** Sessions on a page, 10 by default. */
    limit: parameter(between(1, 100), "a whole number from 1 to 100"),
    starting_after: cursor,
    ending_before: cursor,
    status: oneOf(statuses)
  })
) {}
