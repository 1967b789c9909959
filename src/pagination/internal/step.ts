import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { CheckoutDecodeError, CheckoutError } from "../../CheckoutError.js"
import { CheckoutPaginationError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import { located } from "../../internal/errors.js"
import type { Cursor } from "../Cursor.js"
import type { Page } from "../Page.js"
import * as Cycle from "./cycle.js"
import type { PageParams, ResumePoint } from "./position.js"
import { fingerprint, toCursor } from "./position.js"

/**
 * What a page says of the page after it. `Lost` is a page that promises more and names no next page.
 */
export type Next =
  | { readonly _tag: "End" }
  | { readonly _tag: "More"; readonly at: PageParams }
  | { readonly _tag: "Lost"; readonly description: string }

/** A page as it was fetched: items unchecked, in the order in which the provider sent them. */
export interface RawPage {
  readonly items: ReadonlyArray<unknown>
  readonly next: Next
  readonly total: Option.Option<number>
}

/** A list to walk. It knows nothing of HTTP: a provider is data for it. */
export interface Walk<A> extends Call {
  /** Tells this query from others in a cursor. */
  readonly query: string
  readonly start: ResumePoint
  /** Whether the walk goes against the order of the list, each page from its end. */
  readonly backwards: boolean
  /** One request. */
  readonly fetch: (at: PageParams) => Effect.Effect<RawPage, CheckoutError>
  readonly check: (item: unknown, index: number) => Either.Either<A, CheckoutDecodeError>
  /** Where an item's id is a cursor: the page that starts after this item. */
  readonly pageAfter: Option.Option<(item: unknown) => Option.Option<PageParams>>
  /** Where pages may overlap: what tells an item that the page before already had. */
  readonly identify: Option.Option<(item: unknown) => Option.Option<string>>
  /** Without it, an invalid item ends the walk. */
  readonly onInvalidItem: ((error: CheckoutDecodeError) => Effect.Effect<void>) | undefined
}

/** One page of a walk, and why the walk ends there if it fails. */
export interface Step<A> {
  readonly page: Page<A>
  readonly failure: Option.Option<CheckoutError>
  /** Whether all items of the page are in it. */
  readonly whole: boolean
  /** Where the step began. */
  readonly from: ResumePoint
}

/** Where the next step begins. */
export interface State {
  readonly point: ResumePoint
  readonly cycle: Cycle.CycleDetector
}

export const begin = (point: ResumePoint): State => ({ point, cycle: Cycle.make(point.at) })

export const cursorAt = <A>(walk: Walk<A>, point: ResumePoint): Cursor =>
  toCursor(walk.provider, walk.query, point)

/** After so many items other fibers get their turn: a page can hold hundreds of thousands. */
const turn = 5000

/** Reads one page: fetches it, drops what was handed out before, checks the rest. */
export const step = <A>(
  walk: Walk<A>,
  { cycle, point }: State
): Effect.Effect<readonly [Step<A>, Option.Option<State>], CheckoutError> =>
  Effect.gen(function* () {
    const raw = yield* Effect.mapError(walk.fetch(point.at), located(cursorAt(walk, point)))
    const { next, total } = raw
    const { provider } = walk
    const sent = walk.backwards ? raw.items.toReversed() : raw.items

    const stop = (items: ReadonlyArray<A>, whole: boolean, at: ResumePoint, why: CheckoutError) => {
      // `None` would say that this was the last page. This cursor leads to the same error.
      const cursor = cursorAt(walk, at)
      const page = { provider, items, next: Option.some(cursor), total }
      const failure = Option.some(located(cursor)(why))
      return [{ page, failure, whole, from: point }, Option.none()] as const
    }

    if (next._tag === "More" && Cycle.closes(cycle, point.at, next.at)) {
      // A page that leads back may repeat items: none of them is handed on.
      const why = stalled(walk)
      return stop([], false, point, why)
    }

    const { ids, isNew } = compare(walk, sent, point)
    const items: Array<A> = []
    for (let index = point.skip; index < sent.length; index++) {
      if (index % turn === turn - 1) yield* Effect.sleep(0)
      if (!isNew(index)) continue
      const checked = walk.check(sent[index], walk.backwards ? sent.length - 1 - index : index)
      if (Either.isRight(checked)) {
        items.push(checked.right)
      } else if (walk.onInvalidItem !== undefined) {
        yield* walk.onInvalidItem(checked.left)
      } else {
        return stop(items, false, resumeAt(walk, sent, point, index), checked.left)
      }
    }

    switch (next._tag) {
      case "End": {
        const page = { provider, items, next: Option.none(), total }
        return [{ page, failure: Option.none(), whole: true, from: point }, Option.none()] as const
      }
      case "Lost": {
        // A page shorter than the one that was begun leaves more to skip than it has.
        const at = { ...point, skip: Math.max(point.skip, sent.length) }
        return stop(items, true, at, missing(walk, next.description))
      }
      case "More": {
        // Items that a shorter page left unskipped stand at the beginning of the next page.
        const skip = Math.max(0, point.skip - sent.length)
        const onward: ResumePoint = { at: next.at, skip, seen: ids }
        const page = { provider, items, next: Option.some(cursorAt(walk, onward)), total }
        const state: State = { point: onward, cycle: Cycle.next(cycle, next.at) }
        return [
          { page, failure: Option.none(), whole: true, from: point },
          Option.some(state)
        ] as const
      }
    }
  })

const stalled = ({ operation, provider }: Call) =>
  new CheckoutPaginationError({
    provider,
    operation,
    reason: "CursorStalled",
    description: "the list came back to a page where it had been and would never end"
  })

const missing = ({ operation, provider }: Call, description: string) =>
  new CheckoutPaginationError({ provider, operation, reason: "CursorMissing", description })

// An offset into a page goes stale when new items appear above it, and a cursor is stored for days.
// Where an item's id is a cursor, the offset counts from the last good item instead.
const resumeAt = <A>(
  walk: Walk<A>,
  items: ReadonlyArray<unknown>,
  point: ResumePoint,
  index: number
): ResumePoint => {
  for (let last = index - 1; last >= point.skip; last--) {
    const at = Option.flatMap(walk.pageAfter, (pageAfter) => pageAfter(items[last]))
    if (Option.isSome(at)) return { ...point, at: at.value, skip: index - 1 - last }
  }
  return { ...point, skip: index }
}

// Compares with the page before and no further: to remember the whole list would be a leak.
const compare = <A>(walk: Walk<A>, items: ReadonlyArray<unknown>, point: ResumePoint) => {
  if (Option.isNone(walk.identify)) return { isNew: () => true, ids: [] }
  const identify = walk.identify.value
  const previousIds = new Set(point.seen)
  const marks = items.map((item) => Option.getOrUndefined(Option.map(identify(item), fingerprint)))
  return {
    isNew: (index: number) => {
      const mark = marks[index]
      return mark === undefined || !previousIds.has(mark)
    },
    ids: marks.filter((mark) => mark !== undefined)
  }
}
