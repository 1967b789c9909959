import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Page } from "../Page.js"
import type { ResumePoint } from "./position.js"
import type { State, Step, Stepped, Walk } from "./step.js"
import { begin, cursorAt, locatedAt, step } from "./step.js"

/** Why a step ends the walk, with the cursor of a point. */
const failureAt = <A, E, R>(walk: Walk<A, E, R>, { failure }: Step<A>, point: ResumePoint) =>
  Option.map(failure, locatedAt(walk, point))

// Nothing was had of a page that is withheld: its error leads back to where the page began.
const withheld = <A, E, R>(walk: Walk<A, E, R>, step: Step<A>) => failureAt(walk, step, step.from)

/** The failure after the items of a step were handed out. */
const afterwards = <A, E, R>(walk: Walk<A, E, R>, step: Step<A>) =>
  failureAt(
    walk,
    step,
    Option.getOrElse(step.next, () => step.from)
  )

/** Takes the next step of a walk. */
type Advance<A, E, R> = (state: State) => Effect.Effect<Stepped<A>, CheckoutError | E, R>

/**
 * The steps of a walk, one after the other, up to `prefetch` of them ahead of the consumer. A step that
 * ends the walk is followed by its failure.
 */
const steps = <A, E, R>(
  walk: Walk<A, E, R>,
  failureOf: (walk: Walk<A, E, R>, step: Step<A>) => Option.Option<CheckoutError>,
  prefetch = 0,
  advance: Advance<A, E, R> = (state) => step(walk, state)
): Stream.Stream<Step<A>, CheckoutError | E, R> => {
  const after = (room: Effect.Effect<unknown>) =>
    Stream.paginateEffect(
      Either.right(begin(walk.start)),
      (
        state: Either.Either<State, CheckoutError>
      ): Effect.Effect<
        readonly [Step<A>, Option.Option<Either.Either<State, CheckoutError>>],
        CheckoutError | E,
        R
      > =>
        Either.isLeft(state)
          ? Effect.fail(state.left)
          : Effect.map(Effect.zipRight(room, advance(state.right)), ([step, next]) => [
              step,
              Option.orElse(Option.map(failureOf(walk, step), Either.left), () =>
                Option.map(next, Either.right)
              )
            ])
    )
  // Half a page is no page: there would never be room for it.
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

const pageOf = <A, E, R>(
  walk: Walk<A, E, R>,
  { from, items, next, resume, total }: Step<A>
): Page<A> => {
  const cursor = (point: ResumePoint) => cursorAt(walk, point)
  const onward = Option.map(next, cursor)
  return {
    provider: walk.provider,
    items,
    next: onward,
    resume: Option.isSome(next) ? onward : Option.map(resume, cursor),
    from: Option.some(cursor(from)),
    total
  }
}

/** The page at the beginning of a walk. */
export const first = <A, E, R>(walk: Walk<A, E, R>): Effect.Effect<Page<A>, CheckoutError | E, R> =>
  Effect.flatMap(step(walk, begin(walk.start)), ([step]) =>
    Option.match(withheld(walk, step), {
      onNone: () => Effect.succeed(pageOf(walk, step)),
      onSome: Effect.fail
    })
  )

/** All pages of a walk. A page with an invalid item is withheld: its error leads back to all of it. */
export const pages = <A, E, R>(
  walk: Walk<A, E, R>,
  prefetch?: number
): Stream.Stream<Page<A>, CheckoutError | E, R> =>
  steps(walk, (walk, step) => (step.whole ? afterwards : withheld)(walk, step), prefetch).pipe(
    Stream.filterMap((step) => (step.whole ? Option.some(pageOf(walk, step)) : Option.none()))
  )

/** All items of a walk. The good items before an invalid one come before its error. */
export const items = <A, E, R>(
  walk: Walk<A, E, R>,
  prefetch?: number,
  advance?: Advance<A, E, R>
): Stream.Stream<A, CheckoutError | E, R> =>
  // A chunk is handed on as it is: a stream for each page would cost as much as a small page.
  Stream.mapConcatChunk(steps(walk, afterwards, prefetch, advance), ({ items }) =>
    Chunk.unsafeFromArray(items)
  )
