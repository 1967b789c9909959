import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { CheckoutRequestError } from "../../CheckoutError.js"
import type { Secret, SecretEffect } from "../Secret.js"
import { SecretError } from "../Secret.js"
import type { Call } from "../../internal/errors.js"

const tagOf = (error: unknown): string =>
  Predicate.hasProperty(error, "_tag") && typeof error._tag === "string" ? error._tag : ""

/** A secret that needs nothing more: its effect runs in the context where this is called. */
export const withContext = <E, R>(secret: Secret<E, R>): Effect.Effect<SecretEffect, never, R> =>
  Redacted.isRedacted(secret)
    ? Effect.succeed(Effect.succeed(secret))
    : Effect.map(Effect.context<R>(), (context) =>
        secret.pipe(
          Effect.provide(context),
          Effect.mapError((error) => new SecretError({ source: tagOf(error) }))
        )
      )

/** Runs the secret's effect for one attempt. */
export const readSecret = (
  call: Call,
  secret: SecretEffect
): Effect.Effect<string, CheckoutRequestError> => {
  const failed = (description: string) =>
    new CheckoutRequestError({ ...call, reason: "Credentials", description })
  return secret.pipe(
    Effect.mapError(({ source }) =>
      failed(`the source of the secret failed${source === "" ? "" : ` (${source})`}`)
    ),
    Effect.flatMap((redacted) =>
      Effect.try({
        try: () => Redacted.value(redacted),
        catch: () => failed("the secret was wiped")
      })
    ),
    Effect.filterOrFail(
      (value) => /^[\x21-\x7e]+$/.test(value),
      () =>
        failed(
          "the secret is empty, or holds a space, a line break or another character that no header can carry"
        )
    )
  )
}
