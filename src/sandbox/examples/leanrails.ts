import type { JsonObject } from "../internal/json.js"
import { ADDRESS, EMAIL, type Given, lifetime, NAME, number, PHONE, serial } from "./given.js"
import { statusOf, text } from "./given.js"

const millis = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000)

/** A session of Leanrails: the fields of its documentation's own example. */
export const leanrails = (nth: number, given: Given): JsonObject => {
  const n = serial(nth)
  const id = text(given, "id") ?? `cs_${n}`
  const status = statusOf(given, "open")
  const done = status === "complete"
  const hosted = (text(given, "ui_mode") ?? "hosted") === "hosted"
  const setup = text(given, "mode") === "setup"
  const total =
    number(given, "amount_total") ?? number(given, "amount_subtotal") ?? (setup ? 0 : 2000)
  const subtotal = number(given, "amount_subtotal") ?? total
  const { created, expires } = lifetime(
    nth,
    millis(number(given, "created")),
    millis(number(given, "expires_at"))
  )
  return {
    id,
    object: "checkout.session",
    mode: "payment",
    status: typeof status === "string" ? status : "open",
    payment_status: total === 0 ? "no_payment_required" : done ? "paid" : "unpaid",
    ui_mode: "hosted",
    customer_creation: "always",
    billing_address_collection: "auto",
    expires_at: expires / 1000,
    metadata: {},
    livemode: false,
    created: created / 1000,
    // "Only set in hosted mode."
    url: hosted ? `https://checkout.leanrails.com/${id}` : null,
    // "Embedded and custom mode."
    client_secret: hosted ? null : `${id}_secret_example`,
    success_url: "https://shop.example.com/thanks",
    cancel_url: "https://shop.example.com/cart",
    customer: `cus_${n}`,
    customer_email: EMAIL,
    // "Collected during checkout."
    customer_details: done
      ? {
          email: text(given, "customer_email") ?? EMAIL,
          name: NAME,
          phone: PHONE,
          address: ADDRESS
        }
      : null,
    payment_intent: setup ? null : `pi_${n}`,
    currency: "usd",
    amount_subtotal: subtotal,
    amount_total: total,
    total_details: {
      amount_discount: Math.max(subtotal - total, 0),
      amount_shipping: 0,
      amount_tax: Math.max(total - subtotal, 0)
    },
    client_reference_id: `order-${nth}`
  }
}
