import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as DateTime from "effect/DateTime"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import { CheckoutDecodeError } from "../../src/CheckoutError.js"
import * as CheckoutSession from "../../src/neutral/CheckoutSession.js"
import * as Drifted from "../../src/neutral/sessions/drifted.js"
import { fixture, neutral } from "./support.js"

const roundTrip = (session: CheckoutSession.CheckoutSession) =>
  Schema.decodeUnknownSync(CheckoutSession.CheckoutSession)(
    JSON.parse(JSON.stringify(Schema.encodeSync(CheckoutSession.CheckoutSession)(session)))
  )

const same = (one: CheckoutSession.CheckoutSession, other: CheckoutSession.CheckoutSession) => {
  assert.strictEqual(one.constructor, other.constructor)
  assert.deepStrictEqual(one, other)
}

const errorOf = (provider: CheckoutSession.CheckoutSession["provider"], raw: unknown) =>
  new CheckoutDecodeError({
    provider,
    operation: "streamPages",
    reason: "Item",
    index: Option.some(3),
    path: ["some", "*"],
    expected: "a string",
    raw: Redacted.make(raw)
  })

for (const provider of neutral) {
  describe(`a session of ${provider.name} in the common form`, () => {
    it("exists for every session that the wire schema accepts, and goes through JSON", () => {
      FastCheck.assert(
        FastCheck.property(Arbitrary.make(provider.schema), (generated) => {
          const json = JSON.stringify(generated)
          // JSON writes -0 as 0.
          FastCheck.pre(!Object.is(JSON.parse(json), -0))
          const session = provider.fromUnknown(JSON.parse(json))
          assert.strictEqual(session.provider, provider.name)
          assert.isFalse(CheckoutSession.isDrifted(session))
          same(roundTrip(session), session)
        }),
        { numRuns: 50 }
      )
    })

    it("is made of any JSON with an id", () => {
      FastCheck.assert(
        FastCheck.property(
          FastCheck.dictionary(FastCheck.string(), FastCheck.jsonValue()),
          (raw) => {
            const native: unknown = JSON.parse(JSON.stringify({ ...raw, id: "x_1" }))
            const drifted = Option.getOrThrow(
              Drifted.fromError(provider.read, errorOf(provider.name, native))
            )
            assert.isTrue(CheckoutSession.isDrifted(drifted))
            assert.strictEqual<unknown>(drifted.native, native)
            same(roundTrip(drifted), drifted)
          }
        ),
        { numRuns: 50 }
      )
    })

    it("loses only the fields that a damaged value was needed for", () => {
      const native = fixture(provider.name)
      const whole = provider.read(native)
      const differing = (raw: unknown) => {
        const session = Option.getOrThrow(
          Drifted.fromError(provider.read, errorOf(provider.name, raw))
        )
        const written = Schema.encodeSync(CheckoutSession.DriftedSession)(session)
        const expected = Schema.encodeSync(CheckoutSession.DriftedSession)(
          Drifted.make(whole, errorOf(provider.name, native), session.id, session.native)
        )
        return Struct.keys(expected).filter(
          (key) =>
            key !== "native" && JSON.stringify(written[key]) !== JSON.stringify(expected[key])
        )
      }
      assert.deepStrictEqual(differing(native), [])
      const keys = Object.keys(native).filter((key) => key !== "id")
      const needed = keys.filter((key) => {
        const { [key]: _, ...without } = native
        const damaged = [null, 0.5, "?", [], {}, [{ id: null }]].map((value) =>
          Struct.evolve(native, { [key]: () => value })
        )
        const lost = new Set([without, ...damaged].flatMap(differing))
        // The two words of Stripe decide the status together. Nothing else has a say in two fields.
        assert.isAtMost(
          lost.size,
          key.includes("status") ? 3 : 2,
          `${key}: ${[...lost].join(", ")}`
        )
        return lost.size > 0
      })
      assert.isAbove(needed.length, 5)
      assert.isBelow(needed.length, keys.length)
    })

    it("has no form without an id", () => {
      for (const raw of [undefined, null, 3, [], {}, { id: 3 }, { id: null }]) {
        assert.isTrue(Option.isNone(Drifted.fromError(provider.read, errorOf(provider.name, raw))))
      }
    })
  })
}

type Words = readonly [
  provider: CheckoutSession.CheckoutSession["provider"],
  fields: object,
  status: CheckoutSession.Status,
  payment: CheckoutSession.Payment
]

const table: ReadonlyArray<Words> = [
  ...(["stripe", "leanrails"] as const).flatMap((provider): ReadonlyArray<Words> => [
    [provider, { status: "open", payment_status: "unpaid" }, "open", "unpaid"],
    [provider, { status: "open", payment_status: "no_payment_required" }, "open", "not_required"],
    [provider, { status: "expired", payment_status: "unpaid" }, "expired", "unpaid"],
    [provider, { status: "complete", payment_status: "paid" }, "complete", "paid"],
    [provider, { status: "complete", payment_status: "unpaid" }, "processing", "unpaid"],
    [
      provider,
      { status: "complete", payment_status: "no_payment_required" },
      "complete",
      "not_required"
    ],
    [provider, { status: "complete", payment_status: "held" }, "unknown", "unknown"],
    [provider, { status: "failed", payment_status: "paid" }, "unknown", "paid"],
    [provider, { status: "processing", payment_status: "paid" }, "unknown", "paid"],
    [provider, { status: "constructor", payment_status: "toString" }, "unknown", "unknown"],
    [provider, { status: null, payment_status: null }, "unknown", "unknown"]
  ]),
  ["polar", { status: "open", is_payment_required: true }, "open", "unpaid"],
  ["polar", { status: "confirmed", is_payment_required: true }, "processing", "unpaid"],
  ["polar", { status: "succeeded", is_payment_required: true }, "complete", "paid"],
  ["polar", { status: "succeeded", is_payment_required: false }, "complete", "not_required"],
  ["polar", { status: "failed", is_payment_required: true }, "failed", "unpaid"],
  ["polar", { status: "expired", is_payment_required: true }, "expired", "unpaid"],
  ["polar", { status: "complete", is_payment_required: true }, "unknown", "unknown"],
  ["polar", { status: "succeeded", is_payment_required: null }, "complete", "unknown"],
  ["flowglad", { status: "open", type: "product" }, "open", "unpaid"],
  ["flowglad", { status: "pending", type: "product" }, "processing", "unpaid"],
  ["flowglad", { status: "succeeded", type: "product" }, "complete", "unknown"],
  ["flowglad", { status: "succeeded", type: "add_payment_method" }, "complete", "not_required"],
  ["flowglad", { status: "failed", type: "purchase" }, "failed", "unpaid"],
  ["flowglad", { status: "expired", type: "product" }, "expired", "unpaid"],
  ["flowglad", { status: "complete", type: "product" }, "unknown", "unknown"],
  ["monime", { status: "pending" }, "open", "unpaid"],
  ["monime", { status: "completed" }, "complete", "paid"],
  ["monime", { status: "cancelled" }, "canceled", "unpaid"],
  ["monime", { status: "expired" }, "expired", "unpaid"],
  ["monime", { status: "canceled" }, "unknown", "unknown"]
]

describe("status and payment", () => {
  for (const [provider, fields, status, payment] of table) {
    it(`${provider} ${JSON.stringify(fields)} is ${status}, ${payment}`, () => {
      const read = neutral.find(({ name }) => name === provider)?.read({ id: "x", ...fields })
      assert.strictEqual(read?.status, status)
      assert.strictEqual(read?.payment, payment)
      const word = "status" in fields ? fields.status : undefined
      assert.strictEqual(Option.getOrNull(read?.providerStatus ?? Option.none()), word)
    })
  }

  it("an open session past its deadline is expired, one that is being paid is not", () => {
    const at = (provider: string, fields: object) =>
      Option.getOrThrow(
        Drifted.fromError(
          neutral.find(({ name }) => name === provider)?.read ?? assert.fail(),
          errorOf("flowglad", { id: "x", ...fields })
        )
      )
    const deadline = DateTime.unsafeMake(5000)
    const open = at("flowglad", { status: "open", expires: 5000 })
    const pending = at("flowglad", { status: "pending", expires: 5000 })
    const before = DateTime.subtract(deadline, { millis: 1 })
    assert.strictEqual(CheckoutSession.statusAt(open, before), "open")
    assert.strictEqual(CheckoutSession.statusAt(open, deadline), "expired")
    assert.isTrue(CheckoutSession.isExpired(open, deadline))
    assert.strictEqual(open.status, "open")
    assert.strictEqual(CheckoutSession.statusAt(pending, deadline), "processing")
    assert.isFalse(CheckoutSession.isExpired(pending, deadline))
    assert.strictEqual(
      CheckoutSession.statusAt(at("flowglad", { status: "open" }), deadline),
      "open"
    )
  })
})
