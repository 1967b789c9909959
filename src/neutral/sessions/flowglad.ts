import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Flowglad from "../../schemas/Flowglad.js"
import type { Common, Payment, Status } from "../internal/model.js"
import { Customer, documented, fields, noDrift } from "../internal/model.js"
import * as Read from "../internal/read.js"
import { meaning } from "../internal/words.js"

/**
 * A session of Flowglad in the form that all providers share.
 *
 * @since 0.2.0
 * @category Models
 */
export class FlowgladSession extends Schema.Class<FlowgladSession>(
  "effect-checkout/CheckoutSession/FlowgladSession"
)(fields(Schema.Literal("flowglad"), documented(Flowglad.Session), noDrift)) {}

const statuses: Readonly<Record<string, Status>> = {
  open: "open",
  pending: "processing",
  succeeded: "complete",
  failed: "failed",
  expired: "expired"
}

const payments: Readonly<Record<string, Payment>> = {
  open: "unpaid",
  pending: "unpaid",
  // The amount may be zero, and the session does not say it.
  succeeded: "unknown",
  failed: "unpaid",
  expired: "unpaid"
}

/** Flowglad's payload in the words that all providers share. */
export const read = (raw: unknown): Common => {
  const status = Read.text(raw, "status")
  return {
    status: meaning(statuses, status),
    providerStatus: status,
    payment: Option.contains(Read.text(raw, "type"), "add_payment_method")
      ? "not_required"
      : meaning(payments, status),
    providerPaymentStatus: Option.none(),
    // The session has the id of a price, and no amount.
    total: Option.none(),
    createdAt: Read.millisOrTime(raw, "createdAt"),
    expiresAt: Read.millisOrTime(raw, "expires"),
    updatedAt: Read.millisOrTime(raw, "updatedAt"),
    // A list carries no address of the page.
    url: Option.none(),
    successUrl: Read.text(raw, "successUrl"),
    cancelUrl: Read.text(raw, "cancelUrl"),
    customer: new Customer(
      {
        id: Read.text(raw, "customerId"),
        externalId: Option.none(),
        email: Read.text(raw, "customerEmail"),
        name: Read.text(raw, "customerName")
      },
      true
    ),
    reference: Option.none(),
    livemode: Read.flag(raw, "livemode"),
    metadata: Read.record(raw, "outputMetadata"),
    lineItems: Option.none()
  }
}

/** The session in the form that all providers share. */
export const fromNative = (native: Flowglad.Session): FlowgladSession =>
  new FlowgladSession(
    { provider: "flowglad", ...read(native), id: native.id, drift: Option.none(), native },
    true
  )
