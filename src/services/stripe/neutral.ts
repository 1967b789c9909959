import * as Option from "effect/Option"
import { fromNative, read } from "../../neutral/sessions/stripe.js"
import type * as Stripe from "../../schemas/Stripe.js"
import type { LaneQuery } from "../Adapter.js"
import type { Neutral } from "../internal/adapter.js"
import { oneWordFor, secondsOf } from "../internal/query.js"
import { stripeFields, stripeWords } from "../internal/stripeWords.js"
import { latest, maxLimit } from "./operations.js"

/** The bounds of `created`; `None` if no session can be between them. */
const created = ({ createdAfter, createdBefore }: LaneQuery) => {
  const gte = secondsOf(createdAfter)
  const before = secondsOf(createdBefore)
  // A later bound is refused by the parameters, and excludes nothing.
  const lt = before === undefined || before > latest ? undefined : before
  if (gte !== undefined && gte > latest) return Option.none()
  return Option.some(
    gte === undefined && lt === undefined
      ? undefined
      : { ...(gte === undefined ? {} : { gte }), ...(lt === undefined ? {} : { lt }) }
  )
}

/** Stripe's list in the form that all providers share. */
export const neutral: Neutral<"stripe", Stripe.ListSessionsParams, Stripe.Session> = {
  provider: "stripe",
  capabilities: {
    statuses: ["open", "processing", "complete", "expired"],
    filtersByStatus: true,
    filtersByCreation: true,
    order: "newest",
    total: "exact",
    expiry: "told",
    // Line items come only if `expand` asks for them, which makes a page many times as long.
    fields: stripeFields,
    count: false,
    pageMaximum: maxLimit,
    retention: Option.none()
  },
  params: (query) =>
    Option.map(created(query), (created) => ({ created, status: oneWordFor(query, stripeWords) })),
  read,
  fromNative
}
