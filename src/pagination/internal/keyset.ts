import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { Arrivals } from "./resume.js"
import type { Next } from "./step.js"
import type { PageParams } from "./position.js"

/** Paging by the id of the last item (keyset paging), as Stripe and Leanrails do. */
interface Cursors {
  readonly starting_after?: string | undefined
  readonly ending_before?: string | undefined
}

export const paging = ["starting_after", "ending_before"] as const

/** `ending_before` walks towards newer sessions. */
export const backwards = (params: Cursors): boolean => params.ending_before !== undefined

/** The id of an item that is not checked yet. */
export const idOf = (item: unknown): Option.Option<string> =>
  Predicate.hasProperty(item, "id") &&
  typeof item.id === "string" &&
  item.id !== "" &&
  // "Max 5000" is the longest id that any provider documents; megabytes would go into every cursor.
  item.id.length <= 5000
    ? Option.some(item.id)
    : Option.none()

/** The page that starts after an item, in the direction of travel. */
export const pageAfter = (item: unknown, params: Cursors): Option.Option<PageParams> =>
  Option.map(idOf(item), (id) =>
    backwards(params) ? { ending_before: id } : { starting_after: id }
  )

/**
 * The page after one that has more: it starts after the id at the far end. "Pages are newest first
 * in both directions", so the far end of a walk backwards is the first item.
 */
export const next = (data: ReadonlyArray<unknown>, params: Cursors): Next => {
  const outward = backwards(params) ? data.toReversed() : data
  // An item without an id is invalid, but the items after it are not: go on from the last id.
  return Option.match(
    Option.fromNullable(
      outward.map((item) => pageAfter(item, params)).findLast(Option.isSome)
    ).pipe(Option.flatten),
    {
      onNone: () => ({
        _tag: "Lost",
        description: "`has_more` is true, but no item of the page has an id to go on from"
      }),
      onSome: (at) => ({ _tag: "More", at })
    }
  )
}

/**
 * Where new sessions are found after a walk. A walk backwards goes on towards newer sessions. A walk
 * of a list that begins with the newest one turns round at the first session that it met.
 */
export const arrivals = (params: Cursors, newestFirst: boolean): Arrivals =>
  backwards(params)
    ? { _tag: "Appended" }
    : newestFirst
      ? { _tag: "Prepended", before: (id) => ({ ending_before: id }) }
      : { _tag: "Unknown" }
