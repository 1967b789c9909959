/**
 * The buyer of a Stripe checkout session: name, addresses, tax ids and consents.
 *
 * No field here is required: that the documents of all versions have it was not established. See
 * `Stripe.ts`.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { nullish, opaque, openLiteral } from "../Wire.js"

/**
 * A postal address.
 *
 * @since 0.1.0
 * @category Models
 */
export class Address extends opaque<Address>("effect-checkout/Stripe/Address")(
  Schema.Struct({
    city: nullish(Schema.String),
    /** ISO 3166-1 alpha-2. */
    country: nullish(Schema.String),
    line1: nullish(Schema.String),
    line2: nullish(Schema.String),
    postal_code: nullish(Schema.String),
    state: nullish(Schema.String)
  })
) {}

/**
 * A tax id of the buyer.
 *
 * @since 0.2.0
 * @category Models
 */
export class TaxId extends opaque<TaxId>("effect-checkout/Stripe/TaxId")(
  Schema.Struct({
    /** One of some 130 words, such as `eu_vat`. */
    type: nullish(Schema.String),
    value: nullish(Schema.String)
  })
) {}

/**
 * The details that the buyer entered. Stripe fills them when the session completes or expires.
 *
 * @since 0.1.0
 * @category Models
 */
export class CustomerDetails extends opaque<CustomerDetails>(
  "effect-checkout/Stripe/CustomerDetails"
)(
  Schema.Struct({
    address: nullish(Address),
    business_name: nullish(Schema.String),
    email: nullish(Schema.String),
    individual_name: nullish(Schema.String),
    name: nullish(Schema.String),
    phone: nullish(Schema.String),
    tax_exempt: nullish(openLiteral("exempt", "none", "reverse")),
    tax_ids: nullish(Schema.Array(TaxId))
  })
) {}

/**
 * The recipient of the goods, and the address.
 *
 * @since 0.1.0
 * @category Models
 */
export class ShippingDetails extends opaque<ShippingDetails>(
  "effect-checkout/Stripe/ShippingDetails"
)(
  Schema.Struct({
    address: nullish(Address),
    name: nullish(Schema.String),
    /** Only in older payloads, as the next two fields. */
    carrier: nullish(Schema.String),
    phone: nullish(Schema.String),
    tracking_number: nullish(Schema.String)
  })
) {}

/**
 * The names and the shipping address that a session collected.
 *
 * @since 0.2.0
 * @category Models
 */
export class CollectedInformation extends opaque<CollectedInformation>(
  "effect-checkout/Stripe/CollectedInformation"
)(
  Schema.Struct({
    business_name: nullish(Schema.String),
    individual_name: nullish(Schema.String),
    shipping_details: nullish(ShippingDetails)
  })
) {}

/**
 * The consents that the buyer gave.
 *
 * @since 0.2.0
 * @category Models
 */
export class Consent extends opaque<Consent>("effect-checkout/Stripe/Consent")(
  Schema.Struct({
    promotions: nullish(openLiteral("opt_in", "opt_out")),
    terms_of_service: nullish(openLiteral("accepted"))
  })
) {}
