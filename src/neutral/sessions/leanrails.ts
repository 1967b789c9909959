import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Leanrails from "../../schemas/Leanrails.js"
import type { Common } from "../internal/model.js"
import { documented, fields, noDrift } from "../internal/model.js"
import * as Read from "../internal/read.js"
import * as StripeWords from "../internal/stripeWords.js"

/**
 * A session of Leanrails in the form that all providers share.
 *
 * @since 0.2.0
 * @category Models
 */
export class LeanrailsSession extends Schema.Class<LeanrailsSession>(
  "effect-checkout/CheckoutSession/LeanrailsSession"
)(fields(Schema.Literal("leanrails"), documented(Leanrails.Session), noDrift)) {}

/** Leanrails' payload in the words that all providers share. */
export const read = (raw: unknown): Common =>
  StripeWords.read("leanrails", raw, {
    customerId: Read.text(raw, "customer"),
    lineItems: Option.none()
  })

/** The session in the form that all providers share. */
export const fromNative = (native: Leanrails.Session): LeanrailsSession =>
  new LeanrailsSession(
    { provider: "leanrails", ...read(native), id: native.id, drift: Option.none(), native },
    true
  )
