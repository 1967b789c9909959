/** The objects inside a Stripe session. */
import { FastCheck as fc } from "effect"
import {
  any3,
  anything,
  bool,
  id,
  int,
  list,
  map,
  nul,
  obj,
  opt,
  seconds,
  str,
  word
} from "./kit.js"
import type { Gen } from "./kit.js"

export const currency = word("usd", "eur", "jpy")

/** An object in the place of an id, because the request asked for it with `expand`. */
export const expanded = (object: string, prefix: string): Gen =>
  obj({
    id: id(prefix),
    object: fc.constant(object),
    created: opt(seconds),
    livemode: opt(bool),
    metadata: any3(map(str)),
    status: any3(word("active", "succeeded", "draft")),
    amount: any3(int),
    address: any3(obj({ line1: nul(str) })),
    items: opt(anything),
    last_payment_error: any3(anything)
  })

export const deleted = (object: string, prefix: string): Gen =>
  obj({ id: id(prefix), object: fc.constant(object), deleted: fc.constant(true) })

export const ref = (object: string, prefix: string): Gen =>
  fc.oneof(id(prefix), expanded(object, prefix))

export const customer: Gen = fc.oneof(
  id("cus_"),
  expanded("customer", "cus_"),
  deleted("customer", "cus_")
)

export const address = obj({
  city: nul(str),
  country: nul(word("US", "DE")),
  line1: nul(str),
  line2: nul(str),
  postal_code: nul(str),
  state: nul(str)
})

/** The account that is liable for a tax, or that issues an invoice. */
export const party = obj({ type: word("account", "self"), account: opt(ref("account", "acct_")) })

const coupon = obj({
  id: str,
  object: fc.constant("coupon"),
  amount_off: nul(int),
  currency: nul(currency),
  duration: word("forever", "once", "repeating"),
  percent_off: nul(fc.constantFrom(5, 12.5, 33.333)),
  valid: bool
})

const taxAmount = obj({
  amount: int,
  rate: obj({
    id: id("txr_"),
    object: fc.constant("tax_rate"),
    active: bool,
    country: nul(str),
    percentage: fc.constantFrom(19, 8.875, 0),
    tax_type: nul(word("vat", "gst"))
  }),
  taxability_reason: nul(word("standard_rated", "reverse_charge", "zero_rated")),
  taxable_amount: nul(int)
})

const discountAmount = obj({
  amount: int,
  discount: obj({
    id: id("di_"),
    object: fc.constant("discount"),
    coupon: opt(coupon),
    source: opt(obj({ type: word("coupon"), coupon: nul(fc.oneof(str, coupon)) })),
    customer: nul(customer),
    end: nul(seconds),
    start: seconds,
    promotion_code: nul(ref("promotion_code", "promo_")),
    subscription: nul(id("sub_"))
  })
})

const price = obj({
  id: id("price_"),
  object: fc.constant("price"),
  active: bool,
  billing_scheme: word("per_unit", "tiered"),
  created: seconds,
  currency,
  custom_unit_amount: nul(obj({ maximum: nul(int), minimum: nul(int), preset: nul(int) })),
  livemode: bool,
  lookup_key: nul(str),
  metadata: map(str),
  nickname: nul(str),
  product: fc.oneof(id("prod_"), expanded("product", "prod_"), deleted("product", "prod_")),
  recurring: nul(
    obj({
      aggregate_usage: any3(word("sum", "max")),
      interval: word("day", "month", "week", "year"),
      interval_count: int,
      meter: any3(str),
      trial_period_days: any3(int),
      usage_type: word("licensed", "metered")
    })
  ),
  tax_behavior: nul(word("exclusive", "inclusive", "unspecified")),
  tiers: opt(list(obj({ flat_amount: nul(int), up_to: nul(int), unit_amount: nul(int) }))),
  tiers_mode: nul(word("graduated", "volume")),
  transform_quantity: nul(obj({ divide_by: int, round: word("down", "up") })),
  type: word("one_time", "recurring"),
  unit_amount: nul(int),
  unit_amount_decimal: nul(fc.constantFrom("2000", "0.05"))
})

export const lineItem = obj({
  id: id("li_"),
  object: fc.constant("item"),
  adjustable_quantity: any3(obj({ enabled: bool, maximum: nul(int), minimum: nul(int) })),
  amount_discount: int,
  amount_subtotal: int,
  amount_tax: int,
  amount_total: int,
  currency,
  description: any3(str),
  discounts: opt(list(discountAmount, 2)),
  metadata: any3(map(str)),
  price: any3(price),
  quantity: any3(int),
  taxes: opt(list(taxAmount, 2))
})

export const lineItems = obj({
  object: fc.constant("list"),
  data: list(lineItem),
  has_more: bool,
  url: fc.constant("/v1/checkout/sessions/cs_test_1/line_items")
})

const totals = { amount_subtotal: int, amount_tax: int, amount_total: int }

export const shippingCost = obj({
  ...totals,
  shipping_rate: any3(
    fc.oneof(
      id("shr_"),
      obj({
        id: id("shr_"),
        object: fc.constant("shipping_rate"),
        active: bool,
        created: seconds,
        delivery_estimate: nul(
          obj({
            maximum: nul(obj({ unit: word("business_day", "week"), value: int })),
            minimum: nul(obj({ unit: word("business_day", "week"), value: int }))
          })
        ),
        display_name: nul(str),
        fixed_amount: opt(obj({ amount: int, currency, currency_options: opt(map(anything)) })),
        livemode: bool,
        metadata: map(str),
        tax_code: nul(str),
        type: word("fixed_amount")
      })
    )
  ),
  taxes: opt(list(taxAmount, 2))
})

export const totalDetails = obj({
  amount_discount: int,
  amount_shipping: any3(int),
  amount_tax: int,
  breakdown: opt(obj({ discounts: list(discountAmount, 2), taxes: list(taxAmount, 2) }))
})

export const discount = obj({
  coupon: any3(fc.oneof(str, coupon)),
  promotion_code: any3(ref("promotion_code", "promo_"))
})

const valued = { default_value: any3(str), value: any3(str) }
const text = obj({ ...valued, maximum_length: any3(int), minimum_length: any3(int) })

export const customField = obj({
  key: str,
  label: obj({ custom: any3(str), type: word("custom") }),
  optional: bool,
  type: word("dropdown", "numeric", "text"),
  dropdown: any3(obj({ ...valued, options: list(obj({ label: str, value: str })) })),
  numeric: any3(text),
  text: any3(text)
})

const invoiceData = obj({
  account_tax_ids: any3(list(fc.oneof(ref("tax_id", "txi_"), deleted("tax_id", "txi_")))),
  custom_fields: any3(list(obj({ name: str, value: str }))),
  description: any3(str),
  footer: any3(str),
  issuer: any3(party),
  metadata: any3(map(str)),
  rendering_options: any3(
    obj({ amount_tax_display: any3(word("exclude_tax")), template: any3(str) })
  )
})

export const invoiceCreation = obj({ enabled: bool, invoice_data: invoiceData })

/** "One optional key per method". Any method may come with any settings. */
export const paymentMethodOptions = obj({
  card: opt(
    obj({
      installments: opt(obj({ enabled: opt(bool) })),
      request_three_d_secure: opt(word("any", "automatic", "challenge")),
      restrictions: opt(obj({ brands_blocked: opt(list(word("visa"))) })),
      setup_future_usage: opt(word("none", "off_session", "on_session")),
      statement_descriptor_suffix_kana: opt(str)
    })
  ),
  acss_debit: opt(
    obj({
      currency: opt(word("cad", "usd")),
      mandate_options: opt(obj({ interval_description: nul(str) }))
    })
  ),
  us_bank_account: opt(
    obj({
      financial_connections: opt(
        obj({
          filters: opt(obj({ account_subcategories: opt(list(word("checking", "savings"))) })),
          permissions: opt(list(word("balances", "payment_method"))),
          prefetch: nul(list(word("balances"))),
          return_url: opt(str)
        })
      ),
      verification_method: opt(word("automatic", "instant"))
    })
  ),
  customer_balance: opt(
    obj({
      bank_transfer: opt(
        obj({
          eu_bank_transfer: opt(obj({ country: word("BE", "DE") })),
          requested_address_types: opt(list(word("iban", "swift"))),
          type: nul(word("eu_bank_transfer", "us_bank_transfer"))
        })
      ),
      funding_type: nul(word("bank_transfer"))
    })
  ),
  pix: opt(obj({ expires_after_seconds: nul(int) })),
  paypal: opt(obj({ preferred_locale: nul(str), reference: nul(str) })),
  link: any3(obj({})),
  method_of_2030: opt(anything)
})

export const customerDetails = obj({
  address: any3(address),
  business_name: any3(str),
  email: any3(str),
  individual_name: any3(str),
  name: any3(str),
  phone: any3(str),
  tax_exempt: any3(word("exempt", "none", "reverse")),
  tax_ids: any3(list(obj({ type: word("eu_vat", "unknown"), value: any3(str) })))
})
