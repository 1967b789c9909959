import { createHash } from "node:crypto"

/** Tells texts apart, and guards nothing: of the hashes of all runtimes, SHA-1 is the fastest. */
export const digest = (text: string): string =>
  createHash("sha1").update(text).digest("base64url").slice(0, 22)

const nul = String.fromCharCode(0)

/** A quick look, which also finds whole pairs of surrogates. */
const suspect = new RegExp(`[${nul}\\ud800-\\udfff]`)

/** A zero character, or half of a pair of surrogates: Postgres takes neither of them. */
const refused = new RegExp(`[${nul}\\p{Surrogate}]`, "u")
const allRefused = new RegExp(refused.source, "gu")

/** Whether a text has characters that no database takes. */
export const isRefused = (text: string): boolean => suspect.test(text) && refused.test(text)

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
