/**
 * Checkout sessions as Monime sends them, and the parameters of its list.
 *
 * Monime documents two versions, `caph.2025-06-20` and `caph.2025-08-23`. Neither marks a field of a
 * session as required, nor one of the amounts inside. The name and the price of a line item are
 * marked, but where a session is created. So `id` is required, and every other field, at any depth,
 * may be missing or `null`.
 *
 * @see https://docs.monime.io/api-reference/resources/checkout-session/list-checkout-sessions
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { advice, noError } from "./internal/page.js"
import { between, parameter, parameters, text } from "./internal/parameters.js"
import { integer, json, map, nullish, opaque, openLiteral, unknownAmong } from "./Wire.js"

/**
 * An amount of money.
 *
 * @since 0.1.0
 * @category Models
 */
export class Price extends opaque<Price>("effect-checkout/Monime/Price")(
  Schema.Struct({
    currency: nullish(openLiteral("SLE", "USD")),
    /** Minor units: SLE 1.00 is 100. */
    value: nullish(integer)
  })
) {}

/**
 * A line item that the caller described. This kind is the default, so `type` may be missing.
 *
 * @since 0.1.0
 * @category Models
 */
export class LineItemCustom extends opaque<LineItemCustom>("effect-checkout/Monime/LineItemCustom")(
  Schema.Struct({
    type: nullish(Schema.Literal("custom")),
    id: nullish(Schema.String),
    name: nullish(Schema.String),
    /** The price of one piece. */
    price: nullish(Price),
    /** 1 if it is missing. */
    quantity: nullish(integer),
    /** The caller's own reference. */
    reference: nullish(Schema.String),
    description: nullish(Schema.String),
    /** Up to three URLs. */
    images: nullish(Schema.Array(Schema.String))
  })
) {}

/**
 * A line item of a kind that was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Models
 */
export class LineItemUnknown extends opaque<LineItemUnknown>(
  "effect-checkout/Monime/LineItemUnknown"
)(
  Schema.Struct({
    type: unknownAmong("type", LineItemCustom),
    id: nullish(Schema.String)
  })
) {}

/**
 * A line item. `type` says which kind it is. A custom item may come without `type`: the guards
 * recognize it too.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const LineItem = Schema.Union(LineItemCustom, LineItemUnknown).annotations({
  identifier: "effect-checkout/Monime/LineItem"
})

/**
 * @since 0.1.0
 * @category Models
 */
export type LineItem = Schema.Schema.Type<typeof LineItem>

/**
 * Whether a line item is a custom one. Unlike `===`, it also finds a custom item without `type`.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isLineItemCustom: (item: unknown) => item is LineItemCustom = Schema.is(LineItemCustom)

/**
 * Whether the kind of a line item is not documented.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isLineItemUnknown: (item: unknown) => item is LineItemUnknown =
  Schema.is(LineItemUnknown)

/**
 * The line items of a session.
 *
 * @since 0.2.0
 * @category Models
 */
export class LineItems extends opaque<LineItems>("effect-checkout/Monime/LineItems")(
  Schema.Struct({ data: nullish(Schema.Array(LineItem)) })
) {}

/**
 * The owner of another object, with an owner of its own. The outermost owner may be empty.
 *
 * @since 0.1.0
 * @category Models
 */
export class Owner extends opaque<Owner>("effect-checkout/Monime/Owner")(
  Schema.Struct({
    id: nullish(Schema.String),
    /** Free text, for example `checkout_session`, `payment_code` or `internal_transfer`. */
    type: nullish(Schema.String),
    metadata: nullish(map(json)),
    owner: nullish(Schema.suspend((): Schema.Schema<Owner> => Owner))
  })
) {}

/**
 * The owners of a session, from the nearest to the outermost.
 *
 * @since 0.2.0
 * @category Models
 */
export class OwnershipGraph extends opaque<OwnershipGraph>("effect-checkout/Monime/OwnershipGraph")(
  Schema.Struct({ owner: nullish(Owner) })
) {}

/**
 * The looks of the hosted page.
 *
 * @since 0.2.0
 * @category Models
 */
export class BrandingOptions extends opaque<BrandingOptions>(
  "effect-checkout/Monime/BrandingOptions"
)(
  Schema.Struct({
    /** Hexadecimal. */
    primaryColor: nullish(Schema.String)
  })
) {}

/**
 * A checkout session of Monime.
 *
 * @since 0.1.0
 * @category Models
 */
export class Session extends opaque<Session>("effect-checkout/Monime/Session")(
  Schema.Struct({
    id: Schema.String,
    status: nullish(openLiteral("pending", "completed", "cancelled", "expired")),
    name: nullish(Schema.String),
    orderNumber: nullish(Schema.String),
    /** The caller's own reference. */
    reference: nullish(Schema.String),
    description: nullish(Schema.String),
    /** The address of the hosted page, where the customer pays. */
    redirectUrl: nullish(Schema.String),
    cancelUrl: nullish(Schema.String),
    successUrl: nullish(Schema.String),
    lineItems: nullish(LineItems),
    financialAccountId: nullish(Schema.String),
    brandingOptions: nullish(BrandingOptions),
    /** RFC 3339, in UTC. */
    expireTime: nullish(Schema.String),
    /** RFC 3339, in UTC. */
    createTime: nullish(Schema.String),
    ownershipGraph: nullish(OwnershipGraph),
    metadata: nullish(map(json))
  })
) {}

/**
 * The size of a page, and the cursor of the next one.
 *
 * @since 0.2.0
 * @category Models
 */
export class Pagination extends opaque<Pagination>("effect-checkout/Monime/Pagination")(
  Schema.Struct({
    /** The number of items on this page, not of all items. */
    count: advice,
    /** Send it as `after` to get the next page; missing or `null` on the last page. */
    next: nullish(Schema.String)
  })
) {}

/** `true` in an answer; `false` in a refusal. */
const success = Schema.optionalWith(
  json.pipe(
    Schema.filter((success) => success !== false, {
      description: "no false, which says that the request failed",
      jsonSchema: {}
    })
  ),
  { exact: true }
)

/**
 * The answer to the retrieval of one session. The session is not checked yet.
 *
 * @since 0.2.0
 * @category Models
 */
export class SessionAnswer extends opaque<SessionAnswer>("effect-checkout/Monime/SessionAnswer")(
  Schema.Struct({ success, error: noError, messages: advice, result: json })
) {}

/**
 * One page of the list. Monime's documentation requires no key of it, so any object could be one. Yet
 * an answer that is no page, and is taken for an empty one, ends the list in silence. So a page is an
 * answer without an error that has `result` or `pagination`, and the items that it counts. Its items
 * are not checked yet.
 *
 * @since 0.1.0
 * @category Models
 */
export class SessionList extends opaque<SessionList>("effect-checkout/Monime/SessionList")(
  Schema.Struct({
    success,
    error: noError,
    messages: advice,
    /** Missing and `null` mean an empty page. */
    result: nullish(Schema.Array(json)),
    pagination: nullish(Pagination)
  }).pipe(
    Schema.filter(({ pagination, result }) => {
      if (result === undefined && !pagination) {
        return "expected `result` or `pagination`: an answer without both is not a page"
      }
      // A count that is no number says nothing.
      const isAnnounced = typeof pagination?.count === "number" && pagination.count > 0
      return isAnnounced && !result?.length
        ? { path: ["result"], message: "expected the items that `pagination.count` announces" }
        : undefined
    })
  )
) {}

/**
 * The parameters of the list.
 *
 * @since 0.1.0
 * @category Models
 */
export class ListSessionsParams extends opaque<ListSessionsParams>(
  "effect-checkout/Monime/ListSessionsParams"
)(
  parameters({
    /** Sessions on a page, 10 by default. */
    limit: parameter(between(1, 50), "a whole number from 1 to 50"),
    /** The `pagination.next` of the previous page; `null` asks for the first page. */
    after: parameter(Schema.NullOr(text(2000)), "null or a string of 1 to 2000 characters")
  })
) {}
