/**
 * Checkout sessions as Polar sends them, and the parameters of its list.
 *
 * Required is what both today's and the older documentation have and neither has as nullable. In
 * older payloads the amounts, the currency and the product could be `null` or missing.
 *
 * @since 0.1.0
 */
import { between, parameter, parameters } from "./internal/parameters.js"
import * as Schema from "effect/Schema"
import { AttachedCustomField } from "./polar/customField.js"
import { Discount } from "./polar/discount.js"
import { ProductPrice } from "./polar/price.js"
import { CheckoutProduct } from "./polar/product.js"
import { integer, json, map, nullish, openLiteral, scalar } from "./Wire.js"

export * from "./polar/customField.js"
export * from "./polar/discount.js"
export * from "./polar/price.js"
export * from "./polar/product.js"
export * from "./polar/tier.js"

/**
 * A postal address.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const Address = Schema.Struct({
  line1: nullish(Schema.String),
  line2: nullish(Schema.String),
  postal_code: nullish(Schema.String),
  city: nullish(Schema.String),
  state: nullish(Schema.String),
  /** ISO 3166-1 alpha-2. */
  country: Schema.String
}).annotations({ identifier: "effect-checkout/Polar/Address" })

/**
 * A postal address.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Address extends Schema.Schema.Type<typeof Address> {}

const interval = nullish(openLiteral("day", "week", "month", "year"))

const addressField = nullish(openLiteral("required", "optional", "disabled"))

/**
 * A checkout session of Polar.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const Session = Schema.Struct({
  id: Schema.String,
  /** RFC 3339, as are all moments here. */
  created_at: Schema.String,
  /** `null` until the first change. */
  modified_at: nullish(Schema.String),
  expires_at: Schema.String,
  payment_processor: openLiteral("stripe"),
  /** `confirmed` goes back to `open` when the payment fails. */
  status: openLiteral("open", "expired", "confirmed", "succeeded", "failed"),
  /** Lets its bearer change and confirm the session: keep out of logs. */
  client_secret: Schema.String,
  /** The hosted page. It contains the client secret: keep out of logs. */
  url: Schema.String,
  success_url: Schema.String,
  return_url: nullish(Schema.String),
  /** The origin of the page that embeds the checkout. */
  embed_origin: nullish(Schema.String),
  /** Minor units, before discount and tax. */
  amount: nullish(integer),
  /** Minor units. */
  discount_amount: nullish(integer),
  /** Minor units, after discount and before tax. */
  net_amount: nullish(integer),
  /** The older name of `net_amount`. */
  subtotal_amount: nullish(integer),
  /** Minor units; `null` while it cannot be computed. */
  tax_amount: nullish(integer),
  tax_behavior: nullish(openLiteral("inclusive", "exclusive")),
  /** Minor units, after discount and tax. */
  total_amount: nullish(integer),
  /** Lower-case ISO 4217. */
  currency: nullish(Schema.String),
  seats: nullish(integer),
  min_seats: nullish(integer),
  max_seats: nullish(integer),
  units: nullish(integer),
  min_units: nullish(integer),
  max_units: nullish(integer),
  allow_trial: nullish(Schema.Boolean),
  active_trial_interval: interval,
  active_trial_interval_count: nullish(integer),
  trial_interval: interval,
  trial_interval_count: nullish(integer),
  trial_end: nullish(Schema.String),
  organization_id: nullish(Schema.String),
  /** The selected product. */
  product_id: nullish(Schema.String),
  /** Deprecated by Polar. */
  product_price_id: nullish(Schema.String),
  discount_id: nullish(Schema.String),
  allow_discount_codes: Schema.Boolean,
  require_billing_address: nullish(Schema.Boolean),
  is_discount_applicable: Schema.Boolean,
  is_free_product_price: Schema.Boolean,
  is_payment_required: Schema.Boolean,
  is_payment_setup_required: Schema.Boolean,
  is_payment_form_required: Schema.Boolean,
  is_business_customer: nullish(Schema.Boolean),
  customer_id: nullish(Schema.String),
  customer_name: nullish(Schema.String),
  customer_email: nullish(Schema.String),
  customer_ip_address: nullish(Schema.String),
  customer_billing_name: nullish(Schema.String),
  customer_billing_address: nullish(Address),
  customer_tax_id: nullish(Schema.String),
  /** The caller's own id of the customer. */
  external_customer_id: nullish(Schema.String),
  /** The older name of `external_customer_id`. */
  customer_external_id: nullish(Schema.String),
  /** BCP 47. */
  locale: nullish(Schema.String),
  /** Such as `card` or `apple_pay`; Polar gives no closed list. */
  payment_method_type: nullish(Schema.String),
  /** May hold secrets of the processor: keep out of logs. */
  payment_processor_metadata: nullish(map(Schema.String)),
  /** Which parts of the billing address the form asks for. */
  billing_address_fields: nullish(
    Schema.Struct({
      country: addressField,
      state: addressField,
      city: addressField,
      postal_code: addressField,
      line1: addressField,
      line2: addressField
    })
  ),
  /** The older form of `billing_address_fields`. */
  customer_billing_address_fields: nullish(map(Schema.Boolean)),
  metadata: nullish(map(scalar)),
  customer_metadata: nullish(map(scalar)),
  /** The answers, by the slugs of the custom fields. */
  custom_field_data: nullish(map(Schema.NullOr(scalar))),
  /** The products to choose from. */
  products: Schema.Array(CheckoutProduct),
  /** The selected product. */
  product: nullish(CheckoutProduct),
  /** Deprecated by Polar. */
  product_price: nullish(ProductPrice),
  /** The prices to choose from, by product id. */
  prices: nullish(map(Schema.Array(ProductPrice))),
  discount: nullish(Discount),
  /** The subscription that is upgraded, not the one that is made. */
  subscription_id: nullish(Schema.String),
  attached_custom_fields: nullish(Schema.Array(AttachedCustomField))
}).annotations({ identifier: "effect-checkout/Polar/Session" })

/**
 * A checkout session of Polar.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Session extends Schema.Schema.Type<typeof Session> {}

/**
 * One page of the list; its items are still unchecked.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const SessionList = Schema.Struct({
  items: Schema.Array(json),
  pagination: Schema.Struct({
    total_count: integer,
    /** The number of the last page; 0 if there is nothing. */
    max_page: integer
  })
}).annotations({ identifier: "effect-checkout/Polar/SessionList" })

/**
 * One page of the list; its items are still unchecked.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SessionList extends Schema.Schema.Type<typeof SessionList> {}

const oneOrMore = <A, I>(schema: Schema.Schema<A, I>) =>
  Schema.Union(schema, Schema.Array(schema).pipe(Schema.minItems(1)))

const uuid4 = Schema.String.pipe(
  Schema.pattern(
    /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-4[0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/
  )
)

const ids = parameter(oneOrMore(uuid4), "a UUID of version 4, or a non-empty array of them")

/**
 * The parameters of the list.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ListSessionsParams = parameters("effect-checkout/Polar/ListSessionsParams", {
  organization_id: ids,
  /** Matches the selected product only. */
  product_id: ids,
  customer_id: ids,
  /** Never matches sessions that have no customer yet. */
  external_customer_id: parameter(
    oneOrMore(Schema.NonEmptyString),
    "a string, not empty, or a non-empty array of them"
  ),
  status: parameter(
    oneOrMore(Schema.Literal("open", "expired", "confirmed", "succeeded", "failed")),
    "open, expired, confirmed, succeeded or failed, or a non-empty array of them"
  ),
  /** A part of the customer's e-mail address, in any case. */
  query: parameter(Schema.String, "a string"),
  /** The page's number, from 1 on. */
  page: parameter(Schema.Int.pipe(Schema.positive()), "a whole number above 0"),
  /** Sessions on a page, 10 by default. Polar would cut a higher number to 100 without a word. */
  limit: parameter(between(1, 100), "a whole number from 1 to 100"),
  /** Applied in order; `-created_at` by default. */
  sorting: parameter(
    Schema.Array(
      Schema.Literal("created_at", "-created_at", "expires_at", "-expires_at", "status", "-status")
    ),
    "an array of created_at, expires_at and status, each with or without a leading minus"
  )
})

/**
 * The parameters of the list.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ListSessionsParams extends Schema.Schema.Type<typeof ListSessionsParams> {}
