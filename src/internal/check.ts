import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { CheckoutDecodeError } from "../CheckoutError.js"
import type { Where } from "./errors.js"
import type { Explanation } from "./explain.js"
import { explain } from "./explain.js"

const tooDeep: Explanation = { path: [], expected: "fewer levels of nesting" }

/**
 * A checker that hands a value on as it came. Wire schemas transform nothing, so a value that fits
 * needs no copy, and a copy would lose the keys that the schema does not know.
 */
export const checker = <A, I>(
  schema: Schema.Schema<A, I>
): ((value: unknown) => Either.Either<A, Explanation>) => {
  const fits = Schema.is(schema)
  const validate = ParseResult.validateEither(schema)
  const reasonFor = (value: unknown): Explanation =>
    Either.match(validate(value), {
      onLeft: (issue) => explain(issue),
      onRight: () => ({ path: [], expected: String(schema.ast) })
    })
  return (value) => {
    try {
      return fits(value) ? Either.right(value) : Either.left(reasonFor(value))
    } catch (defect) {
      // The check recurses with the value; thousands of levels of nesting exhaust the stack.
      if (defect instanceof RangeError) return Either.left(tooDeep)
      throw defect
    }
  }
}

const idOf = (item: unknown): Option.Option<string> =>
  Predicate.hasProperty(item, "id") && typeof item.id === "string" && /^[\w-]{1,100}$/.test(item.id)
    ? Option.some(item.id)
    : Option.none()

/** The error for an item, at `index` of its page, that does not fit. */
export const invalidItem = (
  where: Where,
  item: unknown,
  index: number,
  why: Explanation
): CheckoutDecodeError =>
  new CheckoutDecodeError({
    ...where,
    ...why,
    reason: "Item",
    index: Option.some(index),
    itemId: idOf(item),
    raw: Redacted.make(item)
  })

/** The error for a page whose envelope does not fit. */
export const invalidEnvelope = (
  where: Where,
  body: unknown,
  why: Explanation
): CheckoutDecodeError =>
  new CheckoutDecodeError({ ...where, ...why, reason: "Envelope", raw: Redacted.make(body) })
