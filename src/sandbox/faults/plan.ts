import * as Prng from "../internal/prng.js"
import type { ProviderName } from "../internal/providerName.js"
import { type FaultKind, faultKinds } from "./kinds.js"

/**
 * One fault at one request. Requests count from 1 for each provider.
 *
 * @since 0.1.0
 * @category Faults
 */
export interface ScriptedFault {
  readonly request: number
  /** Without a provider, the fault meets this request of each provider. */
  readonly provider?: ProviderName | undefined
  readonly fault: FaultKind
}

/**
 * Which faults occur, and how often. A fault that does not fit a request (a bad item in an empty
 * page, for example) does not change it.
 *
 * @since 0.1.0
 * @category Faults
 */
export interface Faults {
  /** The share of requests with a fault from `kinds`, 0 to 1; 0 by default. */
  readonly rate?: number | undefined
  /** The faults that `rate` chooses from; all by default. */
  readonly kinds?: ReadonlyArray<FaultKind> | undefined
  /** Decides which requests `rate` hits, independently for each provider; 1 by default. */
  readonly seed?: number | undefined
  /** Faults at chosen requests. They take precedence over `rate`. */
  readonly script?: ReadonlyArray<ScriptedFault> | undefined
}

/** The fault, if any, that a provider's nth request meets. */
export type Plan = (provider: ProviderName, request: number) => FaultKind | undefined

const noFaults: Plan = () => undefined

export const make = (faults: Faults | undefined): Plan => {
  if (faults === undefined) return noFaults
  const { kinds = faultKinds, rate = 0, script = [], seed = 1 } = faults
  const scripted = new Map<string, FaultKind>()
  for (const { fault, provider, request } of script) {
    const key = `${provider ?? "any"}/${request}`
    if (!scripted.has(key)) scripted.set(key, fault)
  }
  return (provider, request) => {
    const chosen = scripted.get(`${provider}/${request}`) ?? scripted.get(`any/${request}`)
    if (chosen !== undefined || rate <= 0 || kinds.length === 0) return chosen
    const prng = Prng.streams(seed, `faults/${provider}`)(request)
    return prng.chance(rate) ? prng.pick(kinds) : undefined
  }
}
