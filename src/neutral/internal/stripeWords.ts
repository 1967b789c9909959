import * as Option from "effect/Option"
import type { Common, Payment, Status } from "./model.js"
import { Customer } from "./model.js"
import * as Read from "./read.js"
import { meaning } from "./words.js"

// Leanrails has the fields and the words of Stripe's sessions, but for the two that `Own` names.

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

/** The two words that say what happened to a session. */
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

/** The fields that each of the two has in its own way. */
type Own = Pick<Common, "lineItems"> & { readonly customerId: Option.Option<string> }

/** A payload of Stripe or Leanrails in the words that all providers share. */
export const read = (
  provider: "stripe" | "leanrails",
  raw: unknown,
  { customerId, lineItems }: Own
): Common => {
  const details = Read.at(raw, "customer_details")
  return {
    ...fromTwoWords(Read.text(raw, "status"), Read.text(raw, "payment_status")),
    total: Read.money(provider, raw, "amount_total", "currency"),
    createdAt: Read.seconds(raw, "created"),
    expiresAt: Read.seconds(raw, "expires_at"),
    updatedAt: Option.none(),
    url: Read.text(raw, "url"),
    successUrl: Read.text(raw, "success_url"),
    cancelUrl: Read.text(raw, "cancel_url"),
    customer: new Customer(
      {
        id: customerId,
        externalId: Option.none(),
        // The address that the buyer entered comes before the prefilled one.
        email: Option.orElse(Read.text(details, "email"), () => Read.text(raw, "customer_email")),
        name: Read.text(details, "name")
      },
      true
    ),
    reference: Read.text(raw, "client_reference_id"),
    livemode: Read.flag(raw, "livemode"),
    metadata: Read.record(raw, "metadata"),
    lineItems
  }
}
