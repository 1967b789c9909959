import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Leanrails from "../../schemas/Leanrails.js"
import type { Common } from "../internal/model.js"
import { Customer, documented, fields, noDrift } from "../internal/model.js"
import * as Read from "../internal/read.js"
import { fromTwoWords } from "../internal/words.js"

/**
 * A session of Leanrails in the form that all providers share.
 *
 * @since 0.2.0
 * @category Models
 */
export class LeanrailsSession extends Schema.Class<LeanrailsSession>(
  "effect-checkout/CheckoutSession/LeanrailsSession"
)(fields(Schema.Literal("leanrails"), documented(Leanrails.Session), noDrift)) {}

/** What Leanrails' payload says in the words that all providers share. */
export const read = (raw: unknown): Common => {
  const details = Read.at(raw, "customer_details")
  return {
    ...fromTwoWords(Read.text(raw, "status"), Read.text(raw, "payment_status")),
    total: Read.money("leanrails", raw, "amount_total", "currency"),
    createdAt: Read.seconds(raw, "created"),
    expiresAt: Read.seconds(raw, "expires_at"),
    updatedAt: Option.none(),
    url: Read.text(raw, "url"),
    successUrl: Read.text(raw, "success_url"),
    cancelUrl: Read.text(raw, "cancel_url"),
    customer: new Customer(
      {
        id: Read.text(raw, "customer"),
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
    lineItems: Option.none()
  }
}

/** The session in the form that all providers share. */
export const fromNative = (native: Leanrails.Session): LeanrailsSession =>
  new LeanrailsSession(
    { provider: "leanrails", ...read(native), id: native.id, drift: Option.none(), native },
    true
  )
