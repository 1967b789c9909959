import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Policy } from "../Retry.js"
import { tried } from "../../internal/errors.js"

/** How long a provider asks to wait, if the policy is ready to. */
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

// Capped before the jitter: at the cap, too, those who failed together come back apart. And in whole
// milliseconds: a fraction of one makes `TestClock` fail. The power is bounded because no wait times
// an infinite one is not a number, which no budget stops.
const backoff = (policy: Policy, attempts: number) =>
  Effect.map(Random.nextRange(1 - jitter, 1 + jitter), (factor) =>
    Math.floor(
      Math.min(
        Duration.toMillis(policy.cap) / (1 + jitter),
        Duration.toMillis(policy.base) * 2 ** Math.min(attempts - 1, 60)
      ) * factor
    )
  )

/**
 * An attempt, which by itself waits for what providers ask for, under a policy. Written as a loop and
 * not as a `Schedule`: the decision needs the error, the time spent and the wait to come all at once,
 * and what it learns goes into the error.
 */
export const retrying = <A>(
  policy: Policy,
  attempt: Effect.Effect<A, CheckoutError>
): Effect.Effect<A, CheckoutError> =>
  Effect.gen(function* () {
    const began = yield* Clock.currentTimeMillis
    let refresh = policy.refreshUnauthorized
    for (let attempts = 1; ; attempts++) {
      const result = yield* Effect.either(attempt)
      if (Either.isRight(result)) return result.right
      const elapsed = (yield* Clock.currentTimeMillis) - began
      const error = tried(result.left, attempts, elapsed)

      if (refresh && error._tag === "CheckoutResponseError" && error.reason === "Unauthorized") {
        refresh = false
        continue
      }
      if (attempts > policy.times || !policy.isTransient(error) || asksForTooMuch(policy, error)) {
        return yield* error
      }
      const delay = yield* backoff(policy, attempts)
      const asked = Option.getOrElse(accepted(policy, error), () => 0)
      if (elapsed + Math.max(delay, asked) > Duration.toMillis(policy.budget)) return yield* error
      // What the provider asks for is waited for where the attempt begins, by all fibres in turn: to
      // wait for it here would bring all that were told together back together.
      yield* Effect.sleep(delay)
    }
  })
