/** Days of a sandbox that lives, followed by sync: what the table learned, and when. */
import { HttpClient } from "@effect/platform"
import { Clock, Duration, Effect } from "effect"
import type * as CheckoutError from "../../src/CheckoutError.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as Memory from "./memory.js"
import * as Sync from "../../src/sync/Sync.js"
import { SyncStore } from "../../src/sync/SyncStore.js"
import { sourceOf } from "./sources.js"

const tick = Duration.minutes(5)

/** What happened to a session, and how long the table did not know, both in milliseconds. */
export interface Learned extends Sandbox.Transition {
  /** How long it has not known so far, if it never learned of it. */
  readonly lag: number
  /** The age of the session when the table learned of it. */
  readonly age: number
}

export interface Days {
  readonly learned: ReadonlyArray<Learned>
  readonly requests: number
  /** The requests by what they were for, those of the first load included. */
  readonly kinds: Readonly<Record<string, number>>
  /** Rounds after the first load. */
  readonly ticks: number
  readonly rows: ReadonlyArray<Memory.Row>
  readonly sessions: ReadonlyArray<Sandbox.JsonObject>
  readonly now: number
}

/** A clock that is set by hand, where no fiber waits. `TestClock` waits some real milliseconds each time. */
const clockAt = (start: number) => {
  let now = start
  const clock: Clock.Clock = {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    unsafeCurrentTimeMillis: () => now,
    unsafeCurrentTimeNanos: () => BigInt(now) * 1_000_000n,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanos: Effect.sync(() => BigInt(now) * 1_000_000n),
    sleep: () => Effect.never
  }
  return {
    clock,
    advance: (by: number) => {
      now += by
    }
  }
}

const turn = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))

interface Options {
  readonly provider: CheckoutError.ProviderName
  readonly perDay: number
  readonly days: number
  readonly seed: number
  /** Rounds that do not take place, as when the machine is off. */
  readonly off?: (round: number) => boolean
}

/** Words that a session does not leave, but for what only an audit sees. */
const settled = new Set(["succeeded", "completed", "expired", "failed", "cancelled"])

/** The first of these ascending times that is not before another. */
const firstSince = (times: ReadonlyArray<number>, at: number): number | undefined =>
  times.find((time) => time >= at)

/** Follows a provider for some days, by slices of one round each. */
export const follow = (options: Options): Effect.Effect<Days> =>
  Effect.suspend(() => {
    const { advance, clock } = clockAt(Date.UTC(2026, 0, 1))
    return Effect.withClock(followed(options, advance), clock)
  })

const followed = (
  { days, off, perDay, provider, seed }: Options,
  advance: (by: number) => void
): Effect.Effect<Days> =>
  Effect.gen(function* () {
    const running = yield* Sandbox.make({
      sessions: perDay,
      span: "1 day",
      seed,
      life: { perDay, seed }
    })
    const store = Memory.make()
    const seen = new Map<string, Array<number>>()
    const note = (id: string, at: number) => {
      const times = seen.get(id)
      if (times === undefined) seen.set(id, [at])
      else times.push(at)
    }
    const noting: typeof store = {
      ...store,
      commit: (held, change) => {
        for (const { id } of change.sessions) note(id, change.observedAt)
        for (const id of change.gone ?? []) note(id, change.observedAt)
        return store.commit(held, change)
      }
    }
    const source = yield* Effect.provideService(
      sourceOf(provider),
      HttpClient.HttpClient,
      running.httpClient
    )
    const kinds: Record<string, number> = {}
    const onProgress = ({ kind }: Sync.Progress) =>
      Effect.sync(() => {
        kinds[kind] = (kinds[kind] ?? 0) + 1
      })
    const round = Effect.gen(function* () {
      for (;;) {
        const slice = yield* Sync.slice(source, { every: tick, onProgress })
        if (!slice.more) return
      }
    }).pipe(Effect.orDie, Effect.provideService(SyncStore, noting))

    yield* round
    const requestsOf = Effect.map(
      Effect.flatMap(store.peek(provider), (held) => held),
      ({ state }) => state.requests
    ).pipe(Effect.orDie)
    const spent = yield* requestsOf
    const began = yield* Clock.currentTimeMillis
    // Sessions that were there at the beginning have no transition that says how they ended.
    const before = new Map(
      (yield* running.sessions(provider)).map(({ id, status }) => [String(id), String(status)])
    )
    const ticks = Math.round(Duration.toMillis(Duration.days(days)) / Duration.toMillis(tick))
    for (let nth = 1; nth <= ticks; nth++) {
      advance(Duration.toMillis(tick))
      if (off?.(nth) !== true) yield* round
      // Nothing here waits for the event loop, and the runner of the tests wants its turn, too.
      yield* turn
    }
    const now = yield* Clock.currentTimeMillis
    const history = yield* running.history(provider)
    // A session that came and went between two rounds was never there. One that is settled is not looked
    // at again: that it was deleted is for an audit to find.
    const isPast = ({ id, status }: Sandbox.Transition): boolean => {
      const was = before.get(id)
      before.set(id, status)
      return !seen.has(id) || (status === "deleted" && was !== undefined && settled.has(was))
    }
    const learned = history
      .filter((transition) => transition.at > began && !isPast(transition))
      .map((transition): Learned => {
        const since = firstSince(seen.get(transition.id) ?? [], transition.at)
        return Object.assign({}, transition, {
          lag: (since ?? now) - transition.at,
          age: (since ?? now) - transition.createdAt
        })
      })
    return {
      learned,
      requests: (yield* requestsOf) - spent,
      ticks,
      kinds,
      rows: store.rows(provider),
      sessions: yield* running.sessions(provider),
      now
    }
  })

/** Whether the table learned of it later than after a round, and later than after a tenth of the session's age. */
export const isLate = ({ age, lag }: Learned): boolean =>
  lag > Math.max(Duration.toMillis(tick), age / 10)
