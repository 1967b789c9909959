/** Leanrails' list, from its documentation: "nullable: unknown for every field" but five. */
import { FastCheck as fc } from "effect"
import { any3, anything, bool, id, int, list, map, obj, seconds, str, word } from "./kit.js"
import type { Fields } from "./kit.js"

const address = obj({
  city: any3(str),
  country: any3(str),
  line1: any3(str),
  line2: any3(str),
  postal_code: any3(str),
  state: any3(str)
})

const fields: Fields = {
  id: id("cs_"),
  object: fc.constant("checkout.session"),
  mode: word("payment", "setup", "subscription"),
  status: word("open", "complete", "expired"),
  payment_status: word("unpaid", "paid", "no_payment_required"),
  ui_mode: any3(word("hosted", "embedded", "custom")),
  customer_creation: any3(word("always", "if_required")),
  billing_address_collection: any3(word("auto", "required")),
  expires_at: any3(seconds),
  // "Value type not stated."
  metadata: any3(map(anything)),
  livemode: any3(bool),
  created: any3(seconds),
  url: any3(str),
  client_secret: any3(str),
  success_url: any3(str),
  cancel_url: any3(str),
  customer: any3(id("cus_")),
  customer_email: any3(str),
  customer_details: any3(
    obj({ email: any3(str), name: any3(str), phone: any3(str), address: any3(address) })
  ),
  payment_intent: any3(id("pi_")),
  currency: any3(word("usd", "brl")),
  amount_subtotal: any3(int),
  amount_total: any3(int),
  total_details: any3(
    obj({ amount_discount: any3(int), amount_shipping: any3(int), amount_tax: any3(int) })
  ),
  client_reference_id: any3(str)
}

export const earlier = obj(fields)

export const today = obj({
  ...fields,
  mode: word("payment", "order"),
  shipping_address_collection: any3(obj({ allowed_countries: any3(list(str)) })),
  shipping_options: any3(list(obj({ shipping_rate: any3(str), shipping_amount: any3(int) }))),
  shipping_details: any3(obj({ address: any3(address), name: any3(str) })),
  phone_number_collection: any3(bool)
})
