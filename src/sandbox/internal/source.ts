import { ages } from "./ages.js"
import type { JsonObject } from "./json.js"
import * as Prng from "./prng.js"
import type { Settings } from "./provider.js"
import type { ProviderName } from "./providerName.js"
import { Rows } from "./rows.js"

/** The data of one account in one mode. */
export interface Source {
  readonly livemode: boolean
  readonly rows: Rows
  /** The reader's own sessions, by index. With them, nothing is drawn. */
  readonly own: ReadonlyArray<JsonObject> | undefined
  /** Random values for the fields that the list filters by. */
  readonly skeletons: (index: number) => Prng.Prng
  /** Random values for all other fields. No draw may depend on the status, which can change. */
  readonly bodies: (index: number) => Prng.Prng
}

/** The sessions of one account: the reader's own, or drawn ones. */
export const held = (
  provider: ProviderName,
  { life, now, own, seed, sessions, span }: Settings,
  livemode = false
): Pick<Source, "own" | "rows"> => {
  if (own === undefined) {
    // Only test mode lives. The sessions of live mode would stay open for ever.
    const size = livemode && life !== undefined ? 0 : sessions
    return { own: undefined, rows: new Rows(now, ages(seed, size, span), life !== undefined) }
  }
  // The keys of live mode open an empty account.
  const { sessions: mine, times } = (livemode ? undefined : own[provider]) ?? {
    sessions: [],
    times: []
  }
  return {
    own: mine,
    rows: new Rows(
      now,
      Float64Array.from(times, (time) => now - time)
    )
  }
}

export const source = (provider: ProviderName, settings: Settings, livemode: boolean): Source => {
  const { seed } = settings
  const mode = livemode ? "live" : "test"
  return {
    livemode,
    ...held(provider, settings, livemode),
    skeletons: Prng.streams(seed, `${provider}/${mode}/skeleton`),
    bodies: Prng.streams(seed, `${provider}/${mode}/body`)
  }
}
