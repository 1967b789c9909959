import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutError } from "../../CheckoutError.js"
import type { CheckoutSession } from "../../neutral/CheckoutSession.js"
import type { Cursor } from "../../pagination/Cursor.js"
import * as Page from "../../pagination/Page.js"
import type { Lane } from "../../services/Adapter.js"
import type { SourceName } from "../SyncStore.js"

/** One account of one provider, and how its sessions are read. */
export interface Source extends SourceName {
  readonly lane: Lane
}

/** A page, and when its request left. */
export interface Observed {
  readonly at: number
  readonly page: Page.Page<CheckoutSession>
}

export const createdAt = (session: CheckoutSession): Option.Option<number> =>
  Option.map(session.createdAt, DateTime.toEpochMillis)

/** A page of a list. */
export interface Place {
  readonly cursor: Option.Option<Cursor>
  /** Where the provider can, it leaves out sessions created before. */
  readonly createdAfter?: number | null
  /** Sessions at most; the provider's largest page by default. */
  readonly limit?: number
}

/** One page of a source: one request. */
export const pageAt = (
  { lane }: Source,
  at: number,
  { createdAfter = null, cursor, limit }: Place
): Effect.Effect<Observed, CheckoutError> => {
  const pages = lane.pages(
    {
      status: Option.none(),
      createdAfter:
        createdAfter === null || !lane.capabilities.filtersByCreation
          ? Option.none()
          : DateTime.make(createdAfter),
      createdBefore: Option.none()
    },
    {
      from: Option.getOrUndefined(cursor),
      limit,
      onInvalidItem: (error) =>
        Effect.logWarning(
          `${error.message}. The session is left out: it has no id, so it cannot be stored`
        )
    }
  )
  return Effect.map(Stream.runHead(Option.getOrElse(pages, () => Stream.empty)), (page) => ({
    at,
    page: Option.getOrElse(page, () => Page.make({ provider: lane.provider, items: [] }))
  }))
}

/** Whether a provider says that it has no such session. */
export const isMissing = (error: CheckoutError): boolean =>
  error._tag === "CheckoutResponseError" && error.reason === "NotFound"

/** Whether an error is about one session alone, so that others can be read. */
export const isOwn = (error: CheckoutError): boolean =>
  error._tag === "CheckoutDecodeError" ||
  (error._tag === "CheckoutRequestError" && error.reason === "InvalidParams") ||
  (error._tag === "CheckoutResponseError" && error.reason === "Invalid")

/**
 * Whether an error may be about one session alone: the request of another one may succeed. A key that is
 * refused, or a limit that is used up, is about all of them.
 */
export const mayBeOwn = (error: CheckoutError): boolean =>
  isOwn(error) ||
  (error._tag === "CheckoutRequestError" &&
    (error.reason === "Transport" || error.reason === "Timeout")) ||
  (error._tag === "CheckoutResponseError" &&
    error.reason !== "Unauthorized" &&
    error.reason !== "RateLimited")

/** Whether the provider has refused this request, and will refuse it again. */
export const isFinal = (error: CheckoutError): boolean =>
  isOwn(error) || (error._tag === "CheckoutResponseError" && mayBeOwn(error) && !error.isRetryable)

/** Whether a provider refused a cursor: its session was deleted, or the list is another one by now. */
export const refusesCursor = (error: CheckoutError): boolean =>
  error._tag === "CheckoutPaginationError" ||
  (error._tag === "CheckoutResponseError" &&
    (error.reason === "NotFound" || error.reason === "Invalid")) ||
  (error._tag === "CheckoutRequestError" && error.reason === "InvalidParams")
