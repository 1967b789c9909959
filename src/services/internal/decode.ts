import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { CheckoutDecodeError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import type { Explanation } from "../../schemas/internal/explain.js"

// An id goes into the error's message, so only a value that looks like an id is one.
const printableId = (item: unknown): Option.Option<string> =>
  Predicate.hasProperty(item, "id") && typeof item.id === "string" && /^[\w-]{1,100}$/.test(item.id)
    ? Option.some(item.id)
    : Option.none()

/** The error for an item, at `index` of its page if it came on one, which departs from its schema. */
export const invalidItem = (
  call: Call,
  item: unknown,
  index: Option.Option<number>,
  why: Explanation
): CheckoutDecodeError =>
  new CheckoutDecodeError({
    ...call,
    ...why,
    reason: "Item",
    index,
    itemId: printableId(item),
    raw: Redacted.make(item)
  })

/** The error for a body whose envelope departs from its schema. */
export const invalidEnvelope = (call: Call, body: unknown, why: Explanation): CheckoutDecodeError =>
  new CheckoutDecodeError({ ...call, ...why, reason: "Envelope", raw: Redacted.make(body) })
