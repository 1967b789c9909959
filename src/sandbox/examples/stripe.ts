import type { JsonObject } from "../internal/json.js"
import { ADDRESS, EMAIL, type Given, lifetime, NAME, number, PHONE, serial } from "./given.js"
import { statusOf, text } from "./given.js"

const millis = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000)

/** Sums that agree: without discount, tax and shipping unless the given ones differ. */
const sums = (given: Given) => {
  const total = number(given, "amount_total") ?? number(given, "amount_subtotal") ?? 2000
  const subtotal = number(given, "amount_subtotal") ?? total
  return {
    subtotal,
    total,
    details: {
      amount_discount: Math.max(subtotal - total, 0),
      amount_shipping: 0,
      amount_tax: Math.max(total - subtotal, 0)
    }
  }
}

/** A session of Stripe: the fields of 2026-07-29.dahlia that a list shows without `expand`. */
export const stripe = (nth: number, given: Given): JsonObject => {
  const n = serial(nth)
  const id = text(given, "id") ?? `cs_test_${n}`
  const status = statusOf(given, "open")
  const done = status === "complete"
  const mode = text(given, "mode") ?? "payment"
  const setup = mode === "setup"
  const payment = mode === "payment"
  const hosted = (text(given, "ui_mode") ?? "hosted_page").startsWith("hosted")
  const { details, subtotal, total } = sums(given)
  const free = setup || total === 0
  const { created, expires } = lifetime(
    nth,
    millis(number(given, "created")),
    millis(number(given, "expires_at"))
  )
  const email = text(given, "customer_email") ?? EMAIL
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    amount_subtotal: setup ? null : subtotal,
    amount_total: setup ? null : total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: "auto",
    ...(hosted
      ? {
          branding_settings: {
            background_color: "#ffffff",
            border_style: "rounded",
            button_color: "#0074d4",
            display_name: "Example Shop",
            font_family: "default",
            icon: null,
            logo: null
          }
        }
      : {}),
    cancel_url: hosted ? "https://shop.example.com/cart" : null,
    client_reference_id: `order-${nth}`,
    // "For embedded_page and elements only."
    client_secret: hosted ? null : `${id}_secret_example`,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    created: created / 1000,
    currency: setup ? null : "usd",
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null
    },
    customer: done ? `cus_${n}` : null,
    customer_account: null,
    customer_creation: setup ? null : "always",
    // "Filled after completion or at expiry."
    customer_details:
      done || status === "expired"
        ? {
            address: ADDRESS,
            business_name: null,
            email,
            individual_name: null,
            name: NAME,
            phone: PHONE,
            tax_exempt: "none",
            tax_ids: []
          }
        : null,
    customer_email: null,
    discounts: [],
    expires_at: expires / 1000,
    integration_identifier: null,
    invoice: done && mode === "subscription" ? `in_${n}` : null,
    invoice_creation: payment
      ? {
          enabled: false,
          invoice_data: {
            account_tax_ids: null,
            custom_fields: null,
            description: null,
            footer: null,
            issuer: null,
            metadata: {},
            rendering_options: null
          }
        }
      : null,
    livemode: false,
    locale: "auto",
    managed_payments: { enabled: false },
    metadata: {},
    mode,
    optional_items: null,
    origin_context: null,
    payment_intent: payment && done && !free ? `pi_${n}` : null,
    payment_link: null,
    payment_method_collection: setup ? null : "if_required",
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    // "No_payment_required: nothing due now, or setup mode."
    payment_status: free ? "no_payment_required" : done ? "paid" : "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    ...(hosted
      ? {}
      : { redirect_on_completion: "always", return_url: "https://shop.example.com/return" }),
    saved_payment_method_options: null,
    setup_intent: setup ? `seti_${n}` : null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: typeof status === "string" ? status : null,
    submit_type: null,
    subscription: done && mode === "subscription" ? `sub_${n}` : null,
    success_url: hosted ? "https://shop.example.com/thanks" : null,
    tax_id_collection: { enabled: false, required: "never" },
    total_details: setup ? null : details,
    ui_mode: "hosted_page",
    // "Hosted mode only, and only while the session is active; otherwise null."
    url: hosted && status === "open" ? `https://checkout.stripe.com/c/pay/${id}` : null,
    wallet_options: null
  }
}
