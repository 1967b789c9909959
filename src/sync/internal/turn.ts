import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Change, Changed, Fenced, Held, Service, State, SyncStoreError } from "../SyncStore.js"
import type { SyncError } from "./errors.js"
import { SyncRefused } from "./errors.js"
import * as Plan from "./plan.js"
import type { Observed, Place, Source } from "./source.js"
import { pageAt, refusesCursor } from "./source.js"

/** The purpose of a request. */
export type Kind = "load" | "round" | "late" | "poke" | "audit"

/** One request whose findings were written. */
export interface Step extends Changed {
  readonly kind: Kind
  readonly sessions: number
  /** How many sessions the provider says it has, where it does. */
  readonly total: Option.Option<number>
}

/** A source that is being read: its state, and its next steps. */
export interface Turn {
  readonly source: Source
  readonly store: Service
  readonly rungs: (plan: Plan.Plan) => ReadonlyArray<Plan.Rung>
  readonly tick: number
  /** Whether the program vouches for the key: an audit may mark any number of sessions as gone. */
  readonly force: boolean
  held: Held
  plan: Plan.Plan
  /** Sessions to be retrieved, as the store named them. */
  late: ReadonlyArray<string>
  /** Sessions that the audit under way did not meet and that it still asks for; unknown at first. */
  missed: ReadonlyArray<string> | undefined
}

const mostRestarts = 3

/** Writes a change together with the plan after it. */
export const commit = (
  turn: Turn,
  change: Omit<Change, "state">,
  plan: Plan.Plan,
  state: Partial<State> = {}
): Effect.Effect<Changed, Fenced | SyncRefused | SyncStoreError> =>
  Effect.gen(function* () {
    const { held, source, store } = turn
    const modes = new Set(
      change.sessions.flatMap(({ livemode }) => (Option.isSome(livemode) ? [livemode.value] : []))
    )
    const [mode] = modes
    const known = Option.getOrElse(held.state.livemode, () => mode)
    if (modes.size > 1 || (mode !== undefined && mode !== known)) {
      return yield* refused(source, "AnotherMode")
    }
    const after = { ...plan, latest: Math.max(plan.latest, change.observedAt) }
    const next: State = {
      ...held.state,
      livemode: Option.fromNullable(known),
      requests: held.state.requests + 1,
      sessions: held.state.sessions + change.sessions.length,
      ...state,
      plan: Option.some(Plan.toText(after))
    }
    const changed = yield* store.commit(held, { ...change, state: next })
    turn.held = { ...held, state: next }
    turn.plan = after
    return changed
  })

export const refused = (
  { source }: Source,
  reason: SyncRefused["reason"],
  missing = 0,
  stored = 0
): SyncRefused => new SyncRefused({ source, reason, missing, stored })

export const stepOf = (kind: Kind, changed: Changed, { page }: Observed): Step => ({
  ...changed,
  kind,
  sessions: page.items.length,
  total: page.total
})

/** The ids that were not tried in this round. */
export const untried = ({ plan }: Turn, ids: ReadonlyArray<string>): ReadonlyArray<string> =>
  ids.filter((id) => !plan.tried.includes(id))

/** The time of an observation that begins now. */
export const observing = ({ plan }: Turn): Effect.Effect<number> =>
  Effect.map(Clock.currentTimeMillis, (now) => Math.max(now, plan.latest))

/**
 * Reads one page. `None` if the provider refused the cursor; the walk then begins again. After some times
 * it is over, and the error is told: no later attempt has the same cursor.
 */
export const read = (
  turn: Turn,
  place: Place,
  restarts: number,
  over: Plan.Plan
): Effect.Effect<Option.Option<Observed>, SyncError> =>
  Effect.flatMap(observing(turn), (at) =>
    Effect.catchIf(
      Effect.asSome(pageAt(turn.source, at, place)),
      (error) => Option.isSome(place.cursor) && refusesCursor(error),
      (error) =>
        restarts < mostRestarts
          ? Effect.succeedNone
          : Effect.zipRight(
              commit(turn, { observedAt: at, sessions: [] }, over, {
                cursor: over.walk === null ? Option.none() : turn.held.state.cursor
              }),
              Effect.fail(error)
            )
    )
  )
