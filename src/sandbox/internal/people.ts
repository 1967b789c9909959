import type { Prng } from "./prng.js"

/** A fictional person. */
export interface Person {
  readonly first: string
  readonly last: string
  readonly name: string
  readonly email: string
  readonly phone: string
}

const FIRST = ["Ada", "Aminata", "Björn", "Chiyo", "Dmitri", "Fatmata", "Inês", "Kwame"] as const
const LAST = ["Bangura", "Fischer", "Kamara", "Núñez", "O'Neil", "Sesay", "Tanaka"] as const

/** The person with this number. The same number always gives the same person. */
export const person = (number: number): Person => {
  const first = FIRST[number % FIRST.length] ?? FIRST[0]
  const last = LAST[Math.floor(number / FIRST.length) % LAST.length] ?? LAST[0]
  return {
    first,
    last,
    name: `${first} ${last}`,
    // RFC 2606 reserves example.com, so no mail to it can arrive.
    email: `customer-${number}@example.com`,
    phone: `+1555010${String(number % 10_000).padStart(4, "0")}`
  }
}

/** A fictional postal address. */
export interface Address {
  readonly city: string | null
  readonly country: string | null
  readonly line1: string | null
  readonly line2: string | null
  readonly postal_code: string | null
  readonly state: string | null
}

const PLACES = [
  { city: "Freetown", country: "SL", line1: "1 Example Road", postal_code: null, state: null },
  {
    city: "San Francisco",
    country: "US",
    line1: "1 Example St",
    postal_code: "94103",
    state: "CA"
  },
  { city: "Zürich", country: "CH", line1: "Beispielweg 1", postal_code: "8001", state: null },
  { city: "東京", country: "JP", line1: "1-1-1 見本", postal_code: "100-0001", state: "東京都" }
] as const

export const address = (prng: Prng): Address => ({
  ...prng.pick(PLACES),
  line2: prng.maybe(0.3, `Unit ${prng.int(90) + 1}`)
})
