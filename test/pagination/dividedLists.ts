/** Lists of all kinds for the laws of the walks by several workers, and what the laws look at. */
import { assert } from "@effect/vitest"
import { Effect, Encoding, FastCheck as fc, Option, Predicate } from "effect"
import type { CheckoutError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import { drain } from "../support/run.js"
import { open, type Options, random, type Session, sessionsAt } from "./divided.js"

export const start = 1_700_000_000

/** How long after the one before a session is created: at once, soon, or after years. */
const gap = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 30 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1000, max: 1_000_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100_000_000, max: 200_000_000 }) }
)

/** Clustered, sparse and equal sessions. */
export const list = fc
  .oneof(
    fc.array(gap, { maxLength: 6 }),
    fc.array(gap, { minLength: 40, maxLength: 120 }),
    fc.constant(Array.from({ length: 60 }, () => 0)),
    fc.constant(Array.from({ length: 100 }, () => 1)),
    fc.constant(Array.from({ length: 30 }, () => 40_000_000))
  )
  .map((gaps) => {
    let at = start
    return sessionsAt(gaps.map((seconds) => (at -= seconds)))
  })

export const limit = fc.integer({ min: 1, max: 8 })
export const workers = fc.constantFrom(1, 2, 3, 8, 64)
export const seed = fc.nat()
export const runs = { fastCheck: { numRuns: 60 } }

export const idsOf = (sessions: ReadonlyArray<Session>) => sessions.map(({ id }) => id)
export const names = (sessions: ReadonlyArray<Session>) => idsOf(sessions).toSorted()

export const cursorOf = (error: CheckoutError): Cursor => {
  const cursor = Option.getOrUndefined(error.cursor)
  assert.isDefined(cursor)
  return cursor
}

/** The places that a cursor holds; an ordinary one holds one. */
export const placesIn = (cursor: Cursor): number => {
  const text = Encoding.decodeBase64UrlString(cursor)
  const payload: unknown = JSON.parse(text._tag === "Right" ? text.right : "{}")
  return Predicate.hasProperty(payload, "l") && Array.isArray(payload.l) ? payload.l.length : 1
}

export const jitter = (seed: number, most = 12): NonNullable<Options["delay"]> => {
  const next = random(seed)
  return () => Math.floor(next() * most)
}

/** A walk that is cut anywhere by failures. */
interface Cut {
  readonly sessions: ReadonlyArray<Session>
  readonly limit: number
  /** How many workers each turn has; after the last the first again. */
  readonly workers: ReadonlyArray<number>
  readonly seed: number
  readonly ordered?: boolean
  /** How many places a cursor may name. */
  readonly mostPlaces: number
}

/** Everything that a list gives, taken up by the cursor after each failure. */
export const drainCut = ({ limit, mostPlaces, ordered, seed, sessions, workers }: Cut) =>
  Effect.gen(function* () {
    const next = random(seed)
    const got: Array<Session> = []
    let from: Cursor | undefined = undefined
    for (let turn = 0; ; turn++) {
      // Now and then many requests fail, in the end none does.
      const rate = turn > 40 ? 0 : next() * 0.5
      const opened = open({
        held: () => ({ sessions, fails: next() < rate }),
        limit,
        delay: jitter(seed + turn)
      })
      const { error, items } = yield* drain(
        opened.items(workers[turn % workers.length] ?? 1, from, ordered)
      )
      got.push(...items)
      if (error === undefined) return got
      from = cursorOf(error)
      assert.isAtMost(placesIn(from), mostPlaces)
    }
  })
