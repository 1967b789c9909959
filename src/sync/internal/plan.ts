import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Cursor } from "../../pagination/Cursor.js"
import { grace } from "./settled.js"

const minute = 60_000
const hour = 60 * minute

/** A session's life where nothing longer was seen: a day at Stripe, Polar and Flowglad. */
const day = 24 * hour

/** How far clocks may be apart, and how late a sweep of the provider may be. */
const slack = 30 * minute

/** Of a list that begins with the oldest session, one mark is kept for each quarter of an hour since 1970. */
export const quarterOf = (at: number): number => Math.floor(at / (15 * minute))

/** Longer lives are followed by id. */
const longestLife = 7 * day

const Millis = Schema.Number

/** The order in which a list was seen to arrive, by the time of creation. */
export const Seen = Schema.Literal("newest", "oldest", "none")
export type Seen = typeof Seen.Type

/** A walk down a list that is under way. */
const Walk = Schema.Struct({
  /** When its first request left. */
  began: Millis,
  /** Sessions created before are not asked for; `null` is all of them. */
  from: Schema.NullOr(Millis),
  /** The rung that is done with it; `null` for the first load. */
  rung: Schema.NullOr(Schema.Int),
  /** How many pages it has read. */
  pages: Schema.Int,
  /** How often it had to begin again because the provider refused its cursor. */
  restarts: Schema.Int
})
export type Walk = typeof Walk.Type

/** An audit that is under way. Its walk has a cursor of its own, so that it never delays a round. */
const Audit = Schema.Struct({
  began: Millis,
  sweep: Schema.Int,
  cursor: Schema.NullOr(Cursor),
  restarts: Schema.Int,
  /** Whether the list was read to its end. Sessions that it did not have are then asked for by id. */
  listed: Schema.Boolean
})
export type Audit = typeof Audit.Type

/** The next steps of a source. They are stored with every page. */
const Plan = Schema.Struct({
  walk: Schema.NullOr(Walk),
  audit: Schema.NullOr(Audit),
  /** Whether the walk of this round is over. */
  done: Schema.Boolean,
  /** Sessions that could not be retrieved in this round: each round tries them once. */
  tried: Schema.optionalWith(Schema.Array(Schema.String), { default: () => [] }),
  /** The order that the list was seen to have, where it is not documented. */
  seen: Schema.NullOr(Seen),
  /** The time of creation of the last session that the walk saw. */
  last: Schema.NullOr(Millis),
  /** How many pages the whole list has, as far as it was read whole. */
  pages: Schema.Int,
  /** When each rung was last done, the shortest first. */
  rungs: Schema.Array(Millis),
  /** All sessions that were created before this time have been seen once. */
  covered: Millis,
  /** The longest life that a session was seen to have. */
  life: Millis,
  /** The time of the last observation: of two, the later one keeps the later time if the clock is set back. */
  latest: Millis
})
export type Plan = typeof Plan.Type

export const empty: Plan = {
  walk: null,
  audit: null,
  done: false,
  tried: [],
  seen: null,
  last: null,
  pages: 0,
  rungs: [],
  covered: 0,
  life: day,
  latest: 0
}

const Json = Schema.parseJson(Plan)
const decode = Schema.decodeOption(Json)
const encode = Schema.encodeSync(Json)

/** A plan that cannot be read is begun anew: no session is lost, some are read again. */
export const fromText = (text: Option.Option<string>): Plan =>
  Option.getOrElse(Option.flatMap(text, decode), () => empty)

export const toText = (plan: Plan): string => encode(plan)

/** How often, and how far back, a list is read again. */
export interface Rung {
  readonly period: number
  readonly reach: number
}

/**
 * The rungs of a ladder of ages. Each one is read half as often as the one before and reaches twice as
 * far. A change is then seen after a tick, or after a tenth of the session's age. The last rung reaches
 * past the end of a session's life, to see how it ended.
 */
export const ladder = (tick: number, life: number): ReadonlyArray<Rung> => {
  const rungs: Array<Rung> = []
  for (let period = tick; ; period *= 2) {
    // Beyond it, the next rung waits for two periods at most: a tenth of the age by then. A session that
    // leaves the reach must have been met once more, hence one period more.
    const reach = 19 * period
    const end = Math.min(life, longestLife) + period + grace + tick
    if (reach >= end) return [...rungs, { period, reach: end }]
    rungs.push({ period, reach })
  }
}

/** The rung that is due at a time: the one that reaches farthest. */
export const due = (
  { rungs: done }: Plan,
  rungs: ReadonlyArray<Rung>,
  now: number
): { readonly index: number; readonly reach: number } => {
  // A round that begins a little early counts, or a rung would slip by a whole tick.
  const early = (rungs[0]?.period ?? 0) / 2
  const index = Math.max(
    0,
    rungs.findLastIndex(({ period }, at) => {
      const since = now - (done[at] ?? 0)
      // A clock that was set back has left a time to come.
      return since < 0 || since >= period - early
    })
  )
  return { index, reach: rungs[index]?.reach ?? 0 }
}

/** Requests that a round may cost on the average where a list has no order and is read whole. */
const mostPages = 5

/**
 * The plan of a round that begins now. It reaches back to sessions that the last round may have missed. A
 * list without an order can only be read whole: the longer it is, the longer a rung waits.
 */
export const round = (
  plan: Plan,
  rungs: ReadonlyArray<Rung>,
  now: number,
  isOrdered: boolean
): Plan => {
  const { index, reach } = due(plan, rungs, now)
  const isWorth = isOrdered || index === rungs.length - 1 || plan.pages <= mostPages * 2 ** index
  return isWorth
    ? {
        ...plan,
        last: null,
        walk: {
          began: now,
          from: isOrdered ? Math.min(now - reach, plan.covered - slack) : null,
          rung: index,
          pages: 0,
          restarts: 0
        }
      }
    : { ...plan, done: true }
}

/** The plan of the first load. */
export const load = (plan: Plan, now: number): Plan => ({
  ...plan,
  last: null,
  walk: { began: now, from: null, rung: null, pages: 0, restarts: 0 }
})

/** The plan after its walk has come to the end of the list. */
export const walked = (plan: Plan, rungs: ReadonlyArray<Rung>): Plan => {
  const { walk } = plan
  if (walk === null) return plan
  const { began, from, pages, rung } = walk
  return {
    ...plan,
    walk: null,
    done: true,
    covered: began,
    pages: from === null ? pages : plan.pages,
    rungs: rungs.map((_, index) =>
      rung !== null && index <= rung ? began : (plan.rungs[index] ?? 0)
    )
  }
}

/** The order of a list after some more times of creation, as they arrived. */
export const ordered = (
  { last, seen }: Pick<Plan, "last" | "seen">,
  times: ReadonlyArray<number>
): Pick<Plan, "last" | "seen"> => {
  let before = last
  let order = seen
  for (const time of times) {
    const step = before === null || time === before ? null : time < before ? "newest" : "oldest"
    if (step !== null) order = order === null || order === step ? step : "none"
    before = time
  }
  return { last: before, seen: order }
}
