import * as Option from "effect/Option"
import type { Common, Payment, Status } from "./model.js"

/** The entry of a table that the table itself has: `constructor` is no word of a provider. */
export const lookup = <A>(
  table: Readonly<Record<string, A>>,
  word: Option.Option<string>
): Option.Option<A> =>
  Option.filterMap(word, (key) =>
    Object.hasOwn(table, key) ? Option.fromNullable(table[key]) : Option.none()
  )

/** The neutral word for a provider's own; a word that is not documented means nothing. */
export const meaning = <A>(
  table: Readonly<Record<string, A>>,
  word: Option.Option<string>
): A | "unknown" => Option.getOrElse(lookup(table, word), () => "unknown" as const)

const payments: Readonly<Record<string, Payment>> = {
  paid: "paid",
  unpaid: "unpaid",
  no_payment_required: "not_required"
}

/** `complete` alone is not the end: the payment may take days, or fail. */
const completed: Readonly<Record<string, Status>> = {
  paid: "complete",
  no_payment_required: "complete",
  unpaid: "processing"
}

const others: Readonly<Record<string, Status>> = { open: "open", expired: "expired" }

/** The two words of Stripe and Leanrails. */
export const fromTwoWords = (
  status: Option.Option<string>,
  payment: Option.Option<string>
): Pick<Common, "status" | "providerStatus" | "payment" | "providerPaymentStatus"> => ({
  status: Option.contains(status, "complete")
    ? meaning(completed, payment)
    : meaning(others, status),
  providerStatus: status,
  payment: meaning(payments, payment),
  providerPaymentStatus: payment
})
