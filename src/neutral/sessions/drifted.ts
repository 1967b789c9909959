import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { CheckoutDecodeError } from "../../CheckoutError.js"
import { ProviderName } from "../../CheckoutError.js"
import type { Common, Read } from "../internal/model.js"
import { driftOf, fields, someDrift } from "../internal/model.js"
import { text } from "../internal/read.js"

declare const unchecked: unique symbol

/**
 * JSON that was not checked, as its provider sent it. Read it as `unknown`. It has a type of its own, so
 * that a session that departs from its documentation is not taken for one that does not.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Unchecked {
  readonly [unchecked]: "effect-checkout/CheckoutSession/Unchecked"
}

// JSON has no `undefined`.
const isUnchecked = (value: unknown): value is Unchecked => value !== undefined

/**
 * A session that departs from its provider's documentation. Its fields are those that could be read.
 *
 * @since 0.2.0
 * @category Models
 */
export class DriftedSession extends Schema.Class<DriftedSession>(
  "effect-checkout/CheckoutSession/DriftedSession"
)(fields(ProviderName, Schema.declare(isUnchecked), someDrift)) {}

/** The session that an error was made for, from the fields that could be read. */
export const make = (
  fields: Common,
  error: CheckoutDecodeError,
  id: string,
  native: Unchecked
): DriftedSession =>
  new DriftedSession(
    { provider: error.provider, ...fields, id, drift: Option.some(driftOf(error)), native },
    true
  )

/** The session that an error was made for; `None` if it does not even have an id. */
export const fromError = (read: Read, error: CheckoutDecodeError): Option.Option<DriftedSession> =>
  Option.map(
    Option.all({
      native: Option.liftPredicate(Redacted.value(error.raw), isUnchecked),
      id: text(Redacted.value(error.raw), "id")
    }),
    ({ id, native }) => make(read(native), error, id, native)
  )
