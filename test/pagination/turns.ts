/** How often an effect lets other fibers run. */
import { Clock, Effect } from "effect"

/** Runs an effect whose pauses take no time, and calls `pause` at each of them. */
export const pausing = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  pause: () => void
): Effect.Effect<A, E, R> =>
  Effect.withClock(effect, Object.assign(Clock.make(), { sleep: () => Effect.sync(pause) }))
