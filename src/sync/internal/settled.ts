import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { CheckoutSession, Status } from "../../neutral/CheckoutSession.js"

/** So long after its time to pay, an open session of Flowglad is settled: nothing writes `expired` there. */
export const grace = 3_600_000

/** Statuses that no session leaves. `processing` may still become paid, or fail. */
const final: ReadonlySet<Status> = new Set(["complete", "expired", "failed", "canceled"])

/**
 * Whether a session will not change any more, as it was seen at `observedAt`. Flowglad never writes
 * `expired`.
 */
export const isSettled = (
  { expiresAt, provider, status }: CheckoutSession,
  observedAt: number
): boolean =>
  final.has(status) ||
  (provider === "flowglad" &&
    status === "open" &&
    Option.exists(expiresAt, (at) => DateTime.toEpochMillis(at) + grace < observedAt))
