/**
 * The details that a Stripe checkout session asks the buyer for.
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
 * Whether the page shows the agreement to reuse a payment method.
 *
 * @since 0.2.0
 * @category Models
 */
export class PaymentMethodReuseAgreement extends opaque<PaymentMethodReuseAgreement>(
  "effect-checkout/Stripe/PaymentMethodReuseAgreement"
)(Schema.Struct({ position: nullish(openLiteral("auto", "hidden")) })) {}

/**
 * The consents that a session asks for.
 *
 * @since 0.1.0
 * @category Models
 */
export class ConsentCollection extends opaque<ConsentCollection>(
  "effect-checkout/Stripe/ConsentCollection"
)(
  Schema.Struct({
    payment_method_reuse_agreement: nullish(PaymentMethodReuseAgreement),
    promotions: nullish(openLiteral("auto", "none")),
    terms_of_service: nullish(openLiteral("none", "required"))
  })
) {}

/**
 * Whether a session asks for a name.
 *
 * @since 0.2.0
 * @category Models
 */
export class CollectedName extends opaque<CollectedName>("effect-checkout/Stripe/CollectedName")(
  Schema.Struct({ enabled: nullish(Schema.Boolean), optional: nullish(Schema.Boolean) })
) {}

/**
 * The names that a session asks for.
 *
 * @since 0.1.0
 * @category Models
 */
export class NameCollection extends opaque<NameCollection>("effect-checkout/Stripe/NameCollection")(
  Schema.Struct({ business: nullish(CollectedName), individual: nullish(CollectedName) })
) {}

/**
 * Whether a session asks for a phone number.
 *
 * @since 0.2.0
 * @category Models
 */
export class PhoneNumberCollection extends opaque<PhoneNumberCollection>(
  "effect-checkout/Stripe/PhoneNumberCollection"
)(Schema.Struct({ enabled: nullish(Schema.Boolean) })) {}

/**
 * The countries that a session ships to.
 *
 * @since 0.2.0
 * @category Models
 */
export class ShippingAddressCollection extends opaque<ShippingAddressCollection>(
  "effect-checkout/Stripe/ShippingAddressCollection"
)(
  Schema.Struct({
    /** ISO 3166-1 alpha-2. */
    allowed_countries: nullish(Schema.Array(Schema.String))
  })
) {}

/**
 * Whether a session asks for tax ids.
 *
 * @since 0.2.0
 * @category Models
 */
export class TaxIdCollection extends opaque<TaxIdCollection>(
  "effect-checkout/Stripe/TaxIdCollection"
)(
  Schema.Struct({
    enabled: nullish(Schema.Boolean),
    required: nullish(openLiteral("if_supported", "never"))
  })
) {}
