/**
 * Checkout sessions as Polar sends them, and the parameters of its list.
 *
 * A field is required only if these documents all show it, and none of them as nullable: the page of
 * early 2025, before the API had versions, and the OpenAPI documents of 2026-04, 2026-10 and 2027-01.
 * The page of 2025 shows one kind of each union (a fixed recurring price, a fixed discount, a text
 * field, benefits without `properties`). So of the other kinds only what all kinds have is required.
 * All other fields may be missing or `null`: in older payloads even the amounts, the currency and the
 * product were.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 */
import { advice, noError } from "./internal/page.js"
import { between, either, parameter, parameters } from "./internal/parameters.js"
import * as Schema from "effect/Schema"
import { AttachedCustomField } from "./polar/customField.js"
import { Discount } from "./polar/discount.js"
import { Interval } from "./polar/interval.js"
import { ProductPrice } from "./polar/productPrice.js"
import { CheckoutProduct } from "./polar/product.js"
import { integer, json, map, nullish, opaque, openLiteral, scalar } from "./Wire.js"

export * from "./polar/customField.js"
export * from "./polar/discount.js"
export * from "./polar/price.js"
export * from "./polar/product.js"
export * from "./polar/productPrice.js"
export * from "./polar/tier.js"

/**
 * A postal address.
 *
 * @since 0.1.0
 * @category Models
 */
export class Address extends opaque<Address>("effect-checkout/Polar/Address")(
  Schema.Struct({
    line1: nullish(Schema.String),
    line2: nullish(Schema.String),
    postal_code: nullish(Schema.String),
    city: nullish(Schema.String),
    state: nullish(Schema.String),
    /** ISO 3166-1 alpha-2. */
    country: nullish(Schema.String)
  })
) {}

const interval = nullish(Interval)

const addressField = nullish(openLiteral("required", "optional", "disabled"))

/**
 * The parts of the billing address that the form asks for.
 *
 * @since 0.2.0
 * @category Models
 */
export class BillingAddressFields extends opaque<BillingAddressFields>(
  "effect-checkout/Polar/BillingAddressFields"
)(
  Schema.Struct({
    country: addressField,
    state: addressField,
    city: addressField,
    postal_code: addressField,
    line1: addressField,
    line2: addressField
  })
) {}

const statuses = ["open", "expired", "confirmed", "succeeded", "failed"] as const

/**
 * A checkout session of Polar.
 *
 * @since 0.1.0
 * @category Models
 */
export class Session extends opaque<Session>("effect-checkout/Polar/Session")(
  Schema.Struct({
    id: Schema.String,
    /** RFC 3339, as are all times in a session. */
    created_at: Schema.String,
    /** `null` until the first change. */
    modified_at: nullish(Schema.String),
    expires_at: Schema.String,
    payment_processor: openLiteral("stripe"),
    /** `confirmed` goes back to `open` when the payment fails. */
    status: openLiteral(...statuses),
    /** Its holder can change and confirm the session: keep out of logs. */
    client_secret: Schema.String,
    /** The address of the hosted page. It contains the client secret: keep out of logs. */
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
    /** Minor units; `null` as long as Polar cannot compute it. */
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
    /** For example `card` or `apple_pay`. Polar documents no closed list. */
    payment_method_type: nullish(Schema.String),
    /** May hold secrets of the processor: keep out of logs. */
    payment_processor_metadata: nullish(map(Schema.String)),
    /** Which parts of the billing address the form asks for. */
    billing_address_fields: nullish(BillingAddressFields),
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
    /** The subscription that the session upgrades, not the one that it creates. */
    subscription_id: nullish(Schema.String),
    attached_custom_fields: nullish(Schema.Array(AttachedCustomField))
  })
) {}

/**
 * The counts of a list.
 *
 * @since 0.2.0
 * @category Models
 */
export class Pagination extends opaque<Pagination>("effect-checkout/Polar/Pagination")(
  Schema.Struct({
    /** The number of all sessions that the list holds now. */
    total_count: advice,
    /** The number of the last page; 0 if the list is empty. */
    max_page: integer.pipe(
      Schema.filter((last) => last >= 0, {
        description: "a whole number of 0 or more",
        jsonSchema: { minimum: 0 }
      })
    )
  })
) {}

/**
 * One page of the list: an answer without an error that has `items` and the number of the last page.
 * Its items are not checked yet.
 *
 * @since 0.1.0
 * @category Models
 */
export class SessionList extends opaque<SessionList>("effect-checkout/Polar/SessionList")(
  Schema.Struct({
    error: noError,
    items: Schema.Array(json),
    pagination: Pagination
  })
) {}

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
 * @since 0.1.0
 * @category Models
 */
export class ListSessionsParams extends opaque<ListSessionsParams>(
  "effect-checkout/Polar/ListSessionsParams"
)(
  parameters({
    organization_id: ids,
    /** Matches the selected product only. */
    product_id: ids,
    customer_id: ids,
    /** Never matches sessions without a customer. */
    external_customer_id: parameter(
      oneOrMore(Schema.NonEmptyString),
      "a string, not empty, or a non-empty array of them"
    ),
    status: parameter(
      oneOrMore(Schema.Literal(...statuses)),
      `${either(statuses)}, or a non-empty array of them`
    ),
    /** A part of the customer's e-mail address; upper and lower case are equal. */
    query: parameter(Schema.String, "a string"),
    /** The number of the page, starting at 1. */
    page: parameter(Schema.Int.pipe(Schema.positive()), "a whole number above 0"),
    /** Sessions on a page, 10 by default. Polar would silently reduce a higher number to 100. */
    limit: parameter(between(1, 100), "a whole number from 1 to 100"),
    /** Applied in order; `-created_at` by default. */
    sorting: parameter(
      Schema.Array(
        Schema.Literal(
          "created_at",
          "-created_at",
          "expires_at",
          "-expires_at",
          "status",
          "-status"
        )
      ),
      "an array of created_at, expires_at and status, each with or without a leading minus"
    )
  })
) {}
