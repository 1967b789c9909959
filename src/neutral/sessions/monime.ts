import * as Arr from "effect/Array"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Monime from "../../schemas/Monime.js"
import type { Common, Payment, Status } from "../internal/model.js"
import { Customer, documented, fields, LineItem, LineItems, noDrift } from "../internal/model.js"
import * as Read from "../internal/read.js"
import { meaning } from "../internal/words.js"
import * as Money from "../Money.js"

/**
 * A session of Monime in the form that all providers share.
 *
 * @since 0.2.0
 * @category Models
 */
export class MonimeSession extends Schema.Class<MonimeSession>(
  "effect-checkout/CheckoutSession/MonimeSession"
)(fields(Schema.Literal("monime"), documented(Monime.Session), noDrift)) {}

const statuses: Readonly<Record<string, Status>> = {
  pending: "open",
  completed: "complete",
  cancelled: "canceled",
  expired: "expired"
}

const payments: Readonly<Record<string, Payment>> = {
  pending: "unpaid",
  completed: "paid",
  cancelled: "unpaid",
  expired: "unpaid"
}

const priceOf = (item: unknown): Option.Option<Money.Money> =>
  Read.money("monime", Read.at(item, "price"), "value", "currency")

/** The price of all pieces, if it is said how many there are. */
const totalOf = (item: unknown): Option.Option<Money.Money> =>
  Option.map(
    Option.all([priceOf(item), Read.whole(item, "quantity")]),
    ([{ currency, minor, scale }, quantity]) =>
      new Money.Money({ minor: minor * BigInt(quantity), currency, scale }, true)
  )

/** A custom item has a price of its own. The meaning of another kind's price is not known. */
const isCustom = (item: unknown): boolean => {
  const type = Read.at(item, "type")
  return type === undefined || type === null || type === "custom"
}

/** The sum of all items, if each says its price and number, all in one currency. */
const total = (items: ReadonlyArray<unknown>): Option.Option<Money.Money> =>
  items.length > 0 && items.every(isCustom)
    ? Option.flatMap(Option.all(items.map(totalOf)), (totals) =>
        Option.flatten(Either.getRight(Money.sum(totals)))
      )
    : Option.none()

const lineItem = (item: unknown): LineItem =>
  new LineItem(
    {
      id: Read.text(item, "id"),
      name: Read.text(item, "name"),
      quantity: Read.whole(item, "quantity"),
      price: priceOf(item),
      total: isCustom(item) ? totalOf(item) : Option.none()
    },
    true
  )

/** Monime's payload in the words that all providers share. */
export const read = (raw: unknown): Common => {
  const status = Read.text(raw, "status")
  const items = Read.list(Read.at(raw, "lineItems"), "data")
  return {
    status: meaning(statuses, status),
    providerStatus: status,
    payment: meaning(payments, status),
    providerPaymentStatus: Option.none(),
    total: Option.flatMap(items, total),
    createdAt: Read.time(raw, "createTime"),
    expiresAt: Read.time(raw, "expireTime"),
    updatedAt: Option.none(),
    url: Read.text(raw, "redirectUrl"),
    successUrl: Read.text(raw, "successUrl"),
    cancelUrl: Read.text(raw, "cancelUrl"),
    customer: new Customer(
      {
        id: Option.none(),
        externalId: Option.none(),
        email: Option.none(),
        name: Option.none()
      },
      true
    ),
    reference: Read.text(raw, "reference"),
    livemode: Option.none(),
    metadata: Read.record(raw, "metadata"),
    lineItems: Option.map(
      items,
      (items) => new LineItems({ items: Arr.map(items, lineItem), complete: true }, true)
    )
  }
}

/** The session in the form that all providers share. */
export const fromNative = (native: Monime.Session): MonimeSession =>
  new MonimeSession(
    { provider: "monime", ...read(native), id: native.id, drift: Option.none(), native },
    true
  )
