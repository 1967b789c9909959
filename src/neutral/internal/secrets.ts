import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { ProviderName } from "../../CheckoutError.js"

/** The placeholder of a secret. */
export const hidden = "<hidden>"

/** The places of secrets in a native session. The values in their place have the same type. */
const places: Readonly<Record<string, unknown>> = {
  client_secret: hidden,
  payment_processor_metadata: {}
}

// The address of Polar's page contains the secret, and gives access by itself.
const placesOfPolar: Readonly<Record<string, unknown>> = { ...places, url: hidden }

/** The places of a provider's secrets, with the value that replaces each. */
export const masksOf = (provider: ProviderName): Readonly<Record<string, unknown>> =>
  provider === "polar" ? placesOfPolar : places

/** A shorter text is no secret, and may be a part of any word. */
const shortest = 8

/** The secret of a native session, if it has one. */
export const secretOf = (native: unknown): Option.Option<string> =>
  Predicate.isRecord(native)
    ? Option.filter(
        Option.liftPredicate(native["client_secret"], Predicate.isString),
        ({ length }) => length >= shortest
      )
    : Option.none()

/** A text of a session without the secret of its native form. */
export const hide = (native: unknown, text: string): string =>
  Option.match(secretOf(native), {
    onNone: () => text,
    onSome: (secret) => text.replaceAll(secret, () => hidden)
  })
