import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutError } from "../../CheckoutError.js"
import { located } from "../../internal/errors.js"
import type { Page } from "../Page.js"
import type { Step, Walk } from "./step.js"
import { begin, cursorAt, step } from "./step.js"

/** The steps of a walk, one after the other, up to `prefetch` of them ahead of the consumer. */
const steps = <A, E, R>(
  walk: Walk<A, E, R>,
  prefetch = 0
): Stream.Stream<Step<A>, CheckoutError | E, R> => {
  const after = (room: Effect.Effect<unknown>) =>
    Stream.paginateEffect(begin(walk.start), (state) => Effect.zipRight(room, step(walk, state)))
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

const thenFail = <A, E>(stream: Stream.Stream<A>, failure: Option.Option<E>): Stream.Stream<A, E> =>
  Option.match(failure, {
    onNone: () => stream,
    onSome: (error) => Stream.concat(stream, Stream.fail(error))
  })

// Nothing was had of a page that is withheld: its error leads back to where the page began.
const withheld = <A, E, R>(walk: Walk<A, E, R>, { failure, from }: Step<A>) =>
  Option.map(failure, located(cursorAt(walk, from)))

/** The page at the beginning of a walk. */
export const first = <A, E, R>(walk: Walk<A, E, R>): Effect.Effect<Page<A>, CheckoutError | E, R> =>
  Effect.flatMap(step(walk, begin(walk.start)), ([step]) =>
    Option.match(withheld(walk, step), {
      onNone: () => Effect.succeed(step.page),
      onSome: Effect.fail
    })
  )

/** All pages of a walk. A page with an invalid item is withheld: its error leads back to all of it. */
export const pages = <A, E, R>(
  walk: Walk<A, E, R>,
  prefetch?: number
): Stream.Stream<Page<A>, CheckoutError | E, R> =>
  steps(walk, prefetch).pipe(
    Stream.flatMap((step) =>
      step.whole
        ? thenFail(Stream.succeed(step.page), step.failure)
        : thenFail(Stream.empty, withheld(walk, step))
    )
  )

/** All items of a walk. The good items before an invalid one come before its error. */
export const items = <A, E, R>(
  walk: Walk<A, E, R>,
  prefetch?: number
): Stream.Stream<A, CheckoutError | E, R> =>
  steps(walk, prefetch).pipe(
    Stream.flatMap(({ failure, page }) =>
      thenFail(Stream.fromChunk(Chunk.unsafeFromArray(page.items)), failure)
    )
  )
