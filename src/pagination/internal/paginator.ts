/**
 * The one loop over pages. Providers are data for it, and HTTP is none of its business.
 *
 * @since 0.1.0
 */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutDecodeError, CheckoutError } from "../../CheckoutError.js"
import { CheckoutPaginationError } from "../../CheckoutError.js"
import type { Where } from "../../internal/errors.js"
import { located } from "../../internal/errors.js"
import type { At, Position } from "./position.js"
import { fingerprint, toCursor } from "./position.js"
import type { Page } from "../Page.js"

/**
 * What a provider says of the page after this one. `Lost` is a page that promises more and gives
 * no way on.
 *
 * @since 0.1.0
 * @category Models
 */
export type Next =
  | { readonly _tag: "End" }
  | { readonly _tag: "More"; readonly at: At }
  | { readonly _tag: "Lost"; readonly description: string }

/**
 * A page as it was fetched: items unchecked, in the order they were sent.
 *
 * @since 0.1.0
 * @category Models
 */
export interface RawPage {
  readonly items: ReadonlyArray<unknown>
  readonly next: Next
  readonly total: Option.Option<number>
}

/**
 * A list to walk.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Walk<A> extends Where {
  /** Tells this query from others in a cursor. */
  readonly query: string
  readonly start: Position
  /** Whether the walk goes against the order of the list, each page from its end. */
  readonly backwards: boolean
  /** One request. */
  readonly fetch: (at: At) => Effect.Effect<RawPage, CheckoutError>
  readonly check: (item: unknown, index: number) => Either.Either<A, CheckoutDecodeError>
  /** Where an item is itself a place in the list: the page that begins behind it. */
  readonly behind: Option.Option<(item: unknown) => Option.Option<At>>
  /** Where pages may overlap: what tells an item that the page before already had. */
  readonly identify: Option.Option<(item: unknown) => Option.Option<string>>
  /** Without it, an invalid item ends the walk. */
  readonly onInvalidItem: ((error: CheckoutDecodeError) => Effect.Effect<void>) | undefined
}

/** One step: what arrived, and why the walk ends here if it does. */
interface Step<A> {
  readonly page: Page<A>
  readonly failure: Option.Option<CheckoutError>
  /** Whether all items of the page are in it. */
  readonly whole: boolean
  /** The place at which it began. */
  readonly position: Position
}

/**
 * Brent's cycle detection: one remembered place, moved on at powers of two, finds a list that goes
 * round in circles of any length without remembering where it has been.
 */
interface Pace {
  readonly landmark: string
  readonly steps: number
  readonly power: number
}

interface State {
  readonly position: Position
  readonly pace: Pace
}

const keyOf = (at: At) => JSON.stringify(Object.entries(at).sort(([a], [b]) => (a < b ? -1 : 1)))

const begin = (position: Position): State => ({
  position,
  pace: { landmark: keyOf(position.at), steps: 0, power: 1 }
})

const advance = (pace: Pace, key: string): Pace =>
  pace.steps + 1 === pace.power
    ? { landmark: key, steps: 0, power: pace.power * 2 }
    : { ...pace, steps: pace.steps + 1 }

const cursorAt = <A>(walk: Walk<A>, position: Position) =>
  toCursor(walk.provider, walk.query, position)

const step = <A>(
  walk: Walk<A>,
  { pace, position }: State
): Effect.Effect<readonly [Step<A>, Option.Option<State>], CheckoutError> =>
  Effect.gen(function* () {
    const raw = yield* Effect.mapError(walk.fetch(position.at), located(cursorAt(walk, position)))
    const sent = walk.backwards ? raw.items.toReversed() : raw.items
    const stop = (
      items: ReadonlyArray<A>,
      whole: boolean,
      at: Position,
      fail: () => CheckoutError
    ) => {
      // Not `None`, which says that this was the last page: given back, it leads to the same error.
      const cursor = cursorAt(walk, at)
      const page = { items, next: Option.some(cursor), total: raw.total }
      const failure = Option.some(located(cursor)(fail()))
      return [{ page, failure, whole, position }, Option.none()] as const
    }
    const cannotGoOn = (reason: "CursorStalled" | "CursorMissing", description: string) => () =>
      new CheckoutPaginationError({
        provider: walk.provider,
        operation: walk.operation,
        reason,
        description
      })

    const key = raw.next._tag === "More" ? keyOf(raw.next.at) : undefined
    if (key !== undefined && (key === keyOf(position.at) || key === pace.landmark)) {
      // An answer that repeats the question may well repeat items: none of it is handed on.
      return stop(
        [],
        false,
        position,
        cannotGoOn("CursorStalled", "the list came back to where it had been and would never end")
      )
    }

    const { fresh, ids } = overlap(walk, sent, position)
    const items: Array<A> = []
    for (let index = position.skip; index < sent.length; index++) {
      // A page of hundreds of thousands would keep everything else waiting for as long as it takes.
      if (index % 5000 === 4999) yield* Effect.sleep(0)
      if (!fresh(index)) continue
      const checked = walk.check(sent[index], walk.backwards ? sent.length - 1 - index : index)
      if (Either.isRight(checked)) {
        items.push(checked.right)
      } else if (walk.onInvalidItem !== undefined) {
        yield* walk.onInvalidItem(checked.left)
      } else {
        return stop(items, false, before(walk, sent, position, index), () => checked.left)
      }
    }

    switch (raw.next._tag) {
      case "End": {
        const page = { items, next: Option.none(), total: raw.total }
        return [{ page, failure: Option.none(), whole: true, position }, Option.none()] as const
      }
      case "Lost":
        return stop(
          items,
          true,
          // A shorter page than the one that was begun leaves more to skip than it has.
          { ...position, skip: Math.max(position.skip, sent.length) },
          cannotGoOn("CursorMissing", raw.next.description)
        )
      case "More": {
        // Items that a shorter page left unskipped are at the beginning of the next one.
        const skip = Math.max(0, position.skip - sent.length)
        const next: Position = { at: raw.next.at, skip, seen: ids }
        const page = { items, next: Option.some(cursorAt(walk, next)), total: raw.total }
        return [
          { page, failure: Option.none(), whole: true, position },
          Option.some({ position: next, pace: advance(pace, keyOf(raw.next.at)) })
        ] as const
      }
    }
  })

// Counting items from the beginning of a page holds only as long as nothing new appears there, and a
// cursor is stored for days: where an item is a place by itself, it is counted from the last of them.
const before = <A>(
  walk: Walk<A>,
  items: ReadonlyArray<unknown>,
  position: Position,
  index: number
): Position => {
  for (let last = index - 1; last >= position.skip; last--) {
    const at = Option.flatMap(walk.behind, (behind) => behind(items[last]))
    if (Option.isSome(at)) return { ...position, at: at.value, skip: index - 1 - last }
  }
  return { ...position, skip: index }
}

// Compares with the page before only: a list's whole history would be a leak.
const overlap = <A>(walk: Walk<A>, items: ReadonlyArray<unknown>, position: Position) => {
  if (Option.isNone(walk.identify)) return { fresh: () => true, ids: [] }
  const identify = walk.identify.value
  const before = new Set(position.seen)
  const marks = items.map((item) => Option.getOrUndefined(Option.map(identify(item), fingerprint)))
  return {
    fresh: (index: number) => {
      const mark = marks[index]
      return mark === undefined || !before.has(mark)
    },
    ids: marks.filter((mark) => mark !== undefined)
  }
}

const steps = <A>(walk: Walk<A>, prefetch = 0): Stream.Stream<Step<A>, CheckoutError> => {
  const after = (room: Effect.Effect<unknown>) =>
    Stream.paginateEffect(begin(walk.start), (state) => Effect.zipRight(room, step(walk, state)))
  // Half a page is none: there would never be room for it.
  const ahead = Math.floor(prefetch)
  if (!(ahead >= 1)) return after(Effect.void)
  // A buffer alone would fetch one page more than it holds.
  return Stream.unwrap(
    Effect.map(Effect.makeSemaphore(ahead), (room) =>
      after(room.take(1)).pipe(
        Stream.buffer({ capacity: ahead }),
        Stream.tap(() => room.release(1))
      )
    )
  )
}

const thenFail = <A, E>(stream: Stream.Stream<A>, failure: Option.Option<E>): Stream.Stream<A, E> =>
  Option.match(failure, {
    onNone: () => stream,
    onSome: (error) => Stream.concat(stream, Stream.fail(error))
  })

// Of a page that is not handed out nothing was had: its error leads back to its beginning.
const withheld = <A>(walk: Walk<A>, { failure, position }: Step<A>) =>
  Option.map(failure, located(cursorAt(walk, position)))

/**
 * The page at the beginning of a walk: one request.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const first = <A>(walk: Walk<A>): Effect.Effect<Page<A>, CheckoutError> =>
  Effect.flatMap(step(walk, begin(walk.start)), ([step]) =>
    Option.match(withheld(walk, step), {
      onNone: () => Effect.succeed(step.page),
      onSome: Effect.fail
    })
  )

/**
 * All pages of a walk. A page with an invalid item is withheld: its error leads back to all of it.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const pages = <A>(walk: Walk<A>, prefetch?: number): Stream.Stream<Page<A>, CheckoutError> =>
  steps(walk, prefetch).pipe(
    Stream.flatMap((step) =>
      step.whole
        ? thenFail(Stream.succeed(step.page), step.failure)
        : thenFail(Stream.empty, withheld(walk, step))
    )
  )

/**
 * All items of a walk. The good items before an invalid one come before its error.
 *
 * @since 0.1.0
 * @category Constructors
 */
export const items = <A>(walk: Walk<A>, prefetch?: number): Stream.Stream<A, CheckoutError> =>
  steps(walk, prefetch).pipe(
    Stream.flatMap(({ failure, page }) =>
      thenFail(Stream.fromChunk(Chunk.unsafeFromArray(page.items)), failure)
    )
  )
