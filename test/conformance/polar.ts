/** Polar's list, from its documentation: today's shape, and that of early 2025. */
import { FastCheck as fc } from "effect"
import { any3, bool, dateTime, float, int, list, map, nul, obj, opt, str, word } from "./kit.js"
import type { Fields } from "./kit.js"
import * as parts from "./polarParts.js"
import { productEarlier, productToday } from "./polarProduct.js"

const { interval, metadata, uuid } = parts

const common: Fields = {
  id: uuid,
  created_at: dateTime,
  modified_at: nul(dateTime),
  payment_processor: word("stripe"),
  status: word("open", "expired", "confirmed", "succeeded", "failed"),
  client_secret: str,
  url: str,
  expires_at: dateTime,
  success_url: str,
  embed_origin: nul(str),
  tax_amount: nul(int),
  product_price_id: nul(uuid),
  discount_id: nul(uuid),
  allow_discount_codes: bool,
  is_discount_applicable: bool,
  is_free_product_price: bool,
  is_payment_required: bool,
  is_payment_setup_required: bool,
  is_payment_form_required: bool,
  customer_id: nul(uuid),
  customer_name: nul(str),
  customer_email: nul(str),
  customer_ip_address: nul(fc.constantFrom("203.0.113.7", "2001:db8::1")),
  customer_billing_address: nul(parts.address),
  customer_tax_id: nul(str),
  subscription_id: nul(uuid),
  attached_custom_fields: nul(list(parts.attachedCustomField)),
  payment_processor_metadata: map(str),
  metadata
}

const words = word("required", "optional", "disabled")

export const today = obj({
  ...common,
  return_url: nul(str),
  amount: int,
  discount_amount: int,
  net_amount: int,
  total_amount: int,
  tax_behavior: nul(word("inclusive", "exclusive")),
  currency: word("usd", "eur"),
  seats: any3(int),
  min_seats: any3(int),
  max_seats: any3(int),
  units: any3(int),
  min_units: any3(int),
  max_units: any3(int),
  allow_trial: nul(bool),
  active_trial_interval: nul(interval),
  active_trial_interval_count: nul(int),
  trial_interval: nul(interval),
  trial_interval_count: nul(int),
  trial_end: nul(dateTime),
  organization_id: uuid,
  product_id: nul(uuid),
  require_billing_address: bool,
  is_business_customer: bool,
  customer_billing_name: nul(str),
  external_customer_id: nul(str),
  locale: any3(str),
  payment_method_type: nul(word("card", "apple_pay", "upi")),
  billing_address_fields: obj({
    country: words,
    state: words,
    city: words,
    postal_code: words,
    line1: words,
    line2: words
  }),
  customer_metadata: map(fc.oneof(str, int, bool)),
  custom_field_data: opt(map(nul(fc.oneof(str, int, bool, dateTime)))),
  products: list(productToday, 2),
  product: nul(productToday),
  product_price: nul(parts.priceToday),
  prices: nul(
    fc
      .array(fc.tuple(uuid, list(parts.priceToday, 2)), { maxLength: 2 })
      .map((entries) => Object.fromEntries(entries))
  ),
  discount: nul(parts.discountToday),
  // "Hidden deprecated fields."
  subtotal_amount: opt(int),
  customer_external_id: any3(str),
  customer_billing_address_fields: opt(map(bool))
})

/** "Nullability: not shown". Only custom prices had amounts. */
export const earlier = obj({
  ...common,
  amount: any3(int),
  currency: any3(word("usd")),
  subtotal_amount: any3(int),
  total_amount: any3(int),
  product_id: uuid,
  product_price_id: uuid,
  customer_metadata: opt(map(fc.oneof(str, int, bool))),
  custom_field_data: opt(map(nul(fc.oneof(str, int, float, bool, dateTime)))),
  products: list(productEarlier, 2),
  product: productEarlier,
  product_price: parts.priceEarlier,
  discount: nul(parts.discountEarlier)
})
