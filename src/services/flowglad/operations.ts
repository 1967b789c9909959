import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { valueAt } from "../../http/internal/valueAt.js"
import { RetrieveParams } from "../../schemas/internal/retrieve.js"
import * as Flowglad from "../../schemas/Flowglad.js"
import { list, retrieve } from "../internal/operation.js"
import type { Provider } from "../internal/provider.js"
import { totalOf } from "../internal/total.js"

/** Flowglad: its name and address, how it authorizes a request, how it refuses one. */
export const provider: Provider = {
  name: "flowglad",
  module: "FlowgladClient",
  baseUrl: "https://app.flowglad.com",
  // The key as it is, without a scheme, as the documentation shows it and the SDK sends it.
  authorize: (request, secret) => HttpClientRequest.setHeader(request, "authorization", secret),
  failure: {
    requestIdHeader: "x-request-id",
    read: (body, status) => {
      const code = valueAt(body, "code")
      const message = valueAt(body, "error")
      // "500 for a missing id: the message mentions `No … found with id`." The bound keeps the search
      // linear: a message can be as long as a body.
      const missing =
        status === 500 &&
        typeof message === "string" &&
        /\bNo .{1,100} found with id\b/.test(message)
      return {
        code,
        requestId: valueAt(body, "request_id"),
        reason: missing ? "NotFound" : undefined
      }
    }
  }
}

/** The most sessions on a page. */
export const maxLimit = 100

const path = "/api/v1/checkout-sessions"

/** Flowglad's list of checkout sessions. */
export const listSessions = list({
  path,
  params: Flowglad.ListSessionsParams,
  item: Flowglad.Session,
  answer: Flowglad.SessionList,
  maxLimit,
  paging: ["cursor"],
  // "New sessions land after the cursor."
  arrivals: () => ({ _tag: "Appended" }),
  encode: (params) => ({ ...params }),
  read: (page) => ({
    items: page.data,
    // "Stop on `hasMore === false`; require a string `nextCursor` to continue."
    next: !page.hasMore
      ? { _tag: "End" }
      : page.nextCursor
        ? { _tag: "More", at: { cursor: page.nextCursor } }
        : { _tag: "Lost", description: "`hasMore` is true, but there is no `nextCursor`" },
    total: totalOf(page.total)
  })
})

/** Flowglad's retrieval of one checkout session. */
export const retrieveSession = retrieve({
  path,
  params: RetrieveParams,
  answer: Flowglad.SessionAnswer,
  item: Flowglad.Session,
  encode: () => ({}),
  read: ({ checkoutSession }) => checkoutSession
})
