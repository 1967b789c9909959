/** Ways to run a list and to look at how it ended. */
import { assert } from "@effect/vitest"
import { Effect, Either, Fiber, Option, Stream, TestClock } from "effect"
import type { Duration } from "effect"
import type { CheckoutError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import type { Page } from "../../src/pagination/Page.js"

/** Everything that a stream gave, and the error that it ended with. */
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

/** What a stream gave, which ended as it should. */
export const all = <A>(stream: Stream.Stream<A, CheckoutError>): Effect.Effect<ReadonlyArray<A>> =>
  Effect.map(drain(stream), ({ error, items }) => {
    if (error !== undefined) throw error
    return items
  })

/** Runs what sleeps, with the test's clock moved on until it is done. */
export const settle = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  time: Duration.DurationInput = "1 hour"
): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.fork(effect)
    yield* TestClock.adjust(time)
    return yield* Fiber.join(fiber)
  })

/** A page in plain values: `deepEqual` takes every `Option.none` for every `Option.some`. */
export const told = <A>({ items, next, total }: Page<A>) => ({
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
