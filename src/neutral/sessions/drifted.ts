import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { CheckoutDecodeError } from "../../CheckoutError.js"
import { ProviderName } from "../../CheckoutError.js"
import { json } from "../../schemas/Wire.js"
import type { Common, Read } from "../internal/model.js"
import { common, driftOf, someDrift } from "../internal/model.js"
import { text } from "../internal/read.js"

/**
 * A session that departs from its provider's documentation. Its fields are those that could be read.
 *
 * @since 0.2.0
 * @category Models
 */
export class DriftedSession extends Schema.Class<DriftedSession>(
  "effect-checkout/CheckoutSession/DriftedSession"
)({
  provider: ProviderName,
  ...common,
  /** Where it departs, and what was expected there. */
  drift: someDrift,
  /** The session as its provider sent it: JSON that was not checked. */
  native: json
}) {}

/** The session that an error was made for, from what could be read of it. */
export const make = (fields: Common, error: CheckoutDecodeError, id: string): DriftedSession =>
  new DriftedSession(
    {
      provider: error.provider,
      ...fields,
      id,
      drift: Option.some(driftOf(error)),
      native: Redacted.value(error.raw)
    },
    true
  )

/** The session that an error was made for; `None` if it does not even have an id. */
export const fromError = (
  read: Read,
  error: CheckoutDecodeError
): Option.Option<DriftedSession> => {
  const native = Redacted.value(error.raw)
  return Option.map(text(native, "id"), (id) => make(read(native), error, id))
}
