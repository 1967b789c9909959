import * as Chunk from "effect/Chunk"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { ProviderName } from "../../CheckoutError.js"
import type { CheckoutSession } from "../../neutral/CheckoutSession.js"
import type { Lane } from "../Adapter.js"
import type { Key, Place } from "./cursor.js"
import { done, start } from "./cursor.js"
import { CheckoutSessionsError } from "./errors.js"
import type { LaneFailed, LanePage } from "./lane.js"

/** A session, and the time by which it is merged, in milliseconds. */
interface Keyed {
  readonly session: CheckoutSession
  readonly millis: number
}

/** Sessions of one provider, newest first. */
interface Batch {
  readonly _tag: "Batch"
  readonly items: ReadonlyArray<Keyed>
  readonly undated: number
  /** Where the list stands before its first session, and after its last. */
  readonly from: Place
  readonly next: Place
}

/** One provider's list, newest first, batch by batch. */
interface Source<E, R> {
  readonly provider: ProviderName
  /** `None` after the last batch. */
  readonly more: Effect.Effect<Option.Option<Batch | LaneFailed>, E | CheckoutSessionsError, R>
}

/** A part of the merged list. */
export interface Merged {
  readonly _tag: "Merged"
  readonly items: ReadonlyArray<CheckoutSession>
  readonly undated: number
  /** Where each provider stands after these sessions. */
  readonly places: ReadonlyMap<ProviderName, Place>
}

const millisOf = ({ createdAt }: CheckoutSession): Option.Option<number> =>
  Option.map(createdAt, DateTime.toEpochMillis)

/** Sessions without a time stand at the end of their page. */
const keyed = (items: ReadonlyArray<CheckoutSession>, before: number): ReadonlyArray<Keyed> => {
  const dated = items.flatMap((session): ReadonlyArray<Keyed> =>
    Option.match(millisOf(session), {
      onNone: () => [],
      onSome: (millis) => [{ session, millis }]
    })
  )
  const millis = dated.at(-1)?.millis ?? before
  const undated = items.filter(({ createdAt }) => Option.isNone(createdAt))
  return [...dated, ...undated.map((session): Keyed => ({ session, millis }))]
}

/** Drops sessions that were handed out before: all up to a session, or all newer ones if it is gone. */
const dropHanded = (items: ReadonlyArray<Keyed>, after: Option.Option<Key>): ReadonlyArray<Keyed> =>
  Option.match(after, {
    onNone: () => items,
    onSome: ({ id, millis }) => {
      const index = items.findIndex(({ session }) => session.id === id)
      return index === -1 ? items.filter((item) => item.millis <= millis) : items.slice(index + 1)
    }
  })

const afterOf = (place: Place): Option.Option<Key> =>
  place._tag === "At" ? place.after : Option.none()

const outOfOrder = ({ provider }: Lane) =>
  new CheckoutSessionsError({
    reason: "OrderViolated",
    provider: Option.some(provider),
    description: `a session of ${provider} is newer than the one before it, though its list is documented as newest first; read it by \`order: "arrival"\``
  })

/** A list that comes newest first: one page is held. */
const paged = <E, R>(lane: Lane, pages: Stream.Stream<LanePage | LaneFailed, E, R>, begin: Place) =>
  Effect.map(Stream.toPull(Stream.rechunk(pages, 1)), (pull): Source<E, R> => {
    let last = Infinity
    let after = afterOf(begin)
    const batch = (page: LanePage): Effect.Effect<Batch, CheckoutSessionsError> => {
      const items = keyed(page.items, last)
      for (const { millis } of items) {
        if (millis > last) return Effect.fail(outOfOrder(lane))
        last = millis
      }
      const kept = dropHanded(items, after)
      const from: Place = { _tag: "At", cursor: page.from, after }
      after = Option.none()
      return Effect.succeed({
        _tag: "Batch",
        items: kept,
        undated: page.undated,
        from,
        next: page.next
      })
    }
    return {
      provider: lane.provider,
      more: Effect.matchEffect(pull, {
        onFailure: Option.match({
          onNone: () => Effect.succeed(Option.none()),
          onSome: (error) => Effect.fail(error)
        }),
        onSuccess: (
          chunk
        ): Effect.Effect<Option.Option<Batch | LaneFailed>, CheckoutSessionsError> => {
          const page = Chunk.unsafeHead(chunk)
          return page._tag === "Failed"
            ? Effect.succeed(Option.some(page))
            : Effect.map(batch(page), Option.some)
        }
      })
    }
  })

const tooMany = ({ provider }: Lane, most: number) =>
  new CheckoutSessionsError({
    reason: "TooManyBuffered",
    provider: Option.some(provider),
    description: `${provider} does not list its newest sessions first, so all are held before the first is handed out, and there are more than ${most}; raise \`maxBuffered\`, bound the query by \`createdAfter\`, or read by \`order: "arrival"\``
  })

/** A list that does not come newest first: all of it is held, up to a bound, and sorted. */
const drained = <E, R>(
  lane: Lane,
  pages: Stream.Stream<LanePage | LaneFailed, E, R>,
  begin: Place,
  most: number
): Source<E, R> => {
  let read = false
  const all = Effect.suspend(() => {
    const sessions: Array<CheckoutSession> = []
    let undated = 0
    let failed: LaneFailed | undefined
    return pages.pipe(
      Stream.runForEach((page) => {
        if (page._tag === "Failed") failed = page
        else {
          undated += page.undated
          sessions.push(...page.items)
        }
        return sessions.length > most ? Effect.fail(tooMany(lane, most)) : Effect.void
      }),
      Effect.map((): Batch | LaneFailed => {
        if (failed !== undefined) return failed
        // Of two sessions of one time, the later one of the list is the newer one.
        const inOrder = lane.capabilities.order === "oldest" ? sessions.toReversed() : sessions
        const sorted = keyed(inOrder, -Infinity).toSorted((a, b) => b.millis - a.millis)
        return {
          _tag: "Batch",
          items: dropHanded(sorted, afterOf(begin)),
          undated,
          from: begin,
          next: done
        }
      })
    )
  })
  return {
    provider: lane.provider,
    more: Effect.suspend(() => {
      if (read) return Effect.succeed(Option.none())
      read = true
      return Effect.map(all, Option.some)
    })
  }
}

/** One source in the merge. */
interface Held<E, R> {
  readonly source: Source<E, R>
  batch: Batch
  taken: number
  ended: boolean
}

const nothing: Batch = { _tag: "Batch", items: [], undated: 0, from: start, next: start }

const headOf = <E, R>({ batch, taken }: Held<E, R>): Keyed | undefined => batch.items[taken]

/** Where a source stands: after its batch, before it, or after a session inside. */
const placeOf = <E, R>({ batch, taken }: Held<E, R>): Place => {
  const { from, items, next } = batch
  const last = items[taken - 1]
  if (taken >= items.length) return next
  return last === undefined || from._tag === "Done"
    ? from
    : { ...from, after: Option.some({ millis: last.millis, id: last.session.id }) }
}

/** Whether one head comes before another. Of equal times, the provider's name decides. */
const isBefore = <E, R>(one: Held<E, R>, other: Held<E, R>): boolean => {
  const mine = headOf(one)?.millis ?? -Infinity
  const theirs = headOf(other)?.millis ?? -Infinity
  return mine === theirs ? one.source.provider < other.source.provider : mine > theirs
}

/** A lane, its pages, and where it begins. */
export interface Input<E, R> {
  readonly lane: Lane
  readonly place: Place
  readonly pages: Stream.Stream<LanePage | LaneFailed, E, R>
}

/**
 * All sessions of all lanes, newest first. A part of it ends where one of the lanes has no session left:
 * the next part waits for its next page.
 */
export const merge = <E, R>(
  inputs: ReadonlyArray<Input<E, R>>,
  maxBuffered: number
): Stream.Stream<Merged | LaneFailed, E | CheckoutSessionsError, R> =>
  Stream.unwrapScoped(
    Effect.gen(function* () {
      const sources = yield* Effect.forEach(inputs, ({ lane, pages, place }) =>
        lane.capabilities.order === "newest"
          ? paged(lane, pages, place)
          : Effect.succeed(drained(lane, pages, place, maxBuffered))
      )
      const held = sources.map((source, index): Held<E, R> => ({
        source,
        batch: { ...nothing, next: inputs[index]?.place ?? start },
        taken: 0,
        ended: false
      }))

      let undated = 0

      /** Fetches until a lane has a session, or is at its end. */
      const fill = (
        one: Held<E, R>
      ): Effect.Effect<Option.Option<LaneFailed>, E | CheckoutSessionsError, R> =>
        one.ended || headOf(one) !== undefined
          ? Effect.succeed(Option.none())
          : Effect.flatMap(one.source.more, (more) => {
              if (Option.isNone(more)) {
                one.ended = true
                return Effect.succeed(Option.none())
              }
              if (more.value._tag === "Failed") {
                one.ended = true
                return Effect.succeed(Option.some(more.value))
              }
              one.batch = more.value
              one.taken = 0
              undated += more.value.undated
              return fill(one)
            })

      /** Takes the newest of all heads until one lane has none left. */
      const take = (): ReadonlyArray<CheckoutSession> => {
        const items: Array<CheckoutSession> = []
        const open = held.filter((one) => headOf(one) !== undefined)
        for (;;) {
          const first = open.reduce<Held<E, R> | undefined>(
            (best, one) => (best === undefined || isBefore(one, best) ? one : best),
            undefined
          )
          const head = first === undefined ? undefined : headOf(first)
          if (first === undefined || head === undefined) return items
          items.push(head.session)
          first.taken++
          if (headOf(first) === undefined) return items
        }
      }

      const step = Effect.gen(function* () {
        undated = 0
        const failed = yield* Effect.mapError(
          Effect.forEach(held, fill, { concurrency: "unbounded" }),
          Option.some
        )
        const failures = failed.flatMap(Option.toArray)
        const items = take()
        if (items.length === 0 && failures.length === 0 && held.every(({ ended }) => ended)) {
          return yield* Effect.fail(Option.none())
        }
        const places = new Map(held.map((one) => [one.source.provider, placeOf(one)] as const))
        return Chunk.fromIterable<Merged | LaneFailed>([
          ...failures,
          { _tag: "Merged", items, undated, places }
        ])
      })
      return Stream.repeatEffectChunkOption(step)
    })
  )
