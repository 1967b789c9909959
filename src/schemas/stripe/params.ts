/**
 * The parameters of Stripe's list of checkout sessions.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { between, parameter, parameters, text } from "../internal/parameters.js"

const id = parameter(text(5000), "an id of 1 to 5000 characters")

const seconds = Schema.optional(Schema.Int)

/** Without any bound, as a `Date` is, nothing would be filtered. */
const range = Schema.Struct({ gt: seconds, gte: seconds, lt: seconds, lte: seconds }).pipe(
  Schema.filter(({ gt, gte, lt, lte }) => (gt ?? gte ?? lt ?? lte) !== undefined)
)

/**
 * Lists expand below `data`; the deepest path has four names, as
 * `data.payment_intent.customer.default_source`.
 */
const expansion = text(5000).pipe(Schema.pattern(/^data(?:\.[^.\s]+){1,3}$/))

/**
 * The parameters of the list. `starting_after` walks to older sessions, `ending_before` to newer
 * ones; Stripe refuses both together.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/list
 * @since 0.1.0
 * @category Schemas
 */
export const ListSessionsParams = parameters("effect-checkout/Stripe/ListSessionsParams", {
  /** Unix seconds: a moment, or bounds. */
  created: parameter(
    Schema.Union(Schema.Int, range),
    "whole Unix seconds, or an object of them under one or more of gt, gte, lt and lte"
  ),
  customer: id,
  /** The id of an account that acts as the customer. */
  customer_account: id,
  customer_details: parameter(
    Schema.Struct({ email: Schema.NonEmptyString }),
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
  status: parameter(Schema.Literal("complete", "expired", "open"), "complete, expired or open"),
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

/**
 * The parameters of the list.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ListSessionsParams extends Schema.Schema.Type<typeof ListSessionsParams> {}
