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

  const wait: Effect.Effect<void> = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    if (now >= until) return
    // The first comes back on time; whoever else waits comes after it.
    const late = waiting++ === 0 ? 0 : Math.ceil(yield* Random.nextRange(0, length * spread))
    yield* Effect.ensuring(
      Effect.sleep(until - now + late),
      Effect.sync(() => {
        waiting--
      })
    )
    yield* wait
  })

  const holds = Effect.map(Clock.currentTimeMillis, (now) => now < until)

  const begin = (millis: number) =>
    Effect.map(Clock.currentTimeMillis, (now) => {
      if (now + millis <= until) return
      until = now + millis
      length = millis
    })

  return { wait, holds, begin }
})
