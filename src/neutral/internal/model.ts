import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { CheckoutDecodeError, ProviderName } from "../../CheckoutError.js"
import type { Dictionary } from "../../schemas/Wire.js"
import { Money } from "../Money.js"

/**
 * What happened to a session, in the words that all providers share.
 *
 * | status | Stripe, Leanrails | Polar | Flowglad | Monime |
 * | --- | --- | --- | --- | --- |
 * | `open` | `open` | `open` | `open` | `pending` |
 * | `processing`: the buyer is done, the money is not here and may never be | `complete` and `unpaid` | `confirmed`, which goes back to `open` if the payment fails | `pending` | never |
 * | `complete` | `complete` and `paid` or `no_payment_required` | `succeeded` | `succeeded` | `completed` |
 * | `expired` | `expired` | `expired` | `expired`, which Flowglad never writes | `expired` |
 * | `failed` | never | `failed` | `failed` | never |
 * | `canceled` | never | never | never | `cancelled` |
 * | `unknown` | any other word, or none | as Stripe | as Stripe | as Stripe |
 *
 * @since 0.2.0
 * @category Schemas
 */
export const Status = Schema.Literal(
  "open",
  "processing",
  "complete",
  "expired",
  "failed",
  "canceled",
  "unknown"
)

/**
 * @since 0.2.0
 * @category Models
 */
export type Status = typeof Status.Type

/**
 * Whether the money arrived. A session can be complete without a payment: a trial, a setup, a total
 * of zero (`not_required`), or a transfer that takes days (`unpaid`).
 *
 * @since 0.2.0
 * @category Schemas
 */
export const Payment = Schema.Literal("paid", "unpaid", "not_required", "unknown")

/**
 * @since 0.2.0
 * @category Models
 */
export type Payment = typeof Payment.Type

// `null` in JSON: a table of sessions has the same columns in each row.
const option = <A, I>(schema: Schema.Schema<A, I>) => Schema.OptionFromNullOr(schema)

/**
 * The buyer, as far as the provider says.
 *
 * @since 0.2.0
 * @category Models
 */
export class Customer extends Schema.Class<Customer>("effect-checkout/CheckoutSession/Customer")({
  /** The provider's own id of the customer. */
  id: option(Schema.String),
  /** The caller's id of the customer. */
  externalId: option(Schema.String),
  /** The address that the buyer entered, or else the prefilled one. Personal: keep out of logs. */
  email: option(Schema.String),
  name: option(Schema.String)
}) {}

/**
 * One thing that a session sells.
 *
 * @since 0.2.0
 * @category Models
 */
export class LineItem extends Schema.Class<LineItem>("effect-checkout/CheckoutSession/LineItem")({
  id: option(Schema.String),
  name: option(Schema.String),
  quantity: option(Schema.Int),
  /** The price of one piece. */
  price: option(Money),
  /** The price of all pieces; at Stripe after discounts and taxes. */
  total: option(Money)
}) {}

/**
 * The things that a session sells.
 *
 * @since 0.2.0
 * @category Models
 */
export class LineItems extends Schema.Class<LineItems>("effect-checkout/CheckoutSession/LineItems")(
  {
    items: Schema.Array(LineItem),
    /** Whether these are all of them, and not only the first ones. */
    complete: Schema.Boolean
  }
) {}

const isDictionary = (value: unknown): value is Dictionary<unknown> =>
  Predicate.isReadonlyRecord(value)

// A struct of the schema would copy the object and lose keys such as `__proto__`.
const metadata = Schema.declare(isDictionary, {
  identifier: "Metadata",
  arbitrary: () => (fc) => fc.dictionary(fc.string(), fc.jsonValue())
})

/** The fields of every session but its provider, its native form and its drift. */
export const common = {
  /** The provider's own id. Only together with `provider` it is unique. */
  id: Schema.String,
  status: Status,
  /** The provider's own word for `status`. */
  providerStatus: option(Schema.String),
  /** The provider's own word for `payment` (Stripe, Leanrails). */
  providerPaymentStatus: option(Schema.String),
  payment: Payment,
  /** What the buyer pays, after discounts and taxes. `None` where the provider does not say. */
  total: option(Money),
  createdAt: option(Schema.DateTimeUtc),
  expiresAt: option(Schema.DateTimeUtc),
  updatedAt: option(Schema.DateTimeUtc),
  /** The hosted page. Polar's contains a secret: keep it out of logs. */
  url: option(Schema.String),
  successUrl: option(Schema.String),
  cancelUrl: option(Schema.String),
  customer: Customer,
  /** The caller's own reference. */
  reference: option(Schema.String),
  /** Whether the session belongs to live data, and not to test data. */
  livemode: option(Schema.Boolean),
  /** As it came, numbers and booleans included. */
  metadata: option(metadata),
  lineItems: option(LineItems)
}

/**
 * The fields of a session. It is a function, because no bundler leaves out an object that spreads
 * another one when it is loaded.
 */
export const fields = <Provider, Native extends Schema.Schema.Any, Drift extends Schema.Schema.Any>(
  provider: Provider,
  native: Native,
  drift: Drift
) => ({ provider, ...common, drift, native })

/** The common fields of one session but its id. */
export type Common = {
  readonly [Key in Exclude<keyof typeof common, "id">]: Schema.Schema.Type<(typeof common)[Key]>
}

/** Reads the common fields of a payload, which need not be as documented. */
export type Read = (raw: unknown) => Common

/** A session that its provider sent as documented. It is checked in place: no key is lost. */
export const documented = <A, I>(schema: Schema.Schema<A, I>): Schema.Schema<A> => {
  // Made at the first use: a program that decodes no stored sessions does not pay for it.
  let is: ((value: unknown) => value is A) | undefined
  return Schema.declare((value: unknown): value is A => (is ??= Schema.is(schema))(value))
}

/** The drift of a session that is as documented. */
export const noDrift = Schema.transform(
  Schema.Null,
  Schema.declare(
    (u: unknown): u is Option.Option<never> => Option.isOption(u) && Option.isNone(u),
    {
      arbitrary: () => (fc) => fc.constant(Option.none())
    }
  ),
  { strict: true, decode: () => Option.none(), encode: () => null }
)

const DriftJson = Schema.Struct({
  provider: ProviderName,
  operation: Schema.String,
  index: option(Schema.Int),
  itemId: option(Schema.String),
  path: Schema.Array(Schema.String),
  expected: Schema.String
})

const nothing = Redacted.make<unknown>(undefined)

/** Where a session departs from its documentation. Its `raw` is empty: `native` has it. */
export const someDrift = Schema.transformOrFail(
  DriftJson,
  Schema.OptionFromSelf(Schema.instanceOf(CheckoutDecodeError)),
  {
    strict: true,
    decode: (drift) =>
      ParseResult.succeed(
        Option.some(new CheckoutDecodeError({ ...drift, reason: "Item", raw: nothing }))
      ),
    encode: (drift, _, ast) =>
      Option.match(drift, {
        onNone: () => ParseResult.fail(new ParseResult.Type(ast, drift, "expected a drift")),
        onSome: (error) => ParseResult.succeed(error)
      })
  }
)

/** The error without its payload, its cursor and its history, as a session keeps it. */
export const driftOf = ({
  expected,
  index,
  itemId,
  operation,
  path,
  provider
}: CheckoutDecodeError): CheckoutDecodeError =>
  new CheckoutDecodeError({
    expected,
    index,
    itemId,
    operation,
    path,
    provider,
    reason: "Item",
    raw: nothing
  })
