import type * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { CheckoutRequestError } from "../../CheckoutError.js"
import type { Secret, SecretEffect } from "../Secret.js"
import { SecretError } from "../Secret.js"
import type { Call } from "../../internal/errors.js"

const tagOf = (error: unknown): string =>
  Predicate.hasProperty(error, "_tag") && typeof error._tag === "string" ? error._tag : ""

const capture = <E, R>(secret: Secret<E, R>): Effect.Effect<SecretEffect, never, R> =>
  Redacted.isRedacted(secret)
    ? Effect.succeed(Effect.succeed(secret))
    : Effect.map(Effect.context<R>(), (context) =>
        secret.pipe(
          Effect.provide(context),
          Effect.mapError((error) => new SecretError({ source: tagOf(error) }))
        )
      )

/** A layer for a `Credentials` tag; what the secret's effect needs is taken from where the layer is built. */
export const layer = <I, S, E, R>(
  tag: Context.Tag<I, S>,
  secret: Secret<E, R>,
  make: (secret: SecretEffect) => S
): Layer.Layer<I, never, R> => Layer.effect(tag, Effect.map(capture(secret), make))

/** The same from `Config`, read when the layer is built: a missing key fails at the start. */
export const layerConfig = <I, S, A>(
  tag: Context.Tag<I, S>,
  config: Config.Config<A>,
  make: (options: A) => S
): Layer.Layer<I, ConfigError.ConfigError> => Layer.effect(tag, Effect.map(config, make))

/** Runs the secret's effect for one attempt. */
export const reveal = (
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
