/**
 * How a Stripe checkout session looks and what it collects.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, nullish, openLiteral } from "../Wire.js"

const Picture = Schema.Struct({
  /** The id of an uploaded file. */
  file: nullish(Schema.String),
  type: openLiteral("file", "url"),
  url: nullish(Schema.String)
})

/**
 * The merchant's colours, shapes and pictures.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const BrandingSettings = Schema.Struct({
  background_color: nullish(Schema.String),
  border_style: nullish(openLiteral("pill", "rectangular", "rounded")),
  button_color: nullish(Schema.String),
  display_name: nullish(Schema.String),
  font_family: nullish(Schema.String),
  icon: nullish(Picture),
  logo: nullish(Picture)
}).annotations({ identifier: "effect-checkout/Stripe/BrandingSettings" })

/**
 * The merchant's colours, shapes and pictures.
 *
 * @since 0.1.0
 * @category Models
 */
export interface BrandingSettings extends Schema.Schema.Type<typeof BrandingSettings> {}

/**
 * Which consents a session asks for.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const ConsentCollection = Schema.Struct({
  payment_method_reuse_agreement: nullish(
    Schema.Struct({ position: nullish(openLiteral("auto", "hidden")) })
  ),
  promotions: nullish(openLiteral("auto", "none")),
  terms_of_service: nullish(openLiteral("none", "required"))
}).annotations({ identifier: "effect-checkout/Stripe/ConsentCollection" })

/**
 * Which consents a session asks for.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ConsentCollection extends Schema.Schema.Type<typeof ConsentCollection> {}

const CollectedName = Schema.Struct({
  enabled: nullish(Schema.Boolean),
  optional: nullish(Schema.Boolean)
})

/**
 * Which names a session asks for.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const NameCollection = Schema.Struct({
  business: nullish(CollectedName),
  individual: nullish(CollectedName)
}).annotations({ identifier: "effect-checkout/Stripe/NameCollection" })

/**
 * Which names a session asks for.
 *
 * @since 0.1.0
 * @category Models
 */
export interface NameCollection extends Schema.Schema.Type<typeof NameCollection> {}

/**
 * What happens when a session expires.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const AfterExpiration = Schema.Struct({
  recovery: nullish(
    Schema.Struct({
      allow_promotion_codes: nullish(Schema.Boolean),
      enabled: Schema.Boolean,
      /** Unix seconds. */
      expires_at: nullish(integer),
      /** Opens a new session with the same content. */
      url: nullish(Schema.String)
    })
  )
}).annotations({ identifier: "effect-checkout/Stripe/AfterExpiration" })

/**
 * What happens when a session expires.
 *
 * @since 0.1.0
 * @category Models
 */
export interface AfterExpiration extends Schema.Schema.Type<typeof AfterExpiration> {}

/**
 * How a buyer's stored payment methods are offered.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const SavedPaymentMethodOptions = Schema.Struct({
  allow_redisplay_filters: nullish(Schema.Array(openLiteral("always", "limited", "unspecified"))),
  payment_method_remove: nullish(openLiteral("disabled", "enabled")),
  payment_method_save: nullish(openLiteral("disabled", "enabled"))
}).annotations({ identifier: "effect-checkout/Stripe/SavedPaymentMethodOptions" })

/**
 * How a buyer's stored payment methods are offered.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SavedPaymentMethodOptions extends Schema.Schema.Type<
  typeof SavedPaymentMethodOptions
> {}

/**
 * The language of the page: `auto` is the browser's.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
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
 * The language of the page: `auto` is the browser's.
 *
 * @since 0.1.0
 * @category Models
 */
export type Locale = Schema.Schema.Type<typeof Locale>
