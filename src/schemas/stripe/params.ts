/**
 * The parameters of Stripe's list of checkout sessions.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/list
 * @since 0.1.0
 */
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { between, oneOf, parameter, parameters, text } from "../internal/parameters.js"
import { opaque } from "../Wire.js"
import { statuses } from "./status.js"

const id = parameter(text(5000), "an id of 1 to 5000 characters")

/** The year 5138 in seconds, and 1973 in milliseconds. */
const latest = 1e11

const seconds = Schema.Int.pipe(Schema.lessThanOrEqualTo(latest))

const bound = Schema.optional(seconds)

/** Stripe would take milliseconds for seconds of a far future, and list nothing in silence. */
const millisecondsHint = (created: unknown): string | undefined =>
  (Predicate.isRecord(created) ? Object.values(created) : [created]).some(
    (value) => Predicate.isNumber(value) && value > latest
  )
    ? "whole Unix seconds (this looks like milliseconds)"
    : undefined

/**
 * Bounds in Unix seconds. An object without any bound, as a `Date` is, would filter nothing.
 *
 * @since 0.2.0
 * @category Models
 */
export class CreatedRange extends opaque<CreatedRange>("effect-checkout/Stripe/CreatedRange")(
  Schema.Struct({ gt: bound, gte: bound, lt: bound, lte: bound }).pipe(
    Schema.filter(({ gt, gte, lt, lte }) => (gt ?? gte ?? lt ?? lte) !== undefined)
  )
) {}

/**
 * Selects sessions by what the customer entered.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomerDetailsFilter extends opaque<CustomerDetailsFilter>(
  "effect-checkout/Stripe/CustomerDetailsFilter"
)(Schema.Struct({ email: Schema.NonEmptyString })) {}

/**
 * Paths in a list begin with `data`. The deepest one has four names, as
 * `data.payment_intent.customer.default_source`.
 */
const expansion = text(5000).pipe(Schema.pattern(/^data(?:\.[^.\s]+){1,3}$/))

/**
 * The parameters of the retrieval of one session, besides its id.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/retrieve
 * @since 0.2.0
 * @category Models
 */
export class RetrieveSessionParams extends opaque<RetrieveSessionParams>(
  "effect-checkout/Stripe/RetrieveSessionParams"
)(
  parameters({
    expand: parameter(
      Schema.Array(text(5000).pipe(Schema.pattern(/^[^.\s]+(?:\.[^.\s]+){0,3}$/))),
      "an array of paths such as payment_intent or line_items, of 4 names and 5000 characters at most"
    )
  })
) {}

/**
 * The parameters of the list. `starting_after` walks to older sessions, `ending_before` to newer
 * ones. Stripe refuses both together.
 *
 * @since 0.1.0
 * @category Models
 */
export class ListSessionsParams extends opaque<ListSessionsParams>(
  "effect-checkout/Stripe/ListSessionsParams"
)(
  parameters({
    /** Unix seconds: a moment, or bounds. */
    created: parameter(
      Schema.Union(seconds, CreatedRange),
      "whole Unix seconds, or an object of them under one or more of gt, gte, lt and lte",
      millisecondsHint
    ),
    customer: id,
    /** The id of an account that acts as the customer. */
    customer_account: id,
    customer_details: parameter(
      CustomerDetailsFilter,
      "an object with the e-mail address, not empty, under email"
    ),
    ending_before: id,
    expand: parameter(
      Schema.Array(expansion),
      'an array of paths that start with "data.", of 4 names and 5000 characters at most'
    ),
    /** Sessions on a page, 10 by default. */
    limit: parameter(between(1, 100), "a whole number from 1 to 100"),
    payment_intent: id,
    payment_link: id,
    starting_after: id,
    status: oneOf(statuses),
    subscription: id
  }).pipe(
    Schema.filter((params) =>
      params.starting_after === undefined || params.ending_before === undefined
        ? undefined
        : {
            path: ["ending_before"],
            message: "expected only one of starting_after and ending_before"
          }
    )
  )
) {}
