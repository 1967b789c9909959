import { DAY_MILLIS, isoSeconds } from "../internal/time.js"

/** The fields that a program gave of a session. From values of a wrong type nothing follows. */
export type Given = Readonly<Record<string, unknown>>

export const text = (given: Given, key: string): string | undefined => {
  const value = given[key]
  return typeof value === "string" ? value : undefined
}

export const number = (given: Given, key: string): number | undefined => {
  const value = given[key]
  return typeof value === "number" && Number.isFinite(value) ? value : undefined
}

/** Epoch milliseconds of a time in text. */
export const parsed = (given: Given, key: string): number | undefined => {
  const millis = Date.parse(text(given, key) ?? "")
  return Number.isNaN(millis) ? undefined : millis
}

/** The status that the session will have: `null`, where a provider allows it, is a status too. */
export const statusOf = (given: Given, standard: string): unknown =>
  given["status"] === undefined ? standard : given["status"]

/** When the first example was created. */
const FIRST = Date.UTC(2026, 0, 1)

/** When the example with this number was created, in epoch milliseconds: each a minute after the one before. */
export const createdAt = (nth: number): number => FIRST + nth * 60_000

/** Creation and end in epoch milliseconds, a day apart unless both are given. */
export const lifetime = (
  nth: number,
  created: number | undefined,
  expires: number | undefined
): { readonly created: number; readonly expires: number } => {
  const from = created ?? (expires === undefined ? createdAt(nth) : expires - DAY_MILLIS)
  return { created: from, expires: expires ?? from + DAY_MILLIS }
}

const LATEST = 8.64e15

/** RFC 3339 in UTC. */
export const iso = (millis: number): string =>
  isoSeconds(Math.max(-LATEST, Math.min(LATEST, millis)))

/** The number of a session as a part of its id. Ids of one kind sort as their numbers do. */
export const serial = (nth: number): string => String(nth).padStart(6, "0")

export const ADDRESS = {
  city: "San Francisco",
  country: "US",
  line1: "1 Example St",
  line2: null,
  postal_code: "94103",
  state: "CA"
} as const

export const EMAIL = "ada@example.com"
export const NAME = "Ada Example"
export const PHONE = "+15550100001"
