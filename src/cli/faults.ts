import * as Options from "@effect/cli/Options"
import * as Either from "effect/Either"
import { Sandbox } from "../index.js"
import * as Flags from "./flags.js"
import { oneOf } from "./usage.js"

const kinds: ReadonlyArray<string> = Sandbox.faultKinds
const isKind = (word: string): word is Sandbox.FaultKind => kinds.includes(word)
const isProvider = (word: string): word is Sandbox.ProviderName => word in Sandbox.credentials

const unknownKind = (kind: string, word: string) =>
  `no such fault: ${kind}${kind === word ? "" : ` in ${word}`}`

/** `429-seconds@3`, `stripe/500@2`: this fault at that request. */
const scripted = (word: string): Either.Either<Sandbox.ScriptedFault, string> => {
  const [name = "", request = ""] = word.split(/@(.*)/s)
  const [, provider, fault = ""] = /^(?:([^/]*)\/)?(.*)$/s.exec(name) ?? []
  if (provider !== undefined && !isProvider(provider)) {
    return Either.left(
      `no such provider: ${provider} in ${word}, expected ${oneOf(Object.keys(Sandbox.credentials))}`
    )
  }
  if (!isKind(fault)) return Either.left(unknownKind(fault, word))
  return /^[1-9]\d*$/.test(request)
    ? Either.right({ fault, provider, request: Number(request) })
    : Either.left(`expected the number of a request after @, from 1, got ${word}`)
}

/** A rate, kinds to spread it over, and faults at chosen requests, in any order. */
const parse = (text: string): Either.Either<Sandbox.Faults, string> => {
  const script: Array<Sandbox.ScriptedFault> = []
  const spread: Array<Sandbox.FaultKind> = []
  let rate: number | undefined
  for (const word of text.split(",")) {
    if (word.trim() === "") {
      return Flags.expected("a rate, or faults separated by commas", text)
    } else if (isKind(word)) {
      // `500` is a kind and no rate.
      spread.push(word)
    } else if (/[@/]/.test(word)) {
      const at = scripted(word)
      if (Either.isLeft(at)) return Either.left(at.left)
      script.push(at.right)
    } else if (Number.isNaN(Number(word))) {
      return Either.left(unknownKind(word, word))
    } else if (rate !== undefined) {
      return Either.left(`expected one rate, got ${rate} and ${word}`)
    } else if (Number(word) < 0 || Number(word) > 1) {
      return Flags.expected("a rate from 0 to 1", word)
    } else {
      rate = Number(word)
    }
  }
  // Kinds without a rate would do nothing, and the caller wants them to happen.
  if (spread.length > 0 && rate === undefined) {
    return Either.left(
      `${spread.join(",")}: expected a rate as well (0.05,${spread[0]}), or a request (${spread[0]}@3)`
    )
  }
  return Either.right({ rate, kinds: spread.length > 0 ? spread : undefined, script })
}

export const faults = Flags.checked("faults", "faults", parse).pipe(
  Options.optional,
  Options.withDescription(
    `The faults: 0.05 for five percent of everything, 0.05,500,502 for these, html-200@3 or stripe/500@7 at chosen requests. Kinds: ${kinds.join(", ")}`
  )
)

export const rateLimits = Options.boolean("rate-limits").pipe(
  Options.withDescription("Enforce the rate limits that the providers document")
)
