// The session of `src/schemas/Stripe.ts` in zod, as a user of the `stripe` package would check it: the
// same fields, unknown keys and new enum values allowed, so both sides do the same work.
import * as z from "zod"
import {
  adjustable_quantity,
  AppliedDiscount,
  bool,
  expandable,
  Expanded,
  int,
  LineItem,
  list,
  metadata,
  object,
  paymentMethodOptions,
  Tax,
  text,
  texts,
  unchecked
} from "./zod-parts.mjs"

// Details of the buyer.
const address = object({
  city: text,
  country: text,
  line1: text,
  line2: text,
  postal_code: text,
  state: text
})
const shipping_details = object({
  address,
  name: text,
  carrier: text,
  phone: text,
  tracking_number: text
})

// Settings.
const issuer = object({ account: expandable, type: text })
const picture = object({ file: text, type: text, url: text })
const collectedName = object({ enabled: bool, optional: bool })
const customText = object({ message: text })
const customInput = object({
  default_value: text,
  maximum_length: int,
  minimum_length: int,
  value: text
})
const CustomField = z.looseObject({
  key: text,
  label: object({ custom: text, type: text }),
  optional: bool,
  type: text,
  dropdown: object({
    default_value: text,
    options: list(z.looseObject({ label: text, value: text })),
    value: text
  }),
  numeric: customInput,
  text: customInput
})

export const Session = z.looseObject({
  id: z.string(),
  object: z.literal("checkout.session"),
  adaptive_pricing: object({ enabled: bool }),
  after_expiration: object({
    recovery: object({ allow_promotion_codes: bool, enabled: bool, expires_at: int, url: text })
  }),
  allow_promotion_codes: bool,
  allowed_payment_method_types: texts,
  amount_subtotal: int,
  amount_total: int,
  automatic_tax: object({ enabled: bool, liability: issuer, provider: text, status: text }),
  billing_address_collection: text,
  branding_settings: object({
    background_color: text,
    border_style: text,
    button_color: text,
    display_name: text,
    font_family: text,
    icon: picture,
    logo: picture
  }),
  cancel_url: text,
  client_reference_id: text,
  client_secret: text,
  collected_information: object({ business_name: text, individual_name: text, shipping_details }),
  consent: object({ promotions: text, terms_of_service: text }),
  consent_collection: object({
    payment_method_reuse_agreement: object({ position: text }),
    promotions: text,
    terms_of_service: text
  }),
  created: int,
  currency: text,
  currency_conversion: object({
    amount_subtotal: int,
    amount_total: int,
    fx_rate: text,
    source_currency: text
  }),
  custom_fields: list(CustomField),
  custom_text: object({
    after_submit: customText,
    shipping_address: customText,
    submit: customText,
    terms_of_service_acceptance: customText
  }),
  customer: expandable,
  customer_account: text,
  customer_creation: text,
  customer_details: object({
    address,
    business_name: text,
    email: text,
    individual_name: text,
    name: text,
    phone: text,
    tax_exempt: text,
    tax_ids: list(z.looseObject({ type: text, value: text }))
  }),
  customer_email: text,
  discounts: list(z.looseObject({ coupon: expandable, promotion_code: expandable })),
  excluded_payment_method_types: texts,
  expires_at: int,
  integration_identifier: text,
  invoice: expandable,
  invoice_creation: object({
    enabled: bool,
    invoice_data: object({
      account_tax_ids: list(z.union([z.string(), Expanded])),
      custom_fields: list(z.looseObject({ name: text, value: text })),
      description: text,
      footer: text,
      issuer,
      metadata,
      rendering_options: object({ amount_tax_display: text, template: text })
    })
  }),
  line_items: object({
    object: unchecked,
    data: z.array(LineItem),
    has_more: z.boolean(),
    url: unchecked
  }),
  livemode: z.boolean(),
  locale: text,
  managed_payments: object({ enabled: bool }),
  metadata,
  mode: text,
  name_collection: object({ business: collectedName, individual: collectedName }),
  optional_items: list(z.looseObject({ adjustable_quantity, price: text, quantity: int })),
  origin_context: text,
  payment_intent: expandable,
  payment_link: expandable,
  payment_method_collection: text,
  payment_method_configuration_details: object({ id: text, parent: text }),
  payment_method_options: paymentMethodOptions,
  payment_method_types: z.array(z.string()),
  payment_status: text,
  permissions: object({ update_shipping_details: text }),
  phone_number_collection: object({ enabled: bool }),
  presentment_details: object({ presentment_amount: int, presentment_currency: text }),
  recovered_from: text,
  redirect_on_completion: text,
  return_url: text,
  saved_payment_method_options: object({
    allow_redisplay_filters: texts,
    payment_method_remove: text,
    payment_method_save: text
  }),
  setup_intent: expandable,
  shipping_address_collection: object({ allowed_countries: texts }),
  shipping_cost: object({
    amount_subtotal: int,
    amount_tax: int,
    amount_total: int,
    shipping_rate: expandable,
    taxes: list(Tax)
  }),
  shipping_details,
  shipping_options: list(z.looseObject({ shipping_amount: int, shipping_rate: expandable })),
  status: text,
  submit_type: text,
  subscription: expandable,
  success_url: text,
  tax_id_collection: object({ enabled: bool, required: text }),
  total_details: object({
    amount_discount: int,
    amount_shipping: int,
    amount_tax: int,
    breakdown: object({ discounts: list(AppliedDiscount), taxes: list(Tax) })
  }),
  ui_mode: text,
  url: text,
  wallet_options: object({ link: object({ display: text }) })
})
