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
 * An enum that may grow: the known words narrow, any other string is an `UnknownValue`. Known and
 * unknown words together are all strings, so that is what is checked: twice as fast as a union.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const openLiteral = <const L extends readonly [string, ...Array<string>]>(
  ...known: L
): Schema.Schema<L[number] | UnknownValue, string> =>
  Schema.make(
    Schema.String.annotations({
      description: `${known.map((word) => JSON.stringify(word)).join(" | ")} | string`,
      arbitrary: () => (fc) => fc.oneof(fc.constantFrom(...known), fc.string())
    }).ast
  )

/**
 * A key that may be missing or `null`; `null` stays `null`. One union, not one inside another as
 * `optional` of `NullOr` is: most fields of a session are such.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const nullish = <A, I>(schema: Schema.Schema<A, I>) =>
  Schema.optionalWith(Schema.Union(schema, Schema.Null, Schema.Undefined), { exact: true })

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
