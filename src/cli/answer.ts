import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Options from "@effect/cli/Options"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { CheckoutError } from "../index.js"
import { providers } from "./providers.js"

/** `--verbose` */
export const verbose = Options.boolean("verbose").pipe(
  Options.withDescription(
    "Shows the provider's answer when it refuses, without keys and e-mail addresses"
  )
)

/** The longest answer that is shown. */
const most = 2000

/** A line break would be written as two letters, and a key after it look like a part of a word. */
const onOneLine = (_: string, value: unknown): unknown =>
  typeof value === "string" ? value.replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, " ") : value

/** Sessions hold personal data, and the error's message already names the value at fault. */
const withoutLists = (key: string, value: unknown): unknown =>
  Array.isArray(value) && value.some(Predicate.isObject)
    ? `(${value.length} items)`
    : onOneLine(key, value)

const bodyOf = (error: CheckoutError.CheckoutError): string => {
  switch (error._tag) {
    case "CheckoutResponseError":
      return typeof error.body === "string" ? error.body : JSON.stringify(error.body, onOneLine)
    case "CheckoutDecodeError": {
      const raw = Redacted.value(error.raw)
      if (error.reason === "Envelope") return JSON.stringify(raw, withoutLists)
      // A text that begins as JSON is a list that was cut short.
      return error.reason === "NotJson" && typeof raw === "string" && !/^\s*[[{]/.test(raw)
        ? raw
        : ""
    }
    default:
      return ""
  }
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** The ways in which an answer may repeat a value. */
const spellings = (value: string): ReadonlyArray<string> => [
  value,
  JSON.stringify(value).slice(1, -1),
  encodeURIComponent(value),
  Buffer.from(value).toString("base64"),
  Buffer.from(`${value}:`).toString("base64")
]

/** Long, in one piece, with letters and digits. */
const isKeyLike = (word: string): boolean => /\d/.test(word) && /[a-z]/i.test(word)

// The bounds keep a text that is one long word from being read once for each of its letters.
const patterns: ReadonlyArray<readonly [RegExp, string]> = [
  [/(?:\b|(?<=\\[nrt]))(?:bearer|basic)\s+[^\s"'<>]+/gi, "<key>"],
  [/[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63})+/gi, "<e-mail>"],
  // A token of three parts.
  [/(?:(?<![\w-])|(?<=\\[nrt]))eyJ[\w-]+(?:\.[\w-]+)+/g, "<key>"],
  // The prefixes of the five providers' keys, and keys that the provider itself made short.
  [
    /(?:\b|(?<=\\[nrt]))(?:sk|rk|pk|whsec|mon|polar_[a-z]+|[a-z]+_(?:live|test))_[\w*.-]{3,}/gi,
    "<key>"
  ],
  [/[\w-]{0,64}(?:\*{2,}|…)[\w-]*/g, "<key>"]
]

/** A text without the given values, by the names that stand in their place, and without keys and addresses. */
export const masked = (
  text: string,
  values: ReadonlyArray<readonly [name: string, value: string]>
): string => {
  const known = values
    .flatMap(([name, value]) => spellings(value).map((spelling) => [name, spelling] as const))
    .sort(([, a], [, b]) => b.length - a.length)
  const withoutValues = known.reduce(
    (text, [name, value]) =>
      // A short one may be a part of any word.
      text.replaceAll(
        value.length < 6
          ? new RegExp(`(?<![\\w-])${escaped(value)}(?![\\w-])`, "g")
          : new RegExp(escaped(value), "g"),
        () => `<${name}>`
      ),
    text
  )
  return patterns
    .reduce((text, [pattern, name]) => text.replaceAll(pattern, name), withoutValues)
    .replaceAll(/[\w+=~-]{20,}/g, (word) => (isKeyLike(word) ? "<key>" : word))
}

/** On one line, without signs that a terminal would obey, and not too long. */
const tidy = (text: string): string => {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim()
  return line.length <= most
    ? line
    : `${line.slice(0, most)}… (${line.length - most} more characters)`
}

/** The provider's answer, fit to be shown. */
export const answerOf = (error: unknown): Effect.Effect<Option.Option<string>> =>
  Effect.gen(function* () {
    const body = CheckoutError.isCheckoutError(error) ? bodyOf(error).trim() : ""
    if (body === "") return Option.none()
    const values: Array<readonly [string, string]> = []
    for (const { variables } of providers) {
      for (const { name } of variables) {
        const value = yield* Effect.option(Config.nonEmptyString(name))
        if (Option.isSome(value)) values.push([name, value.value])
      }
    }
    // Reading megabytes for the sake of two thousand signs takes time; half a key is no key to mask.
    const start = body.length > most * 20 ? body.slice(0, most * 20).replace(/[^\s"]*$/, "") : body
    return Option.some(tidy(masked(start, values)))
  })

/** The end of a line that says why something failed, if there is more to see. */
export const hint = "run again with --verbose to see the provider's answer"
