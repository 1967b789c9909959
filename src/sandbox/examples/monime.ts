import type { JsonObject } from "../internal/json.js"
import { type Given, iso, lifetime, parsed, serial, statusOf, text } from "./given.js"

/** A session of Monime: the fields of caph.2025-08-23. */
export const monime = (nth: number, given: Given): JsonObject => {
  const n = serial(nth)
  const id = text(given, "id") ?? `scs-${n}`
  const status = statusOf(given, "pending")
  const { created, expires } = lifetime(
    nth,
    parsed(given, "createTime"),
    parsed(given, "expireTime")
  )
  return {
    id,
    status: typeof status === "string" ? status : null,
    name: `Order ${nth}`,
    orderNumber: `ON-${nth}`,
    reference: `order-${nth}`,
    description: "Goods of the example shop",
    redirectUrl: `https://checkout.monime.io/${id}`,
    cancelUrl: "https://shop.example.com/cart",
    successUrl: "https://shop.example.com/thanks",
    lineItems: {
      data: [
        {
          type: "custom",
          id: `sli-${n}`,
          name: "Bag of rice",
          // "SLE 1.00 = 100."
          price: { currency: "SLE", value: 2000 },
          quantity: 1,
          reference: null,
          description: null,
          images: []
        }
      ]
    },
    financialAccountId: null,
    brandingOptions: { primaryColor: "#1e88e5" },
    expireTime: iso(expires),
    createTime: iso(created),
    ownershipGraph: null,
    metadata: {}
  }
}
