import * as Arr from "effect/Array"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stripe from "../../schemas/Stripe.js"
import type { Common } from "../internal/model.js"
import { documented, fields, LineItem, LineItems, noDrift } from "../internal/model.js"
import * as Read from "../internal/read.js"
import * as StripeWords from "../internal/stripeWords.js"

/**
 * A session of Stripe in the form that all providers share.
 *
 * @since 0.2.0
 * @category Models
 */
export class StripeSession extends Schema.Class<StripeSession>(
  "effect-checkout/CheckoutSession/StripeSession"
)(fields(Schema.Literal("stripe"), documented(Stripe.Session), noDrift)) {}

const customerId = (raw: unknown): Option.Option<string> =>
  Option.orElse(Read.text(raw, "customer"), () => Read.text(Read.at(raw, "customer"), "id"))

const lineItem = (item: unknown): LineItem => {
  const price = Read.at(item, "price")
  return new LineItem(
    {
      id: Read.text(item, "id"),
      name: Read.text(item, "description"),
      quantity: Read.whole(item, "quantity"),
      price: Read.money("stripe", price, "unit_amount", "currency"),
      total: Read.money("stripe", item, "amount_total", "currency")
    },
    true
  )
}

const lineItems = (raw: unknown): Option.Option<LineItems> => {
  const list = Read.at(raw, "line_items")
  return Option.map(
    Option.all({ data: Read.list(list, "data"), more: Read.flag(list, "has_more") }),
    ({ data, more }) => new LineItems({ items: Arr.map(data, lineItem), complete: !more }, true)
  )
}

/** Stripe's payload in the words that all providers share. */
export const read = (raw: unknown): Common =>
  StripeWords.read("stripe", raw, { customerId: customerId(raw), lineItems: lineItems(raw) })

/** The session in the form that all providers share. */
export const fromNative = (native: Stripe.Session): StripeSession =>
  new StripeSession(
    { provider: "stripe", ...read(native), id: native.id, drift: Option.none(), native },
    true
  )
