import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Option from "effect/Option"
import { valueAt } from "../../http/internal/valueAt.js"
import * as Keyset from "../../pagination/internal/keyset.js"
import * as Stripe from "../../schemas/Stripe.js"
import { list } from "../internal/operation.js"
import type { Provider } from "../internal/provider.js"

/** Stripe: its name and address, how it authorizes a request, how it refuses one. */
export const provider: Provider = {
  name: "stripe",
  module: "StripeClient",
  baseUrl: "https://api.stripe.com",
  authorize: HttpClientRequest.bearerToken,
  failure: {
    requestIdHeader: "request-id",
    read: (body, status) => {
      const code = valueAt(body, "error", "code")
      return {
        // "There is no type of its own for auth or permission": where there is no code, the type says a little.
        code: code ?? valueAt(body, "error", "type"),
        reason: status === 400 && code === "rate_limit" ? "RateLimited" : undefined
      }
    }
  }
}

/** Stripe's list of checkout sessions. */
export const listSessions = list({
  path: "/v1/checkout/sessions",
  params: Stripe.ListSessionsParams,
  item: Stripe.Session,
  answer: Stripe.SessionList,
  maxLimit: 100,
  paging: Keyset.paging,
  backwards: Keyset.backwards,
  pageAfter: Keyset.pageAfter,
  // A status changes after a cursor has passed: a later walk would never see that session.
  arrivals: (params) =>
    params.status === undefined ? Keyset.arrivals(params, true) : { _tag: "Unknown" },
  encode: ({ created, customer_details, expand, ...params }) => ({
    ...params,
    created: typeof created === "object" ? { ...created } : created,
    customer_details: customer_details && { ...customer_details },
    "expand[]": expand
  }),
  read: (page, params) => ({
    items: page.data,
    next: page.has_more ? Keyset.next(page.data, params) : { _tag: "End" },
    total: Option.none()
  })
})
