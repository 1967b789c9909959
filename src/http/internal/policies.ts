import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as RateLimit from "../RateLimit.js"
import * as Retry from "../Retry.js"
import * as Timeouts from "../Timeouts.js"

/** The policies that a client was made with. */
export interface Policies {
  readonly retry: Retry.Policy
  readonly timeouts: Timeouts.Limits
  readonly pace: RateLimit.Pacer
}

/** The policies in force where a client is made. */
export const read: Effect.Effect<Policies> = Effect.all({
  retry: Retry.Retry,
  timeouts: Timeouts.Timeouts,
  pace: RateLimit.RateLimit
})

const names = ["Retry", "Timeouts", "RateLimit"] as const

/** The policies that a context carries; a reference that is not there has its default. */
const all = (context: Context.Context<never>) => ({
  Retry: Context.get(context, Retry.Retry),
  Timeouts: Context.get(context, Timeouts.Timeouts),
  RateLimit: Context.get(context, RateLimit.RateLimit)
})

/** Whether attempts wait for a rate limit. */
export const isPaced = ({ pace }: Policies): boolean => pace !== all(Context.empty()).RateLimit

/**
 * Warns once if the calling program carries a policy that this client was not made with. Then the
 * policy's layer stands beside the client's, where it changes nothing and the compiler sees nothing.
 */
export const warnOfStrays = (policies: Policies, client: string): Effect.Effect<void> => {
  const known = { Retry: policies.retry, Timeouts: policies.timeouts, RateLimit: policies.pace }
  const defaults = all(Context.empty())
  let warned = false
  return Effect.flatMap(Effect.context<never>(), (context) => {
    if (warned) return Effect.void
    const carried = all(context)
    const strays = names.filter(
      (name) => carried[name] !== known[name] && carried[name] !== defaults[name]
    )
    if (strays.length === 0) return Effect.void
    warned = true
    return Effect.logWarning(
      `${client} was made without the ${strays.join(" and ")} layer that this program carries, so it has no effect here: provide it to the client's layer with Layer.provide`
    )
  })
}
