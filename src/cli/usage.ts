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

/** Each option with its values; a switch has none. */
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

/** Why the first word is wrong that a command does not take, or else the argument that is missing. */
const firstWrong = (
  words: ReadonlyArray<string>,
  parts: ReadonlyArray<Usage.Named>,
  many?: Usage.Named
): string | Usage.Named | undefined => {
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
  return places[filled]
}

/** Why a word is wrong, or which one is missing. */
const wrongOrMissing = (...line: Parameters<typeof firstWrong>): string | undefined => {
  const found = firstWrong(...line)
  return found === undefined || typeof found === "string" ? found : wanted(found)
}

const takesNext = (word: string | undefined) => Option.isSome(builtIn.get(word ?? "") ?? none)

const isWord = (words: ReadonlyArray<string>) => (word: string, at: number) =>
  !word.startsWith("-") && !takesNext(words[at - 1]?.toLowerCase())

/** The shape of the command that a line calls, and the words after its name. */
const called = (shapes: ReadonlyArray<Shape>, words: ReadonlyArray<string>) => {
  const at = words.findIndex(isWord(words))
  const name = words[at]?.toLowerCase()
  const whole = `${name} ${words[at + 1]?.toLowerCase()}`
  const inner = shapes.find((shape) => shape.name === whole)
  const shape = inner ?? shapes.find((shape) => shape.name === name)
  const rest = words.filter((_, index) => index !== at && (inner === undefined || index !== at + 1))
  return { at, command: words[at], shape, rest }
}

const seeing = (program: string, why: string, command = "") =>
  `${why}; see ${program}${command} --help`

/**
 * The mistake in the line of a command that has commands of its own. Where the outer command takes words, the
 * parser gives it the words that the inner command refuses.
 */
export const refusal = (
  program: string,
  shapes: ReadonlyArray<Shape>,
  words: ReadonlyArray<string>
): string | undefined => {
  const { rest, shape } = called(shapes, words)
  const isNested = shapes.some(({ name }) => name.startsWith(`${shape?.name.split(" ")[0]} `))
  if (shape === undefined || !isNested || words.some((word) => builtIn.has(word))) return undefined
  const wrong = firstWrong(rest, named(shape.usage), repeated(shape.usage))
  // An argument that may be left out looks like one that is missing.
  return typeof wrong !== "string" ? undefined : seeing(program, wrong, ` ${shape.name}`)
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
  const { at, command, rest, shape } = called(shapes, words)
  const see = (why: string, command?: string) => seeing(program, why, command)
  if (shape !== undefined) {
    const said = Ansi.plain(HelpDoc.toAnsiText(error)).replace(/\s+/g, " ").trim()
    return see(
      wrongOrMissing(rest, named(shape.usage), repeated(shape.usage)) ?? said,
      ` ${shape.name}`
    )
  }
  const commands = `expected a command: ${oneOf(shapes.flatMap(({ name }) => (name.includes(" ") ? [] : [name])))}`
  return see(
    wrongOrMissing(words.slice(0, at < 0 ? words.length : at), []) ??
      (command === undefined ? commands : `${commands}, got ${command}`)
  )
}
