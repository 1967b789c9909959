import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Option from "effect/Option"
import { valueAt } from "../../http/internal/valueAt.js"
import { RetrieveParams } from "../../schemas/internal/retrieve.js"
import * as Monime from "../../schemas/Monime.js"
import { list, retrieve } from "../internal/operation.js"
import type { Provider } from "../internal/provider.js"

/** Monime: its name and address, how it authorizes a request, how it refuses one. */
export const provider: Provider = {
  name: "monime",
  module: "MonimeClient",
  baseUrl: "https://api.monime.io",
  authorize: HttpClientRequest.bearerToken,
  invalidHeader: (name, value) =>
    name === "Monime-Space-Id" && value.length > 64 ? "expected at most 64 characters" : undefined,
  failure: {
    requestIdHeader: "monime-request-id",
    read: (body) => ({ code: valueAt(body, "error", "reason") })
  }
}

/** The most sessions on a page. */
export const maxLimit = 50

const path = "/v1/checkout-sessions"

/** Monime's list of checkout sessions. */
export const listSessions = list({
  path,
  params: Monime.ListSessionsParams,
  item: Monime.Session,
  answer: Monime.SessionList,
  maxLimit,
  paging: ["after"],
  // "`null` is the first page": on the wire that is no parameter at all.
  encode: ({ after, ...params }) => ({ ...params, after: after ?? undefined }),
  read: (page) => ({
    // "`result`: read null or absent as empty." The schema refuses an answer that is no page.
    items: page.result ?? [],
    // "End: `next` null or absent. An empty string should also end it."
    next: page.pagination?.next
      ? { _tag: "More", at: { after: page.pagination.next } }
      : { _tag: "End" },
    // `pagination.count` is the number of items on this page, not a total.
    total: Option.none()
  })
})

/** Monime's retrieval of one checkout session. */
export const retrieveSession = retrieve({
  path,
  params: RetrieveParams,
  answer: Monime.SessionAnswer,
  item: Monime.Session,
  encode: () => ({}),
  read: ({ result }) => result
})
