import { createHash } from "node:crypto"

/** Not for secrecy: it tells whether a row has changed. */
export const digest = (text: string): string =>
  createHash("sha256").update(text).digest("base64url").slice(0, 22)

/** A zero character, or half of a pair of surrogates: Postgres takes neither of them. */
const refused = new RegExp(`[${String.fromCharCode(0)}\\p{Surrogate}]`, "u")
const allRefused = new RegExp(refused.source, "gu")

/** Whether a text has characters that no database takes. */
export const isRefused = (text: string): boolean => refused.test(text)

/** The text with U+FFFD in their place. */
export const clean = (text: string): string =>
  isRefused(text) ? text.replace(allRefused, "\uFFFD") : text

/** More bytes than Postgres' index can take would refuse the row. */
const longestKey = 500

/**
 * The id as it can be a key. Nearly every id is its own. One that is too long, or has characters that no
 * database takes, gets a digest, so that two of them stay two.
 */
export const keyOf = (id: string): string =>
  id.length <= longestKey && !isRefused(id) ? id : `${clean(id.slice(0, 100))}~${digest(id)}`

/** In SQL's `LIKE`, the keys that have a digest. */
export const digested = `%~${"_".repeat(22)}`
