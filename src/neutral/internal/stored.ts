import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { ProviderName } from "../../CheckoutError.js"
import { CheckoutDecodeError } from "../../CheckoutError.js"
import { Checking } from "../../schemas/Checking.js"
import * as Flowglad from "../../schemas/Flowglad.js"
import type { SchemaOf } from "../../schemas/internal/checker.js"
import { checker } from "../../schemas/internal/checker.js"
import * as Leanrails from "../../schemas/Leanrails.js"
import * as Monime from "../../schemas/Monime.js"
import * as Polar from "../../schemas/Polar.js"
import * as Stripe from "../../schemas/Stripe.js"
import type { CheckoutSession } from "../CheckoutSession.js"
import { DriftedSession } from "../sessions/drifted.js"
import * as Drifted from "../sessions/drifted.js"
import * as flowglad from "../sessions/flowglad.js"
import * as leanrails from "../sessions/leanrails.js"
import * as monime from "../sessions/monime.js"
import * as polar from "../sessions/polar.js"
import * as stripe from "../sessions/stripe.js"
import type { Read } from "./model.js"
import { hidden } from "./secrets.js"

/** Makes a session of its stored JSON. */
export type FromStored = (raw: unknown) => Option.Option<CheckoutSession>

/** A page's address that was hidden is no address. */
const shown = <Session extends CheckoutSession>(
  session: Session,
  make: (session: Session) => CheckoutSession
): CheckoutSession => (Option.contains(session.url, hidden) ? make(session) : session)

const none = { url: Option.none() }

const driftedFrom = (read: Read, error: CheckoutDecodeError): Option.Option<CheckoutSession> =>
  Option.map(Drifted.fromError(read, error), (session) =>
    shown(session, (session) => new DriftedSession({ ...session, ...none }, true))
  )

const make = <A>(
  provider: ProviderName,
  schema: SchemaOf<A>,
  read: Read,
  fromNative: (native: A) => CheckoutSession
): Effect.Effect<FromStored> =>
  Effect.map(Checking, (mode) => {
    const check = checker(schema, mode)
    return (raw) =>
      Either.match(check(raw), {
        onRight: (native) => Option.some(fromNative(native)),
        onLeft: ({ expected, path }) =>
          driftedFrom(
            read,
            new CheckoutDecodeError({
              provider,
              operation: "streamPages",
              reason: "Item",
              path,
              expected,
              index: Option.none(),
              itemId: Option.none(),
              raw: Redacted.make(raw)
            })
          )
      })
  })

/**
 * Reads stored sessions of a provider. A session that is as documented arrives as from the client, any other
 * with its drift. `None` is for JSON that is not a session at all.
 */
export const fromStored = (provider: ProviderName): Effect.Effect<FromStored> => {
  switch (provider) {
    case "stripe":
      return make(provider, Stripe.Session, stripe.read, stripe.fromNative)
    case "polar":
      return make(provider, Polar.Session, polar.read, (native) =>
        shown(
          polar.fromNative(native),
          (session) => new polar.PolarSession({ ...session, ...none }, true)
        )
      )
    case "flowglad":
      return make(provider, Flowglad.Session, flowglad.read, flowglad.fromNative)
    case "monime":
      return make(provider, Monime.Session, monime.read, monime.fromNative)
    case "leanrails":
      return make(provider, Leanrails.Session, leanrails.read, leanrails.fromNative)
  }
}
