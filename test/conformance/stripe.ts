/** Stripe's list, from its documentation: today's shape, and that of earlier years. */
import { FastCheck as fc } from "effect"
import { any3, bool, id, int, list, map, nul, obj, older, opt, seconds, str, word } from "./kit.js"
import type { Fields } from "./kit.js"
import * as parts from "./stripeParts.js"

const message = nul(obj({ message: str }))
const enabled = obj({ enabled: bool })

/** The twelve required fields. Every other field may be missing, and some may be `null`. */
const required: Fields = {
  id: id("cs_test_"),
  object: fc.constant("checkout.session"),
  automatic_tax: obj({
    enabled: bool,
    liability: any3(parts.party),
    provider: any3(str),
    status: any3(word("complete", "failed", "requires_location_inputs"))
  }),
  created: seconds,
  custom_fields: list(parts.customField),
  custom_text: obj({
    after_submit: opt(message),
    shipping_address: message,
    submit: message,
    terms_of_service_acceptance: opt(message)
  }),
  expires_at: seconds,
  livemode: bool,
  mode: word("payment", "setup", "subscription"),
  payment_method_types: list(word("card", "us_bank_account", "link")),
  payment_status: word("no_payment_required", "paid", "unpaid"),
  shipping_options: list(
    obj({ shipping_amount: int, shipping_rate: parts.ref("shipping_rate", "shr_") })
  )
}

const ui = word("elements", "embedded_page", "hosted_page", "form", "hosted", "embedded", "custom")

const nullable: Fields = {
  adaptive_pricing: enabled,
  after_expiration: obj({
    recovery: nul(
      obj({
        allow_promotion_codes: bool,
        enabled: bool,
        expires_at: any3(seconds),
        url: any3(str)
      })
    )
  }),
  allow_promotion_codes: bool,
  allowed_payment_method_types: list(word("card")),
  amount_subtotal: int,
  amount_total: int,
  billing_address_collection: word("auto", "required"),
  cancel_url: str,
  client_reference_id: str,
  client_secret: str,
  collected_information: obj({
    business_name: any3(str),
    individual_name: any3(str),
    shipping_details: any3(obj({ address: parts.address, name: str }))
  }),
  consent: obj({
    promotions: nul(word("opt_in", "opt_out")),
    terms_of_service: nul(word("accepted"))
  }),
  consent_collection: obj({
    payment_method_reuse_agreement: any3(obj({ position: word("auto", "hidden") })),
    promotions: nul(word("auto", "none")),
    terms_of_service: nul(word("none", "required"))
  }),
  currency: parts.currency,
  currency_conversion: obj({
    amount_subtotal: int,
    amount_total: int,
    fx_rate: fc.constantFrom("1.2345", "0.00791"),
    source_currency: parts.currency
  }),
  customer: parts.customer,
  customer_account: id("acct_"),
  customer_creation: word("always", "if_required"),
  customer_details: parts.customerDetails,
  customer_email: str,
  discounts: list(parts.discount),
  integration_identifier: str,
  invoice: parts.ref("invoice", "in_"),
  invoice_creation: parts.invoiceCreation,
  locale: word("auto", "de", "pt-BR", "zh-TW"),
  managed_payments: enabled,
  metadata: map(str),
  optional_items: list(
    obj({
      adjustable_quantity: any3(obj({ enabled: bool, maximum: any3(int), minimum: any3(int) })),
      price: id("price_"),
      quantity: int
    })
  ),
  origin_context: word("mobile_app", "web"),
  payment_intent: parts.ref("payment_intent", "pi_"),
  payment_link: parts.ref("payment_link", "plink_"),
  payment_method_collection: word("always", "if_required"),
  payment_method_configuration_details: obj({ id: id("pmc_"), parent: nul(str) }),
  payment_method_options: parts.paymentMethodOptions,
  permissions: obj({ update_shipping_details: any3(word("client_only", "server_only")) }),
  recovered_from: id("cs_test_"),
  saved_payment_method_options: obj({
    allow_redisplay_filters: any3(list(word("always", "limited"))),
    payment_method_remove: any3(word("disabled", "enabled")),
    payment_method_save: any3(word("disabled", "enabled"))
  }),
  setup_intent: parts.ref("setup_intent", "seti_"),
  shipping_address_collection: obj({ allowed_countries: list(word("US", "ZZ")) }),
  shipping_cost: parts.shippingCost,
  status: word("complete", "expired", "open"),
  submit_type: word("auto", "book", "donate", "pay", "subscribe"),
  subscription: parts.ref("subscription", "sub_"),
  success_url: str,
  total_details: parts.totalDetails,
  ui_mode: ui,
  url: str,
  wallet_options: obj({ link: opt(obj({ display: opt(word("auto", "never")) })) })
}

const logo = obj({ file: opt(id("file_")), type: word("file", "url"), url: opt(str) })
const collection = obj({ enabled: bool, optional: bool })

const optional: Fields = {
  branding_settings: obj({
    background_color: str,
    border_style: word("pill", "rectangular", "rounded"),
    button_color: str,
    display_name: str,
    font_family: str,
    icon: nul(logo),
    logo: nul(logo)
  }),
  excluded_payment_method_types: list(word("card")),
  line_items: parts.lineItems,
  name_collection: obj({ business: opt(collection), individual: opt(collection) }),
  phone_number_collection: enabled,
  presentment_details: obj({ presentment_amount: int, presentment_currency: parts.currency }),
  redirect_on_completion: word("always", "if_required", "never"),
  return_url: str,
  tax_id_collection: obj({ enabled: bool, required: word("if_supported", "never") })
}

const each = (fields: Fields, how: (gen: Fields[string]) => Fields[string]): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, gen]) => [key, how(gen)]))

/** "`no*`: null, not missing." */
export const today = obj({ ...required, ...each(nullable, nul), ...each(optional, opt) })

/** "Recorded in 2020: an extra top-level `shipping_details`; 12 keys are missing." */
export const earlier = obj({
  ...older({ ...required, ...each(nullable, nul), ...optional }),
  id: id("cs_test_"),
  object: fc.constant("checkout.session"),
  livemode: bool,
  payment_method_types: list(word("card", "ideal")),
  shipping_details: any3(obj({ address: parts.address, name: any3(str), phone: any3(str) })),
  shipping: any3(obj({ address: parts.address, name: any3(str) })),
  shipping_rate: any3(id("shr_")),
  display_items: opt(
    list(obj({ amount: int, currency: parts.currency, quantity: int, type: word("sku", "custom") }))
  )
})
