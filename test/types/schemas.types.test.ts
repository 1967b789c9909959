/** What programs rely on when they read the wire types. */
import { describe, expectTypeOf, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import * as Flowglad from "../../src/schemas/Flowglad.js"
import type * as Leanrails from "../../src/schemas/Leanrails.js"
import * as Monime from "../../src/schemas/Monime.js"
import * as Polar from "../../src/schemas/Polar.js"
import type * as Stripe from "../../src/schemas/Stripe.js"
import type { UnknownValue } from "../../src/schemas/Wire.js"

describe("wire types", () => {
  it("need nothing to be checked", () => {
    expectTypeOf<Schema.Schema.Context<typeof Stripe.Session>>().toEqualTypeOf<never>()
    expectTypeOf<Schema.Schema.Context<typeof Polar.Session>>().toEqualTypeOf<never>()
    expectTypeOf<Schema.Schema.Context<typeof Flowglad.Session>>().toEqualTypeOf<never>()
    expectTypeOf<Schema.Schema.Context<typeof Monime.Session>>().toEqualTypeOf<never>()
    expectTypeOf<Schema.Schema.Context<typeof Leanrails.Session>>().toEqualTypeOf<never>()
  })

  it("keep null, missing and present apart", () => {
    expectTypeOf<Stripe.Session["amount_total"]>().toEqualTypeOf<number | null | undefined>()
    expectTypeOf<Stripe.Session["created"]>().toEqualTypeOf<number | undefined>()
    expectTypeOf<Flowglad.Session["createdAt"]>().toEqualTypeOf<number | string>()
    expectTypeOf<Monime.Session["id"]>().toEqualTypeOf<string>()
  })

  it("have open enums that narrow and still offer the known words", () => {
    expectTypeOf<Leanrails.Session["status"]>().toEqualTypeOf<
      "open" | "complete" | "expired" | UnknownValue
    >()
    const isPaid = (status: Polar.Session["status"]) => {
      if (status === "succeeded") {
        // TypeScript cannot know that no `UnknownValue` is a known word.
        expectTypeOf(status).toEqualTypeOf<"succeeded" | UnknownValue>()
        return true
      }
      return false
    }
    expectTypeOf(isPaid).returns.toEqualTypeOf<boolean>()
  })

  it("have unions that narrow by their members' schemas", () => {
    const isFixed = Schema.is(Polar.ProductPriceFixed)
    const amountOf = (price: Polar.ProductPrice) => {
      if (!isFixed(price)) return null
      expectTypeOf(price).toExtend<Polar.ProductPriceFixed>()
      return price.price_amount
    }
    expectTypeOf(amountOf).returns.toEqualTypeOf<number | null>()

    const subscriptionOf = (session: Flowglad.Session) =>
      Schema.is(Flowglad.SessionActivateSubscription)(session) ? session.targetSubscriptionId : null
    expectTypeOf(subscriptionOf).returns.toEqualTypeOf<string | null>()

    const priceOf = (item: Monime.LineItem) =>
      Schema.is(Monime.LineItemCustom)(item) ? item.price.value : null
    expectTypeOf(priceOf).returns.toEqualTypeOf<number | null>()
  })

  it("have closed parameters", () => {
    expectTypeOf<{ readonly status: "open" }>().toExtend<Stripe.ListSessionsParams>()
    expectTypeOf<{ readonly status: undefined }>().toExtend<Stripe.ListSessionsParams>()
    expectTypeOf<{ readonly status: "paused" }>().not.toExtend<Stripe.ListSessionsParams>()
    expectTypeOf<{ readonly product_id: Array<string> }>().toExtend<Polar.ListSessionsParams>()
    expectTypeOf<{ readonly after: null }>().toExtend<Monime.ListSessionsParams>()
  })
})
