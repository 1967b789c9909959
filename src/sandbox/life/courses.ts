/**
 * The course of a session at each provider, from its creation on. A course is a pure function of the
 * session's own random values, so no request and no other session can change it. Documented are the
 * statuses and the ways between them. How often and how fast a session goes them is assumed.
 */
import type { Prng } from "../internal/prng.js"
import type { Payment } from "../internal/rows.js"
import { DAY_MILLIS } from "../internal/time.js"

/** The state of a session from this time on. The first step of a course is the creation. */
export interface Step {
  /** Epoch milliseconds. */
  readonly at: number
  /** A word of the provider, or `deleted`. */
  readonly status: string
  readonly payment?: Payment | undefined
}

/** The steps of one session, in order of time. */
export type Course = ReadonlyArray<Step>

/** No provider has a status of this name. */
export const DELETED = "deleted"

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A duration between two bounds. Seconds, minutes and hours are equally likely. */
const between = (prng: Prng, low: number, high: number): number =>
  Math.round(low * (high / low) ** prng.fraction())

/** The first multiple of an interval that comes after this time. */
const nextAfter = (at: number, interval: number): number =>
  (Math.floor(at / interval) + 1) * interval

/** The facts that a course depends on, besides its random values. */
export interface Facts {
  /** Epoch milliseconds. */
  readonly created: number
  /** The end of an open session, in epoch milliseconds. */
  readonly deadline: number
  /** Whether there is anything to pay. */
  readonly owes: boolean
}

/**
 * Stripe and Leanrails. "open goes to complete or expired", both final; no call expires a session here.
 * "unpaid with complete: a delayed method, settled later"; where that fails, the session stays as it is.
 * That Leanrails settles later, too, is assumed. Neither deletes a session.
 */
export const settling = (prng: Prng, { created, deadline, owes }: Facts): Course => {
  const payment = owes ? "unpaid" : "no_payment_required"
  const open: Step = { at: created, status: "open", payment }
  const at = created + between(prng, 20 * SECOND, 8 * HOUR)
  if (!prng.chance(0.6) || at >= deadline) {
    return [open, { at: deadline, status: "expired", payment }]
  }
  // How many pay by such a method is not documented.
  const delayed = owes && prng.chance(0.03)
  const complete: Step = { at, status: "complete", payment: owes && !delayed ? "paid" : payment }
  return delayed && prng.chance(0.75)
    ? [
        open,
        complete,
        { at: at + between(prng, HOUR, 7 * DAY_MILLIS), status: "complete", payment: "paid" }
      ]
    : [open, complete]
}

/** "sweep at minutes 0/15/30/45". */
const SWEEP = 15 * MINUTE

/** Polar's checkout without its deletion. */
const polarSteps = (prng: Prng, { created, deadline, owes }: Facts): ReadonlyArray<Step> => {
  const steps: Array<Step> = [{ at: created, status: "open" }]
  let at = created
  let buys = prng.chance(0.65)
  while (buys) {
    const confirmed = at + between(prng, 15 * SECOND, 12 * HOUR)
    // "Client endpoints answer 410 by the clock alone", so no buyer confirms after the deadline.
    if (confirmed >= deadline) break
    steps.push({ at: confirmed, status: "confirmed" })
    const slow = owes && prng.chance(0.1)
    at = confirmed + (slow ? between(prng, HOUR, 3 * DAY_MILLIS) : between(prng, SECOND, MINUTE))
    // "payment failure: retryable; status is not monotonic".
    const fails = owes && prng.chance(0.2)
    steps.push({ at, status: fails ? "open" : "succeeded" })
    if (!fails) return steps
    buys = prng.chance(0.6)
  }
  // "the sweep looks at open only". A payment can fail after the deadline: then the next one meets it.
  steps.push({ at: nextAfter(Math.max(deadline - 1, at), SWEEP), status: "expired" })
  return steps
}

/** Polar. "soft-deletion": which checkouts it meets, and when, is not documented. */
export const polar = (prng: Prng, facts: Facts): Course => {
  const deleted = prng.chance(0.015)
    ? facts.created + between(prng, 10 * MINUTE, 20 * DAY_MILLIS)
    : undefined
  const steps = polarSteps(prng, facts)
  return deleted === undefined
    ? steps
    : [...steps.filter(({ at }) => at < deleted), { at: deleted, status: DELETED }]
}

/** "an hourly job hard-deletes sessions older than 14 days by createdAt". */
const RETENTION = 14 * DAY_MILLIS

/**
 * Flowglad. "open to expired: no writer found", so an abandoned session stays open. The job spares what
 * is "succeeded or pending" when it runs.
 */
export const flowglad = (prng: Prng, { created }: Pick<Facts, "created">): Course => {
  const steps: Array<Step> = [{ at: created, status: "open" }]
  let at = created
  if (prng.chance(0.7)) {
    at += between(prng, 15 * SECOND, 20 * HOUR)
    if (prng.chance(0.8)) {
      steps.push({ at, status: "pending" })
      at += prng.chance(0.2) ? between(prng, HOUR, 8 * DAY_MILLIS) : between(prng, SECOND, MINUTE)
    }
    const succeeds = prng.chance(0.8)
    steps.push({ at, status: succeeds ? "succeeded" : "failed" })
    if (succeeds) return steps
  }
  steps.push({ at: nextAfter(Math.max(created + RETENTION, at), HOUR), status: DELETED })
  return steps
}

/** Monime. A session is deleted "only before the customer starts". */
export const monime = (prng: Prng, { created, deadline }: Omit<Facts, "owes">): Course => {
  const pending: Step = { at: created, status: "pending" }
  const expired: Step = { at: deadline, status: "expired" }
  const drawn = prng.fraction()
  const status = drawn < 0.58 ? "completed" : drawn < 0.7 ? "cancelled" : DELETED
  return [
    pending,
    drawn < 0.72 ? { at: created + between(prng, 15 * SECOND, 8 * HOUR), status } : expired
  ]
}
