import * as Prng from "./prng.js"

/** The random sequences behind one account in one mode. */
export interface Source {
  readonly livemode: boolean
  /** For the fields that the list filters by. */
  readonly skeletons: (index: number) => Prng.Prng
  /** For all other fields. */
  readonly bodies: (index: number) => Prng.Prng
}

export const source = (provider: string, seed: number, livemode: boolean): Source => {
  const mode = livemode ? "live" : "test"
  return {
    livemode,
    skeletons: Prng.streams(seed, `${provider}/${mode}/skeleton`),
    bodies: Prng.streams(seed, `${provider}/${mode}/body`)
  }
}
