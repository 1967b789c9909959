import type * as DateTime from "effect/DateTime"
import type { ProviderName } from "../internal/providerName.js"

/**
 * A sandbox whose sessions live by `Clock`: they are created, paid, fail, expire and are deleted, as their
 * provider does it. The state at a moment depends on these options and on the data's `sessions`, `span` and
 * `seed`. Requests do not change it.
 *
 * Only test mode lives. The keys of live mode open an empty account.
 *
 * @since 0.2.0
 * @category Life
 */
export interface Life {
  /** How many sessions are created at each provider, as a mean of many days. */
  readonly perDay: number
  /** The seed of the times of creation and of the course of each session; 1 by default. */
  readonly seed?: number | undefined
  /**
   * When the first of them can be created, as a `DateTime` or in epoch milliseconds; seconds are
   * rounded down. By default it is `now`: for an app, the time of `Clock` when it is made. The sessions
   * of `sessions` and `span` were created before.
   */
  readonly since?: DateTime.DateTime | number | undefined
}

/**
 * One change of the status of a session.
 *
 * @since 0.2.0
 * @category Life
 */
export interface Transition {
  readonly provider: ProviderName
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  /**
   * The status from then on, in the provider's word, or `deleted`. The first transition of a session is
   * its creation.
   */
  readonly status: string
  /** The payment status from then on. Stripe and Leanrails have one. */
  readonly paymentStatus?: "no_payment_required" | "paid" | "unpaid" | undefined
  /** When the session was created, in epoch milliseconds. */
  readonly createdAt: number
}
