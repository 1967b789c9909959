import { assert, describe, it } from "@effect/vitest"
import * as Schema from "effect/Schema"
import * as Flowglad from "../../src/schemas/Flowglad.js"
import * as Leanrails from "../../src/schemas/Leanrails.js"
import * as Monime from "../../src/schemas/Monime.js"
import * as Polar from "../../src/schemas/Polar.js"
import * as Stripe from "../../src/schemas/Stripe.js"
import { refusal } from "./support.js"

interface Case {
  readonly accepted: { readonly [parameter: string]: ReadonlyArray<unknown> }
  readonly refused: { readonly [parameter: string]: ReadonlyArray<unknown> }
}

const uuid = "0b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f"
const limits = (most: number) => ({
  accepted: [1, 10, most, undefined],
  refused: [0, -1, most + 1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "10", null, [10], true]
})
const strings = (most: number) => ({
  accepted: ["x", "x".repeat(most), undefined],
  refused: ["", "x".repeat(most + 1), 4242, null, ["private-value"], { id: "private-value" }]
})
const cursor = { accepted: ["c/+=", undefined], refused: ["", 4242, null, ["private-value"]] }
const statuses = (...words: ReadonlyArray<string>) => ({
  accepted: [...words, undefined],
  refused: ["private-value", words[0]?.toUpperCase(), "", 4242, null]
})
const uuids = {
  accepted: [uuid, uuid.toUpperCase(), [uuid], [uuid, uuid], undefined],
  refused: [
    "",
    [],
    "private-value",
    [uuid, "private-value"],
    uuid.replace("-4", "-1"),
    uuid.replace("-8f", "-1f"),
    `${uuid}0`,
    ` ${uuid}`,
    uuid.replaceAll("-", ""),
    `${uuid},${uuid}`,
    4242,
    null
  ]
}

const cases = (table: {
  readonly [parameter: string]: {
    readonly accepted: ReadonlyArray<unknown>
    readonly refused: ReadonlyArray<unknown>
  }
}): Case => ({
  accepted: Object.fromEntries(Object.entries(table).map(([key, { accepted }]) => [key, accepted])),
  refused: Object.fromEntries(Object.entries(table).map(([key, { refused }]) => [key, refused]))
})

const table: ReadonlyArray<readonly [string, Schema.Schema.AnyNoContext, Case]> = [
  [
    "stripe",
    Stripe.ListSessionsParams,
    cases({
      created: {
        accepted: [0, 1_770_000_000, 1e11, { gt: 0 }, { gte: 1, lt: 2 }, { gt: undefined, lte: 2 }],
        refused: [
          1_770_000_000_000,
          { gte: 1e11 + 1 },
          { gte: 1_770_000_000, lt: 1_770_000_004_242 },
          {},
          { gt: undefined },
          1.5,
          "4242",
          null,
          { gt: "4242" },
          { gt: 1.5 },
          { after: 4242 },
          [4242],
          new Date(4242)
        ]
      },
      customer: strings(5000),
      customer_account: strings(5000),
      customer_details: {
        accepted: [{ email: "private-value@example.com" }, undefined],
        refused: [
          {},
          { email: "" },
          { email: 4242 },
          { email: ["private-value"] },
          { email: "private-value@example.com", name: "private-value" },
          "private-value@example.com",
          null
        ]
      },
      ending_before: strings(5000),
      expand: {
        accepted: [
          [],
          ["data.customer"],
          ["data.payment_intent.customer.default_source"],
          ["data.line_items", "data.total_details.breakdown"],
          [`data.${"x".repeat(4995)}`]
        ],
        refused: [
          ["customer"],
          ["data"],
          ["data."],
          ["data.a.b.c.d"],
          ["data..customer"],
          ["metadata.private-value"],
          [`data.${"x".repeat(4996)}`],
          "data.private-value",
          [4242],
          null
        ]
      },
      limit: limits(100),
      payment_intent: strings(5000),
      payment_link: strings(5000),
      starting_after: strings(5000),
      status: statuses("complete", "expired", "open"),
      subscription: strings(5000)
    })
  ],
  [
    "polar",
    Polar.ListSessionsParams,
    cases({
      organization_id: uuids,
      product_id: uuids,
      customer_id: uuids,
      external_customer_id: {
        accepted: ["user-1", ["user-1"], ["user-1", "user-2"]],
        refused: ["", [], [""], 4242, [4242], null]
      },
      status: {
        accepted: ["open", "expired", "confirmed", "succeeded", "failed", ["open", "failed"]],
        refused: ["complete", [], ["open", "private-value"], "open,failed", 4242, null]
      },
      query: { accepted: ["", "ada@", "%"], refused: [4242, null, ["private-value"]] },
      page: { accepted: [1, 2, 100_000], refused: [0, -1, 1.5, "4242", null] },
      limit: limits(100),
      sorting: {
        accepted: [
          [],
          ["created_at", "-created_at", "expires_at", "-expires_at", "status", "-status"]
        ],
        refused: [["amount"], "created_at", ["private-value"], [4242], null]
      }
    })
  ],
  ["flowglad", Flowglad.ListSessionsParams, cases({ limit: limits(100), cursor })],
  [
    "monime",
    Monime.ListSessionsParams,
    cases({
      limit: limits(50),
      after: {
        accepted: ["x", "x".repeat(2000), null, undefined],
        refused: ["", "x".repeat(2001), 4242, ["private-value"]]
      }
    })
  ],
  [
    "leanrails",
    Leanrails.ListSessionsParams,
    cases({
      limit: limits(100),
      starting_after: cursor,
      ending_before: cursor,
      status: statuses("open", "complete", "expired")
    })
  ]
]

for (const [name, schema, { accepted, refused }] of table) {
  describe(`${name}`, () => {
    it("accepts every documented parameter within its bounds", () => {
      assert.strictEqual(refusal(schema, {}, "error"), undefined)
      for (const [key, values] of Object.entries(accepted)) {
        for (const value of values) {
          assert.strictEqual(refusal(schema, { [key]: value }, "error")?.message, undefined)
        }
      }
    })

    it("refuses a value out of bounds, names the parameter and leaves out the value", () => {
      for (const [key, values] of Object.entries(refused)) {
        for (const value of values) {
          const why = refusal(schema, { [key]: value }, "error")
          assert.deepStrictEqual(why?.paths, [key], `${key} = ${JSON.stringify(value)}`)
          assert.include(why?.message, "expected ")
          assert.notMatch(why?.message ?? "", /private-value|4242|xxxxx|actual/)
        }
      }
    })

    it("refuses an undocumented parameter and leaves out its value", () => {
      const why = refusal(schema, { limt: "private-value" }, "error")
      assert.deepStrictEqual(why?.paths, ["limt"])
      assert.notInclude(why?.message, "private-value")
    })

    it("refuses a value that is not an object, and leaves it out", () => {
      for (const value of ["private-value", 4242, null, ["private-value"]]) {
        const why = refusal(schema, value, "error")
        assert.deepStrictEqual(why?.paths, [""])
        assert.include(why?.message, "expected an object of parameters")
        assert.notMatch(why?.message ?? "", /private-value|4242|actual/)
      }
    })
  })
}

describe("created in milliseconds", () => {
  const since = 1_770_000_004_242
  for (const created of [since, { gt: since }, { gte: since }, { lt: since }, { lte: since }]) {
    it(`is refused for Stripe, which would list nothing: ${Object.keys(Object(created)).join()}`, () => {
      const why = refusal(Stripe.ListSessionsParams, { created }, "error")
      assert.deepStrictEqual(why?.paths, ["created"])
      assert.include(why?.message, "whole Unix seconds (this looks like milliseconds)")
      assert.notInclude(why?.message, "4242")
      assert.isFalse(Schema.is(Stripe.CreatedRange)(created))
    })
  }

  it("is not the hint for other mistakes", () => {
    for (const created of [1.5, "1770000000000", {}, { gte: 1.5 }, null]) {
      const why = refusal(Stripe.ListSessionsParams, { created }, "error")
      assert.include(why?.message, "whole Unix seconds, or an object of them")
    }
  })
})

describe("both cursors", () => {
  const both = { starting_after: "private-value", ending_before: "private-value" }

  it("are refused for Stripe, which would answer 400", () => {
    const why = refusal(Stripe.ListSessionsParams, both, "error")
    assert.deepStrictEqual(why?.paths, ["ending_before"])
    assert.include(why?.message, "expected only one of starting_after and ending_before")
    assert.notInclude(why?.message, "private-value")
  })

  it("are accepted for Leanrails, which documents no rule", () => {
    assert.strictEqual(refusal(Leanrails.ListSessionsParams, both, "error"), undefined)
  })
})
