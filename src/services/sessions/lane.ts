import * as Chunk from "effect/Chunk"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutError, ProviderName } from "../../CheckoutError.js"
import { isCheckoutError } from "../../CheckoutError.js"
import type { CheckoutSession } from "../../neutral/CheckoutSession.js"
import type { Cursor } from "../../pagination/Cursor.js"
import type { Page } from "../../pagination/Page.js"
import type { Lane, LaneOptions } from "../Adapter.js"
import type { Place } from "./cursor.js"
import { done } from "./cursor.js"
import type { Resolved } from "./query.js"
import { isUndated, matches, tooNew, tooOld } from "./query.js"

/** A page of one provider, as far as the query asks for it. */
export interface LanePage {
  readonly _tag: "Page"
  readonly provider: ProviderName
  readonly items: ReadonlyArray<CheckoutSession>
  /** How many were left out because they have no time of creation. */
  readonly undated: number
  /** How many sessions the provider's list has, filtered as far as it filters. */
  readonly total: Option.Option<number>
  /** Where the page begins. */
  readonly from: Option.Option<Cursor>
  /** Where the list stands after this page. */
  readonly next: Place
}

/** A provider that failed: it has no more pages. */
export interface LaneFailed {
  readonly _tag: "Failed"
  readonly provider: ProviderName
  readonly error: CheckoutError
}

/** Whether no later page can have a session that the query asks for. */
const isBeyond = (
  { capabilities }: Lane,
  query: Resolved,
  items: ReadonlyArray<CheckoutSession>
) => {
  const beyond =
    capabilities.order === "newest" ? tooOld : capabilities.order === "oldest" ? tooNew : undefined
  // One session could be out of order. A whole page is not.
  return beyond !== undefined && items.length > 0 && items.every((item) => beyond(query, item))
}

const pageOf = (
  lane: Lane,
  query: Resolved,
  { from, items, next, total }: Page<CheckoutSession>
): LanePage => ({
  _tag: "Page",
  provider: lane.provider,
  items: items.filter((item) => matches(query, item)),
  undated: items.filter((item) => isUndated(query, item)).length,
  total,
  from,
  next:
    Option.isNone(next) || isBeyond(lane, query, items)
      ? done
      : { _tag: "At", cursor: next, after: Option.none() }
})

/**
 * The pages of one provider from a place on. A failure of the provider is its last element, so that it
 * does not end the other providers' streams.
 */
export const pages = <E, R>(
  lane: Lane,
  query: Resolved,
  place: Place,
  onInvalidItem: LaneOptions<E, R>["onInvalidItem"]
): Stream.Stream<LanePage | LaneFailed, E, R> => {
  if (place._tag === "Done") return Stream.empty
  return Option.match(
    lane.pages(query, { from: Option.getOrUndefined(place.cursor), onInvalidItem }),
    {
      onNone: () => Stream.empty,
      onSome: (pages) =>
        pages.pipe(
          Stream.map((page) => pageOf(lane, query, page)),
          Stream.takeUntil(({ next }) => next._tag === "Done"),
          Stream.catchAll((error): Stream.Stream<LaneFailed, E> =>
            isCheckoutError(error)
              ? Stream.succeed({ _tag: "Failed", provider: lane.provider, error })
              : Stream.fail(error)
          )
        )
    }
  )
}

/** The place at which a lane begins: one that has nothing to ask for is done. */
export const begin = (lane: Lane, query: Resolved, start: Place): Place =>
  Option.isNone(lane.pages(query)) ? done : start

/** All lanes at once, each as fast as it is. A single one is read no faster than its pages are used. */
export const together = <A, E, R>(
  streams: ReadonlyArray<Stream.Stream<A, E, R>>
): Stream.Stream<A, E, R> =>
  streams.length === 1
    ? Stream.concatAll(Chunk.fromIterable(streams))
    : Stream.mergeAll(streams, { concurrency: "unbounded", bufferSize: 1 })
