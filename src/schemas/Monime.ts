/**
 * Checkout sessions as Monime sends them, and the parameters of its list.
 *
 * Monime's document requires no field of a session, so all but `id` may be missing, `null` or
 * present.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { between, parameter, parameters, text } from "./internal/parameters.js"
import { integer, json, map, nullish, openLiteral, unknownValue } from "./Wire.js"

/**
 * An amount of money.
 *
 * @see https://docs.monime.io/api-reference/resources/checkout-session/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const Price = Schema.Struct({
  currency: openLiteral("SLE", "USD"),
  /** Minor units: SLE 1.00 is 100. */
  value: integer
}).annotations({ identifier: "effect-checkout/Monime/Price" })

/**
 * An amount of money.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Price extends Schema.Schema.Type<typeof Price> {}

/**
 * A line item that the caller described, the default kind.
 *
 * @see https://docs.monime.io/api-reference/resources/checkout-session/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const LineItemCustom = Schema.Struct({
  type: nullish(Schema.Literal("custom")),
  id: nullish(Schema.String),
  name: Schema.String,
  /** Of one piece. */
  price: Price,
  /** 1 if it is missing. */
  quantity: nullish(integer),
  /** The caller's own reference. */
  reference: nullish(Schema.String),
  description: nullish(Schema.String),
  /** Up to three addresses. */
  images: nullish(Schema.Array(Schema.String))
}).annotations({ identifier: "effect-checkout/Monime/LineItemCustom" })

/**
 * A line item that the caller described, the default kind.
 *
 * @since 0.1.0
 * @category Models
 */
export interface LineItemCustom extends Schema.Schema.Type<typeof LineItemCustom> {}

/**
 * A line item of a kind that was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const LineItemUnknown = Schema.Struct({
  type: unknownValue("custom"),
  id: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Monime/LineItemUnknown" })

/**
 * A line item of a kind that was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Models
 */
export interface LineItemUnknown extends Schema.Schema.Type<typeof LineItemUnknown> {}

/**
 * A line item, told apart by `type`.
 *
 * @see https://docs.monime.io/api-reference/resources/checkout-session/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const LineItem = Schema.Union(LineItemCustom, LineItemUnknown).annotations({
  identifier: "effect-checkout/Monime/LineItem"
})

/**
 * A line item, told apart by `type`.
 *
 * @since 0.1.0
 * @category Models
 */
export type LineItem = Schema.Schema.Type<typeof LineItem>

/**
 * An object that owns another, and who owns it in turn. The outermost owner may be empty.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Owner {
  readonly id?: string | null | undefined
  readonly type?: string | null | undefined
  readonly metadata?: { readonly [key: string]: unknown } | null | undefined
  readonly owner?: Owner | null | undefined
}

/**
 * An object that owns another, and who owns it in turn. The outermost owner may be empty.
 *
 * @see https://docs.monime.io/api-reference/resources/checkout-session/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const Owner: Schema.Schema<Owner> = Schema.Struct({
  id: nullish(Schema.String),
  /** Free text, for example `checkout_session`, `payment_code` or `internal_transfer`. */
  type: nullish(Schema.String),
  metadata: nullish(map(json)),
  owner: nullish(Schema.suspend(() => Owner))
}).annotations({ identifier: "effect-checkout/Monime/Owner" })

/**
 * A checkout session of Monime.
 *
 * @see https://docs.monime.io/api-reference/resources/checkout-session/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const Session = Schema.Struct({
  id: Schema.String,
  status: nullish(openLiteral("pending", "completed", "cancelled", "expired")),
  name: nullish(Schema.String),
  orderNumber: nullish(Schema.String),
  /** The caller's own reference. */
  reference: nullish(Schema.String),
  description: nullish(Schema.String),
  /** The hosted page, where the customer pays. */
  redirectUrl: nullish(Schema.String),
  cancelUrl: nullish(Schema.String),
  successUrl: nullish(Schema.String),
  lineItems: nullish(Schema.Struct({ data: nullish(Schema.Array(LineItem)) })),
  financialAccountId: nullish(Schema.String),
  /** `primaryColor` is hexadecimal. */
  brandingOptions: nullish(Schema.Struct({ primaryColor: nullish(Schema.String) })),
  /** RFC 3339, in UTC. */
  expireTime: nullish(Schema.String),
  /** RFC 3339, in UTC. */
  createTime: nullish(Schema.String),
  ownershipGraph: nullish(Schema.Struct({ owner: nullish(Owner) })),
  metadata: nullish(map(json))
}).annotations({ identifier: "effect-checkout/Monime/Session" })

/**
 * A checkout session of Monime.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Session extends Schema.Schema.Type<typeof Session> {}

/**
 * One page of the list; its items are still unchecked.
 *
 * @see https://docs.monime.io/api-reference/resources/checkout-session/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const SessionList = Schema.Struct({
  success: nullish(Schema.Boolean),
  messages: nullish(Schema.Array(json)),
  /** Missing and `null` are an empty page. */
  result: nullish(Schema.Array(json)),
  pagination: nullish(
    Schema.Struct({
      /** Items on this page, not a total. */
      count: nullish(integer),
      /** To be sent as `after`; missing or `null` on the last page. */
      next: nullish(Schema.String)
    })
  )
}).annotations({ identifier: "effect-checkout/Monime/SessionList" })

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
 * @see https://docs.monime.io/api-reference/resources/checkout-session/list-checkout-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ListSessionsParams = parameters("effect-checkout/Monime/ListSessionsParams", {
  /** Sessions on a page, 10 by default. */
  limit: parameter(between(1, 50), "a whole number from 1 to 50"),
  /** The `pagination.next` of the page before; `null` is the first page. */
  after: parameter(Schema.NullOr(text(2000)), "null or a string of 1 to 2000 characters")
})

/**
 * The parameters of the list.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ListSessionsParams extends Schema.Schema.Type<typeof ListSessionsParams> {}
