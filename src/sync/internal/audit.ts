import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { SyncError } from "./errors.js"
import type * as Plan from "./plan.js"
import { retrieve } from "./one.js"
import type { Step, Turn } from "./turn.js"
import { commit, read, refused, stepOf, untried } from "./turn.js"

/** The share of missing sessions above which none is marked. */
const mostGone = 0.2

/** So many missing sessions are asked for by id before one of them is marked. */
const mostAsked = 1000

/**
 * The pages of an audit have other borders than those of the load and of the audit before: at Flowglad,
 * sessions of one millisecond that a border divides can be skipped.
 */
const pageSize = ({ source }: Turn, sweep: number): number =>
  Math.max(1, source.lane.capabilities.pageMaximum - (sweep % 8))

/** One of the sessions that the list did not have. A list can skip a session that is there. */
const ask = (turn: Turn, current: Plan.Audit): Effect.Effect<Step, SyncError> =>
  Effect.gen(function* () {
    const { plan, source, store } = turn
    const over = { ...plan, audit: null }
    const { began, sweep } = current
    const unmet = { sweep, began, limit: mostAsked }
    const missed = turn.missed ?? (yield* store.unmet(source.source, unmet)).ids
    const [id, ...later] = untried(turn, missed)
    if (id === undefined) {
      const { requests } = turn.held.state
      const changed = yield* commit(turn, { observedAt: began, sessions: [] }, over, { requests })
      return { ...changed, kind: "audit", sessions: 0, total: Option.none() }
    }
    const asked = yield* retrieve(turn, "audit", id, later.length === 0 ? over : plan)
    turn.missed = later.length === 0 ? undefined : later
    return asked
  })

/**
 * One request of the audit. After the end of the list, the sessions that it did not meet are asked for by id;
 * where they are too many for that, they are marked as gone.
 */
export const audit = (turn: Turn, current: Plan.Audit): Effect.Effect<Step, SyncError> =>
  Effect.gen(function* () {
    if (current.listed) return yield* ask(turn, current)
    const { plan, source, store } = turn
    const place = {
      cursor: Option.fromNullable(current.cursor),
      limit: pageSize(turn, current.sweep)
    }
    const page = yield* read(turn, place, current.restarts, { ...plan, audit: null })
    if (Option.isNone(page)) {
      const again = { ...current, cursor: null, restarts: current.restarts + 1 }
      const changed = yield* commit(
        turn,
        { observedAt: current.began, sessions: [] },
        { ...plan, audit: again }
      )
      return { ...changed, kind: "audit", sessions: 0, total: Option.none() }
    }
    const {
      at,
      page: { items, next }
    } = page.value
    const { began, sweep } = current
    const isEnd = Option.isNone(next)
    const changed = yield* commit(
      turn,
      { observedAt: at, sessions: items },
      {
        ...plan,
        audit: { ...current, cursor: Option.getOrNull(next) }
      },
      { sweep }
    )
    if (!isEnd) return stepOf("audit", changed, page.value)
    const { ids, rows, unmet } = yield* store.unmet(source.source, {
      sweep,
      began,
      limit: mostAsked
    })
    // A program that wants a refused audit again begins it again.
    const over = { ...turn.plan, audit: null }
    if (!turn.force && unmet > rows * mostGone) {
      yield* commit(turn, { observedAt: at, sessions: [] }, over)
      return yield* refused(source, "TooManyGone", unmet, rows)
    }
    const isAsked = unmet > 0 && unmet <= ids.length
    turn.missed = isAsked ? ids : undefined
    const { gone } = yield* commit(
      turn,
      { observedAt: at, sessions: [], unmet: isAsked ? undefined : { sweep, began } },
      isAsked ? { ...turn.plan, audit: { ...current, cursor: null, listed: true } } : over
    )
    return stepOf("audit", { ...changed, gone: changed.gone + gone }, page.value)
  })
