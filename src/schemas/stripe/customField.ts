/**
 * The merchant's own questions and texts on the page of a Stripe checkout session.
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
 * The text beside a custom field.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomFieldLabel extends opaque<CustomFieldLabel>(
  "effect-checkout/Stripe/CustomFieldLabel"
)(Schema.Struct({ custom: nullish(Schema.String), type: nullish(openLiteral("custom")) })) {}

/**
 * One of the options of a dropdown.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomFieldOption extends opaque<CustomFieldOption>(
  "effect-checkout/Stripe/CustomFieldOption"
)(Schema.Struct({ label: nullish(Schema.String), value: nullish(Schema.String) })) {}

/**
 * The options of a dropdown, and the one that the buyer chose.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomFieldDropdown extends opaque<CustomFieldDropdown>(
  "effect-checkout/Stripe/CustomFieldDropdown"
)(
  Schema.Struct({
    default_value: nullish(Schema.String),
    options: nullish(Schema.Array(CustomFieldOption)),
    value: nullish(Schema.String)
  })
) {}

/**
 * A field that the buyer types in, with the bounds of its length and the answer.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomFieldInput extends opaque<CustomFieldInput>(
  "effect-checkout/Stripe/CustomFieldInput"
)(
  Schema.Struct({
    default_value: nullish(Schema.String),
    maximum_length: nullish(integer),
    minimum_length: nullish(integer),
    value: nullish(Schema.String)
  })
) {}

/**
 * A question of the merchant's own. The answer stands under the key that `type` names.
 *
 * @since 0.1.0
 * @category Models
 */
export class CustomField extends opaque<CustomField>("effect-checkout/Stripe/CustomField")(
  Schema.Struct({
    key: nullish(Schema.String),
    label: nullish(CustomFieldLabel),
    optional: nullish(Schema.Boolean),
    type: nullish(openLiteral("dropdown", "numeric", "text")),
    dropdown: nullish(CustomFieldDropdown),
    /** Its value is a string of digits. */
    numeric: nullish(CustomFieldInput),
    text: nullish(CustomFieldInput)
  })
) {}

/**
 * One of the merchant's own texts.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomTextMessage extends opaque<CustomTextMessage>(
  "effect-checkout/Stripe/CustomTextMessage"
)(Schema.Struct({ message: nullish(Schema.String) })) {}

/**
 * The merchant's own texts on the page.
 *
 * @since 0.1.0
 * @category Models
 */
export class CustomText extends opaque<CustomText>("effect-checkout/Stripe/CustomText")(
  Schema.Struct({
    after_submit: nullish(CustomTextMessage),
    shipping_address: nullish(CustomTextMessage),
    submit: nullish(CustomTextMessage),
    terms_of_service_acceptance: nullish(CustomTextMessage)
  })
) {}
