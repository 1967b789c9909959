import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Stream } from "effect"
import * as StripeClient from "../../src/services/StripeClient.js"
import { stripe } from "../support/drivers.js"
import * as Lists from "../support/lists.js"
import { drain, expectTag } from "../support/run.js"

const make = Effect.provide(
  StripeClient.make(),
  StripeClient.layerCredentials({ secretKey: Redacted.make("sk_test_canary") })
)

const items = Array.from({ length: 300 }, (_, n) => ({
  ...stripe.item(n),
  created: 1_770_000_000 - 60 * n
}))

describe("Stripe's sessions by several workers", () => {
  it.live("are the same set, each once, by windows of `created`", () =>
    Effect.gen(function* () {
      const server = Lists.server(stripe, items)
      const client = yield* Effect.provide(make, server.layer)
      const got = yield* drain(client.streamSessions({ limit: 10 }, { concurrency: 8 }))
      assert.isUndefined(got.error)
      assert.deepEqual(
        got.items.map(({ id }) => id).toSorted(),
        items.map(({ id }) => id).toSorted()
      )
      assert.isTrue(
        server.requests.some(({ query }) => query.some(([key]) => key === "created[lt]"))
      )
      assert.isTrue(server.requests.every(({ query }) => query.some(([key]) => key === "limit")))
    })
  )

  for (const [name, created, first, last] of [
    ["gt and lte", { gt: 1_770_000_000 - 6000, lte: 1_770_000_000 - 600 }, 10, 99],
    ["gte and lt", { gte: 1_770_000_000 - 6000, lt: 1_770_000_000 - 600 }, 11, 100],
    ["a moment", 1_770_000_000 - 60, 1, 1]
  ] as const) {
    it.live(`keep to the program's own bounds: ${name}`, () =>
      Effect.gen(function* () {
        const server = Lists.server(stripe, items)
        const client = yield* Effect.provide(make, server.layer)
        const got = yield* drain(client.streamSessions({ created, limit: 10 }, { concurrency: 4 }))
        assert.isUndefined(got.error)
        assert.deepEqual(
          got.items.map(({ created }) => created ?? 0).toSorted((a, b) => b - a),
          items.slice(first, last + 1).map(({ created }) => created)
        )
      })
    )
  }

  it.live("without concurrency are requested as ever", () =>
    Effect.gen(function* () {
      const server = Lists.server(stripe, items)
      const client = yield* Effect.provide(make, server.layer)
      const got = yield* drain(client.streamSessions({ limit: 50 }))
      assert.deepEqual(
        got.items.map(({ id }) => id),
        items.map(({ id }) => id)
      )
      assert.strictEqual(server.requests.length, 6)
      for (const { query } of server.requests) {
        assert.isFalse(query.some(([key]) => key.startsWith("created")))
      }
    })
  )

  it.live("towards newer ones stay in order", () =>
    Effect.gen(function* () {
      const server = Lists.server(stripe, items)
      const client = yield* Effect.provide(make, server.layer)
      const got = yield* drain(
        client.streamSessions({ limit: 10, ending_before: items[50]?.id }, { concurrency: 4 })
      )
      assert.deepEqual(
        got.items.map(({ id }) => id),
        items
          .slice(0, 50)
          .toReversed()
          .map(({ id }) => id)
      )
    })
  )

  for (const concurrency of [0, 65, 1.5, -1, Number.NaN, Infinity]) {
    it.live(`a concurrency of ${concurrency} is refused, and no request is made`, () =>
      Effect.gen(function* () {
        const server = Lists.server(stripe, items)
        const client = yield* Effect.provide(make, server.layer)
        const error = yield* Effect.flip(
          Stream.runDrain(client.streamSessions({}, { concurrency }))
        )
        assert.strictEqual(expectTag(error, "CheckoutRequestError").reason, "InvalidParams")
        assert.strictEqual(server.requests.length, 0)
      })
    )
  }
})
