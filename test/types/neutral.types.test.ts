/** How the session that all providers share narrows to the session of one provider. */
import { describe, expectTypeOf, it } from "@effect/vitest"
import * as CheckoutSession from "../../src/neutral/CheckoutSession.js"
import type * as Flowglad from "../../src/schemas/Flowglad.js"
import type * as Leanrails from "../../src/schemas/Leanrails.js"
import type * as Monime from "../../src/schemas/Monime.js"
import type * as Polar from "../../src/schemas/Polar.js"
import type * as Stripe from "../../src/schemas/Stripe.js"

describe("a session in the common form", () => {
  it("narrows by isDrifted and then by its provider, in a switch and by ===", () => {
    const idOf = (session: CheckoutSession.CheckoutSession): string => {
      if (CheckoutSession.isDrifted(session)) {
        expectTypeOf(session).toEqualTypeOf<CheckoutSession.DriftedSession>()
        return session.id
      }
      switch (session.provider) {
        case "stripe":
          expectTypeOf(session.native).toEqualTypeOf<Stripe.Session>()
          return session.native.id
        case "polar":
          expectTypeOf(session.native).toEqualTypeOf<Polar.Session>()
          return session.native.id
        case "flowglad":
          expectTypeOf(session.native).toEqualTypeOf<Flowglad.Session>()
          return session.native.id
        case "monime":
          expectTypeOf(session.native).toEqualTypeOf<Monime.Session>()
          return session.native.id
        case "leanrails":
          expectTypeOf(session.native).toEqualTypeOf<Leanrails.Session>()
          return session.native.id
      }
    }
    expectTypeOf(idOf).returns.toEqualTypeOf<string>()

    const modeOf = (session: CheckoutSession.CheckoutSession) =>
      !CheckoutSession.isDrifted(session) && session.provider === "stripe"
        ? session.native.mode
        : undefined
    expectTypeOf(modeOf).returns.toEqualTypeOf<Stripe.Session["mode"]>()
  })

  it("has no native type before isDrifted is asked", () => {
    const native = (session: CheckoutSession.CheckoutSession) =>
      // @ts-expect-error a session that departs from its documentation has a `native` of no type
      session.provider === "stripe" ? session.native.mode : undefined
    expectTypeOf(native).toBeFunction()
  })
})
