/**
 * Checkout sessions as Leanrails sends them, and the parameters of its list.
 *
 * Only what the documentation states to be there is required. All else may be missing, `null` or
 * present: the documentation does not say.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { between, parameter, parameters } from "./internal/parameters.js"
import { integer, json, map, nullish, openLiteral } from "./Wire.js"

/**
 * A postal address.
 *
 * @see https://docs.leanrails.com/api-reference/checkoutsessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const Address = Schema.Struct({
  city: nullish(Schema.String),
  country: nullish(Schema.String),
  line1: nullish(Schema.String),
  line2: nullish(Schema.String),
  postal_code: nullish(Schema.String),
  state: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Leanrails/Address" })

/**
 * A postal address.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Address extends Schema.Schema.Type<typeof Address> {}

/**
 * What the buyer entered during checkout.
 *
 * @see https://docs.leanrails.com/api-reference/checkoutsessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const CustomerDetails = Schema.Struct({
  email: nullish(Schema.String),
  name: nullish(Schema.String),
  phone: nullish(Schema.String),
  address: nullish(Address)
}).annotations({ identifier: "effect-checkout/Leanrails/CustomerDetails" })

/**
 * What the buyer entered during checkout.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CustomerDetails extends Schema.Schema.Type<typeof CustomerDetails> {}

/**
 * How the total came about, in minor units of the session's currency.
 *
 * @see https://docs.leanrails.com/api-reference/checkoutsessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const TotalDetails = Schema.Struct({
  amount_discount: nullish(integer),
  amount_shipping: nullish(integer),
  amount_tax: nullish(integer)
}).annotations({ identifier: "effect-checkout/Leanrails/TotalDetails" })

/**
 * How the total came about, in minor units of the session's currency.
 *
 * @since 0.1.0
 * @category Models
 */
export interface TotalDetails extends Schema.Schema.Type<typeof TotalDetails> {}

/**
 * A checkout session of Leanrails.
 *
 * @see https://docs.leanrails.com/api-reference/checkoutsessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const Session = Schema.Struct({
  id: Schema.String,
  object: Schema.Literal("checkout.session"),
  /**
   * Older documentation has `payment`, `setup` and `subscription`, newer has `payment` and
   * `order`.
   */
  mode: openLiteral("payment", "setup", "subscription", "order"),
  status: openLiteral("open", "complete", "expired"),
  /** This, not `status`, says whether the money is there. */
  payment_status: openLiteral("unpaid", "paid", "no_payment_required"),
  ui_mode: nullish(openLiteral("hosted", "embedded", "custom")),
  customer_creation: nullish(openLiteral("always", "if_required")),
  billing_address_collection: nullish(openLiteral("auto", "required")),
  /** Unix seconds. */
  expires_at: nullish(integer),
  /** Whether its values are always strings is not documented. */
  metadata: nullish(map(json)),
  livemode: nullish(Schema.Boolean),
  /** Unix seconds. */
  created: nullish(integer),
  /** The hosted page, in hosted mode only. */
  url: nullish(Schema.String),
  /** A secret of embedded and custom mode: keep out of logs. */
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
  /** Newer documentation only, as are the next three. */
  shipping_address_collection: nullish(
    Schema.Struct({ allowed_countries: nullish(Schema.Array(Schema.String)) })
  ),
  /** `shipping_amount` is in minor units. */
  shipping_options: nullish(
    Schema.Array(
      Schema.Struct({ shipping_rate: nullish(Schema.String), shipping_amount: nullish(integer) })
    )
  ),
  shipping_details: nullish(
    Schema.Struct({ address: nullish(Address), name: nullish(Schema.String) })
  ),
  phone_number_collection: nullish(Schema.Boolean)
}).annotations({ identifier: "effect-checkout/Leanrails/Session" })

/**
 * A checkout session of Leanrails.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Session extends Schema.Schema.Type<typeof Session> {}

/**
 * One page of the list; its items are still unchecked.
 *
 * @see https://docs.leanrails.com/api-reference/checkoutsessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const SessionList = Schema.Struct({
  object: nullish(Schema.Literal("list")),
  data: Schema.Array(json),
  has_more: Schema.Boolean,
  url: nullish(Schema.String),
  /** To be sent as `starting_after`; `null` on the last page. */
  next_cursor: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Leanrails/SessionList" })

/**
 * One page of the list; its items are still unchecked.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SessionList extends Schema.Schema.Type<typeof SessionList> {}

const cursor = parameter(Schema.NonEmptyString, "a session id, not empty")

/**
 * The parameters of the list. What both cursors at once mean is not documented, so both are let
 * through.
 *
 * @see https://docs.leanrails.com/api-reference/checkoutsessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ListSessionsParams = parameters("effect-checkout/Leanrails/ListSessionsParams", {
  /** Sessions on a page, 10 by default. */
  limit: parameter(between(1, 100), "a whole number from 1 to 100"),
  starting_after: cursor,
  ending_before: cursor,
  status: parameter(Schema.Literal("open", "complete", "expired"), "open, complete or expired")
})

/**
 * The parameters of the list.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ListSessionsParams extends Schema.Schema.Type<typeof ListSessionsParams> {}
