import * as AutoCorrect from "@effect/cli/AutoCorrect"
import * as CliConfig from "@effect/cli/CliConfig"
import * as HelpDoc from "@effect/cli/HelpDoc"
import type * as Usage from "@effect/cli/Usage"
import type * as ValidationError from "@effect/cli/ValidationError"
import * as Option from "effect/Option"
import * as Ansi from "./ansi.js"

/** A command as it may be called. */
export interface Shape {
  readonly name: string
  readonly usage: Usage.Usage
}

const none: Option.Option<string> = Option.none()

/** Each option with what it takes; a switch takes nothing. */
type Options = ReadonlyMap<string, Option.Option<string>>

/** The options that the parser adds to every command. */
const builtIn: Options = new Map([
  ["--help", none],
  ["-h", none],
  ["--version", none],
  ["--wizard", none],
  ["--completions", Option.some("sh | bash | fish | zsh")],
  ["--log-level", Option.some("all | trace | debug | info | warning | error | fatal | none")]
])

const named = (usage: Usage.Usage): ReadonlyArray<Usage.Named> => {
  switch (usage._tag) {
    case "Named":
      return [usage]
    case "Optional":
    case "Repeated":
      return named(usage.usage)
    case "Alternation":
    case "Concat":
      return [...named(usage.left), ...named(usage.right)]
    case "Empty":
    case "Mixed":
      return []
  }
}

/** The argument that takes all words that are left, if the command has one. */
const repeated = (usage: Usage.Usage): Usage.Named | undefined => {
  switch (usage._tag) {
    case "Repeated":
      return named(usage)[0]
    case "Optional":
      return repeated(usage.usage)
    case "Concat":
      return repeated(usage.left) ?? repeated(usage.right)
    default:
      return undefined
  }
}

const optionsOf = (parts: ReadonlyArray<Usage.Named>): Options =>
  new Map([
    ...builtIn,
    ...parts.flatMap(({ acceptedValues, names }) =>
      names.filter((name) => name.startsWith("-")).map((name) => [name, acceptedValues] as const)
    )
  ])

/** The words of a choice, or none where any word will do. */
const choicesOf = (accepted: Option.Option<string>): ReadonlyArray<string> =>
  Option.match(accepted, {
    onNone: () => [],
    onSome: (values) => (values.includes(" | ") ? values.split(" | ") : [])
  })

/** `a, b or c` */
export const oneOf = (words: ReadonlyArray<string>): string =>
  words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} or ${words.slice(-1).join("")}`

const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`

/** An argument with its choices: `expected a provider: stripe, polar or monime`. */
const wanted = ({ acceptedValues, names }: Usage.Named): string =>
  [
    `expected ${withArticle(names.join(" ").replace(/[<>]/g, ""))}`,
    oneOf(choicesOf(acceptedValues))
  ]
    .filter((part) => part !== "")
    .join(": ")

const isChoice = (accepted: Option.Option<string>, word: string): boolean => {
  const choices = choicesOf(accepted)
  return choices.length === 0 || choices.includes(word)
}

const unknownOption = (name: string, known: Iterable<string>): string => {
  const near = [...known].find(
    (other) =>
      other.startsWith("--") &&
      AutoCorrect.levensteinDistance(other, name, CliConfig.defaultConfig) <= 2
  )
  return `${name}: no such option${near === undefined ? "" : `, did you mean ${near}?`}`
}

const isSwitchValue = (value: string) => /^(true|false|yes|no|on|off|[yn01])$/i.test(value)

/** The first word of a command line that its command does not take. */
const firstWrong = (
  words: ReadonlyArray<string>,
  parts: ReadonlyArray<Usage.Named>,
  many?: Usage.Named
): string | undefined => {
  const options = optionsOf(parts)
  const places = parts.filter(
    (part) => part !== many && part.names.some((name) => name.startsWith("<"))
  )
  const seen = new Set<string>()
  let filled = 0
  let onlyArguments = false
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ""
    if (word === "--" && !onlyArguments) {
      onlyArguments = true
      continue
    }
    if (onlyArguments || !/^-./.test(word)) {
      const place = places[filled++] ?? many
      if (place === undefined) return `${word}: one argument too many`
      if (!isChoice(place.acceptedValues, word)) return `${wanted(place)}, got ${word}`
      continue
    }
    const [given = "", ...rest] = word.split("=")
    const name = given.toLowerCase()
    const accepted = options.get(name)
    if (accepted === undefined) return unknownOption(given, options.keys())
    if (seen.has(name)) return `${given}: given twice`
    seen.add(name)
    if (Option.isNone(accepted)) {
      if (rest.length > 0 && !isSwitchValue(rest.join("="))) return `${given}: takes no value`
      continue
    }
    const value = rest.length > 0 ? rest.join("=") : words[++at]
    if (value === undefined || value === "" || options.has(value)) {
      return `${given}: expected a value`
    }
    if (!isChoice(accepted, value)) {
      return `${given}: expected ${oneOf(choicesOf(accepted))}, got ${value}`
    }
  }
  const missing = places[filled]
  return missing === undefined ? undefined : wanted(missing)
}

/**
 * One line that says which word of a command line is wrong, and what to do next. The parser's own
 * complaint is kept only where the shape of the line is right: then it comes from `flags.ts`.
 */
export const explain = (
  program: string,
  shapes: ReadonlyArray<Shape>,
  words: ReadonlyArray<string>,
  { error }: ValidationError.ValidationError
): string => {
  const takesNext = (word: string | undefined) => Option.isSome(builtIn.get(word ?? "") ?? none)
  const at = words.findIndex(
    (word, index) => !word.startsWith("-") && !takesNext(words[index - 1]?.toLowerCase())
  )
  const command = words[at]
  const shape = shapes.find(({ name }) => name === command?.toLowerCase())
  const see = (why: string, command = "") => `${why}; see ${program}${command} --help`
  if (shape !== undefined) {
    const rest = words.filter((_, index) => index !== at)
    const said = Ansi.plain(HelpDoc.toAnsiText(error)).replace(/\s+/g, " ").trim()
    return see(
      firstWrong(rest, named(shape.usage), repeated(shape.usage)) ?? said,
      ` ${shape.name}`
    )
  }
  const commands = `expected a command: ${oneOf(shapes.map(({ name }) => name))}`
  return see(
    firstWrong(words.slice(0, at < 0 ? words.length : at), []) ??
      (command === undefined ? commands : `${commands}, got ${command}`)
  )
}
