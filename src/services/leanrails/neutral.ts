import * as Option from "effect/Option"
import { fromNative, read } from "../../neutral/sessions/leanrails.js"
import type * as Leanrails from "../../schemas/Leanrails.js"
import type { Neutral } from "../internal/adapter.js"
import { oneWordFor } from "../internal/query.js"
import { maxLimit } from "./operations.js"

const words = {
  open: "open",
  expired: "expired",
  // `payment_status` tells the two apart, and no list filters by it.
  processing: "complete",
  complete: "complete"
} as const

/** Leanrails' list in the form that all providers share. */
export const neutral: Neutral<"leanrails", Leanrails.ListSessionsParams, Leanrails.Session> = {
  provider: "leanrails",
  capabilities: {
    statuses: ["open", "processing", "complete", "expired"],
    filtersByStatus: true,
    filtersByCreation: false,
    order: "unknown",
    total: "exact",
    expiry: "told",
    fields: [
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
    ],
    count: false,
    pageMaximum: maxLimit,
    retention: Option.none()
  },
  params: (query) => Option.some({ status: oneWordFor(query, words) }),
  read,
  fromNative
}
