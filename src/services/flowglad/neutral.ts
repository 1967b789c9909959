import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import { fromNative, read } from "../../neutral/sessions/flowglad.js"
import type * as Flowglad from "../../schemas/Flowglad.js"
import type { Neutral } from "../internal/adapter.js"
import { maxLimit } from "./operations.js"

/** Flowglad's list in the form that all providers share. */
export const neutral: Neutral<"flowglad", Flowglad.ListSessionsParams, Flowglad.Session> = {
  provider: "flowglad",
  capabilities: {
    // Its documentation has the word `expired`. Its code never writes it.
    statuses: ["open", "processing", "complete", "expired", "failed"],
    filtersByStatus: false,
    filtersByCreation: false,
    order: "oldest",
    total: "never",
    expiry: "never",
    fields: [
      "createdAt",
      "expiresAt",
      "updatedAt",
      "successUrl",
      "cancelUrl",
      "livemode",
      "metadata",
      "customer.id",
      "customer.email",
      "customer.name"
    ],
    count: true,
    pageMaximum: maxLimit,
    retention: Option.some(Duration.days(14))
  },
  params: () => Option.some({}),
  read,
  fromNative
}
