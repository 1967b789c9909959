import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Policy } from "../Retry.js"
import * as Deadline from "./deadline.js"
import type { Call } from "../../internal/errors.js"
import { tried } from "../../internal/errors.js"
import * as Telemetry from "../../internal/telemetry.js"

/** How many milliseconds the provider asks to wait, if the policy allows that long a wait. */
export const accepted = (policy: Policy, error: CheckoutError): Option.Option<number> =>
  error._tag === "CheckoutResponseError"
    ? error.retryAfter.pipe(
        Option.filter(Duration.lessThanOrEqualTo(policy.longestWait)),
        Option.map((asked) => Math.ceil(Duration.toMillis(asked)))
      )
    : Option.none()

const asksForTooMuch = (policy: Policy, error: CheckoutError) =>
  error._tag === "CheckoutResponseError" &&
  Option.exists(error.retryAfter, Duration.greaterThan(policy.longestWait))

const jitter = 0.2

const backoff = (policy: Policy, attempts: number) =>
  Effect.map(Random.nextRange(1 - jitter, 1 + jitter), (factor) =>
    // Whole milliseconds: `TestClock` rejects fractions.
    Math.floor(
      // The cap comes first, so that capped waits still differ.
      Math.min(
        Duration.toMillis(policy.cap) / (1 + jitter),
        // A bounded power: 0 ms times an infinite one is NaN, and NaN passes every budget check.
        Duration.toMillis(policy.base) * 2 ** Math.min(attempts - 1, 60)
      ) * factor
    )
  )

/** The requests that were made so far. Attempts write it; the policy and the errors read it. */
export interface Sent {
  requests: number
  /** When the first of them was sent, in milliseconds. */
  since: number | undefined
}

/** How long ago the first request was sent, in milliseconds. */
const elapsedSince = ({ since }: Sent) =>
  Effect.map(Clock.currentTimeMillis, (now) => (since === undefined ? 0 : now - since))

/**
 * Repeats an attempt under a policy. It is a loop and not a `Schedule`: the decision needs the error,
 * the time spent and the next wait all at once, and the error tells how often and how long.
 *
 * Time counts from the first request: a wait for the rate limit before it is no part of the budget.
 */
export const retrying = <A>(
  call: Call,
  policy: Policy,
  sent: Sent,
  deadline: Deadline.Deadline,
  attempt: Effect.Effect<A, CheckoutError>
): Effect.Effect<A, CheckoutError> => {
  let refresh = policy.refreshUnauthorized
  let attempts = 0

  /** Waits and tries again, or fails if nothing speaks for another attempt. */
  const afterFailure = (why: CheckoutError): Effect.Effect<A, CheckoutError> =>
    Effect.gen(function* () {
      const elapsed = yield* elapsedSince(sent)
      const error = tried(why, sent.requests, elapsed)
      if (Deadline.isOver(error)) return yield* error

      if (refresh && error._tag === "CheckoutResponseError" && error.reason === "Unauthorized") {
        refresh = false
        yield* Telemetry.waits(call, "Unauthorized, so it reads the secret again", 0)
        return
      }
      if (attempts > policy.times || !policy.isTransient(error) || asksForTooMuch(policy, error)) {
        return yield* error
      }
      const delay = yield* backoff(policy, attempts)
      const asked = Option.getOrElse(accepted(policy, error), () => 0)
      if (elapsed + Math.max(delay, asked) > Duration.toMillis(policy.budget)) return yield* error
      yield* Telemetry.waits(call, `${error.reason}, retry ${attempts} of ${policy.times}`, delay)
      // The wait that the provider asks for is the pause at the beginning of the attempt, which
      // spreads the fibers. To wait for it here would bring them all back at the same moment.
      yield* Effect.catchAll(deadline.whole(Effect.sleep(delay)), (late) =>
        Effect.flatMap(elapsedSince(sent), (spent) =>
          Effect.fail(tried(late, sent.requests, spent))
        )
      )
    }).pipe(Effect.flatMap(() => again))

  const again: Effect.Effect<A, CheckoutError> = Effect.suspend(() => {
    attempts++
    return Effect.catchAll(attempt, afterFailure)
  })
  return again
}
