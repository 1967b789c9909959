/**
 * A checkout session in the form that all providers share, with the session as its provider sent it.
 *
 * A field is `None` where the provider does not say it. Nothing is guessed: a word that is not
 * documented is `unknown`, and an amount that cannot be read exactly is `None`.
 *
 * @since 0.2.0
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Status } from "./internal/model.js"
import { FlowgladSession } from "./sessions/flowglad.js"
import { LeanrailsSession } from "./sessions/leanrails.js"
import { MonimeSession } from "./sessions/monime.js"
import { PolarSession } from "./sessions/polar.js"
import { StripeSession } from "./sessions/stripe.js"
import { DriftedSession } from "./sessions/drifted.js"

export { Customer, LineItem, LineItems, Payment, Status } from "./internal/model.js"
export { DriftedSession } from "./sessions/drifted.js"
export { FlowgladSession } from "./sessions/flowglad.js"
export { LeanrailsSession } from "./sessions/leanrails.js"
export { MonimeSession } from "./sessions/monime.js"
export { PolarSession } from "./sessions/polar.js"
export { StripeSession } from "./sessions/stripe.js"

/**
 * A checkout session of any provider. `provider` says of which one, and narrows `native`, once
 * `isDrifted` has ruled out that the session departs from its documentation:
 *
 * ```ts
 * if (!CheckoutSession.isDrifted(session) && session.provider === "stripe") session.native.amount_total
 * ```
 *
 * @since 0.2.0
 * @category Schemas
 */
export const CheckoutSession = Schema.Union(
  StripeSession,
  PolarSession,
  FlowgladSession,
  MonimeSession,
  LeanrailsSession,
  DriftedSession
).annotations({ identifier: "effect-checkout/CheckoutSession" })

/**
 * @since 0.2.0
 * @category Models
 */
export type CheckoutSession = typeof CheckoutSession.Type

/**
 * Whether a session departs from its provider's documentation. `drift` says where, and `native` is
 * JSON that was not checked.
 *
 * @since 0.2.0
 * @category Guards
 */
export const isDrifted = (session: CheckoutSession): session is DriftedSession =>
  Option.isSome(session.drift)

/**
 * Whether the time to pay is over, by `expiresAt`. A provider may be late with the status `expired`
 * (Polar, by some 15 minutes), or never give it (Flowglad).
 *
 * @since 0.2.0
 * @category Getters
 */
export const isExpired = (session: CheckoutSession, now: DateTime.DateTime): boolean =>
  session.status === "expired" || (session.status === "open" && isOver(session, now))

const isOver = ({ expiresAt }: CheckoutSession, now: DateTime.DateTime): boolean =>
  Option.exists(expiresAt, DateTime.lessThanOrEqualTo(now))

/**
 * The status at a time: `expired` for an open session whose time to pay is over. Other statuses stay: a
 * payment that is on its way may still arrive.
 *
 * @since 0.2.0
 * @category Getters
 */
export const statusAt = (session: CheckoutSession, now: DateTime.DateTime): Status =>
  isExpired(session, now) ? "expired" : session.status
