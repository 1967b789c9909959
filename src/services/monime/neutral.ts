import * as Option from "effect/Option"
import { fromNative, read } from "../../neutral/sessions/monime.js"
import type * as Monime from "../../schemas/Monime.js"
import type { Neutral } from "../internal/adapter.js"
import { maxLimit } from "./operations.js"

/** Monime's list in the form that all providers share. */
export const neutral: Neutral<"monime", Monime.ListSessionsParams, Monime.Session> = {
  provider: "monime",
  capabilities: {
    statuses: ["open", "complete", "expired", "canceled"],
    filtersByStatus: false,
    filtersByCreation: false,
    order: "unknown",
    total: "derived",
    expiry: "told",
    fields: [
      "total",
      "createdAt",
      "expiresAt",
      "url",
      "successUrl",
      "cancelUrl",
      "reference",
      "metadata",
      "lineItems"
    ],
    count: false,
    pageMaximum: maxLimit,
    retention: Option.none()
  },
  params: () => Option.some({}),
  read,
  fromNative
}
