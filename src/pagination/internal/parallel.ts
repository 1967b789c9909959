import * as Cause from "effect/Cause"
import * as Chunk from "effect/Chunk"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import type { CheckoutError } from "../../CheckoutError.js"
import { located } from "../../internal/errors.js"
import type { PageParams, Place, Range, ResumePoint } from "./position.js"
import { toCursor, toCursorOfPlaces } from "./position.js"
import type { RawPage, State, Walk } from "./step.js"
import { begin, step } from "./step.js"
import type { KeyOf, Window, Windows } from "./windows.js"
import { make, sameRange } from "./windows.js"

/** How a list is divided by the time of creation. It is sent newest first. */
export interface Division {
  readonly keyOf: KeyOf
  /** The range that the program asks for. */
  readonly bounds: Range
  /** One request, for what was created in this range. */
  readonly fetch: (range: Range, at: PageParams) => Effect.Effect<RawPage, CheckoutError>
}

/** What the program's own `onInvalidItem` failed with: it gets no cursor. */
interface Theirs<E> {
  readonly _tag: "Theirs"
  readonly error: E
}

type Message<A, E> =
  | {
      readonly _tag: "Page"
      readonly window: Window
      readonly items: ReadonlyArray<A>
      readonly next: Option.Option<ResumePoint>
    }
  | { readonly _tag: "Done"; readonly exit: Exit.Exit<void, CheckoutError | Theirs<E>> }

/**
 * Wakes the workers that wait for a window. A worker takes the signal in force when it decides to
 * wait, so one that is sent in between wakes it, too.
 */
interface Signal {
  readonly current: () => Deferred.Deferred<void>
  readonly send: Effect.Effect<void>
}

const makeSignal: Effect.Effect<Signal> = Effect.map(Deferred.make<void>(), (first) => {
  let current = first
  return {
    current: () => current,
    send: Effect.flatMap(Deferred.make<void>(), (fresh) => {
      const before = current
      current = fresh
      return Effect.asVoid(Deferred.succeed(before, undefined))
    })
  }
})

/** A page of a window, whose far end may come closer while the page is on its way. */
const fetchIn =
  (division: Division, windows: Windows, signal: Signal, window: Window) =>
  (at: PageParams): Effect.Effect<RawPage, CheckoutError> =>
    Effect.suspend(() => {
      const { from, to } = window
      return Effect.flatMap(division.fetch({ from, to }, at), (page) => {
        // Nothing tells on which side of the new bound an item without a time is, but the provider.
        const doubtful = page.items.some((item) => Option.isNone(division.keyOf(item)))
        return doubtful && window.from !== from
          ? fetchIn(division, windows, signal, window)(at)
          : Effect.as(signal.send, windows.arrived(window, page, from))
      })
    })

/** The walk through one window, which is the sequential one. */
const walkIn = <A, E, R>(
  walk: Walk<A, E, R>,
  fetch: Walk<A, E, R>["fetch"]
): Walk<A, Theirs<E>, R> => {
  const { onInvalidItem } = walk
  return {
    ...walk,
    fetch,
    onInvalidItem:
      onInvalidItem &&
      ((why) =>
        Effect.mapError(onInvalidItem(why), (error): Theirs<E> => ({ _tag: "Theirs", error })))
  }
}

/**
 * All items of a list, by several workers, in no order. Each walks a window of its own with its cursor,
 * and holds one page at most: it waits until there is room for it.
 *
 * A window's point moves on when the consumer takes its page. So whatever is on its way when a worker
 * fails is left out, and the cursor of the error leads there.
 */
export const items = <A, E, R>(
  walk: Walk<A, E, R>,
  division: Division,
  places: ReadonlyArray<Place>,
  concurrency: number
): Stream.Stream<A, CheckoutError | E, R> =>
  Stream.unwrapScoped(
    Effect.gen(function* () {
      const queue = yield* Queue.bounded<Message<A, E>>(concurrency)
      const signal = yield* makeSignal
      const windows = make(places, division.keyOf)

      const pagesOf = (window: Window) => {
        const part = walkIn(walk, fetchIn(division, windows, signal, window))
        const from = (state: State): Effect.Effect<void, CheckoutError | Theirs<E>, R> =>
          Effect.flatMap(step(part, state), ([{ failure, items, next }, onward]) =>
            Effect.zipRight(
              queue.offer({ _tag: "Page", window, items, next }),
              Effect.suspend(() =>
                Option.isSome(failure)
                  ? Effect.fail(failure.value)
                  : Option.isSome(onward)
                    ? from(onward.value)
                    : Effect.void
              )
            )
          )
        return from(begin(window.point))
      }

      const worker: Effect.Effect<void, CheckoutError | Theirs<E>, R> = Effect.suspend(() => {
        const window = windows.claim()
        if (Option.isSome(window)) return Effect.zipRight(pagesOf(window.value), worker)
        if (!windows.running()) return Effect.void
        return Effect.zipRight(Deferred.await(signal.current()), worker)
      })

      yield* Effect.replicateEffect(worker, concurrency, {
        concurrency: "unbounded",
        discard: true
      }).pipe(
        Effect.exit,
        Effect.flatMap((exit) => queue.offer({ _tag: "Done", exit })),
        Effect.forkScoped
      )

      const cursor = () => {
        const places = windows.places()
        const [only] = places
        return only !== undefined && places.length === 1 && sameRange(only.range, division.bounds)
          ? toCursor(walk.provider, walk.query, only.point)
          : toCursorOfPlaces(walk.provider, walk.query, places)
      }

      const fail = (why: CheckoutError | Theirs<E>): CheckoutError | E =>
        why._tag === "Theirs" ? why.error : located(cursor())(why)

      return Stream.repeatEffectChunkOption(
        Effect.flatMap(queue.take, (message) => {
          if (message._tag === "Page") {
            windows.handedOut(message.window, message.next)
            return Effect.as(signal.send, Chunk.unsafeFromArray(message.items))
          }
          if (Exit.isSuccess(message.exit)) return Effect.fail(Option.none())
          // The workers that were stopped are in the cause, too.
          const { cause } = message.exit
          return Option.match(Cause.failureOption(cause), {
            onSome: (why) => Effect.fail(Option.some(fail(why))),
            onNone: () => Effect.failCause(Cause.map(cause, (why) => Option.some(fail(why))))
          })
        })
      )
    })
  )
