/**
 * A secret as an effect that is run for every attempt, so that a rotated key is picked up in the
 * middle of a stream.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"

/**
 * The source of a secret failed. Of its error only the tag is kept: the rest may hold the secret.
 *
 * @since 0.1.0
 * @category Errors
 */
export class SecretError extends Data.TaggedError("SecretError")<{
  /** The `_tag` of the source's own error, or an empty string. */
  readonly source: string
}> {}

/**
 * The secret that a `Credentials` tag holds.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SecretEffect extends Effect.Effect<Redacted.Redacted<string>, SecretError> {}

/**
 * The source of a key in a `Credentials` layer: a secret, or any effect that gets one.
 *
 * @since 0.1.0
 * @category Models
 */
export type Secret<E = never, R = never> =
  | Redacted.Redacted<string>
  | Effect.Effect<Redacted.Redacted<string>, E, R>
