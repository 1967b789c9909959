/** Generators of answers, made from the provider's documentation alone. */
import { FastCheck as fc } from "effect"

export type Gen = fc.Arbitrary<unknown>
export type Item = Readonly<Record<string, unknown>>
export type Fields = Readonly<Record<string, Gen>>

const absent = Symbol("absent")

/** Present or missing. */
export const opt = (gen: Gen): Gen =>
  fc.oneof({ weight: 3, arbitrary: gen }, { weight: 1, arbitrary: fc.constant(absent) })

/** Present or `null`. */
export const nul = (gen: Gen): Gen => fc.option(gen, { freq: 3 })

/** Present, missing or `null`, for documentation that does not mention null. */
export const any3 = (gen: Gen): Gen => opt(nul(gen))

const awkward = [
  "",
  " ",
  "<string>",
  "null",
  "Ünïcödé 日本語 🎉",
  'line\nbreak\t"quoted" \\ \u0000 \u2028',
  "\ud83c",
  "{CHECKOUT_SESSION_ID}",
  "a&b=c#d?e/f%20+",
  "long ".repeat(200)
]

export const str: Gen = fc.oneof(fc.constantFrom(...awkward), fc.fullUnicodeString())

/** An identifier that is never empty. */
export const id = (prefix: string): fc.Arbitrary<string> =>
  fc
    .string({
      minLength: 8,
      maxLength: 24,
      unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCXYZ0123456789")
    })
    .map((rest) => `${prefix}${rest}`)

export const int: Gen = fc.oneof(
  fc.constantFrom(0, 1, 123, 2198, 99_999_999, 2_147_483_648, Number.MAX_SAFE_INTEGER),
  fc.nat()
)
export const float: Gen = fc.constantFrom(0.5, 1e-7, 19.99, -3.25, 1.7976931348623157e308)
export const bool: Gen = fc.boolean()
export const seconds: Gen = fc.integer({ min: 1_577_836_800, max: 4_102_444_800 })
export const millis: Gen = fc.integer({ min: 1_577_836_800_000, max: 4_102_444_800_000 })

/** RFC 3339, in all forms of the documentation. */
export const dateTime: Gen = fc.constantFrom(
  "2023-11-07T05:31:56Z",
  "2025-01-31T23:59:59.9Z",
  "2025-03-03T13:37:00.123Z",
  "2026-08-22T09:30:00.123456Z",
  "2026-08-22T09:30:00.000001+00:00",
  "2024-02-29T00:00:00+00:00"
)

const strangers = ["", "brand_new_word", "UPPER", "with space", "naïve", "0"]

/** One of the documented words, or one that the provider added later. */
export const word = (...known: ReadonlyArray<string>): Gen =>
  fc.constantFrom(...known, ...known, ...strangers.slice(0, Math.min(known.length, 6)))

/** Any JSON. */
export const anything: Gen = fc.oneof(
  fc.constantFrom<unknown>(null, 0, -1.5, true, "", "text", [], {}, [[]], [null], { a: { b: [] } }),
  fc.jsonValue({ maxDepth: 2, noUnicodeString: false })
)

const futureKeys = ["x_future", "@type", "_links", "clé", "newField", "0"]

/** An object of these fields, in any order, with undocumented keys. */
export const obj = (fields: Fields): fc.Arbitrary<Record<string, unknown>> => {
  const keys = Object.keys(fields)
  return fc
    .tuple(
      fc.tuple(...Object.values(fields)),
      fc.array(fc.tuple(fc.constantFrom(...futureKeys), anything), { maxLength: 2 }),
      fc.nat({ max: Math.max(keys.length, 1) })
    )
    .map(([values, extras, turn]) => {
      const known = keys.map((key, index) => [key, values[index]] as const)
      const entries = [...known.slice(turn), ...extras, ...known.slice(0, turn)]
      return Object.fromEntries(entries.filter(([, value]) => value !== absent))
    })
}

/** The fields, of which each may be missing, as in an older answer. */
export const older = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, gen]) => [key, opt(gen)]))

export const list = (gen: Gen, maxLength = 3): Gen => fc.array(gen, { maxLength })

/** A map with keys that customers choose, some of them awkward. */
export const map = (value: Gen): Gen =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom("order_id", "", "constructor", "__proto__", "toString", "ключ", "a.b", "0"),
        value
      ),
      { maxLength: 4 }
    )
    .map((entries) => Object.fromEntries(entries))

/** One of these kinds, or an unknown kind with any content. */
export const kinds = (
  tag: string,
  known: ReadonlyArray<fc.Arbitrary<Item>>,
  common: Fields = {}
): fc.Arbitrary<Item> =>
  fc.oneof(...known.map((arbitrary) => ({ weight: 2, arbitrary })), {
    weight: 1,
    arbitrary: obj({
      ...common,
      [tag]: fc.constantFrom("auction", "brand_new", ""),
      settings: anything,
      amount_map: map(anything)
    })
  })

/** The values after JSON, which changes -0 and lone surrogates. */
export const overTheWire = (values: ReadonlyArray<unknown>): ReadonlyArray<unknown> =>
  JSON.parse(JSON.stringify(values))

/** Values that are the same on every machine and in every run. */
export const sample = <A>(gen: fc.Arbitrary<A>, count: number, seed: number): ReadonlyArray<A> =>
  fc.sample(gen, { numRuns: count, seed })
