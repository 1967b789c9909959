import type { OptionalField } from "../Adapter.js"

// Leanrails' list has the words and the fields of Stripe's.

/** The words by which `status` is filtered. */
export const stripeWords = {
  open: "open",
  expired: "expired",
  // `payment_status` tells the two apart, and no list filters by it.
  processing: "complete",
  complete: "complete"
} as const

/** The fields that a listed session can have. */
export const stripeFields: ReadonlyArray<OptionalField> = [
  "providerPaymentStatus",
  "total",
  "createdAt",
  "expiresAt",
  "url",
  "successUrl",
  "cancelUrl",
  "reference",
  "livemode",
  "metadata",
  "customer.id",
  "customer.email",
  "customer.name"
]
