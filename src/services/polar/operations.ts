import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Option from "effect/Option"
import { valueAt } from "../../http/internal/valueAt.js"
import * as Ahead from "../../pagination/internal/ahead.js"
import * as Shift from "../../pagination/internal/shift.js"
import { RetrieveParams, SessionAnswer } from "../../schemas/internal/retrieve.js"
import * as Polar from "../../schemas/Polar.js"
import { list, retrieve } from "../internal/operation.js"
import type { Provider } from "../internal/provider.js"
import { totalOf } from "../internal/total.js"
import { windowAfter } from "./window.js"

/** Production and sandbox have addresses, accounts and data of their own. */
export const baseUrls = {
  production: "https://api.polar.sh",
  sandbox: "https://sandbox-api.polar.sh"
} as const

// "`limit`: defaults to 10." Said aloud, because a page number means nothing without it.
const defaultLimit = 10

/** Polar: its name and address, how it authorizes a request, how it refuses one. */
export const provider: Provider = {
  name: "polar",
  module: "PolarClient",
  baseUrl: baseUrls.production,
  authorize: HttpClientRequest.bearerToken,
  failure: {
    requestIdHeader: undefined,
    read: (body) => ({ code: valueAt(body, "error") })
  }
}

/** The most sessions on a page. */
export const maxLimit = 100

// "Trailing slash is canonical" for the list; without it the answer is a redirect, which costs a second
// request.
const path = "/v1/checkouts/"

/** Polar's list of checkout sessions. */
export const listSessions = list({
  path,
  params: Polar.ListSessionsParams,
  item: Polar.Session,
  answer: Polar.SessionList,
  maxLimit,
  paging: ["page", "limit"],
  start: (limit) => ({ page: 1, limit: limit ?? defaultLimit }),
  // "`sorting=created_at` puts new rows at the end". In the server's own `-created_at` a new session
  // shifts every later page.
  streamDefaults: { sorting: ["created_at"] },
  encode: (params) => ({ ...params }),
  read: ({ items, pagination }, { limit = defaultLimit, page = 1 }, most) => ({
    items,
    // "Re-read `max_page` from each response": a short page says nothing.
    next:
      page < pagination.max_page
        ? { _tag: "More", ...windowAfter({ page, limit }, items.length, most) }
        : { _tag: "End" },
    total: totalOf(pagination.total_count)
  }),
  ahead: {
    after: (at, total, most) => {
      const window = { page: Number(at["page"]), limit: Number(at["limit"]) }
      return window.page * window.limit < total
        ? Option.some(windowAfter(window, window.limit, most).at)
        : Option.none()
    },
    items: Ahead.items
  },
  // Offsets: "soft-deletion → skip", and "no tie-breaker column → equal sort keys may reorder between
  // pages". So a session may move to a page that was read before.
  previous: Shift.numbered((at) =>
    Number(at["page"]) > 1 ? Option.some({ ...at, page: Number(at["page"]) - 1 }) : Option.none()
  ),
  // New sessions are last only in this order. A status changes after a cursor has passed.
  arrivals: ({ sorting, status }) =>
    sorting?.length === 1 && sorting[0] === "created_at" && status === undefined
      ? { _tag: "Appended" }
      : { _tag: "Unknown" }
})

/** Polar's retrieval of one checkout session. */
export const retrieveSession = retrieve({
  path,
  params: RetrieveParams,
  answer: SessionAnswer,
  item: Polar.Session,
  encode: () => ({}),
  read: (session) => session
})
