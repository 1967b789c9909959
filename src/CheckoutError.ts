/**
 * The errors of this library: four classes, one union, one guard.
 *
 * Their messages, `toString`, `JSON.stringify` and `util.inspect` show no credential. Of the provider's
 * answer they show its own error code and request id; the rest is kept behind `Redacted`.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Messages from "./errors/messages.js"
import { ProviderName } from "./errors/providerName.js"
import { Cursor } from "./pagination/Cursor.js"

/**
 * @since 0.1.0
 * @category Symbols
 */
export const TypeId: unique symbol = Symbol.for("effect-checkout/CheckoutError")

/**
 * @since 0.1.0
 * @category Symbols
 */
export type TypeId = typeof TypeId

export {
  /**
   * The names of the providers. Every error and every page has one of them as `provider`.
   *
   * @since 0.2.0
   * @category Models
   */
  ProviderName
} from "./errors/providerName.js"

const none = <A, I>(schema: Schema.Schema<A, I>) =>
  Schema.propertySignature(Schema.OptionFromSelf(schema)).pipe(
    Schema.withConstructorDefault(() => Option.none<A>())
  )

const common = {
  /** The provider that was asked: `"stripe"`, `"polar"`, … */
  provider: ProviderName,
  /** The called method: `"listSessions"`, `"streamSessions"`, `"streamPages"` or `"retrieveSession"`. */
  operation: Schema.String,
  /** Where a stream stopped. Given back as `from`, it resumes there: no session is lost or comes twice. */
  cursor: none(Cursor)
}

const tried = {
  /** How many requests were made for this answer; 0 for an item of an answer that arrived. */
  attempts: Schema.propertySignature(Schema.Int).pipe(Schema.withConstructorDefault(() => 0)),
  /** The time from the first of them to the last answer. */
  elapsed: Schema.propertySignature(Schema.DurationFromSelf).pipe(
    Schema.withConstructorDefault(() => Duration.zero)
  )
}

/**
 * No answer came.
 *
 * - `InvalidParams`: a parameter is outside of its documented bounds; no request was made.
 * - `Credentials`: the secret's effect failed, or gave something that no header can carry.
 * - `RateLimit`: the limit that the program set cannot be kept: it is invalid, or its layer is closed.
 * - `Transport`: the connection was refused, reset or broken off.
 * - `Timeout`: an attempt, or all of them together, took too long: see `timeout`.
 *
 * @since 0.1.0
 * @category Errors
 */
export class CheckoutRequestError extends Schema.TaggedError<CheckoutRequestError>(
  "effect-checkout/CheckoutError/CheckoutRequestError"
)("CheckoutRequestError", {
  ...common,
  ...tried,
  reason: Schema.Literal("InvalidParams", "Credentials", "RateLimit", "Transport", "Timeout"),
  /** The failure in words, without any value that was sent. */
  description: Schema.String,
  /** The parameter at fault, as the provider spells it. */
  parameter: none(Schema.String),
  /** Which limit was exceeded: that of one attempt, or the overall one. */
  timeout: none(Schema.Literal("attempt", "overall"))
}) {
  readonly [TypeId]: TypeId = TypeId
  override get message(): string {
    return Messages.ofRequest(this)
  }
  /** Whether the same request may succeed later. */
  get isRetryable(): boolean {
    return (
      this.reason === "Transport" ||
      (this.reason === "Timeout" && Option.contains(this.timeout, "attempt"))
    )
  }
}

/**
 * The meaning of a provider's refusal.
 *
 * @since 0.1.0
 * @category Models
 */
export type ResponseReason = typeof ResponseReason.Type

/**
 * @since 0.1.0
 * @category Schemas
 */
export const ResponseReason = Schema.Literal(
  "Unauthorized",
  "Forbidden",
  "NotFound",
  "Invalid",
  "Conflict",
  "RateLimited",
  "Unavailable",
  "Unexpected"
)

/**
 * An answer outside of 2xx.
 *
 * @since 0.1.0
 * @category Errors
 */
export class CheckoutResponseError extends Schema.TaggedError<CheckoutResponseError>(
  "effect-checkout/CheckoutError/CheckoutResponseError"
)("CheckoutResponseError", {
  ...common,
  ...tried,
  reason: ResponseReason,
  /** The HTTP status. */
  status: Schema.Int,
  /** The provider's own code, such as `resource_missing`. */
  code: none(Schema.String),
  /** The id to quote to the provider's support. */
  requestId: none(Schema.String),
  /** How long the provider asks to wait. */
  retryAfter: none(Schema.DurationFromSelf),
  /** The provider's own word on retrying (`Stripe-Should-Retry`), which overrides the status. */
  shouldRetry: none(Schema.Boolean),
  /** Where a redirect points, without its query. It is not followed: the key stays with its host. */
  location: none(Schema.String),
  /** `body`, hidden from logs. */
  redactedBody: Schema.propertySignature(Schema.RedactedFromSelf(Schema.Unknown)).pipe(
    Schema.withConstructorDefault(() => Redacted.make<unknown>(undefined))
  )
}) {
  readonly [TypeId]: TypeId = TypeId
  /** The provider's own body, parsed if it is JSON. It may hold personal data. */
  get body(): unknown {
    return Redacted.value(this.redactedBody)
  }
  override get message(): string {
    return Messages.ofResponse(this)
  }
  /** Whether the same request may succeed later. */
  get isRetryable(): boolean {
    return Option.getOrElse(
      this.shouldRetry,
      () => this.reason === "RateLimited" || this.reason === "Unavailable"
    )
  }
}

/**
 * An answer with a 2xx status that cannot be read.
 *
 * - `NotJson`: the body is not JSON (a proxy's HTML, a body cut short); the only retryable one.
 * - `TooLarge`: the body is longer than the client's `maxBodyBytes`, and was not read further.
 * - `Envelope`: the page around the items is not as documented.
 * - `Item`: one item is not as documented; `index` and `path` say where.
 *
 * @since 0.1.0
 * @category Errors
 */
export class CheckoutDecodeError extends Schema.TaggedError<CheckoutDecodeError>(
  "effect-checkout/CheckoutError/CheckoutDecodeError"
)("CheckoutDecodeError", {
  ...common,
  ...tried,
  reason: Schema.Literal("NotJson", "TooLarge", "Envelope", "Item"),
  /** The item's place in its page, from 0. */
  index: none(Schema.Int),
  /** The item's id, where it has one. */
  itemId: none(Schema.String),
  /** The keys that lead to the value at fault; a key that is data itself reads `*`. */
  path: Schema.propertySignature(Schema.Array(Schema.String)).pipe(
    Schema.withConstructorDefault(() => [])
  ),
  /** The expected value. */
  expected: Schema.String,
  /** The item or the body that could not be read. It may hold personal data. */
  raw: Schema.RedactedFromSelf(Schema.Unknown)
}) {
  readonly [TypeId]: TypeId = TypeId
  override get message(): string {
    return Messages.ofDecode(this)
  }
  /** Whether the same request may succeed later. */
  get isRetryable(): boolean {
    return this.reason === "NotJson"
  }
}

/**
 * A list that cannot be read to its end.
 *
 * - `CursorStalled`: the provider's cursor came back to a page where it had been.
 * - `CursorMissing`: the provider says that there are more pages and does not name the next one.
 * - `CursorForeign`: the `Cursor` given as `from` belongs to another provider, query or account, or is
 *   not a cursor at all.
 * - `ListChanged`: sessions moved between the pages of a numbered list (Polar), and it is not certain
 *   that all of them were read.
 *
 * @since 0.1.0
 * @category Errors
 */
export class CheckoutPaginationError extends Schema.TaggedError<CheckoutPaginationError>(
  "effect-checkout/CheckoutError/CheckoutPaginationError"
)("CheckoutPaginationError", {
  ...common,
  reason: Schema.Literal("CursorStalled", "CursorMissing", "CursorForeign", "ListChanged"),
  /** The failure in words. */
  description: Schema.String
}) {
  readonly [TypeId]: TypeId = TypeId
  override get message(): string {
    return Messages.ofPagination(this)
  }
  /** Whether the same request may succeed later. */
  get isRetryable(): boolean {
    return false
  }
}

/**
 * All errors of a provider's client.
 *
 * @since 0.1.0
 * @category Errors
 */
export type CheckoutError =
  | CheckoutRequestError
  | CheckoutResponseError
  | CheckoutDecodeError
  | CheckoutPaginationError

/**
 * @since 0.1.0
 * @category Schemas
 */
export const CheckoutError = Schema.Union(
  CheckoutRequestError,
  CheckoutResponseError,
  CheckoutDecodeError,
  CheckoutPaginationError
)

/**
 * Whether a value is one of this library's errors.
 *
 * @since 0.1.0
 * @category Guards
 */
export const isCheckoutError = (u: unknown): u is CheckoutError => Predicate.hasProperty(u, TypeId)
