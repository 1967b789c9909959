import * as Effect from "effect/Effect"
import type { CheckoutDecodeError } from "../../CheckoutError.js"
import * as Telemetry from "../../internal/telemetry.js"

/** Where a session departs, without the places in its arrays: a closed set. */
const placeOf = ({ path }: CheckoutDecodeError): string =>
  path.map((key) => (/^\d+$/.test(key) ? "*" : key)).join(".") || "the session"

/** Tells of drift: each time in a metric, and the first time of each place in the log. */
export const make = (): ((error: CheckoutDecodeError) => Effect.Effect<void>) => {
  const known = new Set<string>()
  return (error) =>
    Effect.suspend(() => {
      const place = placeOf(error)
      const count = Telemetry.drifted(error.provider, place)
      if (known.has(place)) return count
      known.add(place)
      return Effect.zipRight(
        count,
        Effect.logWarning(
          `${error.provider}: a session is not as documented at ${place}: expected ${error.expected}. It arrives all the same, with \`drift\`; an update of this library may know the field`
        )
      )
    })
}
