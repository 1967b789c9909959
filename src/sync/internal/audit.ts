import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { SyncError } from "./errors.js"
import type * as Plan from "./plan.js"
import type { Step, Turn } from "./turn.js"
import { commit, read, refused, stepOf } from "./turn.js"

/** The share of missing sessions above which none is marked. */
const mostGone = 0.2

/** One page of the audit. At the end of the list, the sessions that it did not meet are marked as gone. */
export const audit = (turn: Turn, current: Plan.Audit): Effect.Effect<Step, SyncError> =>
  Effect.gen(function* () {
    const { plan, source, store } = turn
    const cursor = Option.fromNullable(current.cursor)
    const page = yield* read(turn, cursor, null, current.restarts, { ...plan, audit: null })
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
    const { rows, unmet } = yield* store.unmet(source.source, { sweep, began })
    // The audit is over in any case: a program that wants it again begins it again.
    const over = { ...turn.plan, audit: null }
    if (!turn.force && unmet > rows * mostGone) {
      yield* commit(turn, { observedAt: at, sessions: [] }, over)
      return yield* refused(source, "TooManyGone", unmet, rows)
    }
    const { gone } = yield* commit(
      turn,
      { observedAt: at, sessions: [], unmet: { sweep, began } },
      over
    )
    return stepOf("audit", { ...changed, gone: changed.gone + gone }, page.value)
  })
