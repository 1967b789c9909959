import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

/** What one 429 says, shared by all fibres of a client. */
export interface Pause {
  /** Returns when nobody is told to wait any more. */
  readonly wait: Effect.Effect<void>
  /** Whether anybody would have to wait now. */
  readonly holds: Effect.Effect<boolean>
  /** Nobody starts for so many milliseconds. */
  readonly begin: (millis: number) => Effect.Effect<void>
}

/** Those who waited come back over a tenth of the wait, so that they do not meet again at the gate. */
const spread = 0.1

export const make = Effect.sync((): Pause => {
  let until = 0
  let length = 0
  let waiting = 0

  /** What is left of the pause: never more than it began with, even where the clock is set back. */
  const left = Effect.map(Clock.currentTimeMillis, (now) => {
    until = Math.min(until, now + length)
    return until - now
  })

  const wait: Effect.Effect<void> = Effect.gen(function* () {
    const rest = yield* left
    if (rest <= 0) return
    const late = Math.ceil(yield* Random.nextRange(0, length * spread))
    // The first comes back on time; whoever else waits comes after it.
    yield* Effect.acquireUseRelease(
      Effect.sync(() => waiting++),
      (before) => Effect.sleep(before === 0 ? rest : rest + late),
      () => Effect.sync(() => waiting--)
    )
    yield* wait
  })

  const holds = Effect.map(left, (rest) => rest > 0)

  const begin = (millis: number) =>
    Effect.map(left, (rest) => {
      if (millis <= rest) return
      until += millis - rest
      length = millis
    })

  return { wait, holds, begin }
})
