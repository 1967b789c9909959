/**
 * The taxes and the invoice of a Stripe checkout session.
 *
 * No field here is required: that the documents of all versions have it was not established. See
 * `Stripe.ts`.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { map, nullish, opaque, openLiteral } from "../Wire.js"
import { Expandable } from "./expandable.js"

/**
 * The account that is liable for taxes, or that issues an invoice.
 *
 * @since 0.1.0
 * @category Models
 */
export class Liability extends opaque<Liability>("effect-checkout/Stripe/Liability")(
  Schema.Struct({ account: nullish(Expandable), type: nullish(openLiteral("account", "self")) })
) {}

/**
 * The automatic calculation of taxes, and its status.
 *
 * @since 0.2.0
 * @category Models
 */
export class AutomaticTax extends opaque<AutomaticTax>("effect-checkout/Stripe/AutomaticTax")(
  Schema.Struct({
    enabled: nullish(Schema.Boolean),
    liability: nullish(Liability),
    provider: nullish(Schema.String),
    status: nullish(openLiteral("complete", "failed", "requires_location_inputs"))
  })
) {}

/**
 * A line of the merchant's own on an invoice.
 *
 * @since 0.2.0
 * @category Models
 */
export class InvoiceCustomField extends opaque<InvoiceCustomField>(
  "effect-checkout/Stripe/InvoiceCustomField"
)(Schema.Struct({ name: nullish(Schema.String), value: nullish(Schema.String) })) {}

/**
 * The form of an invoice.
 *
 * @since 0.2.0
 * @category Models
 */
export class InvoiceRenderingOptions extends opaque<InvoiceRenderingOptions>(
  "effect-checkout/Stripe/InvoiceRenderingOptions"
)(
  Schema.Struct({ amount_tax_display: nullish(Schema.String), template: nullish(Schema.String) })
) {}

/**
 * The content of the invoice.
 *
 * @since 0.2.0
 * @category Models
 */
export class InvoiceData extends opaque<InvoiceData>("effect-checkout/Stripe/InvoiceData")(
  Schema.Struct({
    account_tax_ids: nullish(Schema.Array(Expandable)),
    custom_fields: nullish(Schema.Array(InvoiceCustomField)),
    description: nullish(Schema.String),
    footer: nullish(Schema.String),
    issuer: nullish(Liability),
    metadata: nullish(map(Schema.String)),
    rendering_options: nullish(InvoiceRenderingOptions)
  })
) {}

/**
 * The invoice that a session makes after payment.
 *
 * @since 0.1.0
 * @category Models
 */
export class InvoiceCreation extends opaque<InvoiceCreation>(
  "effect-checkout/Stripe/InvoiceCreation"
)(Schema.Struct({ enabled: nullish(Schema.Boolean), invoice_data: nullish(InvoiceData) })) {}
