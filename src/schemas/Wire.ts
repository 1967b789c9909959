/**
 * The parts that all wire schemas are built from. A wire schema checks a payload and transforms
 * nothing, so a checked payload is handed on as it came.
 *
 * @since 0.1.0
 */
import type { Brand } from "effect/Brand"
import * as Schema from "effect/Schema"

/**
 * A schema whose type has a name of its own. It checks plain objects and constructs nothing.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Opaque<Self, S extends Schema.Schema.AnyNoContext> extends Schema.Schema<
  Self,
  S["Encoded"]
> {
  new (_: never): S["Type"]
  /** The fields of a struct; a struct with a filter over it has none. */
  readonly fields: S extends { readonly fields: infer Fields } ? Fields : undefined
}

/**
 * Declares a model once, as schema and as type: `class A extends opaque<A>("…")(schema) {}`.
 * Editors and declarations then print `A`, not the fields. The schema's checks stay the same.
 *
 * @since 0.2.0
 * @category Constructors
 */
export function opaque<Self>(
  identifier: string
): <S extends Schema.Schema.AnyNoContext>(schema: S) => Opaque<Self, S>
// This overload hides a cast. `Self` exists only once the class is declared, so no expression has
// that type. The signature above is sound: `Self` has the members of the schema's own type, since
// the class inherits them and adds none.
export function opaque(identifier: string): unknown {
  return <A, I>(schema: Schema.Schema<A, I>) => schema.annotations({ identifier })
}

/**
 * A word that the provider's documentation did not have when this version was written. It is kept
 * verbatim, so that a new word does not break a list.
 *
 * @since 0.1.0
 * @category Models
 */
export type UnknownValue = string & Brand<"effect-checkout/UnknownValue">

// Every string but these words.
const noneOf = (known: ReadonlyArray<string>) => {
  const taken = new Set(known)
  return Schema.String.pipe(
    Schema.filter((value) => !taken.has(value), {
      description: `a string other than ${[...taken].join(", ")}`
    })
  )
}

/**
 * Accepts every string except the known words, as an `UnknownValue`.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const unknownValue = (
  ...known: ReadonlyArray<string>
): Schema.Schema<UnknownValue, string> =>
  noneOf(known).pipe(Schema.brand("effect-checkout/UnknownValue"))

declare const unknownKind: unique symbol

/**
 * The discriminant of a union's last member, which takes every kind that is not documented. At run
 * time it is the provider's own word. Its type is not a string, so `===` with a documented word rules
 * the last member out. For the same reason, read the word with `toText`, not after `typeof`.
 *
 * @since 0.2.0
 * @category Models
 */
export interface UnknownKind {
  readonly [unknownKind]: "effect-checkout/UnknownKind"
}

/**
 * The text of a discriminant, documented or not.
 *
 * @since 0.2.0
 * @category Conversions
 */
export const toText = (kind: string | UnknownKind): string => String(kind)

/** A field that holds one of some words, or may be missing or `null` besides. */
type Words =
  | { readonly literals: ReadonlyArray<string> }
  | {
      readonly from: {
        readonly members: readonly [
          { readonly literals: ReadonlyArray<string> },
          ...ReadonlyArray<unknown>
        ]
      }
    }

const wordsOf = (field: Words): ReadonlyArray<string> =>
  "literals" in field ? field.literals : field.from.members[0].literals

/**
 * The discriminant of a union's last member: every string that no other member has under this key.
 * The words are read from the members' schemas.
 *
 * @since 0.2.0
 * @category Schemas
 */
export const unknownAmong = <Key extends string>(
  key: Key,
  ...members: ReadonlyArray<{ readonly fields: { readonly [K in NoInfer<Key>]: Words } }>
): Schema.Schema<UnknownKind, string> =>
  Schema.make(noneOf(members.flatMap(({ fields }) => wordsOf(fields[key]))).ast)

/**
 * An enum that may grow. The known words narrow, and any other string is an `UnknownValue`. Known
 * and unknown words together are all strings, so the check is for a string: twice as fast as a
 * union.
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
 * The schema of a key that may be missing or `null`.
 *
 * @since 0.2.0
 * @category Models
 */
export interface nullish<S extends Schema.Schema.Any> extends Schema.optionalWith<
  Schema.Union<[S, typeof Schema.Null, typeof Schema.Undefined]>,
  { exact: true }
> {}

/**
 * A key that may be missing or `null`; `null` stays `null`. Most fields of a session are like this,
 * so it is one flat union. `optional` over `NullOr` would put one union into another.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const nullish = <S extends Schema.Schema.Any>(schema: S): nullish<S> =>
  Schema.optionalWith(Schema.Union(schema, Schema.Null, Schema.Undefined), { exact: true })

/**
 * A plain object whose keys are any text, such as `metadata`.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Dictionary<A> {
  readonly [key: string]: A
}

/**
 * The schema of a `Dictionary`.
 *
 * @since 0.2.0
 * @category Models
 */
export interface map<S extends Schema.Schema.AnyNoContext> extends Schema.Schema<
  Dictionary<S["Type"]>,
  Dictionary<S["Encoded"]>
> {}

/**
 * A map with string keys, as `metadata` is.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const map = <S extends Schema.Schema.AnyNoContext>(value: S): map<S> =>
  Schema.make(Schema.Record({ key: Schema.String, value }).ast)

/**
 * A whole number of any size. `Schema.Int` refuses numbers past 2^53, and one such number must not
 * cost the whole item.
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
 * The values that providers allow in metadata.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const scalar = Schema.Union(Schema.String, Schema.Finite, Schema.Boolean)
