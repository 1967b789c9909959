import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as drivers from "../support/drivers.js"
import * as Http from "../support/http.js"
import { expectTag } from "../support/run.js"

const uuid = "1dbfc517-0bbf-4301-9ba8-555ca42b9737"
const long = (length: number) => "x".repeat(length)

const limits = (most: number) =>
  [0, -1, 1.5, most + 1, Number.NaN, Number.POSITIVE_INFINITY, "10", null].map((limit) => ({
    limit
  }))

const refused: ReadonlyArray<readonly [drivers.Driver, ReadonlyArray<object>]> = [
  [
    drivers.stripe,
    [
      ...limits(100),
      ...["customer", "customer_account", "payment_intent", "payment_link", "subscription"].map(
        (key) => ({ [key]: long(5001) })
      ),
      { starting_after: long(5001) },
      { ending_before: long(5001) },
      { starting_after: "cs_1", ending_before: "cs_2" },
      { status: "paused" },
      { created: 1.5 },
      { created: { gte: "2024-01-01" } },
      { created: { lt: 0.5 } },
      { customer_details: {} },
      { customer_details: { email: null } },
      { expand: "data.customer" },
      { expand: ["customer"] },
      { expand: ["data.a.b.c.d"] },
      { expand: [`data.${long(4996)}`] }
    ]
  ],
  [
    drivers.polar,
    [
      ...limits(100),
      { page: 0 },
      { page: -1 },
      { page: 1.5 },
      { status: "paused" },
      { status: ["open", "paused"] },
      { sorting: ["name"] },
      { sorting: ["--created_at"] },
      ...["organization_id", "product_id", "customer_id"].flatMap((key) => [
        { [key]: "prod_1" },
        // Of version 1: "UUID parameters must be version 4".
        { [key]: "c232ab00-9414-11ec-b3c8-9f68deced846" },
        // "Comma-joined values are not split."
        { [key]: `${uuid},${uuid}` }
      ])
    ]
  ],
  [drivers.flowglad, [...limits(100), { cursor: "" }]],
  [drivers.monime, [...limits(50), { after: long(2001) }]],
  [drivers.leanrails, [...limits(100), { status: "paused" }]]
]

describe("parameters past the documented bounds", () => {
  for (const [driver, cases] of refused) {
    it.effect(`${driver.provider}: are refused before any request`, () =>
      Effect.gen(function* () {
        const server = Http.script()
        const client = yield* Effect.provide(driver.loose, server.layer)
        for (const params of cases) {
          const error = yield* Effect.flip(client.listSessions(params))
          const { reason } = expectTag(error, "CheckoutRequestError")
          assert.strictEqual(reason, "InvalidParams", JSON.stringify(params).slice(0, 100))
        }
        assert.lengthOf(server.requests, 0)
      })
    )
  }
})
