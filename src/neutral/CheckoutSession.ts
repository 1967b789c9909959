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
import * as Flowglad from "./sessions/flowglad.js"
import * as Leanrails from "./sessions/leanrails.js"
import * as Monime from "./sessions/monime.js"
import * as Polar from "./sessions/polar.js"
import * as Stripe from "./sessions/stripe.js"
import { DriftedSession } from "./sessions/drifted.js"

export { Customer, LineItem, LineItems, Payment, Status } from "./internal/model.js"
export { DriftedSession, type Unchecked } from "./sessions/drifted.js"
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
  Stripe.StripeSession,
  Polar.PolarSession,
  Flowglad.FlowgladSession,
  Monime.MonimeSession,
  Leanrails.LeanrailsSession,
  DriftedSession
).annotations({ identifier: "effect-checkout/CheckoutSession" })

/**
 * @since 0.2.0
 * @category Models
 */
export type CheckoutSession = typeof CheckoutSession.Type

/** A provider, and a session as that provider sends it. */
type NativeOf<Session> = Session extends { readonly provider: unknown; readonly native: unknown }
  ? Pick<Session, "provider" | "native">
  : never

type Native = NativeOf<Exclude<CheckoutSession, DriftedSession>>

/**
 * The common form of a session that a provider's client gave:
 * `fromNative({ provider: "stripe", native: session })`. It exists for every session of a client.
 *
 * @since 0.2.0
 * @category Constructors
 */
export const fromNative = (session: Native): CheckoutSession => {
  switch (session.provider) {
    case "stripe":
      return Stripe.fromNative(session.native)
    case "polar":
      return Polar.fromNative(session.native)
    case "flowglad":
      return Flowglad.fromNative(session.native)
    case "monime":
      return Monime.fromNative(session.native)
    case "leanrails":
      return Leanrails.fromNative(session.native)
  }
}

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
