/**
 * The parts that the parameters of all lists are built from. Parameters are checked before a
 * request is made.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/** The schema of a parameter that may be left out or `undefined`. */
export interface parameter<S extends Schema.Schema.Any> extends Schema.optionalWith<
  Schema.UndefinedOr<S>,
  { exact: true }
> {}

/**
 * A parameter that may be left out or `undefined`. A refusal says what was expected and leaves out
 * the value: parameters hold e-mail addresses and other personal data. For a common mistake `hint` may
 * say more.
 */
export const parameter = <S extends Schema.Schema.Any>(
  schema: S,
  expected: string,
  hint: (value: unknown) => string | undefined = () => undefined
): parameter<S> =>
  Schema.optionalWith(
    Schema.UndefinedOr(schema).annotations({
      description: expected,
      message: ({ actual }) => ({ message: `expected ${hint(actual) ?? expected}`, override: true })
    }),
    { exact: true }
  )

/** `["open", "paid", "failed"]` → `open, paid or failed`. */
export const either = (words: ReadonlyArray<string>): string =>
  words.join(", ").replace(/, ([^,]*)$/, " or $1")

/** A parameter that takes one of these words. */
export const oneOf = <const Words extends readonly [string, ...Array<string>]>(words: Words) =>
  parameter(Schema.Literal(...words), either(words))

/** A whole number within bounds that the provider documents. */
export const between = (least: number, most: number) => Schema.Int.pipe(Schema.between(least, most))

/**
 * A string that is not empty: an empty filter or cursor would silently list everything, from the
 * start.
 */
export const text = (maximum: number) =>
  Schema.String.pipe(Schema.minLength(1), Schema.maxLength(maximum))

/** The parameters of a request, each made by `parameter`. */
export const parameters = <Fields extends Schema.Struct.Fields>(fields: Fields) =>
  Schema.Struct(fields).annotations({ message: () => "expected an object of parameters" })
