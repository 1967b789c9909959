import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import { type Driver, drivers, stripe } from "../../support/drivers.js"
import * as Http from "../../support/http.js"
import { expectTag } from "../../support/run.js"

const uuid = "0b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f"
const other = "1b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f"
const long = (length: number) => "canary".repeat(length).slice(0, length)

interface Table {
  /** Parameters, and the exact bytes of their query. */
  readonly wire: ReadonlyArray<readonly [params: object, query: string]>
  /** A parameter, and values of it that are refused. */
  readonly refused: ReadonlyArray<readonly [parameter: string, values: ReadonlyArray<unknown>]>
  /** Parameters exactly at their bounds. */
  readonly accepted: ReadonlyArray<object>
}

const badLimits = (most: number) => [0, -1, most + 1, 1.5, Number.NaN, "10", null, [1]]

const tables: Readonly<Record<Driver["provider"], Table>> = {
  stripe: {
    wire: [
      [{}, ""],
      [{ created: 1_700_000_000 }, "?created=1700000000"],
      [
        { created: { gt: 1, gte: 2, lt: 3, lte: 4 } },
        "?created%5Bgt%5D=1&created%5Bgte%5D=2&created%5Blt%5D=3&created%5Blte%5D=4"
      ],
      [
        { customer_details: { email: "ada+1@example.com" } },
        "?customer_details%5Bemail%5D=ada%2B1%40example.com"
      ],
      [
        { customer: "cus_1", customer_account: "acct_1" },
        "?customer=cus_1&customer_account=acct_1"
      ],
      [
        { payment_intent: "pi_1", payment_link: "plink_1" },
        "?payment_intent=pi_1&payment_link=plink_1"
      ],
      [{ subscription: "sub_1", status: "complete" }, "?subscription=sub_1&status=complete"],
      [{ starting_after: "cs_1", limit: 3 }, "?limit=3&starting_after=cs_1"],
      [{ ending_before: "cs_1" }, "?ending_before=cs_1"],
      [
        { expand: ["data.customer", "data.payment_intent.customer"] },
        "?expand%5B%5D=data.customer&expand%5B%5D=data.payment_intent.customer"
      ],
      [{ customer: "a b&c=d#é/", limit: undefined }, "?customer=a+b%26c%3Dd%23%C3%A9%2F"]
    ],
    refused: [
      ["limit", badLimits(100)],
      ["starting_after", ["", long(5001), 4242]],
      ["customer", ["", long(5001), 4242, null]],
      ["payment_intent", [""]],
      ["status", ["canary", "OPEN", 4242]],
      ["created", ["canary", 1.5, { gte: "canary" }, { since: 4242 }]],
      ["customer_details", ["canary", {}, { email: "" }, { email: 4242 }]],
      [
        "expand",
        ["data.customer", ["customer"], ["data"], ["data.a.b.c.d"], ["data.canary "], [long(5001)]]
      ],
      ["emial", ["canary@example.com"]]
    ],
    accepted: [{ limit: 1 }, { limit: 100 }, { customer: long(5000) }, { expand: ["data.a.b.c"] }]
  },
  polar: {
    wire: [
      [{}, "?limit=10&page=1"],
      [{ page: 3, limit: 20 }, "?limit=20&page=3"],
      [{ organization_id: uuid }, `?limit=10&organization_id=${uuid}&page=1`],
      [{ product_id: [uuid, other] }, `?limit=10&page=1&product_id=${uuid}&product_id=${other}`],
      [{ customer_id: [uuid] }, `?customer_id=${uuid}&limit=10&page=1`],
      [
        { external_customer_id: ["a,b", "c d"] },
        "?external_customer_id=a%2Cb&external_customer_id=c+d&limit=10&page=1"
      ],
      [{ status: ["open", "succeeded"] }, "?limit=10&page=1&status=open&status=succeeded"],
      [{ query: "ada+1@" }, "?limit=10&page=1&query=ada%2B1%40"],
      [
        { sorting: ["-created_at", "status"] },
        "?limit=10&page=1&sorting=-created_at&sorting=status"
      ]
    ],
    refused: [
      ["limit", badLimits(100)],
      ["page", [0, -1, 1.5, "1"]],
      ["organization_id", ["canary", "", [], [uuid, "canary"], uuid.replace("-4", "-1")]],
      ["product_id", [`${uuid},${other}`]],
      ["external_customer_id", ["", [], 4242]],
      ["status", ["canary", ["open", "canary"], []]],
      ["query", [4242, ["canary"]]],
      ["sorting", ["created_at", ["canary"], ["+created_at"]]],
      ["metadata", [{ canary: "canary" }]]
    ],
    accepted: [{ limit: 1 }, { limit: 100 }, { page: 100_000 }]
  },
  flowglad: {
    wire: [
      [{}, ""],
      [{ limit: 25 }, "?limit=25"],
      [{ cursor: "ab+/c==", limit: 1 }, "?cursor=ab%2B%2Fc%3D%3D&limit=1"]
    ],
    refused: [
      ["limit", badLimits(100)],
      ["cursor", ["", 4242, null]],
      ["status", ["canary"]]
    ],
    accepted: [{ limit: 100 }, { limit: 1 }]
  },
  monime: {
    wire: [
      [{}, ""],
      [{ limit: 50 }, "?limit=50"],
      [{ after: "ab+/c== é" }, "?after=ab%2B%2Fc%3D%3D+%C3%A9"],
      [{ after: null }, ""]
    ],
    refused: [
      ["limit", badLimits(50)],
      ["after", ["", long(2001), 4242]],
      ["status", ["canary"]]
    ],
    accepted: [{ limit: 1 }, { limit: 50 }, { after: long(2000) }]
  },
  leanrails: {
    wire: [
      [{}, ""],
      [{ limit: 5, status: "expired" }, "?limit=5&status=expired"],
      [{ starting_after: "cs_1" }, "?starting_after=cs_1"],
      [{ ending_before: "cs_1" }, "?ending_before=cs_1"],
      // The meaning of both together is not documented, so Leanrails decides.
      [{ starting_after: "cs_1", ending_before: "cs_2" }, "?ending_before=cs_2&starting_after=cs_1"]
    ],
    refused: [
      ["limit", badLimits(100)],
      ["starting_after", ["", 4242]],
      ["ending_before", [""]],
      ["status", ["canary", "Open"]],
      ["customer", ["canary"]]
    ],
    accepted: [{ limit: 1 }, { limit: 100 }]
  }
}

/** The query's bytes, with its pairs sorted. */
const sorted = (search: string) => search.replace(/^\?/, "").split("&").sort().join("&")

for (const driver of drivers) {
  const table = tables[driver.provider]

  describe(`client, ${driver.provider}: parameters`, () => {
    it.effect("sends each parameter in its exact encoding", () =>
      Effect.gen(function* () {
        for (const [params, query] of table.wire) {
          const server = Http.script(Http.json(driver.page([], 1, false)))
          const client = yield* Effect.provide(driver.loose, server.layer)
          yield* client.listSessions(params)
          const { url } = server.request(0)
          assert.strictEqual(sorted(url.search), sorted(query))
          assert.strictEqual(url.hash, "")
        }
      })
    )

    it.effect("accepts parameters at their documented bounds", () =>
      Effect.gen(function* () {
        for (const params of table.accepted) {
          const server = Http.script(Http.json(driver.page([], 1, false)))
          const client = yield* Effect.provide(driver.loose, server.layer)
          yield* client.listSessions(params)
          for (const [key, value] of Object.entries(params))
            assert.deepInclude(
              server.request(0).query,
              Array.isArray(value) ? [`${key}[]`, value[0]] : [key, String(value)]
            )
        }
      })
    )

    for (const [parameter, values] of table.refused) {
      it.effect(`refuses a bad \`${parameter}\` by name, before any request`, () =>
        Effect.gen(function* () {
          const server = Http.script()
          const client = yield* Effect.provide(driver.loose, server.layer)
          for (const value of values) {
            const params = { [parameter]: value }
            for (const [operation, run] of [
              ["listSessions", client.listSessions(params)],
              ["streamSessions", Stream.runDrain(client.streamSessions(params))],
              ["streamPages", Stream.runDrain(client.streamPages(params))]
            ] as const) {
              const error = expectTag(yield* Effect.flip(run), "CheckoutRequestError")
              assert.strictEqual(error.reason, "InvalidParams")
              assert.strictEqual(Option.getOrUndefined(error.parameter), parameter)
              assert.strictEqual(error.operation, operation)
              assert.strictEqual(error.attempts, 0)
              assert.isFalse(error.isRetryable)
              assert.include(error.message, `\`${parameter}\``)
              assert.notMatch(error.message, /canary|4242|-1|1\.5/)
            }
          }
          assert.lengthOf(server.requests, 0)
        })
      )
    }

    it.effect("an error does not repeat a name that is not like a parameter's", () =>
      Effect.gen(function* () {
        const client = yield* Effect.provide(driver.loose, Http.script().layer)
        for (const name of ["canary@example.com", "Ada Canary", "canary".repeat(20)]) {
          const error = expectTag(
            yield* Effect.flip(client.listSessions({ [name]: 1 })),
            "CheckoutRequestError"
          )
          assert.strictEqual(error.reason, "InvalidParams")
          assert.strictEqual(Option.getOrUndefined(error.parameter), "*")
          assert.notInclude(JSON.stringify([error.message, error]).toLowerCase(), "canary")
        }
      })
    )

    it.effect("refuses parameters that are not an object", () =>
      Effect.gen(function* () {
        const server = Http.script()
        const client = yield* Effect.provide(driver.loose, server.layer)
        for (const params of [null, "canary", 4242, [], [{ limit: 1 }], () => "canary"]) {
          const error = expectTag(
            yield* Effect.flip(client.listSessions(params)),
            "CheckoutRequestError"
          )
          assert.strictEqual(error.reason, "InvalidParams")
          assert.strictEqual(Option.getOrUndefined(error.parameter), "params")
          assert.notInclude(error.message, "canary")
        }
        assert.lengthOf(server.requests, 0)
      })
    )
  })
}

describe("client, stripe: `starting_after` with `ending_before`", () => {
  it.effect("is refused, as Stripe would refuse it", () =>
    Effect.gen(function* () {
      const server = Http.script()
      const client = yield* Effect.provide(stripe.loose, server.layer)
      const error = expectTag(
        yield* Effect.flip(client.listSessions({ starting_after: "cs_1", ending_before: "cs_2" })),
        "CheckoutRequestError"
      )
      assert.strictEqual(error.reason, "InvalidParams")
      assert.strictEqual(Option.getOrUndefined(error.parameter), "ending_before")
      assert.include(error.message, "only one of starting_after and ending_before")
      assert.lengthOf(server.requests, 0)
    })
  )
})

describe("client, stripe: `created` in milliseconds", () => {
  it.effect("is refused with the likely reason: Stripe would list nothing in silence", () =>
    Effect.gen(function* () {
      const server = Http.script()
      const client = yield* Effect.provide(stripe.loose, server.layer)
      for (const created of [1_770_000_000_000, { gte: 1_770_000_000_000 }]) {
        const error = expectTag(
          yield* Effect.flip(client.listSessions({ created })),
          "CheckoutRequestError"
        )
        assert.strictEqual(error.reason, "InvalidParams")
        assert.strictEqual(Option.getOrUndefined(error.parameter), "created")
        assert.include(error.description, "whole Unix seconds (this looks like milliseconds)")
      }
      assert.lengthOf(server.requests, 0)
    })
  )
})
