import * as Data from "effect/Data"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Fenced, SyncStoreError } from "../SyncStore.js"

const why = {
  AnotherAccount:
    "the key belongs to another account, which does not know the sessions that are stored for this source. Use the earlier key again, or give the new account a name of its own (`stripe/new`). If the stored sessions were really deleted, audit with `force`",
  AnotherMode:
    "the sessions are of another mode (test or live) than the stored ones. Use the earlier key again, or give the new mode a name of its own (`stripe/test`)",
  TooManyGone:
    "more than a fifth of the stored sessions are missing in the provider's list, as with a wrong key. If they were really deleted, audit with `force`"
} as const

/**
 * The sessions that were read do not fit the stored ones. Nothing was written.
 *
 * @since 0.2.0
 * @category Errors
 */
export class SyncRefused extends Data.TaggedError("SyncRefused")<{
  readonly source: string
  readonly reason: "AnotherAccount" | "AnotherMode" | "TooManyGone"
  /** With `TooManyGone`, how many of the stored sessions are missing; otherwise both are 0. */
  readonly missing: number
  readonly stored: number
}> {
  override get message(): string {
    const counts = this.stored === 0 ? "" : ` (${this.missing} of ${this.stored})`
    return `${this.source}: ${why[this.reason]}${counts}; nothing was written`
  }
}

/**
 * Any error of reading a source.
 *
 * @since 0.2.0
 * @category Errors
 */
export type SyncError = CheckoutError | Fenced | SyncRefused | SyncStoreError
