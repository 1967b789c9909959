import * as Prng from "./prng.js"
import type { Settings } from "./provider.js"
import { Rows } from "./rows.js"

/** The data of one account in one mode. */
export interface Source {
  readonly livemode: boolean
  readonly rows: Rows
  /** Random values for the fields that the list filters by. */
  readonly skeletons: (index: number) => Prng.Prng
  /** Random values for all other fields. No draw may depend on the status, which can change. */
  readonly bodies: (index: number) => Prng.Prng
}

export const source = (provider: string, settings: Settings, livemode: boolean): Source => {
  const { now, seed, sessions, span } = settings
  const mode = livemode ? "live" : "test"
  return {
    livemode,
    rows: new Rows({ seed, size: sessions, now, span }),
    skeletons: Prng.streams(seed, `${provider}/${mode}/skeleton`),
    bodies: Prng.streams(seed, `${provider}/${mode}/body`)
  }
}
