import * as Options from "@effect/cli/Options"
import * as Option from "effect/Option"
import { Sandbox } from "../index.js"

const kinds: ReadonlyArray<string> = Sandbox.faultKinds
const isKind = (word: string): word is Sandbox.FaultKind => kinds.includes(word)
const isProvider = (word: string): word is Sandbox.ProviderName => word in Sandbox.credentials

/** `429-seconds@3`, `stripe/500@2`: this fault at that request. */
const scripted = (word: string): Option.Option<Sandbox.ScriptedFault> => {
  const [, provider, fault = "", request] = /^(?:(\w+)\/)?([\w-]+)@([1-9]\d*)$/.exec(word) ?? []
  if (!isKind(fault) || (provider !== undefined && !isProvider(provider))) return Option.none()
  return Option.some({ fault, provider, request: Number(request) })
}

/** A rate, kinds to spread it over, and faults at chosen requests, in any order. */
export const parse = (text: string): Option.Option<Sandbox.Faults> => {
  const script: Array<Sandbox.ScriptedFault> = []
  const spread: Array<Sandbox.FaultKind> = []
  let rate: number | undefined
  for (const word of text.split(",")) {
    const at = scripted(word)
    // `500` is a kind and no rate.
    if (isKind(word)) spread.push(word)
    else if (Option.isSome(at)) script.push(at.value)
    else if (rate === undefined && word !== "" && Number(word) >= 0 && Number(word) <= 1)
      rate = Number(word)
    else return Option.none()
  }
  // Kinds without a rate would do nothing, and the caller wants them to happen.
  if (spread.length > 0 && rate === undefined) return Option.none()
  return Option.some({ rate, kinds: spread.length > 0 ? spread : undefined, script })
}

export const faults = Options.text("faults").pipe(
  Options.filterMap(
    parse,
    `expected a rate from 0 to 1 (0.05), kinds for it to be spread over (0.05,500,reset-mid-body), or faults at chosen requests (429-seconds@3,stripe/500@7); kinds are ${kinds.join(", ")}`
  ),
  Options.optional,
  Options.withDescription(
    "What goes wrong: 0.05 for five percent of everything, 0.05,500,502 for these, html-200@3 or stripe/500@7 at chosen requests"
  )
)

export const rateLimits = Options.boolean("rate-limits").pipe(
  Options.withDescription("Enforce the rate limits that the providers document")
)
