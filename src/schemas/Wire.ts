/**
 * What the wire schemas of all providers are built from. A wire schema checks a payload and
 * transforms nothing, so that a checked payload can be handed on as it came.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import type { Brand } from "effect/Brand"

/**
 * A word that was not in the provider's documentation when this version was written. It is kept
 * verbatim: tomorrow's value must not break today's list.
 *
 * @since 0.1.0
 * @category Models
 */
export type UnknownValue = string & Brand<"effect-checkout/UnknownValue">

/**
 * Accepts every string but the known ones, and brands it as `UnknownValue`.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const unknownValue = (
  ...known: ReadonlyArray<string>
): Schema.Schema<UnknownValue, string> => {
  const taken = new Set(known)
  return Schema.String.pipe(
    Schema.filter((value) => !taken.has(value), { description: `none of ${known.join(", ")}` }),
    Schema.brand("effect-checkout/UnknownValue")
  )
}

/**
 * An enum that may grow: the known words narrow, any other string is an `UnknownValue`.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const openLiteral = <const L extends readonly [string, ...Array<string>]>(
  ...known: L
): Schema.Schema<L[number] | UnknownValue, string> =>
  Schema.Union(Schema.Literal(...known), unknownValue(...known)).annotations({
    description: `${known.map((word) => JSON.stringify(word)).join(" | ")} | string`
  })

/**
 * A key that may be missing or `null`; `null` stays `null`.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const nullish = <A, I>(schema: Schema.Schema<A, I>) => Schema.optional(Schema.NullOr(schema))

/**
 * A map with string keys, as `metadata` is.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const map = <A, I>(value: Schema.Schema<A, I>) =>
  Schema.Record({ key: Schema.String, value })

/**
 * A whole number of any size. `Schema.Int` refuses what `JSON.parse` gives for numbers past 2^53,
 * and one such number must not cost the whole item.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const integer = Schema.Number.pipe(
  Schema.filter((value) => Number.isInteger(value), {
    description: "a whole number",
    jsonSchema: { type: "integer" },
    arbitrary: () => (fc) => fc.maxSafeInteger()
  })
)

/**
 * Any JSON value.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const json = Schema.Unknown.annotations({
  description: "any JSON value",
  arbitrary: () => (fc) => fc.jsonValue()
})

/**
 * What providers allow as a metadata value.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const scalar = Schema.Union(Schema.String, Schema.Finite, Schema.Boolean)

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
