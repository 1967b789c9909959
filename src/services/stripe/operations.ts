import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { valueAt } from "../../http/internal/valueAt.js"
import * as Keyset from "../../pagination/internal/keyset.js"
import * as Parallel from "../../pagination/internal/parallel.js"
import type { Range } from "../../pagination/internal/position.js"
import { parameters } from "../../schemas/internal/parameters.js"
import { SessionAnswer, sessionId } from "../../schemas/internal/retrieve.js"
import * as Stripe from "../../schemas/Stripe.js"
import { list, retrieve } from "../internal/operation.js"
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

type Created = Stripe.ListSessionsParams["created"]

/** No bound of `created` may be later. */
export const latest = 1e11

/** The seconds that `created` asks for: from the first to the one after the last. */
const boundsOf = (created: Created): Range => {
  if (typeof created === "number") return { from: created, to: created + 1 }
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = created ?? {}
  const from = Math.min(Math.max(gt + 1, gte), latest)
  const to = Math.min(lt, lte + 1)
  return {
    from: from === -Infinity ? undefined : from,
    to: to === Infinity ? undefined : Math.min(to, latest)
  }
}

/** `created` for a range. */
const createdIn = ({ from, to }: Range): Created =>
  from === undefined && to === undefined
    ? undefined
    : {
        ...(from === undefined ? {} : { gte: from }),
        ...(to === undefined ? {} : { lt: to })
      }

/** The most sessions on a page. */
export const maxLimit = 100

const path = "/v1/checkout/sessions"

/** Stripe's list of checkout sessions. */
export const listSessions = list({
  path,
  params: Stripe.ListSessionsParams,
  item: Stripe.Session,
  answer: Stripe.SessionList,
  maxLimit,
  paging: Keyset.paging,
  backwards: Keyset.backwards,
  pageAfter: Keyset.pageAfter,
  // A status changes after a cursor has passed: a later walk would never see that session.
  arrivals: (params) =>
    params.status === undefined ? Keyset.arrivals(params, true) : { _tag: "Unknown" },
  // "Sessions are sorted by creation, newest first", and `created` filters by the whole second.
  split: {
    keyOf: (item) =>
      Predicate.hasProperty(item, "created") && Number.isSafeInteger(item.created)
        ? Option.some(Number(item.created))
        : Option.none(),
    bounds: ({ created }) => boundsOf(created),
    within: (params, range) => ({ ...params, created: createdIn(range) }),
    items: Parallel.items
  },
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

// "The retrieve path parameter is capped at 66 characters."
const id = sessionId("the id of a session, of 1 to 66 characters", (id) => id.length <= 66)

/** Stripe's retrieval of one checkout session. */
export const retrieveSession = retrieve({
  path,
  params: parameters({ id, ...Stripe.RetrieveSessionParams.fields }),
  answer: SessionAnswer,
  item: Stripe.Session,
  encode: ({ expand }) => ({ "expand[]": expand }),
  read: (session) => session
})
