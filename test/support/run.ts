/** Helpers that run a list and examine its end. */
import { assert } from "@effect/vitest"
import { Effect, Either, Fiber, Option, Stream, TestClock } from "effect"
import type { Duration } from "effect"
import type { CheckoutError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import type { Page } from "../../src/pagination/Page.js"

/** All items of a stream, and the error that ended it. */
export interface Drained<A> {
  readonly items: ReadonlyArray<A>
  readonly error: CheckoutError | undefined
}

export const drain = <A>(stream: Stream.Stream<A, CheckoutError>): Effect.Effect<Drained<A>> =>
  Effect.gen(function* () {
    const items: Array<A> = []
    const end = yield* stream.pipe(
      Stream.runForEach((item) => Effect.sync(() => items.push(item))),
      Effect.either
    )
    return { items, error: Either.isLeft(end) ? end.left : undefined }
  })

/** All items of a stream, which must not fail. */
export const all = <A>(stream: Stream.Stream<A, CheckoutError>): Effect.Effect<ReadonlyArray<A>> =>
  Effect.map(drain(stream), ({ error, items }) => {
    if (error !== undefined) throw error
    return items
  })

/** Runs an effect that sleeps, and moves the test's clock on until it is done. */
export const settle = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  time: Duration.DurationInput = "1 hour"
): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.fork(effect)
    yield* TestClock.adjust(time)
    return yield* Fiber.join(fiber)
  })

/** A page in plain values, because `deepEqual` takes an `Option.none` for an `Option.some`. */
export const plain = <A>({ items, next, total }: Page<A>) => ({
  items,
  next: Option.getOrUndefined(next),
  total: Option.getOrUndefined(total)
})

/** The error, which must be of this class. */
export const expectTag = <T extends CheckoutError["_tag"]>(
  error: CheckoutError | undefined,
  tag: T
): Extract<CheckoutError, { readonly _tag: T }> => {
  if (!isTagged(error, tag)) throw error ?? new Error(`expected ${tag}, and nothing failed`)
  return error
}

const isTagged = <T extends CheckoutError["_tag"]>(
  error: CheckoutError | undefined,
  tag: T
): error is Extract<CheckoutError, { readonly _tag: T }> => error?._tag === tag

/** The cursor of an error or a page, which must have one. */
export const cursorOf = (holder: {
  readonly cursor?: Option.Option<Cursor>
  readonly next?: Option.Option<Cursor>
}): Cursor => {
  const cursor = Option.getOrUndefined(holder.cursor ?? holder.next ?? Option.none())
  assert.isDefined(cursor)
  return cursor
}
