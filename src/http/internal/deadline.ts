import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { CheckoutError } from "../../CheckoutError.js"
import { CheckoutRequestError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import { unkept } from "../../internal/unkept.js"
import type * as Timeouts from "../Timeouts.js"

type Bounded = <A, E, R>(
  effect: Effect.Effect<A, E, R>
) => Effect.Effect<A, E | CheckoutRequestError, R>

/** The time that a request has: each attempt its own, and all of them together. */
export interface Deadline {
  /** Runs a wait within the rest of the overall limit. */
  readonly whole: Bounded
  /** Begins an attempt. Effects within it share its time; effects beside it do not count. */
  readonly attempt: () => Bounded
}

const timedOut =
  (call: Call, timeout: "attempt" | "overall", limit: Duration.DurationInput) => () =>
    new CheckoutRequestError({
      ...call,
      reason: "Timeout",
      timeout: Option.some(timeout),
      description: `${timeout === "attempt" ? "an attempt took" : "all attempts together took"} longer than ${Duration.format(limit)}`
    })

/** Whether all attempts together took too long. No policy may try again then. */
export const isOver = (error: CheckoutError): boolean =>
  error._tag === "CheckoutRequestError" && Option.contains(error.timeout, "overall")

/**
 * Starts the time of a request.
 *
 * A timeout costs two fibers, so only one runs at a time: an attempt ends at its own limit or at the
 * end of the whole, whichever comes first. The time is taken from the clock that never steps back.
 */
export const begin = (call: Call, limits: Timeouts.Limits): Effect.Effect<Deadline> =>
  Effect.map(Effect.clock, (clock) => {
    const now = () => Number(clock.unsafeCurrentTimeNanos()) / 1e6
    const end = now() + Duration.toMillis(limits.overall)
    const late = timedOut(call, "overall", limits.overall)
    const slow = timedOut(call, "attempt", limits.attempt)

    const within = (millis: number, onTimeout: () => CheckoutRequestError): Bounded =>
      millis === Infinity
        ? (effect) => effect
        : millis <= 0
          ? () => Effect.fail(onTimeout())
          : <A, E, R>(effect: Effect.Effect<A, E, R>) =>
              unkept((kept: Effect.Effect<void, E, R>) =>
                Effect.timeoutFail(kept, { duration: Math.ceil(millis), onTimeout })
              )(effect)

    return {
      whole: (effect) => Effect.suspend(() => within(end - now(), late)(effect)),
      attempt: () => {
        let left = Duration.toMillis(limits.attempt)
        return (effect) =>
          Effect.suspend(() => {
            const began = now()
            const bounded =
              left < end - began ? within(left, slow)(effect) : within(end - began, late)(effect)
            return Effect.onExit(bounded, () =>
              Effect.sync(() => {
                left -= now() - began
              })
            )
          })
      }
    }
  })
