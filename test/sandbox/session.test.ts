import { assert, describe, it } from "@effect/vitest"
import {
  Arbitrary,
  Cause,
  Effect,
  Exit,
  FastCheck as fc,
  Layer,
  Redacted,
  Schema,
  Stream
} from "effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as Flowglad from "../../src/schemas/Flowglad.js"
import * as Leanrails from "../../src/schemas/Leanrails.js"
import * as Monime from "../../src/schemas/Monime.js"
import * as Polar from "../../src/schemas/Polar.js"
import * as Stripe from "../../src/schemas/Stripe.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import { all, settle } from "../support/run.js"

/** Some fields of a value. */
const part = <A extends object>(value: A, keep: ReadonlyArray<boolean>): Partial<A> => {
  const entries = Object.entries(value).filter(
    ([key], n) => key === "type" || keep[n % keep.length]
  )
  return JSON.parse(JSON.stringify(Object.fromEntries(entries)))
}

const built = <Name extends Sandbox.ProviderName, I>(
  provider: Name,
  schema: Schema.Schema<Sandbox.Sessions[Name], I>,
  /** Fields that only some sessions have. */
  rare: ReadonlyArray<string>,
  fields: object
) =>
  describe(`Sandbox.session: ${provider}`, () => {
    const check = Schema.validateSync(schema, { onExcessProperty: "error" })

    it("has all documented fields and no other, at any depth", () => {
      const session = Sandbox.session(provider)
      check(session)
      assert.deepEqual(
        Object.keys(fields)
          .filter((key) => !Object.hasOwn(session, key))
          .sort(),
        [...rare].sort()
      )
    })

    it("passes the wire schema whatever is put over it, and keeps it", () => {
      const valid = Schema.validateSync(schema)
      fc.assert(
        fc.property(
          Arbitrary.make(schema),
          fc.array(fc.boolean(), { minLength: 3, maxLength: 9 }),
          (drawn, keep) => {
            const overrides = part(drawn, keep)
            const session = Sandbox.session(provider, overrides)
            valid(session)
            assert.deepInclude(JSON.parse(JSON.stringify(session)), overrides)
          }
        ),
        { numRuns: 15 }
      )
    })

    it("never has the id of another, and is the same for the same number", () => {
      const ids = Array.from({ length: 30 }, () => Sandbox.session(provider).id)
      assert.strictEqual(new Set(ids).size, 30)
      assert.deepEqual(Sandbox.session(provider, {}, 7), Sandbox.session(provider, {}, 7))
      assert.notDeepEqual(Sandbox.session(provider, {}, 7), Sandbox.session(provider, {}, 8))
    })
  })

built(
  "stripe",
  Stripe.Session,
  [
    "allowed_payment_method_types",
    "excluded_payment_method_types",
    "line_items",
    "name_collection",
    "presentment_details",
    "redirect_on_completion",
    "return_url",
    "shipping_details"
  ],
  Stripe.Session.fields
)
built("polar", Polar.Session, [], Polar.Session.fields)
built("flowglad", Flowglad.Session, [], Flowglad.SessionPurchase.fields)
built("monime", Monime.Session, [], Monime.Session.fields)
built(
  "leanrails",
  Leanrails.Session,
  [
    "phone_number_collection",
    "shipping_address_collection",
    "shipping_details",
    "shipping_options"
  ],
  Leanrails.Session.fields
)

describe("Sandbox.session: fields that follow from an override", () => {
  const paid = { payment_status: "paid", url: null } as const

  it("the payment of a status, unless it is given", () => {
    assert.include(Sandbox.session("stripe", { status: "complete" }), paid)
    assert.include(Sandbox.session("stripe", { status: "open" }), { payment_status: "unpaid" })
    assert.include(Sandbox.session("stripe", { status: "complete", amount_total: 0 }), {
      payment_status: "no_payment_required",
      payment_intent: null
    })
    assert.include(Sandbox.session("stripe", { mode: "setup", status: "complete" }), {
      payment_status: "no_payment_required",
      amount_total: null
    })
    assert.include(
      Sandbox.session("stripe", { status: "complete", payment_status: "unpaid", url: "x" }),
      { payment_status: "unpaid", url: "x" }
    )
    assert.include(Sandbox.session("leanrails", { status: "complete" }), { payment_status: "paid" })
    assert.isNull(Sandbox.session("polar").modified_at)
    assert.isNotNull(Sandbox.session("polar", { status: "succeeded" }).customer_id)
    assert.isNotNull(Sandbox.session("flowglad", { status: "succeeded" }).paymentMethodType)
  })

  it("amounts of one amount, and the end of a creation", () => {
    const stripe = Sandbox.session("stripe", { amount_total: 4200, amount_subtotal: 5000 })
    assert.deepInclude(stripe, {
      amount_total: 4200,
      total_details: { amount_discount: 800, amount_shipping: 0, amount_tax: 0 }
    })
    assert.include(Sandbox.session("stripe", { amount_total: 4200 }), { amount_subtotal: 4200 })
    assert.include(
      Sandbox.session("polar", { total_amount: 1190, tax_amount: 190, net_amount: 1000 }),
      {
        amount: 1000,
        subtotal_amount: 1000,
        discount_amount: 0
      }
    )
    assert.include(Sandbox.session("stripe", { created: 1000 }), { expires_at: 87_400 })
    assert.include(Sandbox.session("stripe", { expires_at: 87_400 }), { created: 1000 })
    assert.include(Sandbox.session("monime", { createTime: "2026-05-01T00:00:00Z" }), {
      expireTime: "2026-05-02T00:00:00Z"
    })
    assert.include(Sandbox.session("flowglad", { createdAt: "2026-05-01T00:00:00Z" }), {
      expires: Date.UTC(2026, 4, 2)
    })
  })

  it("undefined is as if left out, and objects are replaced as a whole", () => {
    const details = { email: "b@example.com" }
    const session = Sandbox.session("stripe", { customer_details: details, locale: undefined })
    assert.deepEqual(session.customer_details, details)
    assert.strictEqual(session.locale, "auto")
    // @ts-expect-error no provider has this field
    Sandbox.session("stripe", { amount_totl: 1 })
    // @ts-expect-error Polar's word is `succeeded`
    Sandbox.session("polar", { status: "complete" })
  })
})

const clients = Layer.mergeAll(
  StripeClient.layer().pipe(
    Layer.provide(
      StripeClient.layerCredentials({
        secretKey: Redacted.make(Sandbox.credentials.stripe.secretKey)
      })
    )
  ),
  PolarClient.layer().pipe(
    Layer.provide(
      PolarClient.layerCredentials({
        accessToken: Redacted.make(Sandbox.credentials.polar.accessToken)
      })
    )
  )
)

describe("a sandbox with the reader's own sessions", () => {
  const sessions = [
    Sandbox.session("stripe", { status: "complete" }, 1),
    Sandbox.session("stripe", { created: 1 }, 2),
    Sandbox.session("stripe", { customer: { id: "cus_9" }, status: null }, 3),
    { id: "cs_wrong", object: "checkout.session", created: 9, livemode: "yes" }
  ]
  const order = ["cs_test_000003", "cs_test_000001", "cs_wrong", "cs_test_000002"]

  it("`Sandbox.sessions` has them in the list's order, and others have none", () => {
    const ids = Sandbox.sessions("stripe", { sessions: { stripe: sessions } }).map(({ id }) => id)
    assert.deepEqual(ids, order)
    for (const provider of ["polar", "flowglad", "monime", "leanrails"] as const) {
      assert.deepEqual(Sandbox.sessions(provider, { sessions: { stripe: sessions } }), [])
    }
  })

  it("microseconds count", () => {
    const at = (micros: number) =>
      Sandbox.session("polar", { created_at: `2026-05-01T00:00:00.00000${micros}Z` }, micros)
    const polar = [at(1), at(3), at(2)]
    assert.deepEqual(
      Sandbox.sessions("polar", { sessions: { polar } }).map(({ id }) => String(id).at(-1)),
      ["3", "2", "1"]
    )
  })

  it.effect("the clients list them through scripted faults, wrong ones included", () =>
    Effect.gen(function* () {
      const stripe = yield* StripeClient.StripeClient
      const polar = yield* PolarClient.PolarClient
      const wrong: Array<string> = []
      const onInvalidItem = (error: { readonly message: string }) =>
        Effect.sync(() => void wrong.push(error.message))
      const got = yield* settle(all(stripe.streamSessions({ limit: 1 }, { onInvalidItem })))
      assert.deepEqual(
        got.map(({ id }) => id),
        order.filter((id) => id !== "cs_wrong")
      )
      assert.lengthOf(wrong, 1)
      assert.lengthOf((yield* stripe.listSessions({ customer: "cus_9" })).items, 1)
      const page = yield* stripe.listSessions({ expand: ["data.line_items"], status: "complete" })
      assert.deepEqual(page.items[0]?.line_items?.data, [])
      assert.strictEqual(yield* Stream.runCount(polar.streamSessions()), 0)
    }).pipe(
      Effect.provide(clients),
      Effect.provide(
        Sandbox.layerHttpClient({
          sessions: { stripe: sessions },
          faults: { script: [{ provider: "stripe", request: 2, fault: "503" }] }
        })
      )
    )
  )

  it.effect("a key of live mode opens an empty account", () =>
    Effect.gen(function* () {
      const stripe = yield* StripeClient.make().pipe(
        Effect.provide(
          StripeClient.layerCredentials({ secretKey: Redacted.make("sk_live_sandbox") })
        )
      )
      assert.lengthOf((yield* stripe.listSessions()).items, 0)
    }).pipe(Effect.provide(Sandbox.layerHttpClient({ sessions: { stripe: sessions } })))
  )

  it.effect("`churn` and two sessions with one id are refused in a sentence", () =>
    Effect.gen(function* () {
      const refused = (options: Sandbox.Options) =>
        Effect.map(Effect.exit(Sandbox.make(options)), (exit) =>
          Exit.isFailure(exit) ? Cause.pretty(exit.cause) : ""
        )
      assert.include(
        yield* refused({ sessions: { stripe: sessions }, churn: { rate: 1 } }),
        "leave out `churn`"
      )
      const twice = Sandbox.session("polar", {}, 1)
      assert.include(
        yield* refused({ sessions: { polar: [twice, { ...twice, status: "failed" }] } }),
        "two sessions of polar with the id"
      )
    })
  )
})
