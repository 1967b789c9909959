import type { JsonObject } from "../internal/json.js"
import { ADDRESS, EMAIL, type Given, iso, lifetime, NAME, number, parsed } from "./given.js"
import { statusOf, text } from "./given.js"

/** A UUID of version 4 for each kind of thing. */
const uuid = (kind: number, nth = 1): string =>
  `${String(kind).padStart(8, "0")}-0000-4000-8000-${String(nth).padStart(12, "0")}`

const ORGANIZATION = uuid(1)
const PRODUCT = uuid(2)
const PRICE = uuid(3)
const CATALOGUED = "2025-12-01T00:00:00Z"

/** Sums that agree: "total = net + (tax or 0)". */
const sums = (given: Given) => {
  const net = number(given, "net_amount") ?? number(given, "subtotal_amount")
  const total = number(given, "total_amount")
  const amount = number(given, "amount") ?? net ?? total ?? 2000
  const discounted = number(given, "discount_amount") ?? amount - (net ?? amount)
  const due = net ?? amount - discounted
  const tax = number(given, "tax_amount") ?? (total ?? due) - due
  return { amount, discounted, net: due, tax, total: total ?? due + tax }
}

const fixedPrice = (amount: number): JsonObject => ({
  id: PRICE,
  created_at: CATALOGUED,
  modified_at: null,
  source: "catalog",
  amount_type: "fixed",
  price_currency: "usd",
  tax_behavior: "exclusive",
  is_archived: false,
  product_id: PRODUCT,
  price_amount: amount,
  type: "one_time",
  recurring_interval: null
})

const oneTimeProduct = (price: JsonObject): JsonObject => ({
  id: PRODUCT,
  created_at: CATALOGUED,
  modified_at: null,
  trial_interval: null,
  trial_interval_count: null,
  name: "Example",
  description: "A product of the example shop.",
  visibility: "public",
  recurring_interval: null,
  recurring_interval_count: null,
  meter_interval: null,
  meter_interval_count: null,
  is_recurring: false,
  is_archived: false,
  organization_id: ORGANIZATION,
  prices: [price],
  benefits: [],
  medias: []
})

const FIELDS = {
  country: "required",
  state: "optional",
  city: "optional",
  postal_code: "optional",
  line1: "optional",
  line2: "optional"
} as const

/** A session of Polar: the fields of the server of August 2026, hidden ones included. */
export const polar = (nth: number, given: Given): JsonObject => {
  const status = statusOf(given, "open")
  const paid = status === "succeeded"
  const entered = paid || status === "confirmed"
  const { amount, discounted, net, tax, total } = sums(given)
  const price = fixedPrice(amount)
  const product = oneTimeProduct(price)
  const secret = text(given, "client_secret") ?? `polar_c_example${nth}`
  const externalId = text(given, "external_customer_id") ?? null
  const { created, expires } = lifetime(
    nth,
    parsed(given, "created_at"),
    parsed(given, "expires_at")
  )
  return {
    id: uuid(0, nth),
    created_at: iso(created),
    // "Null until first change."
    modified_at: status === "open" ? null : iso(status === "expired" ? expires : created + 60_000),
    custom_field_data: {},
    payment_processor: "stripe",
    status: typeof status === "string" ? status : "open",
    client_secret: secret,
    url: `https://buy.polar.sh/${secret}`,
    expires_at: iso(expires),
    success_url: `https://polar.sh/checkout/${secret}/confirmation`,
    return_url: null,
    embed_origin: null,
    amount,
    seats: null,
    min_seats: null,
    max_seats: null,
    units: null,
    min_units: null,
    max_units: null,
    discount_amount: discounted,
    net_amount: net,
    subtotal_amount: net,
    tax_amount: tax,
    tax_behavior: "exclusive",
    total_amount: total,
    currency: "usd",
    allow_trial: true,
    active_trial_interval: null,
    active_trial_interval_count: null,
    trial_end: null,
    organization_id: ORGANIZATION,
    product_id: PRODUCT,
    product_price_id: PRICE,
    discount_id: null,
    allow_discount_codes: true,
    require_billing_address: false,
    is_discount_applicable: amount > 0,
    is_free_product_price: amount === 0,
    is_payment_required: total > 0,
    is_payment_setup_required: false,
    is_payment_form_required: total > 0,
    customer_id: paid ? uuid(4, nth) : null,
    is_business_customer: false,
    customer_name: entered ? NAME : null,
    customer_email: entered ? EMAIL : null,
    customer_ip_address: null,
    customer_billing_name: null,
    customer_billing_address: entered ? ADDRESS : null,
    customer_tax_id: null,
    locale: "en",
    payment_method_type: entered ? "card" : null,
    payment_processor_metadata: { publishable_key: "pk_test_example" },
    customer_billing_address_fields: Object.fromEntries(
      Object.keys(FIELDS).map((field) => [field, true])
    ),
    billing_address_fields: FIELDS,
    trial_interval: null,
    trial_interval_count: null,
    metadata: {},
    // The second is the older name of the first.
    external_customer_id: externalId,
    customer_external_id: externalId,
    products: [product],
    product,
    product_price: price,
    prices: { [PRODUCT]: [price] },
    discount: null,
    subscription_id: null,
    attached_custom_fields: [],
    customer_metadata: {}
  }
}
