import * as Cause from "effect/Cause"
import * as Chunk from "effect/Chunk"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutError } from "../../CheckoutError.js"
import { located } from "../../internal/errors.js"
import * as Order from "./order.js"
import type { PageParams, Place, Range, ResumePoint } from "./position.js"
import { toCursor, toCursorOfPlaces } from "./position.js"
import type { RawPage, Stepped, Walk } from "./step.js"
import { step } from "./step.js"
import type { KeyOf, Window, Windows } from "./windows.js"
import { make, sameRange } from "./windows.js"

/** How a list is divided by the time of creation. It is sent newest first. */
export interface Division {
  readonly keyOf: KeyOf
  /** The range that the program asks for. */
  readonly bounds: Range
  /** One request, for the items created in this range. */
  readonly fetch: (range: Range, at: PageParams) => Effect.Effect<RawPage, CheckoutError>
}

/** The error of the program's own `onInvalidItem`: it gets no cursor. */
interface Theirs<E> {
  readonly _tag: "Theirs"
  readonly error: E
}

/** A page that waits for the consumer, or why there is none. */
interface Arrival<A, E> {
  readonly window: Window
  readonly items: ReadonlyArray<A>
  readonly next: Option.Option<ResumePoint>
  readonly why: Option.Option<Cause.Cause<CheckoutError | Theirs<E>>>
}

/**
 * Wakes the workers that wait for a window, and the consumer that waits for a page. Each takes the
 * signal in force when it decides to wait, so one that is sent in between wakes it, too.
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
 * All items of a list, by several workers. Each asks for one page at a time, of a window that no other
 * worker has. The order says which window that is, when its page is handed out, and how many pages are
 * held for each worker: two in no order, four in order.
 *
 * A window's point moves on when the consumer takes its page. So whatever is on its way when a page
 * fails is left out, and the cursor of the error leads there.
 */
export const items = <A, E, R>(
  walk: Walk<A, E, R>,
  division: Division,
  places: ReadonlyArray<Place>,
  concurrency: number,
  ordered: boolean
): Stream.Stream<A, CheckoutError | E, R> =>
  Stream.unwrapScoped(
    Effect.gen(function* () {
      const signal = yield* makeSignal
      const windows = make(places, division.keyOf)
      const order = (ordered ? Order.newestFirst : Order.none)(windows, concurrency)
      const arrivals: Array<Arrival<A, E>> = []

      const arrive = (
        window: Window,
        exit: Exit.Exit<Stepped<A>, CheckoutError | Theirs<E>>
      ): void => {
        window.busy = false
        if (Exit.isFailure(exit)) {
          const why = Option.some(exit.cause)
          arrivals.push({ window, items: [], next: Option.some(window.state.point), why })
        } else {
          const [{ failure, items, next }, onward] = exit.value
          arrivals.push({ window, items, next, why: Option.map(failure, Cause.fail) })
          if (Option.isSome(onward)) {
            window.state = onward.value
            return
          }
        }
        window.ended = true
        window.failed = Option.isSome(arrivals.at(-1)?.why ?? Option.none())
      }

      const worker = Effect.suspend(() => {
        const claimed = order.claim()
        if (Option.isNone(claimed)) return Deferred.await(signal.current())
        const window = claimed.value
        window.busy = true
        window.held++
        const part = walkIn(walk, fetchIn(division, windows, signal, window))
        return Effect.flatMap(Effect.exit(step(part, window.state)), (exit) => {
          arrive(window, exit)
          return signal.send
        })
      })

      yield* Effect.replicateEffect(Effect.forever(worker), concurrency, {
        concurrency: "unbounded",
        discard: true
      }).pipe(Effect.forkScoped)

      const cursor = () => {
        const places = order.places()
        const [only] = places
        return only !== undefined && places.length === 1 && sameRange(only.range, division.bounds)
          ? toCursor(walk.provider, walk.query, only.point)
          : toCursorOfPlaces(walk.provider, walk.query, places)
      }

      const withCursor = (why: CheckoutError | Theirs<E>): CheckoutError | E =>
        why._tag === "Theirs" ? why.error : located(cursor())(why)

      /** Why the walk ends, once all before it was handed out. */
      let failure: Arrival<A, E>["why"] = Option.none()

      const take: Effect.Effect<Chunk.Chunk<A>, Option.Option<CheckoutError | E>> = Effect.suspend(
        () => {
          if (Option.isSome(failure)) {
            return Effect.failCause(Cause.map(failure.value, (why) => Option.some(withCursor(why))))
          }
          const place = arrivals.findIndex(({ window }) => order.isNext(window))
          const [arrival] = place === -1 ? [] : arrivals.splice(place, 1)
          if (arrival === undefined) {
            return windows.all.length === 0
              ? Effect.fail(Option.none())
              : Effect.zipRight(Deferred.await(signal.current()), take)
          }
          failure = arrival.why
          windows.handedOut(arrival.window, arrival.next)
          return Effect.as(signal.send, Chunk.unsafeFromArray(arrival.items))
        }
      )

      return Stream.repeatEffectChunkOption(take)
    })
  )
