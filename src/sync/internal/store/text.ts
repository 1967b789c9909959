import { createHash } from "node:crypto"

/** Tells texts apart; it protects nothing. SHA-1 is the fastest hash that all runtimes have. */
export const digest = (text: string): string =>
  createHash("sha1").update(text).digest("base64url").slice(0, 22)

const nul = String.fromCharCode(0)

/** A quick test, which also finds whole pairs of surrogates. */
const suspect = new RegExp(`[${nul}\\ud800-\\udfff]`)

/** A zero character, or half of a pair of surrogates: Postgres takes neither of them. */
const refused = new RegExp(`[${nul}\\p{Surrogate}]`, "u")
const allRefused = new RegExp(refused.source, "gu")

/** Whether a text has characters that no database takes. */
export const isRefused = (text: string): boolean => suspect.test(text) && refused.test(text)

/** The text with U+FFFD in their place. */
export const clean = (text: string): string =>
  isRefused(text) ? text.replace(allRefused, "\uFFFD") : text

/** Postgres refuses a row whose key has more bytes than an index can take. */
const longestKey = 500

/**
 * The key of an id: nearly always the id itself. An id that is too long, or has characters that no database
 * takes, gets a digest, so that two such ids have two keys.
 */
export const keyOf = (id: string): string =>
  id.length <= longestKey && !isRefused(id) ? id : `${clean(id.slice(0, 100))}~${digest(id)}`

/** In SQL's `LIKE`, the keys that have a digest. */
export const digested = `%~${"_".repeat(22)}`
