import * as Option from "effect/Option"
import { fromNative, read } from "../../neutral/sessions/leanrails.js"
import type * as Leanrails from "../../schemas/Leanrails.js"
import type { Neutral } from "../internal/adapter.js"
import { oneWordFor } from "../internal/query.js"
import { stripeFields, stripeWords } from "../internal/stripeWords.js"
import { maxLimit } from "./operations.js"

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
    fields: stripeFields,
    count: false,
    pageMaximum: maxLimit,
    retention: Option.none()
  },
  params: (query) => Option.some({ status: oneWordFor(query, stripeWords) }),
  read,
  fromNative
}
