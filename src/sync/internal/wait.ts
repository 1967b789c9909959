import * as Effect from "effect/Effect"

/** Waits for other processes. They live by the real time, whatever clock this one has. */
export const wait = (millis: number): Effect.Effect<void> =>
  Effect.async((resume) => {
    const timer = setTimeout(() => resume(Effect.void), millis)
    return Effect.sync(() => clearTimeout(timer))
  })
