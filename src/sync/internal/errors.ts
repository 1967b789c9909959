import * as Data from "effect/Data"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Fenced, SyncStoreError } from "../SyncStore.js"

const why = {
  AnotherAccount:
    "the account does not know the sessions that are stored for it: its key belongs to another account. Give back the key of this account, or another name to the new one (`stripe/new`). If all of them were really deleted, audit with `force`",
  AnotherMode:
    "the sessions are of the other mode (test or live) than the stored ones. Give back the key of that mode, or another name to the new one (`stripe/test`)",
  TooManyGone:
    "too many of the stored sessions are missing in the provider's list; a wrong key looks like this. If they were really deleted, audit with `force`"
} as const

/**
 * What was read does not fit what is stored: nothing was written.
 *
 * @since 0.2.0
 * @category Errors
 */
export class SyncRefused extends Data.TaggedError("SyncRefused")<{
  readonly source: string
  readonly reason: "AnotherAccount" | "AnotherMode" | "TooManyGone"
  /** How many sessions are missing, of how many that are stored; 0 of 0 where this is not why. */
  readonly missing: number
  readonly stored: number
}> {
  override get message(): string {
    const counts = this.stored === 0 ? "" : ` (${this.missing} of ${this.stored})`
    return `${this.source}: ${why[this.reason]}${counts}; nothing was written`
  }
}

/**
 * Why a source could not be read on.
 *
 * @since 0.2.0
 * @category Errors
 */
export type SyncError = CheckoutError | Fenced | SyncRefused | SyncStoreError
