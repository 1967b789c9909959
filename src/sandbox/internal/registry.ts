import { flowglad } from "../providers/flowglad.js"
import { leanrails } from "../providers/leanrails.js"
import { monime } from "../providers/monime.js"
import { polar } from "../providers/polar.js"
import { stripe } from "../providers/stripe.js"
import type { Provider } from "./provider.js"
import type { ProviderName } from "./providerName.js"

/** All simulated providers. Where two share a path at one address, the first of them answers it. */
export const providers = { stripe, polar, flowglad, monime, leanrails } satisfies Record<
  ProviderName,
  unknown
>

/** The credentials that each of them accepts. */
export const credentials = {
  stripe: stripe.credentials,
  polar: polar.credentials,
  flowglad: flowglad.credentials,
  monime: monime.credentials,
  leanrails: leanrails.credentials
} as const

const isName = (name: string): name is ProviderName => Object.hasOwn(providers, name)

export const names: ReadonlyArray<ProviderName> = Object.keys(providers).filter(isName)

const find = (test: (provider: Provider<unknown>) => boolean): ProviderName | undefined =>
  names.find((name) => test(providers[name]))

export const byHost = (host: string): ProviderName | undefined =>
  find((provider) => provider.hosts.includes(host))

export const byPath = (path: string): ProviderName | undefined =>
  find((provider) => provider.ownsPath(path))
