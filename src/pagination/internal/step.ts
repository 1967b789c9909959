import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { CheckoutDecodeError, CheckoutError } from "../../CheckoutError.js"
import { CheckoutPaginationError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import { located } from "../../internal/errors.js"
import type { Cursor } from "../Cursor.js"
import * as Cycle from "./cycle.js"
import { fingerprints } from "./fingerprint.js"
import type { PageParams, Query, ResumePoint } from "./position.js"
import { toCursor } from "./position.js"
import * as Resume from "./resume.js"
import type * as Shift from "./shift.js"

/**
 * How a page names the page after it. `Lost` is a page that promises more and names no next page.
 */
export type Next =
  | { readonly _tag: "End" }
  | {
      readonly _tag: "More"
      readonly at: PageParams
      /** How many items of this page the next one begins with, if the list stays as it is. */
      readonly overlap?: number
    }
  | { readonly _tag: "Lost"; readonly description: string }

/** A page as it was fetched: items unchecked, in the order in which the provider sent them. */
export interface RawPage {
  readonly items: ReadonlyArray<unknown>
  readonly next: Next
  readonly total: Option.Option<number>
}

/** A list to walk. It knows nothing of HTTP: a provider is data for it. */
export interface Walk<A, E = never, R = never> extends Call {
  /** Tells this query from others in a cursor. */
  readonly query: Query
  readonly start: ResumePoint
  /** Whether the walk goes against the order of the list, each page from its end. */
  readonly backwards: boolean
  /** One request. */
  readonly fetch: (at: PageParams) => Effect.Effect<RawPage, CheckoutError>
  readonly check: (item: unknown, index: number) => Either.Either<A, CheckoutDecodeError>
  readonly idOf: (item: unknown) => Option.Option<string>
  /** Where an item's id is a cursor: the page that starts after this item. */
  readonly pageAfter: Option.Option<(item: unknown) => Option.Option<PageParams>>
  /** Where pages are numbered, so that sessions move between them: how those are found. */
  readonly previous: Option.Option<Shift.Numbered>
  /** Where a later walk finds the sessions that are new by then. */
  readonly arrivals: Resume.Arrivals
  /** Gives an item in place of an invalid one, or none. Without it, an invalid item ends the walk. */
  readonly onInvalidItem:
    | ((error: CheckoutDecodeError) => Effect.Effect<Option.Option<A>, E, R>)
    | undefined
}

/** One page of a walk, and why the walk ends there if it fails. Points are cursors not yet written. */
export interface Step<A> {
  readonly items: ReadonlyArray<A>
  readonly total: Option.Option<number>
  /** Where the step began. */
  readonly from: ResumePoint
  /** Where the walk goes on, also after a failure; `None` where the provider said that this is the end. */
  readonly next: Option.Option<ResumePoint>
  /** Where a later walk goes on. */
  readonly resume: Option.Option<ResumePoint>
  readonly failure: Option.Option<CheckoutError>
  /** Whether all items of the page are in it. */
  readonly whole: boolean
}

/** Where the next step begins. */
export interface State {
  readonly point: ResumePoint
  readonly cycle: Cycle.CycleDetector
}

/** A step, and where the next one begins. */
export type Stepped<A> = readonly [Step<A>, Option.Option<State>]

export const begin = (point: ResumePoint): State => ({ point, cycle: Cycle.make(point.at) })

export const cursorAt = <A, E, R>(walk: Walk<A, E, R>, point: ResumePoint): Cursor =>
  toCursor(walk.provider, walk.query, point)

/** The error with the cursor of a point, which is written only for an error. */
export const locatedAt =
  <A, E, R>(walk: Walk<A, E, R>, point: ResumePoint) =>
  (error: CheckoutError): CheckoutError =>
    located(cursorAt(walk, point))(error)

/** After so many items other fibers get their turn: a page can hold hundreds of thousands. */
const turn = 5000

const failure = (
  { operation, provider }: Call,
  reason: CheckoutPaginationError["reason"],
  description: string
) => new CheckoutPaginationError({ provider, operation, reason, description })

/** A page of the provider in walking order. */
const inWalkingOrder = <A, E, R>(walk: Walk<A, E, R>, { items }: RawPage) =>
  walk.backwards ? items.toReversed() : items

/** The items that belong before this page, because they moved while the list was read. */
const movedBefore = <A, E, R>(
  walk: Walk<A, E, R>,
  point: ResumePoint,
  page: Shift.Marked
): Effect.Effect<Option.Option<Shift.Found>, CheckoutError> => {
  if (!point.unsure || Option.isNone(walk.previous)) {
    return Effect.succeed(Option.some({ moved: [], total: page.total, marks: page.marks }))
  }
  const read = (at: PageParams) =>
    Effect.flatMap(walk.fetch(at), (raw) => {
      const items = inWalkingOrder(walk, raw)
      return Effect.map(fingerprints(items, walk.idOf), (marks) => ({
        items,
        marks,
        total: raw.total
      }))
    })
  const appended = walk.arrivals._tag === "Appended"
  return walk.previous.value.findMoved(point, page, read, appended)
}

/** The items of a page, up to an invalid one that ends the walk. */
interface Checked<A> {
  readonly items: ReadonlyArray<A>
  readonly invalid: Option.Option<{ readonly nth: number; readonly why: CheckoutDecodeError }>
}

/**
 * Checks the items that were not handed out before, those first that moved away from this page.
 *
 * It is a loop that leaves for an effect only where it must: after very many items, and for an invalid
 * one. A generator for each page would keep its items alive for several pages.
 */
const checkAll = <A, E, R>(
  walk: Walk<A, E, R>,
  { marks, moved, point, sent }: Resume.Read
): Effect.Effect<Checked<A>, E, R> => {
  const items: Array<A> = []
  const isNew = Resume.isNew(point, marks)
  const count = moved.length + sent.length
  /** Checks on from an item, up to the end of the turn that began with `start`. */
  const from = (first: number, start: number): Effect.Effect<Checked<A>, E, R> => {
    const end = Math.min(count, start + turn)
    for (let nth = first; nth < end; nth++) {
      const earlier = moved[nth]
      const index = earlier?.index ?? nth - moved.length
      if (earlier === undefined && !isNew(index)) continue
      const item = earlier === undefined ? sent[index] : earlier.item
      const checked = walk.check(item, walk.backwards ? sent.length - 1 - index : index)
      if (Either.isRight(checked)) {
        items.push(checked.right)
      } else if (walk.onInvalidItem === undefined) {
        return Effect.succeed({ items, invalid: Option.some({ nth, why: checked.left }) })
      } else {
        return Effect.flatMap(walk.onInvalidItem(checked.left), (given) => {
          if (Option.isSome(given)) items.push(given.value)
          return from(nth + 1, start)
        })
      }
    }
    return end - start === turn
      ? Effect.flatMap(Effect.sleep(0), () => from(end, end))
      : Effect.succeed({ items, invalid: Option.none() })
  }
  return from(0, 0)
}

/** Reads one page: fetches it, drops items that were handed out before, checks the rest. */
export const step = <A, E, R>(
  walk: Walk<A, E, R>,
  { cycle, point: start }: State
): Effect.Effect<Stepped<A>, CheckoutError | E, R> =>
  Effect.gen(function* () {
    const raw = yield* Effect.mapError(walk.fetch(start.at), locatedAt(walk, start))
    const { next, total } = raw
    const sent = inWalkingOrder(walk, raw)
    const knows = Resume.needsMarks(start) || Option.isSome(walk.previous)
    const marks = knows ? yield* fingerprints(sent, walk.idOf) : []
    const read: Shift.Marked = { items: sent, marks, total }
    const unsure = Option.exists(walk.previous, (pages) => pages.mayHaveMoved(start, read))
    // Until the page is read, every cursor says so: the evidence may be gone when one is given back.
    const point: ResumePoint = { ...start, unsure }
    const reached = (items: ReadonlyArray<A>, next: ResumePoint): Step<A> => ({
      items,
      total,
      from: point,
      next: Option.some(next),
      resume: Option.some(next),
      failure: Option.none(),
      whole: true
    })

    // `None` would say that this was the last page. This point leads to the same error.
    const stop = (
      items: ReadonlyArray<A>,
      whole: boolean,
      at: ResumePoint,
      why: CheckoutError
    ): Stepped<A> => [{ ...reached(items, at), failure: Option.some(why), whole }, Option.none()]

    if (next._tag === "More" && Cycle.closes(cycle, point.at, next.at)) {
      // A page that leads back may repeat items: none of them is handed on.
      const why = "the list came back to a page where it had been and would never end"
      return stop([], false, point, failure(walk, "CursorStalled", why))
    }

    const found = yield* Effect.mapError(movedBefore(walk, point, read), locatedAt(walk, point))
    if (Option.isNone(found)) {
      const why =
        "the list changed while it was read, and sessions may be missing; read it from its beginning"
      return stop([], false, point, failure(walk, "ListChanged", why))
    }

    const done: Resume.Read = {
      point,
      moved: found.value.moved,
      sent,
      marks,
      lastMarks: found.value.marks,
      total: found.value.total
    }
    const { invalid, items } = yield* checkAll(walk, done)
    if (Option.isSome(invalid)) {
      const { nth, why } = invalid.value
      const at = yield* Resume.inside(walk, done, nth)
      // If no point can name the items before this one, none of them is handed out.
      return Option.match(at, {
        onNone: () => stop([], false, point, why),
        onSome: (at) => stop(items, false, at, why)
      })
    }

    switch (next._tag) {
      case "End": {
        const resume = yield* Resume.atEnd(walk, done)
        return [{ ...reached(items, point), next: Option.none(), resume }, Option.none()]
      }
      case "Lost": {
        const at = yield* Resume.afterAll(walk, done)
        const why = failure(walk, "CursorMissing", next.description)
        return Option.match(at, {
          onNone: () => stop([], false, point, why),
          onSome: (at) => stop(items, true, at, why)
        })
      }
      case "More": {
        const onward = Resume.onward(walk, done, next)
        const state: State = { point: onward, cycle: Cycle.next(cycle, next.at) }
        return [reached(items, onward), Option.some(state)]
      }
    }
  })
