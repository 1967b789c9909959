import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { SyncStoreError } from "../SyncStore.js"
import { audit } from "./audit.js"
import type { SyncError } from "./errors.js"
import { retrieve } from "./one.js"
import type { Step, Turn } from "./turn.js"
import { commit, untried } from "./turn.js"
import { begin, walk } from "./walk.js"

/** The round ends here. The next one is due a tick after this one began. */
const rest = (turn: Turn, now: number): Effect.Effect<void, SyncError> => {
  const { plan, tick } = turn
  return Effect.asVoid(
    commit(
      turn,
      { observedAt: now, sessions: [] },
      { ...plan, done: false, tried: [] },
      {
        requests: turn.held.state.requests,
        lastOkAt: Option.some(now),
        lastError: Option.none(),
        lastErrorAt: Option.none(),
        nextDueAt: Option.some(Math.max(plan.covered, now - tick) + tick)
      }
    )
  )
}

/**
 * The sessions that were not seen for a tenth of their age. The rounds meet all that their lists have, so
 * these are older than any round reaches, or deleted.
 */
const lateOnes = (turn: Turn, now: number): Effect.Effect<ReadonlyArray<string>, SyncStoreError> =>
  turn.store.late(turn.source.source, {
    // Those that would be seen too late in the next round are seen in this one.
    now: now + turn.tick,
    tick: turn.tick * 2,
    // Those that were tried come first again, and must not hide the others.
    limit: 100 + turn.plan.tried.length
  })

/** After so many failures, hints wait for the end of the round: a forged one may fail each time. */
const mostFailures = 3

/** The hint to follow next. */
const hinted = (turn: Turn): Effect.Effect<string | undefined, SyncStoreError> => {
  const { length } = turn.plan.tried
  if (turn.held.state.phase === "load" || length >= mostFailures) return Effect.succeed(undefined)
  return Effect.map(turn.store.pokes(turn.source.source, 1 + length), (ids) =>
    untried(turn, ids).at(0)
  )
}

const hour = 3_600_000

/**
 * A clock that was ahead has left observations of a time to come. Until that time, no session would be late,
 * and no audit would find it missing. No request is under way, so they may as well have been made now.
 */
const rewind = (turn: Turn, now: number): Effect.Effect<void, SyncError> => {
  const { held, plan } = turn
  return plan.latest <= now + hour
    ? Effect.void
    : Effect.asVoid(
        commit(
          turn,
          { observedAt: now, sessions: [], ahead: now },
          { ...plan, latest: now },
          { requests: held.state.requests }
        )
      )
}

/** A time too far away was left by a clock that was set back since. */
const isDue = ({ held, tick }: Turn, now: number): boolean =>
  Option.match(held.state.nextDueAt, {
    onNone: () => true,
    onSome: (at) => at <= now || at > now + 2 * tick
  })

/** The next request of a source, and its commit; `None` when nothing is left to do for now. */
export const step = (turn: Turn): Effect.Effect<Option.Option<Step>, SyncError> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    yield* rewind(turn, now)
    const isRound = isDue(turn, now)
    const poked = yield* hinted(turn)
    // Hints may come without end. A round or an audit has every second request.
    const isBusy = isRound || turn.plan.audit !== null
    if (poked !== undefined && !(isBusy && turn.held.state.requests % 2 === 1)) {
      return Option.some(yield* retrieve(turn, "poke", poked))
    }
    if (isRound) {
      if (turn.plan.walk === null && !turn.plan.done) yield* begin(turn, now)
      if (turn.plan.walk !== null) return Option.some(yield* walk(turn, turn.plan.walk))
      turn.late = untried(turn, turn.late)
      if (turn.late.length === 0) turn.late = untried(turn, yield* lateOnes(turn, now))
      const [id, ...later] = turn.late
      if (id !== undefined) {
        const done = yield* retrieve(turn, "late", id)
        turn.late = later
        return Option.some(done)
      }
      yield* rest(turn, now)
    }
    if (turn.plan.audit !== null) return Option.some(yield* audit(turn, turn.plan.audit))
    return poked === undefined ? Option.none() : Option.some(yield* retrieve(turn, "poke", poked))
  })
