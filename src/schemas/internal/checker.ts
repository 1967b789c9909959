import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import type { Mode } from "../Checking.js"
import type { Explanation } from "./explain.js"
import { explain } from "./explain.js"
import { guardOf } from "./guard/guard.js"

/**
 * A schema of a type, whatever its encoded side. To name that side too would print it in every
 * declaration that mentions the schema.
 */
export interface SchemaOf<A> extends Schema.Schema.AnyNoContext {
  readonly Type: A
}

const lazily = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => (made ??= { value: make() }).value
}

const tooDeep: Explanation = { path: [], expected: "fewer levels of nesting" }

const noText: Explanation = { path: [], expected: "values that can be read as text" }

/**
 * Makes a function that checks a value and returns that same value. A wire schema transforms
 * nothing, so a valid value needs no copy. A copy would also lose the keys that the schema does not
 * know.
 *
 * A guard says yes to nearly every value. A refused value goes to the schema's own decoder, which has
 * the last word and says why.
 */
export const checker = <A>(
  schema: SchemaOf<A>,
  mode: Mode
): ((value: unknown) => Either.Either<A, Explanation>) => {
  const { ast } = schema
  // The schema's own parsers are made when the guard refuses a value for the first time.
  const schemaSays = lazily(() => Schema.is(schema))
  const validate = lazily(() => ParseResult.validateEither(schema))
  const guard = lazily(() => guardOf(ast, mode))
  const fits = (value: unknown): value is A => guard()(value) || schemaSays()(value)
  const reasonFor = (value: unknown): Explanation =>
    Either.match(validate()(value), {
      onLeft: (issue) => explain(issue),
      onRight: () => ({ path: [], expected: String(ast) })
    })
  return (value) => {
    try {
      return fits(value) ? Either.right(value) : Either.left(reasonFor(value))
    } catch (defect) {
      // The check recurses with the value: thousands of levels of nesting exhaust the stack.
      if (defect instanceof RangeError) return Either.left(tooDeep)
      // The schema of a union reads a discriminant as text, and `{"toString":1}` has none.
      if (defect instanceof TypeError) return Either.left(noText)
      throw defect
    }
  }
}
