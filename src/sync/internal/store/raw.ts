import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { CheckoutSession } from "../../../neutral/CheckoutSession.js"
import { hidden, masksOf, secretOf } from "../../../neutral/internal/secrets.js"

/** A session's JSON as it goes into the table. */
export interface Raw {
  readonly json: string
  /** Whether it has everything that the provider sent, apart from secrets. */
  readonly exact: boolean
}

/** SQLite reads 1,000 levels of nesting, and `JSON.stringify` some thousands. Sessions have six. */
const deepest = 500

interface Found {
  /** Whether an object within the session has a secret of its own. */
  nested: boolean
  exact: boolean
}

class TooDeep extends Error {}

/** Looks for secrets in inner objects, and for values that JSON lacks: `1e400` was read as infinity. */
const inspect = (value: unknown, depth: number, found: Found): void => {
  if (typeof value === "number") {
    if (!Number.isFinite(value)) found.exact = false
    return
  }
  if (typeof value !== "object" || value === null) return
  if (depth > deepest) throw new TooDeep()
  if (Array.isArray(value)) {
    for (const item of value) inspect(item, depth + 1, found)
    return
  }
  if (!Predicate.isRecord(value)) return
  for (const key of Object.keys(value)) {
    const item = value[key]
    if (depth > 0 && key === "client_secret" && typeof item === "string") found.nested = true
    inspect(item, depth + 1, found)
  }
}

/** The native session with other values in the places of its secrets. */
const masked = ({ native, provider }: CheckoutSession): unknown => {
  if (!Predicate.isRecord(native)) return native
  const present = Object.entries(masksOf(provider)).filter(
    ([key]) => Object.hasOwn(native, key) && Predicate.isNotNullable(native[key])
  )
  return present.length === 0 ? native : { ...native, ...Object.fromEntries(present) }
}

const withoutNested = (key: string, value: unknown): unknown =>
  key === "client_secret" && typeof value === "string" ? hidden : value

/** The JSON without the secret in any of its texts. */
const withoutSecret = (json: string, native: unknown): string =>
  Option.match(secretOf(native), {
    onNone: () => json,
    onSome: (secret) => json.replaceAll(inJson(secret), () => hidden)
  })

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/** In JSON's text, the escapes of characters that no database takes, and all other escapes. */
const escapes = /\\(?:(u0000|ud[89a-f][\da-f]{2})|.)/g
const someRefused = /\\u(?:0000|d[89a-f])/

/** The first look is the quick one: few sessions have any such escape. */
const mayBeRefused = (json: string): boolean => json.includes("\\u") && someRefused.test(json)

const cleaned = (json: string): string =>
  json.replace(escapes, (escape, refused: string | undefined) =>
    refused === undefined ? escape : "\uFFFD"
  )

/** Stands for a session that the database does not take at all. */
export const refusal = (id: string): Raw => ({
  json: JSON.stringify({ id, effect_checkout: "the database does not take this session" }),
  exact: false
})

/** The session as its provider sent it, as JSON that the databases take. */
export const rawOf = (session: CheckoutSession, id: string, keepSecrets: boolean): Raw =>
  Either.getOrElse(
    Either.try(() => {
      const { native } = session
      const found: Found = { nested: false, exact: true }
      inspect(native, 0, found)
      const json = keepSecrets
        ? JSON.stringify(native)
        : JSON.stringify(masked(session), found.nested ? withoutNested : undefined)
      const shown = keepSecrets ? json : withoutSecret(json, native)
      const taken = mayBeRefused(shown) ? cleaned(shown) : shown
      return { json: taken, exact: found.exact && taken === shown }
    }),
    () => refusal(id)
  )
