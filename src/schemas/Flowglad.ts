/**
 * Checkout sessions as Flowglad sends them, and the parameters of its list.
 *
 * `type` says which kind a session is. Flowglad's API has no versions, so its payloads follow two
 * documents: an older page, with ISO 8601 times and the kind `purchase`, and the OpenAPI document of
 * March 2026. A field is required only if both show it, and the later one as required and not
 * nullable. The other three kinds stand in the later one only, so what only they have is not required.
 * All other fields may be missing, or `null`, which Flowglad sends for a field that is not set.
 *
 * @see https://docs.flowglad.com/api-reference/checkout-sessions/list-checkout-sessions
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { advice, noError } from "./internal/page.js"
import { between, parameter, parameters } from "./internal/parameters.js"
import { integer, json, map, nullish, opaque, openLiteral, scalar, unknownAmong } from "./Wire.js"

/**
 * A postal address.
 *
 * @since 0.2.0
 * @category Models
 */
export class Address extends opaque<Address>("effect-checkout/Flowglad/Address")(
  Schema.Struct({
    name: nullish(Schema.String),
    line1: nullish(Schema.String),
    line2: nullish(Schema.String),
    city: nullish(Schema.String),
    state: nullish(Schema.String),
    postal_code: nullish(Schema.String),
    country: Schema.String
  })
) {}

/**
 * The billing address of a buyer.
 *
 * @since 0.1.0
 * @category Models
 */
export class BillingAddress extends opaque<BillingAddress>(
  "effect-checkout/Flowglad/BillingAddress"
)(
  Schema.Struct({
    name: nullish(Schema.String),
    firstName: nullish(Schema.String),
    lastName: nullish(Schema.String),
    email: nullish(Schema.String),
    phone: nullish(Schema.String),
    address: Address
  })
) {}

/**
 * A time: epoch milliseconds, or an ISO 8601 string in older payloads.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const Timestamp = Schema.Union(integer, Schema.String).annotations({
  identifier: "effect-checkout/Flowglad/Timestamp"
})

/**
 * @since 0.1.0
 * @category Models
 */
export type Timestamp = Schema.Schema.Type<typeof Timestamp>

const common = {
  id: Schema.String,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  /** Compare it with the clock: the status `expired` may come late or never. */
  expires: nullish(Timestamp),
  livemode: Schema.Boolean,
  pricingModelId: nullish(Schema.String),
  organizationId: Schema.String,
  status: nullish(openLiteral("open", "pending", "succeeded", "failed", "expired")),
  quantity: integer,
  customerName: nullish(Schema.String),
  customerEmail: nullish(Schema.String),
  discountId: nullish(Schema.String),
  outputName: nullish(Schema.String),
  billingAddress: nullish(BillingAddress),
  paymentMethodType: nullish(openLiteral("card", "link", "us_bank_account", "sepa_debit")),
  successUrl: nullish(Schema.String),
  cancelUrl: nullish(Schema.String),
  outputMetadata: nullish(map(scalar)),
  invoiceId: nullish(Schema.String),
  automaticallyUpdateSubscriptions: nullish(Schema.Boolean),
  preserveBillingCycleAnchor: nullish(Schema.Boolean)
}

/**
 * A session that sells a product.
 *
 * @since 0.1.0
 * @category Models
 */
export class SessionProduct extends opaque<SessionProduct>(
  "effect-checkout/Flowglad/SessionProduct"
)(
  Schema.Struct({
    ...common,
    type: Schema.Literal("product"),
    priceId: nullish(Schema.String),
    purchaseId: nullish(Schema.String),
    /** Flowglad's id of the customer, not the caller's own. */
    customerId: nullish(Schema.String),
    targetSubscriptionId: nullish(Schema.String)
  })
) {}

/**
 * A session that pays for a purchase that exists already.
 *
 * @since 0.1.0
 * @category Models
 */
export class SessionPurchase extends opaque<SessionPurchase>(
  "effect-checkout/Flowglad/SessionPurchase"
)(
  Schema.Struct({
    ...common,
    type: Schema.Literal("purchase"),
    priceId: Schema.String,
    purchaseId: Schema.String,
    /** Flowglad's id of the customer, not the caller's own. */
    customerId: nullish(Schema.String),
    targetSubscriptionId: nullish(Schema.String)
  })
) {}

/**
 * A session that adds a payment method.
 *
 * @since 0.1.0
 * @category Models
 */
export class SessionAddPaymentMethod extends opaque<SessionAddPaymentMethod>(
  "effect-checkout/Flowglad/SessionAddPaymentMethod"
)(
  Schema.Struct({
    ...common,
    type: Schema.Literal("add_payment_method"),
    priceId: nullish(Schema.String),
    purchaseId: nullish(Schema.String),
    /** Flowglad's id of the customer, not the caller's own. */
    customerId: nullish(Schema.String),
    targetSubscriptionId: nullish(Schema.String)
  })
) {}

/**
 * A session that activates a subscription.
 *
 * @since 0.1.0
 * @category Models
 */
export class SessionActivateSubscription extends opaque<SessionActivateSubscription>(
  "effect-checkout/Flowglad/SessionActivateSubscription"
)(
  Schema.Struct({
    ...common,
    type: Schema.Literal("activate_subscription"),
    priceId: nullish(Schema.String),
    purchaseId: nullish(Schema.String),
    /** Flowglad's id of the customer, not the caller's own. */
    customerId: nullish(Schema.String),
    targetSubscriptionId: nullish(Schema.String)
  })
) {}

/**
 * A session of a `type` that is not documented, such as `invoice`, which Flowglad removed.
 *
 * @since 0.1.0
 * @category Models
 */
export class SessionUnknown extends opaque<SessionUnknown>(
  "effect-checkout/Flowglad/SessionUnknown"
)(
  Schema.Struct({
    ...common,
    type: unknownAmong(
      "type",
      SessionProduct,
      SessionPurchase,
      SessionAddPaymentMethod,
      SessionActivateSubscription
    ),
    priceId: nullish(Schema.String),
    purchaseId: nullish(Schema.String),
    customerId: nullish(Schema.String),
    targetSubscriptionId: nullish(Schema.String)
  })
) {}

/**
 * A checkout session of Flowglad. `type` says which kind it is: compare it with `===` or in a
 * `switch`.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const Session = Schema.Union(
  SessionProduct,
  SessionPurchase,
  SessionAddPaymentMethod,
  SessionActivateSubscription,
  SessionUnknown
).annotations({ identifier: "effect-checkout/Flowglad/Session" })

/**
 * @since 0.1.0
 * @category Models
 */
export type Session = Schema.Schema.Type<typeof Session>

/**
 * One page of the list: an answer without an error that has `data` and `hasMore`. Its items are not
 * checked yet.
 *
 * @since 0.1.0
 * @category Models
 */
export class SessionList extends opaque<SessionList>("effect-checkout/Flowglad/SessionList")(
  Schema.Struct({
    error: noError,
    data: Schema.Array(json),
    hasMore: Schema.Boolean,
    /** The cursor of this page; `null` on the first page. */
    currentCursor: advice,
    /** Send it as `cursor` to get the next page; `null` on the last page. */
    nextCursor: nullish(Schema.String),
    /** The number of all sessions that the key can see now. */
    total: advice
  })
) {}

/**
 * The answer to the retrieval of one session. The session is not checked yet.
 *
 * @since 0.2.0
 * @category Models
 */
export class SessionAnswer extends opaque<SessionAnswer>("effect-checkout/Flowglad/SessionAnswer")(
  Schema.Struct({
    error: noError,
    checkoutSession: json,
    /** Always that of `/checkout/{id}`, also where the session was created with another one. */
    url: advice
  })
) {}

/**
 * The parameters of the list.
 *
 * @since 0.1.0
 * @category Models
 */
export class ListSessionsParams extends opaque<ListSessionsParams>(
  "effect-checkout/Flowglad/ListSessionsParams"
)(
  parameters({
    /** Sessions on a page, 10 by default. */
    limit: parameter(between(1, 100), "a whole number from 1 to 100"),
    /** The `nextCursor` of the previous page. Leave it out to get the first page. */
    cursor: parameter(Schema.NonEmptyString, "a cursor, not empty")
  })
) {}
