import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Changed, Held, Phase, SyncStoreError } from "../SyncStore.js"
import { SyncStore } from "../SyncStore.js"
import type { SyncError } from "./errors.js"
import { isSameAccount } from "./one.js"
import * as Plan from "./plan.js"
import type { Source } from "./source.js"
import { step } from "./step.js"
import type { Kind, Turn } from "./turn.js"
import { refused } from "./turn.js"

/**
 * One request whose sessions were just written.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Progress extends Changed {
  readonly source: string
  /**
   * The purpose of the request: the first load, a round over sessions that may have changed, one session
   * that changes late, a hint, or an audit.
   */
  readonly kind: Kind
  readonly sessions: number
  /** How many sessions the provider says it has, where it does. */
  readonly total: Option.Option<number>
}

/**
 * How sources are read.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Options {
  /** How often a source is read again once it is loaded: every 5 minutes by default, once a year at least. */
  readonly every?: Duration.DurationInput | undefined
  /** Runs after each request, once its sessions are written. */
  readonly onProgress?: ((progress: Progress) => Effect.Effect<void>) | undefined
}

/**
 * How long one slice may be. The slice ends after the request that reaches a bound.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Budget {
  /** Requests at most; no bound by default. */
  readonly pages?: number | undefined
  /** Time at most; no bound by default. */
  readonly time?: Duration.DurationInput | undefined
}

/**
 * The result of a slice.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Slice extends Changed {
  readonly source: string
  readonly phase: Phase
  readonly requests: number
  readonly sessions: number
  /** Whether there is more to do now: call `slice` again. */
  readonly more: boolean
  /** When the next round is due, in epoch milliseconds; `None` if there is more to do now. */
  readonly nextDueAt: Option.Option<number>
}

const defaultEvery = Duration.minutes(5)

/** Shorter intervals would only cost requests. */
const shortestEvery = 1000

/** A store has no time for `never`. */
const longestEvery = 365 * 86_400_000

/** How many milliseconds apart the rounds of a source are. */
export const tickOf = ({ every = defaultEvery }: Options): number =>
  Math.min(longestEvery, Math.max(shortestEvery, Duration.toMillis(every)))

/** The turn of a source that was taken. */
export const turnOf = (source: Source, held: Held, options: Options, force = false) =>
  Effect.map(SyncStore, (store): Turn => {
    const tick = tickOf(options)
    return {
      source,
      store,
      tick,
      force,
      rungs: ({ life }) => Plan.ladder(tick, life),
      held,
      plan: Plan.fromText(held.state.plan),
      late: [],
      missed: undefined
    }
  })

/** The tag of an error, and its reason: a message could hold what the provider said. */
const nameOf = (error: SyncError): string =>
  "reason" in error ? `${error._tag} ${error.reason}` : error._tag

/** Keeps the error where `status` shows it. A store that cannot be reached keeps nothing. */
const noted = (turn: Turn, error: SyncError): Effect.Effect<never, SyncError> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    turn.store.commit(turn.held, {
      observedAt: now,
      sessions: [],
      state: { lastError: Option.some(nameOf(error)), lastErrorAt: Option.some(now) }
    })
  ).pipe(Effect.ignore, Effect.zipRight(Effect.fail(error)))

/** Takes a source, and makes sure that its key still belongs to the sessions that are stored for it. */
export const open = (
  source: Source,
  options: Options,
  force = false
): Effect.Effect<Turn, SyncError, SyncStore> =>
  Effect.gen(function* () {
    const { take } = yield* SyncStore
    const turn = yield* turnOf(source, yield* take(source), options, force)
    return yield* isSameAccount(turn).pipe(
      Effect.filterOrFail(
        (same) => same,
        () => refused(source, "AnotherAccount")
      ),
      Effect.as(turn),
      Effect.catchAll((error) => noted(turn, error))
    )
  })

/** Reads until nothing is left to do, or until the budget is used up. */
export const run = (
  turn: Turn,
  { onProgress }: Options,
  { pages = Infinity, time = Duration.infinity }: Budget = {}
): Effect.Effect<Slice, SyncError> =>
  Effect.gen(function* () {
    const { source } = turn.source
    const ends = (yield* Clock.currentTimeMillis) + Duration.toMillis(time)
    const sum = { requests: 0, sessions: 0, inserted: 0, updated: 0, gone: 0 }
    let more = true
    while (more && sum.requests < pages && (yield* Clock.currentTimeMillis) <= ends) {
      const done = yield* step(turn)
      if (Option.isNone(done)) {
        more = false
      } else {
        const { gone, inserted, sessions, updated } = done.value
        sum.requests += 1
        sum.sessions += sessions
        sum.inserted += inserted
        sum.updated += updated
        sum.gone += gone
        if (onProgress !== undefined) yield* onProgress({ ...done.value, source })
      }
    }
    const { nextDueAt, phase } = turn.held.state
    return { ...sum, source, phase, more, nextDueAt: more ? Option.none() : nextDueAt }
  }).pipe(Effect.catchAll((error) => noted(turn, error)))

/** Makes a round due now. */
export const dueNow = (turn: Turn): void => {
  const { held } = turn
  turn.held = { ...held, state: { ...held.state, nextDueAt: Option.none() } }
}

/** Plans an audit, or leaves the one that is under way. */
export const withAudit = (turn: Turn): Effect.Effect<void, SyncStoreError> =>
  Effect.map(Clock.currentTimeMillis, (began) => {
    const { held, plan } = turn
    if (plan.audit !== null) return
    turn.plan = {
      ...plan,
      audit: {
        began,
        sweep: held.state.sweep + 1,
        cursor: null,
        restarts: 0,
        listed: false
      }
    }
  })
