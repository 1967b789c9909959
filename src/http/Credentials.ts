import type * as Config from "effect/Config"
import type * as Context from "effect/Context"
import type * as ConfigError from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { CheckoutRequestError } from "../CheckoutError.js"
import type { Where } from "../internal/errors.js"

/** A secret, or an effect that gets one: it is run for every attempt, so that a rotated key is picked up. */
export type Secret<E = never, R = never> =
  | Redacted.Redacted<string>
  | Effect.Effect<Redacted.Redacted<string>, E, R>

/** The secret as it stands behind a `Credentials` tag. */
export type SecretEffect = Effect.Effect<Redacted.Redacted<string>, unknown>

const capture = <E, R>(secret: Secret<E, R>): Effect.Effect<SecretEffect, never, R> =>
  Redacted.isRedacted(secret)
    ? Effect.succeed(Effect.succeed(secret))
    : Effect.map(Effect.context<R>(), (context) => Effect.provide(secret, context))

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

const nameOf = (error: unknown): string =>
  Predicate.hasProperty(error, "_tag") && typeof error._tag === "string" ? ` (${error._tag})` : ""

/** Runs the secret's effect for one attempt. */
export const reveal = (
  where: Where,
  secret: SecretEffect
): Effect.Effect<string, CheckoutRequestError> => {
  const failed = (description: string) =>
    new CheckoutRequestError({ ...where, reason: "Credentials", description })
  return secret.pipe(
    // Whatever the source failed with is not kept: it may hold the secret.
    Effect.mapError((error) => failed(`the source of the secret failed${nameOf(error)}`)),
    Effect.map(Redacted.value),
    Effect.filterOrFail(
      (value) => /^[\x21-\x7e]+$/.test(value),
      () =>
        failed(
          "the secret is empty, or holds a space, a line break or another character that no header can carry"
        )
    )
  )
}
