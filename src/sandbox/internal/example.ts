import { flowglad } from "../examples/flowglad.js"
import type { Given } from "../examples/given.js"
import { leanrails } from "../examples/leanrails.js"
import { monime } from "../examples/monime.js"
import { polar } from "../examples/polar.js"
import { stripe } from "../examples/stripe.js"
import type { ProviderName } from "./providerName.js"

const examples = { stripe, polar, flowglad, monime, leanrails } as const

/** How many sessions of each provider were numbered here. */
const numbered = new Map<ProviderName, number>()

const next = (provider: ProviderName): number => {
  const number = (numbered.get(provider) ?? 0) + 1
  numbered.set(provider, number)
  return number
}

/** A session with this number and with the given fields in it. `undefined` is as if not given. */
export const example = (
  provider: ProviderName,
  overrides: object,
  number: number | undefined
): Readonly<Record<string, unknown>> => {
  const given: Given = Object.fromEntries(
    Object.entries(overrides).filter(([, value]) => value !== undefined)
  )
  return { ...examples[provider](number ?? next(provider), given), ...given }
}
