import * as Prng from "../internal/prng.js"
import type { ProviderName } from "../internal/registry.js"
import { type FaultKind, faultKinds } from "./kinds.js"

/**
 * A fault at one request, counted from 1 per provider.
 *
 * @since 0.1.0
 * @category Faults
 */
export interface ScriptedFault {
  readonly request: number
  /** Every provider, where none is named. */
  readonly provider?: ProviderName | undefined
  readonly fault: FaultKind
}

/**
 * What goes wrong, and how often. A fault that cannot happen to a request (a bad item in an empty
 * page, say) leaves it alone.
 *
 * @since 0.1.0
 * @category Faults
 */
export interface Faults {
  /** The share of requests that go wrong, 0 to 1, each in one of `kinds`; 0 by default. */
  readonly rate?: number | undefined
  /** What `rate` is spread over; every kind by default. */
  readonly kinds?: ReadonlyArray<FaultKind> | undefined
  /** Tells which requests `rate` hits, whatever the order in which providers are asked; 1 by default. */
  readonly seed?: number | undefined
  /** Faults at chosen requests; they come before `rate`. */
  readonly script?: ReadonlyArray<ScriptedFault> | undefined
}

/** Which fault, if any, meets a provider's nth request. */
export type Plan = (provider: ProviderName, request: number) => FaultKind | undefined

const nothing: Plan = () => undefined

export const make = (faults: Faults | undefined): Plan => {
  if (faults === undefined) return nothing
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
