/** A list in memory that can be divided by the second of creation, and streams of it. */
import { Effect, Either, Option, Predicate, Redacted, Stream } from "effect"
import type { CheckoutError } from "../../src/CheckoutError.js"
import { CheckoutDecodeError, CheckoutRequestError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import * as Parallel from "../../src/pagination/internal/parallel.js"
import type { PageParams, Place, Range } from "../../src/pagination/internal/position.js"
import { placesOf, startAt } from "../../src/pagination/internal/position.js"
import type { RawPage, Walk } from "../../src/pagination/internal/step.js"

export interface Session {
  readonly id: string
  readonly created: number
  readonly bad?: boolean
}

/** Sessions at these seconds, newest first. */
export const sessionsAt = (seconds: ReadonlyArray<number>): ReadonlyArray<Session> =>
  seconds.toSorted((a, b) => b - a).map((created, n) => ({ id: `i${n}`, created }))

/** Numbers from 0 to 1 that are the same at every run. */
export const random = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export interface Request {
  readonly range: Range
  readonly at: PageParams
  readonly nth: number
}

export interface Held {
  readonly sessions: ReadonlyArray<Session>
  readonly fails?: boolean
}

export interface Options {
  /** The list at a request. */
  readonly held: (request: Request) => Held
  readonly limit: number
  readonly bounds?: Range
  /** How long a request takes, in turns of the other fibers. */
  readonly delay?: (request: Request) => number
  /** A request that is answered later than all others. */
  readonly late?: { readonly nth: number; readonly until: Effect.Effect<void> }
  readonly onInvalidItem?: (error: CheckoutDecodeError) => Effect.Effect<void>
}

const where = { provider: "stripe", operation: "streamSessions" } as const
const query = { fingerprint: "query", parts: {} }

export const failing: CheckoutError = new CheckoutRequestError({
  ...where,
  reason: "Transport",
  description: "no answer came"
})

const keyOf = (item: unknown): Option.Option<number> =>
  Predicate.hasProperty(item, "created") && typeof item.created === "number"
    ? Option.some(item.created)
    : Option.none()

const idOf = (item: unknown): Option.Option<string> =>
  Predicate.hasProperty(item, "id") ? Option.some(String(item.id)) : Option.none()

/** A bad session says no second that anyone can read. */
const sent = ({ bad, created, id }: Session) => ({ id, created: bad === true ? "bad" : created })

const answer = (
  sessions: ReadonlyArray<Session>,
  { from = -Infinity, to = Infinity }: Range,
  at: PageParams,
  limit: number
): RawPage => {
  const after = at["after"]
  const all = sessions.filter(({ created }) => created >= from && created < to)
  const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
  const items = all.slice(start, start + limit)
  const last = items.at(-1)
  return {
    items: items.map(sent),
    total: Option.none(),
    next:
      last !== undefined && start + limit < all.length
        ? { _tag: "More", at: { after: last.id } }
        : { _tag: "End" }
  }
}

const isSession = (item: unknown): item is Session =>
  Predicate.hasProperty(item, "created") && typeof item.created === "number"

export const open = ({ bounds = {}, delay, held, late, limit, onInvalidItem }: Options) => {
  const requests: Array<Request> = []
  let open = 0
  let mostOpen = 0
  const fetch = (range: Range, at: PageParams): Effect.Effect<RawPage, CheckoutError> =>
    Effect.gen(function* () {
      const request: Request = { range, at, nth: requests.length }
      requests.push(request)
      open++
      mostOpen = Math.max(mostOpen, open)
      yield* Effect.repeatN(Effect.yieldNow(), delay?.(request) ?? 1)
      if (late?.nth === request.nth) yield* late.until
      const { fails, sessions } = held(request)
      return fails === true ? yield* failing : answer(sessions, range, at, limit)
    }).pipe(Effect.ensuring(Effect.sync(() => open--)))
  const items = (
    concurrency: number,
    from?: Cursor,
    ordered = false
  ): Stream.Stream<Session, CheckoutError> =>
    Stream.unwrap(
      Effect.gen(function* () {
        const start: ReadonlyArray<Place> =
          from === undefined
            ? [{ range: bounds, point: startAt({}) }]
            : yield* placesOf(where, query, ["after"], Option.some(bounds), from)
        const walk: Walk<Session> = {
          ...where,
          query,
          start: startAt({}),
          backwards: false,
          pageAfter: Option.some((item) => Option.map(idOf(item), (after) => ({ after }))),
          previous: Option.none(),
          arrivals: { _tag: "Prepended", before: (id) => ({ before: id }) },
          idOf,
          fetch: (at) => fetch(bounds, at),
          check: (item, index) =>
            isSession(item)
              ? Either.right(item)
              : Either.left(
                  new CheckoutDecodeError({
                    ...where,
                    reason: "Item",
                    index: Option.some(index),
                    itemId: idOf(item),
                    expected: "a number",
                    raw: Redacted.make(item)
                  })
                ),
          onInvalidItem:
            onInvalidItem && ((error) => Effect.as(onInvalidItem(error), Option.none<Session>()))
        }
        return Parallel.items(walk, { keyOf, bounds, fetch }, start, concurrency, ordered)
      })
    )
  return { items, requests, mostOpen: () => mostOpen }
}
