/**
 * Checkout sessions as Flowglad sends them, and the parameters of its list.
 *
 * A session is told apart by `type`. Fields that an optional output leaves undefined arrive as
 * `null`, so whatever is not required may be missing, `null` or present.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { between, parameter, parameters } from "./internal/parameters.js"
import { integer, json, map, nullish, openLiteral, scalar, unknownValue } from "./Wire.js"

/**
 * A buyer's billing address.
 *
 * @see https://docs.flowglad.com/api-reference/checkout-sessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const BillingAddress = Schema.Struct({
  name: nullish(Schema.String),
  firstName: nullish(Schema.String),
  lastName: nullish(Schema.String),
  email: nullish(Schema.String),
  phone: nullish(Schema.String),
  address: Schema.Struct({
    name: nullish(Schema.String),
    line1: nullish(Schema.String),
    line2: nullish(Schema.String),
    city: nullish(Schema.String),
    state: nullish(Schema.String),
    postal_code: nullish(Schema.String),
    country: Schema.String
  })
}).annotations({ identifier: "effect-checkout/Flowglad/BillingAddress" })

/**
 * A buyer's billing address.
 *
 * @since 0.1.0
 * @category Models
 */
export interface BillingAddress extends Schema.Schema.Type<typeof BillingAddress> {}

/**
 * A moment: epoch milliseconds, or an ISO 8601 string in older payloads.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const Timestamp = Schema.Union(integer, Schema.String).annotations({
  identifier: "effect-checkout/Flowglad/Timestamp"
})

/**
 * A moment: epoch milliseconds, or an ISO 8601 string in older payloads.
 *
 * @since 0.1.0
 * @category Models
 */
export type Timestamp = Schema.Schema.Type<typeof Timestamp>

const common = {
  id: Schema.String,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  /** Compare it with now: the status `expired` may come late or never. */
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
 * @see https://docs.flowglad.com/api-reference/checkout-sessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const SessionProduct = Schema.Struct({
  ...common,
  type: Schema.Literal("product"),
  priceId: Schema.String,
  purchaseId: nullish(Schema.String),
  /** Flowglad's id of the customer, not the caller's own. */
  customerId: nullish(Schema.String),
  targetSubscriptionId: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Flowglad/SessionProduct" })

/**
 * A session that sells a product.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SessionProduct extends Schema.Schema.Type<typeof SessionProduct> {}

/**
 * A session that pays for a purchase that exists already.
 *
 * @see https://docs.flowglad.com/api-reference/checkout-sessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const SessionPurchase = Schema.Struct({
  ...common,
  type: Schema.Literal("purchase"),
  priceId: Schema.String,
  purchaseId: Schema.String,
  /** Flowglad's id of the customer, not the caller's own. */
  customerId: nullish(Schema.String),
  targetSubscriptionId: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Flowglad/SessionPurchase" })

/**
 * A session that pays for a purchase that exists already.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SessionPurchase extends Schema.Schema.Type<typeof SessionPurchase> {}

/**
 * A session that adds a payment method.
 *
 * @see https://docs.flowglad.com/api-reference/checkout-sessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const SessionAddPaymentMethod = Schema.Struct({
  ...common,
  type: Schema.Literal("add_payment_method"),
  priceId: nullish(Schema.String),
  purchaseId: nullish(Schema.String),
  /** Flowglad's id of the customer, not the caller's own. */
  customerId: Schema.String,
  targetSubscriptionId: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Flowglad/SessionAddPaymentMethod" })

/**
 * A session that adds a payment method.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SessionAddPaymentMethod extends Schema.Schema.Type<
  typeof SessionAddPaymentMethod
> {}

/**
 * A session that activates a subscription.
 *
 * @see https://docs.flowglad.com/api-reference/checkout-sessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const SessionActivateSubscription = Schema.Struct({
  ...common,
  type: Schema.Literal("activate_subscription"),
  priceId: nullish(Schema.String),
  purchaseId: nullish(Schema.String),
  /** Flowglad's id of the customer, not the caller's own. */
  customerId: nullish(Schema.String),
  targetSubscriptionId: Schema.String
}).annotations({ identifier: "effect-checkout/Flowglad/SessionActivateSubscription" })

/**
 * A session that activates a subscription.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SessionActivateSubscription extends Schema.Schema.Type<
  typeof SessionActivateSubscription
> {}

/**
 * A session of a `type` that is not documented, as the removed `invoice` is.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const SessionUnknown = Schema.Struct({
  ...common,
  type: unknownValue("product", "purchase", "add_payment_method", "activate_subscription"),
  priceId: nullish(Schema.String),
  purchaseId: nullish(Schema.String),
  customerId: nullish(Schema.String),
  targetSubscriptionId: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Flowglad/SessionUnknown" })

/**
 * A session of a `type` that is not documented, as the removed `invoice` is.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SessionUnknown extends Schema.Schema.Type<typeof SessionUnknown> {}

/**
 * A checkout session of Flowglad, told apart by `type`.
 *
 * @see https://docs.flowglad.com/api-reference/checkout-sessions/list-checkout-sessions
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
 * A checkout session of Flowglad, told apart by `type`.
 *
 * @since 0.1.0
 * @category Models
 */
export type Session = Schema.Schema.Type<typeof Session>

/**
 * One page of the list; its items are still unchecked.
 *
 * @see https://docs.flowglad.com/api-reference/checkout-sessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const SessionList = Schema.Struct({
  data: Schema.Array(json),
  hasMore: Schema.Boolean,
  /** `null` on the first page. */
  currentCursor: nullish(Schema.String),
  /** To be sent as `cursor`; `null` on the last page. */
  nextCursor: nullish(Schema.String),
  /** All sessions that the key can see, now. */
  total: nullish(integer)
}).annotations({ identifier: "effect-checkout/Flowglad/SessionList" })

/**
 * One page of the list; its items are still unchecked.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SessionList extends Schema.Schema.Type<typeof SessionList> {}

/**
 * The parameters of the list.
 *
 * @see https://docs.flowglad.com/api-reference/checkout-sessions/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ListSessionsParams = parameters("effect-checkout/Flowglad/ListSessionsParams", {
  /** Sessions on a page, 10 by default. */
  limit: parameter(between(1, 100), "a whole number from 1 to 100"),
  /** The `nextCursor` of the page before; left out for the first page. */
  cursor: parameter(Schema.NonEmptyString, "a cursor, not empty")
})

/**
 * The parameters of the list.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ListSessionsParams extends Schema.Schema.Type<typeof ListSessionsParams> {}
