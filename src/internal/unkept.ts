import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/**
 * Runs an effect within a keeper, such as a span, which gets no value to keep. The value is returned past it.
 *
 * A fiber keeps its result, and a tracer keeps spans with their results. The result would be a page of
 * sessions. The collector then finds pages alive that no fiber reads, and memory grows to three times.
 */
export const unkept =
  <E, R, E2, R2>(keeper: (effect: Effect.Effect<void, E, R>) => Effect.Effect<void, E2, R2>) =>
  <A>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E2, R2> =>
    Effect.suspend(() => {
      let held = Option.none<A>()
      const kept = Effect.map(effect, (value) => {
        held = Option.some(value)
      })
      return Effect.map(keeper(kept), () => {
        const value = Option.getOrThrow(held)
        // The functions here may outlive the value.
        held = Option.none()
        return value
      })
    })
