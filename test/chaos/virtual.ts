/** A clock that moves on when every fiber sleeps. */
import { Clock, Duration, Effect, Fiber, Option } from "effect"

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** After this many turns of the event loop without a change, every fiber is taken to sleep. */
const patience = 8

const make = () => {
  let now = Date.UTC(2026, 0, 1)
  let changes = 0
  const sleepers = new Set<Sleeper>()
  const clock: Clock.Clock = {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    unsafeCurrentTimeMillis: () => now,
    unsafeCurrentTimeNanos: () => BigInt(now) * 1_000_000n,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanos: Effect.sync(() => BigInt(now) * 1_000_000n),
    sleep: (duration) =>
      Effect.async<void>((resume) => {
        const sleeper = {
          until: now + Duration.toMillis(duration),
          wake: () => resume(Effect.void)
        }
        sleepers.add(sleeper)
        changes++
        return Effect.sync(() => {
          sleepers.delete(sleeper)
          changes++
        })
      })
  }
  /** Moves on to the time of the next sleeper. */
  const moveOn = () => {
    const next = Math.min(...[...sleepers].map(({ until }) => until))
    if (!Number.isFinite(next)) return
    now = Math.max(now, next)
    for (const sleeper of [...sleepers].filter(({ until }) => until <= now)) {
      sleepers.delete(sleeper)
      sleeper.wake()
    }
  }
  return { clock, moveOn, changes: () => changes }
}

const turn = Effect.async<void>((resume) => {
  const handle = setImmediate(() => resume(Effect.void))
  return Effect.sync(() => clearImmediate(handle))
})

/**
 * Runs an effect with a clock that moves on to the next sleeper when nothing has changed for a few
 * turns of the event loop. If it moves on too early, an attempt times out and is retried.
 */
export const virtually = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const { changes, clock, moveOn } = make()
    const fiber = yield* Effect.fork(Effect.withClock(effect, clock))
    let seen = -1
    for (let quiet = 0; Option.isNone(yield* Fiber.poll(fiber));) {
      yield* turn
      quiet = seen === changes() ? quiet + 1 : 0
      seen = changes()
      if (quiet < patience) continue
      moveOn()
      quiet = 0
    }
    return yield* Fiber.join(fiber)
  })
