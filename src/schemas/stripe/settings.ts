/**
 * The looks and the settings of a Stripe checkout session.
 *
 * No field here is required: that the documents of all versions have it was not established. See
 * `Stripe.ts`.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, nullish, opaque, openLiteral } from "../Wire.js"

/**
 * Whether the session uses Adaptive Pricing.
 *
 * @since 0.2.0
 * @category Models
 */
export class AdaptivePricing extends opaque<AdaptivePricing>(
  "effect-checkout/Stripe/AdaptivePricing"
)(Schema.Struct({ enabled: nullish(Schema.Boolean) })) {}

/**
 * The merchant's icon or logo.
 *
 * @since 0.2.0
 * @category Models
 */
export class BrandingPicture extends opaque<BrandingPicture>(
  "effect-checkout/Stripe/BrandingPicture"
)(
  Schema.Struct({
    /** The id of an uploaded file. */
    file: nullish(Schema.String),
    type: nullish(openLiteral("file", "url")),
    url: nullish(Schema.String)
  })
) {}

/**
 * The merchant's colours, shapes and pictures.
 *
 * @since 0.1.0
 * @category Models
 */
export class BrandingSettings extends opaque<BrandingSettings>(
  "effect-checkout/Stripe/BrandingSettings"
)(
  Schema.Struct({
    background_color: nullish(Schema.String),
    border_style: nullish(openLiteral("pill", "rectangular", "rounded")),
    button_color: nullish(Schema.String),
    display_name: nullish(Schema.String),
    font_family: nullish(Schema.String),
    icon: nullish(BrandingPicture),
    logo: nullish(BrandingPicture)
  })
) {}

/**
 * How an expired session is recovered.
 *
 * @since 0.2.0
 * @category Models
 */
export class Recovery extends opaque<Recovery>("effect-checkout/Stripe/Recovery")(
  Schema.Struct({
    allow_promotion_codes: nullish(Schema.Boolean),
    enabled: nullish(Schema.Boolean),
    /** Unix seconds. */
    expires_at: nullish(integer),
    /** Opens a new session with the same content. */
    url: nullish(Schema.String)
  })
) {}

/**
 * The actions after a session expires.
 *
 * @since 0.1.0
 * @category Models
 */
export class AfterExpiration extends opaque<AfterExpiration>(
  "effect-checkout/Stripe/AfterExpiration"
)(Schema.Struct({ recovery: nullish(Recovery) })) {}

/**
 * Whether the session uses Managed Payments.
 *
 * @since 0.2.0
 * @category Models
 */
export class ManagedPayments extends opaque<ManagedPayments>(
  "effect-checkout/Stripe/ManagedPayments"
)(Schema.Struct({ enabled: nullish(Schema.Boolean) })) {}

/**
 * The configuration of payment methods that a session uses.
 *
 * @since 0.2.0
 * @category Models
 */
export class PaymentMethodConfigurationDetails extends opaque<PaymentMethodConfigurationDetails>(
  "effect-checkout/Stripe/PaymentMethodConfigurationDetails"
)(Schema.Struct({ id: nullish(Schema.String), parent: nullish(Schema.String) })) {}

/**
 * Whether the client or the server may change the shipping details.
 *
 * @since 0.2.0
 * @category Models
 */
export class Permissions extends opaque<Permissions>("effect-checkout/Stripe/Permissions")(
  Schema.Struct({ update_shipping_details: nullish(openLiteral("client_only", "server_only")) })
) {}

const switched = nullish(openLiteral("disabled", "enabled"))

/**
 * How a buyer's stored payment methods are offered.
 *
 * @since 0.1.0
 * @category Models
 */
export class SavedPaymentMethodOptions extends opaque<SavedPaymentMethodOptions>(
  "effect-checkout/Stripe/SavedPaymentMethodOptions"
)(
  Schema.Struct({
    allow_redisplay_filters: nullish(Schema.Array(openLiteral("always", "limited", "unspecified"))),
    payment_method_remove: switched,
    payment_method_save: switched
  })
) {}

/**
 * The settings of the wallet Link.
 *
 * @since 0.2.0
 * @category Models
 */
export class WalletLink extends opaque<WalletLink>("effect-checkout/Stripe/WalletLink")(
  Schema.Struct({ display: nullish(openLiteral("auto", "never")) })
) {}

/**
 * The settings of wallets.
 *
 * @since 0.2.0
 * @category Models
 */
export class WalletOptions extends opaque<WalletOptions>("effect-checkout/Stripe/WalletOptions")(
  Schema.Struct({ link: nullish(WalletLink) })
) {}

/**
 * The language of the page: `auto` is the browser's.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const Locale = openLiteral(
  ...([
    ...(["auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et"] as const),
    ...(["fi", "fil", "fr", "fr-CA", "hi-IN", "hr", "hu", "id", "it", "ja", "ko"] as const),
    ...(["lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk"] as const),
    ...(["sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW"] as const)
  ] as const)
).annotations({ identifier: "effect-checkout/Stripe/Locale" })

/**
 * @since 0.1.0
 * @category Models
 */
export type Locale = Schema.Schema.Type<typeof Locale>
