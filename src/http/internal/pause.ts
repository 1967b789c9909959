import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

/** The wait that a provider asks for, in force for all fibers of a client. */
export interface Pause {
  /** Returns when no pause is in force. */
  readonly wait: Effect.Effect<void>
  /** The milliseconds that are left of it; none or less if no pause is in force. */
  readonly left: Effect.Effect<number>
  /** No attempt starts for so many milliseconds from now, or longer if the pause was longer. */
  readonly extend: (millis: number) => Effect.Effect<void>
}

/** Attempts that waited start over a tenth of the wait: all at once they would meet another 429. */
const spread = 0.1

export const make = Effect.sync((): Pause => {
  let until = 0
  let length = 0
  let waiting = 0

  /** The rest of the pause: never more than its length, even if the clock is set back. */
  const left = Effect.map(Clock.currentTimeMillis, (now) => {
    until = Math.min(until, now + length)
    return until - now
  })

  const wait: Effect.Effect<void> = Effect.gen(function* () {
    const rest = yield* left
    if (rest <= 0) return
    const late = Math.ceil(yield* Random.nextRange(0, length * spread))
    // The first attempt starts on time, and the others after it.
    yield* Effect.acquireUseRelease(
      Effect.sync(() => waiting++),
      (before) => Effect.sleep(before === 0 ? rest : rest + late),
      () => Effect.sync(() => waiting--)
    )
    yield* wait
  })

  const extend = (millis: number) =>
    Effect.map(left, (rest) => {
      if (millis <= rest) return
      until += millis - rest
      length = millis
    })

  return { wait, left, extend }
})
