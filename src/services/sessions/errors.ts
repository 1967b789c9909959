import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { CheckoutError, ProviderName } from "../../CheckoutError.js"
import { Cursor } from "../../pagination/Cursor.js"

/**
 * One provider failed, after all retries. As an error it ends the stream; with `onProviderFailure:
 * "isolate"` it is an element of the stream, and the other providers go on.
 *
 * @since 0.2.0
 * @category Errors
 */
export class ProviderFailed extends Schema.TaggedError<ProviderFailed>(
  "effect-checkout/CheckoutSessions/ProviderFailed"
)("ProviderFailed", {
  provider: ProviderName,
  /** The error of the provider's client. Its own `cursor` belongs to that client. */
  error: Schema.typeSchema(CheckoutError),
  /** Where all providers stood. Given back as `from`, the stream goes on there. */
  cursor: Cursor
}) {
  override get message(): string {
    return `${this.error.message}; \`cursor\` resumes all providers where they stood`
  }
}

/**
 * A stream of several providers that cannot go on.
 *
 * - `InvalidQuery`: a part of the query means nothing; no request was made.
 * - `CursorForeign`: `from` belongs to another query, order or set of providers, or is not a cursor.
 * - `CursorTooLarge`: the place in all lists takes more than 8 KiB.
 * - `OrderViolated`: a provider's sessions did not come in the order that it documents, so
 *   `createdDescending` cannot be kept.
 * - `TooManyBuffered`: a provider whose list is not newest first has more sessions than `maxBuffered`.
 *
 * @since 0.2.0
 * @category Errors
 */
export class CheckoutSessionsError extends Schema.TaggedError<CheckoutSessionsError>(
  "effect-checkout/CheckoutSessions/CheckoutSessionsError"
)("CheckoutSessionsError", {
  reason: Schema.Literal(
    "InvalidQuery",
    "CursorForeign",
    "CursorTooLarge",
    "OrderViolated",
    "TooManyBuffered"
  ),
  description: Schema.String,
  /** The provider at fault, if it is one of them. */
  provider: Schema.propertySignature(Schema.OptionFromSelf(ProviderName)).pipe(
    Schema.withConstructorDefault(() => Option.none())
  )
}) {
  override get message(): string {
    return `checkout sessions: ${this.description}`
  }
}
