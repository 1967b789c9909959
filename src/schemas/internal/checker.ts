import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import type { Explanation } from "./explain.js"
import { explain } from "./explain.js"

/**
 * A schema of a type, whatever its encoded side. To name that side too would print it in every
 * declaration that mentions the schema.
 */
export interface SchemaOf<A> extends Schema.Schema.AnyNoContext {
  readonly Type: A
}

const tooDeep: Explanation = { path: [], expected: "fewer levels of nesting" }

/**
 * Makes a function that checks a value and returns that same value. A wire schema transforms
 * nothing, so a valid value needs no copy. A copy would also lose the keys that the schema does not
 * know.
 */
export const checker = <A>(
  schema: SchemaOf<A>
): ((value: unknown) => Either.Either<A, Explanation>) => {
  const is = Schema.is(schema)
  const fits = (value: unknown): value is A => is(value)
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
      // The check recurses with the value: thousands of levels of nesting exhaust the stack.
      if (defect instanceof RangeError) return Either.left(tooDeep)
      throw defect
    }
  }
}
