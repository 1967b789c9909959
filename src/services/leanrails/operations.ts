import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Option from "effect/Option"
import { valueAt } from "../../http/internal/valueAt.js"
import * as Keyset from "../../pagination/internal/keyset.js"
import { RetrieveParams, SessionAnswer } from "../../schemas/internal/retrieve.js"
import * as Leanrails from "../../schemas/Leanrails.js"
import { list, retrieve } from "../internal/operation.js"
import type { Provider } from "../internal/provider.js"

/** Leanrails: its name and address, how it authorizes a request, how it refuses one. */
export const provider: Provider = {
  name: "leanrails",
  module: "LeanrailsClient",
  baseUrl: "https://api.leanrails.com",
  authorize: (request, secret) => HttpClientRequest.basicAuth(request, secret, ""),
  failure: {
    requestIdHeader: undefined,
    read: (body) => ({ code: valueAt(body, "error", "code") })
  }
}

/** The most sessions on a page. */
export const maxLimit = 100

const defaultPath = "/v1/checkout_sessions"

/** Leanrails' list of checkout sessions. Its older and its newer documentation differ in the path. */
export const listSessions = (path = defaultPath) =>
  list({
    path,
    params: Leanrails.ListSessionsParams,
    item: Leanrails.Session,
    answer: Leanrails.SessionList,
    maxLimit,
    paging: Keyset.paging,
    backwards: Keyset.backwards,
    pageAfter: Keyset.pageAfter,
    // The order is not documented: only a walk that asks for newer sessions has an order.
    arrivals: (params) =>
      params.status === undefined ? Keyset.arrivals(params, false) : { _tag: "Unknown" },
    encode: (params) => ({ ...params }),
    read: (page, params) => {
      // `next_cursor` is documented for the way forward only; it equals the last item's id.
      const next = Keyset.backwards(params) ? undefined : page.next_cursor
      return {
        items: page.data,
        // "Stop: `has_more` false, or `next_cursor` null." Where the two contradict each other, the
        // last item's id leads on: to end there could lose the rest of the list.
        next: !page.has_more
          ? { _tag: "End" }
          : next
            ? { _tag: "More", at: { starting_after: next } }
            : Keyset.next(page.data, params),
        total: Option.none()
      }
    }
  })

/** Leanrails' retrieval of one checkout session. */
export const retrieveSession = (path = defaultPath) =>
  retrieve({
    path,
    params: RetrieveParams,
    answer: SessionAnswer,
    item: Leanrails.Session,
    encode: () => ({}),
    read: (session) => session
  })
