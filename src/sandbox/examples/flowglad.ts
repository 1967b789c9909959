import type { JsonObject } from "../internal/json.js"
import { ADDRESS, EMAIL, type Given, lifetime, NAME, number, parsed } from "./given.js"
import { serial, statusOf, text } from "./given.js"

/** Epoch milliseconds of a time: a number, or text in older payloads. */
const time = (given: Given, key: string) => number(given, key) ?? parsed(given, key)

/** The fields that the documented matrix lists by type. */
const byType = (type: string, n: string, paid: boolean): JsonObject => {
  const nothing = {
    priceId: null,
    purchaseId: null,
    invoiceId: null,
    targetSubscriptionId: null,
    automaticallyUpdateSubscriptions: null,
    preserveBillingCycleAnchor: false
  }
  switch (type) {
    case "add_payment_method":
      return nothing
    case "activate_subscription":
      return { ...nothing, targetSubscriptionId: `sub_${n}` }
    case "purchase":
      return { ...nothing, priceId: "price_example", purchaseId: `prchs_${n}` }
    default:
      return { ...nothing, priceId: "price_example", purchaseId: paid ? `prchs_${n}` : null }
  }
}

/** A session of Flowglad: the fields of March 2026, of the kind that `type` says. */
export const flowglad = (nth: number, given: Given): JsonObject => {
  const n = serial(nth)
  const status = statusOf(given, "open")
  const paid = status === "succeeded"
  const type = text(given, "type") ?? "product"
  const { created, expires } = lifetime(nth, time(given, "createdAt"), time(given, "expires"))
  return {
    id: `chckt_session_${n}`,
    createdAt: created,
    updatedAt: status === "open" ? created : created + 60_000,
    // "Created + 24 h."
    expires,
    livemode: false,
    pricingModelId: "pricing_model_example",
    organizationId: "org_example",
    status: typeof status === "string" ? status : null,
    type,
    quantity: 1,
    customerId: `cust_${n}`,
    customerName: NAME,
    customerEmail: EMAIL,
    discountId: null,
    outputName: null,
    billingAddress: paid
      ? {
          name: NAME,
          firstName: "Ada",
          lastName: "Example",
          email: EMAIL,
          phone: null,
          address: { ...ADDRESS, name: NAME }
        }
      : null,
    paymentMethodType: paid || status === "pending" ? "card" : null,
    successUrl: "https://shop.example.com/thanks",
    cancelUrl: "https://shop.example.com/cart",
    outputMetadata: {},
    ...byType(type, n, paid)
  }
}
