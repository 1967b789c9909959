import * as Arr from "effect/Array"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { CheckoutSession } from "../../neutral/CheckoutSession.js"
import type { Cursor } from "../../pagination/Cursor.js"
import type { Change, State, SyncStoreError } from "../SyncStore.js"
import type { SyncError } from "./errors.js"
import * as Plan from "./plan.js"
import type { Observed } from "./source.js"
import { createdAt } from "./source.js"
import type { Step, Turn } from "./turn.js"
import { commit, read, stepOf } from "./turn.js"

const hour = 3_600_000

/** The longest life of any session so far: it says how far back the list is read. */
const lifeOf = (plan: Plan.Plan, sessions: ReadonlyArray<CheckoutSession>): number =>
  sessions.reduce(
    (life, { createdAt, expiresAt }) =>
      Option.match(Option.all([createdAt, expiresAt]), {
        onNone: () => life,
        onSome: ([from, to]) =>
          Math.max(life, DateTime.toEpochMillis(to) - DateTime.toEpochMillis(from))
      }),
    plan.life
  )

const timesOf = (sessions: ReadonlyArray<CheckoutSession>): ReadonlyArray<number> =>
  Arr.filterMap(sessions, createdAt)

/** The order of the source's list. */
const orderOf = ({ plan, source }: Turn): Plan.Seen | null => {
  const { order } = source.lane.capabilities
  return order === "unknown" ? plan.seen : order
}

/**
 * A list that begins with the oldest session is entered in its middle: at a mark, where a page began. The
 * cursor of a last page leads to the page's own beginning, and sessions would be read for nothing.
 */
const markOf = ({ page }: Observed): Change["mark"] => {
  const at = timesOf(page.items).at(-1)
  return at === undefined || Option.isNone(page.next) ? undefined : { at, cursor: page.next.value }
}

/** How many milliseconds before its window a walk begins whose mark was refused. */
const backs = [hour, 24 * hour]

/**
 * Where a walk begins again. A mark can be refused because its session was deleted: an earlier one saves
 * most of the list, and the beginning of the list is the last resort.
 */
const earlier = (
  turn: Turn,
  { from, restarts }: Plan.Walk
): Effect.Effect<Option.Option<Cursor>, SyncStoreError> => {
  const back = backs[restarts]
  return orderOf(turn) === "oldest" && from !== null && back !== undefined
    ? turn.store.markBefore(turn.source.source, from - back)
    : Effect.succeed(Option.none())
}

/** One page of the walk under way, be it the first load or a round. */
export const walk = (turn: Turn, current: Plan.Walk): Effect.Effect<Step, SyncError> =>
  Effect.gen(function* () {
    const { held, plan } = turn
    const kind = held.state.phase === "load" ? "load" : "round"
    const place = { cursor: held.state.cursor, createdAfter: current.from }
    const page = yield* read(turn, place, current.restarts, { ...plan, walk: null })
    if (Option.isNone(page)) {
      const again = { ...plan, walk: { ...current, restarts: current.restarts + 1 } }
      const cursor = yield* earlier(turn, current)
      const changed = yield* commit(turn, { observedAt: current.began, sessions: [] }, again, {
        cursor
      })
      return { ...changed, kind, sessions: 0, total: Option.none() }
    }
    const {
      at,
      page: { items, next }
    } = page.value
    const times = timesOf(items)
    const after = {
      ...plan,
      ...Plan.ordered(plan, times),
      walk: { ...current, pages: current.pages + 1 },
      life: lifeOf(plan, items)
    }
    const order = orderOf({ ...turn, plan: after })
    const { from } = current
    const oldest = times.at(-1)
    const isPast = order === "newest" && from !== null && oldest !== undefined && oldest < from
    const isEnd = Option.isNone(next) || isPast
    const ended = isEnd ? Plan.walked(after, turn.rungs(after)) : after
    const state: Partial<State> = {
      cursor: isEnd ? Option.none() : next,
      ...(isEnd && kind === "load" ? { phase: "follow", loadedAt: Option.some(at) } : {})
    }
    const changed = yield* commit(
      turn,
      {
        observedAt: at,
        sessions: items,
        mark: order === "oldest" ? markOf(page.value) : undefined
      },
      ended,
      state
    )
    return stepOf(kind, changed, page.value)
  })

/** Begins a walk: the first load, or the round that is due. */
export const begin = (turn: Turn, now: number): Effect.Effect<void, SyncStoreError> =>
  Effect.gen(function* () {
    const { held, plan, source, store } = turn
    if (held.state.phase === "load") {
      turn.plan = Plan.load(plan, now)
      return
    }
    const order = orderOf(turn)
    turn.plan = Plan.round(plan, turn.rungs(plan), now, order === "newest" || order === "oldest")
    const from = turn.plan.walk?.from ?? null
    const mark =
      order === "oldest" && from !== null
        ? yield* store.markBefore(source.source, from)
        : Option.none()
    turn.held = { ...held, state: { ...held.state, cursor: mark } }
  })
