import * as Option from "effect/Option"
import { fromNative, read } from "../../neutral/sessions/polar.js"
import type * as Polar from "../../schemas/Polar.js"
import type { Neutral } from "../internal/adapter.js"
import { wordsFor } from "../internal/query.js"
import { maxLimit } from "./operations.js"

const words = {
  open: "open",
  processing: "confirmed",
  complete: "succeeded",
  failed: "failed",
  expired: "expired"
} as const

/** Polar's list in the form that all providers share. */
export const neutral: Neutral<"polar", Polar.ListSessionsParams, Polar.Session> = {
  provider: "polar",
  capabilities: {
    statuses: ["open", "processing", "complete", "expired", "failed"],
    filtersByStatus: true,
    filtersByCreation: false,
    order: "newest",
    total: "exact",
    // "Every 15 minutes, a task expires what is past its time."
    expiry: "late",
    fields: [
      "total",
      "createdAt",
      "expiresAt",
      "updatedAt",
      "url",
      "successUrl",
      "cancelUrl",
      "metadata",
      "customer.id",
      "customer.externalId",
      "customer.email",
      "customer.name"
    ],
    count: true,
    pageMaximum: maxLimit,
    retention: Option.none()
  },
  // Newest first, so that a lower bound of the time of creation ends the walk.
  params: (query) => Option.some({ sorting: ["-created_at"], status: wordsFor(query, words) }),
  read,
  fromNative
}
