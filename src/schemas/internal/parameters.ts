/**
 * What the parameters of all lists are built from. What we send is checked before a byte leaves.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * A parameter that may be left out or `undefined`. A refusal tells what was expected, never the
 * value: parameters hold e-mail addresses and other personal data.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const parameter = <A, I>(schema: Schema.Schema<A, I>, expected: string) =>
  Schema.optionalWith(
    Schema.UndefinedOr(schema).annotations({
      description: expected,
      message: () => ({ message: `expected ${expected}`, override: true })
    }),
    { exact: true }
  )

/**
 * A whole number within bounds that the provider documents, for parameters.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const between = (least: number, most: number) => Schema.Int.pipe(Schema.between(least, most))

/**
 * A string that is not empty: an empty filter or cursor would silently list everything, from the
 * start.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const text = (maximum: number) =>
  Schema.String.pipe(Schema.minLength(1), Schema.maxLength(maximum))

/**
 * The parameters of a request, each made by `parameter`.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const parameters = <Fields extends Schema.Struct.Fields>(
  identifier: string,
  fields: Fields
) =>
  Schema.Struct(fields).annotations({
    identifier,
    message: () => "expected an object of parameters"
  })
