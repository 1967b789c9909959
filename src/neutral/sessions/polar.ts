import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Polar from "../../schemas/Polar.js"
import type { Common, Payment, Status } from "../internal/model.js"
import { Customer, documented, fields, noDrift } from "../internal/model.js"
import * as Read from "../internal/read.js"
import { meaning } from "../internal/words.js"

/**
 * A session of Polar in the form that all providers share.
 *
 * @since 0.2.0
 * @category Models
 */
export class PolarSession extends Schema.Class<PolarSession>(
  "effect-checkout/CheckoutSession/PolarSession"
)(fields(Schema.Literal("polar"), documented(Polar.Session), noDrift)) {}

const statuses: Readonly<Record<string, Status>> = {
  open: "open",
  // The buyer pressed "pay". It goes back to `open` when the payment fails.
  confirmed: "processing",
  succeeded: "complete",
  failed: "failed",
  expired: "expired"
}

const payments: Readonly<Record<string, Payment>> = {
  open: "unpaid",
  confirmed: "unpaid",
  succeeded: "paid",
  failed: "unpaid",
  expired: "unpaid"
}

/** Nothing is charged where no payment is required: a free product, or a trial whatever its total. */
const paymentOf = (required: Option.Option<boolean>, status: Option.Option<string>): Payment =>
  Option.match(required, {
    onNone: () => "unknown",
    onSome: (required) => (required ? meaning(payments, status) : "not_required")
  })

/** Polar's payload in the words that all providers share. */
export const read = (raw: unknown): Common => {
  const status = Read.text(raw, "status")
  return {
    status: meaning(statuses, status),
    providerStatus: status,
    payment: paymentOf(Read.flag(raw, "is_payment_required"), status),
    providerPaymentStatus: Option.none(),
    // Not `amount`, which is before discount and tax.
    total: Read.money("polar", raw, "total_amount", "currency"),
    createdAt: Read.time(raw, "created_at"),
    expiresAt: Read.time(raw, "expires_at"),
    updatedAt: Read.time(raw, "modified_at"),
    url: Read.text(raw, "url"),
    successUrl: Read.text(raw, "success_url"),
    cancelUrl: Read.text(raw, "return_url"),
    customer: new Customer(
      {
        id: Read.text(raw, "customer_id"),
        externalId: Option.orElse(Read.text(raw, "external_customer_id"), () =>
          Read.text(raw, "customer_external_id")
        ),
        email: Read.text(raw, "customer_email"),
        name: Read.text(raw, "customer_name")
      },
      true
    ),
    reference: Option.none(),
    livemode: Option.none(),
    metadata: Read.record(raw, "metadata"),
    // `products` are those to choose from, not those that were chosen.
    lineItems: Option.none()
  }
}

/** The session in the form that all providers share. */
export const fromNative = (native: Polar.Session): PolarSession =>
  new PolarSession(
    { provider: "polar", ...read(native), id: native.id, drift: Option.none(), native },
    true
  )
