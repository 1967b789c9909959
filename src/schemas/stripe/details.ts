/**
 * What a Stripe checkout session knows of its buyer, and what it asks and tells them.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { AppliedDiscount, Expandable, Tax } from "./lineItem.js"
import { integer, map, nullish, openLiteral } from "../Wire.js"

/**
 * A postal address.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const Address = Schema.Struct({
  city: nullish(Schema.String),
  /** ISO 3166-1 alpha-2. */
  country: nullish(Schema.String),
  line1: nullish(Schema.String),
  line2: nullish(Schema.String),
  postal_code: nullish(Schema.String),
  state: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Stripe/Address" })

/**
 * A postal address.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Address extends Schema.Schema.Type<typeof Address> {}

/**
 * What the buyer entered; filled when the session completes or expires.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const CustomerDetails = Schema.Struct({
  address: nullish(Address),
  business_name: nullish(Schema.String),
  email: nullish(Schema.String),
  individual_name: nullish(Schema.String),
  name: nullish(Schema.String),
  phone: nullish(Schema.String),
  tax_exempt: nullish(openLiteral("exempt", "none", "reverse")),
  /** `type` is one of some 130 words, such as `eu_vat`. */
  tax_ids: nullish(
    Schema.Array(Schema.Struct({ type: Schema.String, value: nullish(Schema.String) }))
  )
}).annotations({ identifier: "effect-checkout/Stripe/CustomerDetails" })

/**
 * What the buyer entered; filled when the session completes or expires.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CustomerDetails extends Schema.Schema.Type<typeof CustomerDetails> {}

/**
 * Where the goods go.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const ShippingDetails = Schema.Struct({
  address: nullish(Address),
  name: nullish(Schema.String),
  /** In older payloads, as are the next two. */
  carrier: nullish(Schema.String),
  phone: nullish(Schema.String),
  tracking_number: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Stripe/ShippingDetails" })

/**
 * Where the goods go.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ShippingDetails extends Schema.Schema.Type<typeof ShippingDetails> {}

const TextField = Schema.Struct({
  default_value: nullish(Schema.String),
  maximum_length: nullish(integer),
  minimum_length: nullish(integer),
  value: nullish(Schema.String)
})

/**
 * A question of the merchant's own. The answer sits under the key that `type` names.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const CustomField = Schema.Struct({
  key: Schema.String,
  label: nullish(
    Schema.Struct({ custom: nullish(Schema.String), type: nullish(openLiteral("custom")) })
  ),
  optional: nullish(Schema.Boolean),
  type: openLiteral("dropdown", "numeric", "text"),
  dropdown: nullish(
    Schema.Struct({
      default_value: nullish(Schema.String),
      options: nullish(Schema.Array(Schema.Struct({ label: Schema.String, value: Schema.String }))),
      value: nullish(Schema.String)
    })
  ),
  /** Its value is a string of digits. */
  numeric: nullish(TextField),
  text: nullish(TextField)
}).annotations({ identifier: "effect-checkout/Stripe/CustomField" })

/**
 * A question of the merchant's own.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CustomField extends Schema.Schema.Type<typeof CustomField> {}

const Message = Schema.Struct({ message: nullish(Schema.String) })

/**
 * The merchant's own words on the page.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const CustomText = Schema.Struct({
  after_submit: nullish(Message),
  shipping_address: nullish(Message),
  submit: nullish(Message),
  terms_of_service_acceptance: nullish(Message)
}).annotations({ identifier: "effect-checkout/Stripe/CustomText" })

/**
 * The merchant's own words on the page.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CustomText extends Schema.Schema.Type<typeof CustomText> {}

/**
 * The account that answers for taxes or issues an invoice.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const Liability = Schema.Struct({
  account: nullish(Expandable),
  type: openLiteral("account", "self")
}).annotations({ identifier: "effect-checkout/Stripe/Liability" })

/**
 * The account that answers for taxes or issues an invoice.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Liability extends Schema.Schema.Type<typeof Liability> {}

/**
 * The invoice that a session makes after payment.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const InvoiceCreation = Schema.Struct({
  enabled: Schema.Boolean,
  invoice_data: nullish(
    Schema.Struct({
      account_tax_ids: nullish(Schema.Array(Expandable)),
      custom_fields: nullish(
        Schema.Array(Schema.Struct({ name: Schema.String, value: Schema.String }))
      ),
      description: nullish(Schema.String),
      footer: nullish(Schema.String),
      issuer: nullish(Liability),
      metadata: nullish(map(Schema.String)),
      rendering_options: nullish(
        Schema.Struct({
          amount_tax_display: nullish(Schema.String),
          template: nullish(Schema.String)
        })
      )
    })
  )
}).annotations({ identifier: "effect-checkout/Stripe/InvoiceCreation" })

/**
 * The invoice that a session makes after payment.
 *
 * @since 0.1.0
 * @category Models
 */
export interface InvoiceCreation extends Schema.Schema.Type<typeof InvoiceCreation> {}

/**
 * What shipping costs.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const ShippingCost = Schema.Struct({
  /** Minor units, as are the other amounts. */
  amount_subtotal: integer,
  amount_tax: integer,
  amount_total: integer,
  shipping_rate: nullish(Expandable),
  /** Only if `expand` asked for them. */
  taxes: nullish(Schema.Array(Tax))
}).annotations({ identifier: "effect-checkout/Stripe/ShippingCost" })

/**
 * What shipping costs.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ShippingCost extends Schema.Schema.Type<typeof ShippingCost> {}

/**
 * How the total came about, in minor units.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const TotalDetails = Schema.Struct({
  amount_discount: nullish(integer),
  amount_shipping: nullish(integer),
  amount_tax: nullish(integer),
  /** Only if `expand` asked for it. */
  breakdown: nullish(
    Schema.Struct({
      discounts: nullish(Schema.Array(AppliedDiscount)),
      taxes: nullish(Schema.Array(Tax))
    })
  )
}).annotations({ identifier: "effect-checkout/Stripe/TotalDetails" })

/**
 * How the total came about, in minor units.
 *
 * @since 0.1.0
 * @category Models
 */
export interface TotalDetails extends Schema.Schema.Type<typeof TotalDetails> {}
