import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Redacted, Stream } from "effect"
import * as StripeClient from "../../src/services/StripeClient.js"
import { stripe } from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { cursorOf, drain, expectTag } from "../support/run.js"

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

  it.live("are the list itself with `ordered`, whatever the concurrency", () =>
    Effect.gen(function* () {
      for (const concurrency of [undefined, 1, 2, 8, 64]) {
        const server = Lists.server(stripe, items)
        const client = yield* Effect.provide(make, server.layer)
        const options = { concurrency, ordered: true }
        const got = yield* drain(client.streamSessions({ limit: 10 }, options))
        assert.isUndefined(got.error)
        assert.deepEqual(
          got.items.map(({ id }) => id),
          items.map(({ id }) => id)
        )
        // One request at a time is the sequential walk.
        if ((concurrency ?? 1) === 1) assert.strictEqual(server.requests.length, 30)
      }
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

const names = (sessions: ReadonlyArray<{ readonly id: string }>) =>
  sessions.map(({ id }) => id).toSorted()

/** A list whose request of this number fails. */
const failingAt = (broken: number) =>
  Http.serve((sent, request) =>
    request === broken ? Http.json({}, { status: 403 }) : Lists.answer(stripe, items, sent)
  )

const whole = Lists.server(stripe, items)

/** A walk by several workers that fails, and its cursor. */
const cut = Effect.gen(function* () {
  const client = yield* Effect.provide(make, failingAt(14).layer)
  const { error, items } = yield* drain(client.streamSessions({ limit: 10 }, { concurrency: 8 }))
  return { items, from: cursorOf(expectTag(error, "CheckoutResponseError")) }
})

describe("the cursor of Stripe's sessions by several workers", () => {
  for (const concurrency of [undefined, 1, 2, 64]) {
    it.live(`leads on with a concurrency of ${concurrency}`, () =>
      Effect.gen(function* () {
        const { from, items: before } = yield* cut
        const client = yield* Effect.provide(make, whole.layer)
        const rest = yield* drain(client.streamSessions({ limit: 25 }, { from, concurrency }))
        assert.isUndefined(rest.error)
        assert.deepEqual(names([...before, ...rest.items]), names(items))
      })
    )
  }

  it.live("leads on where a walk in order stopped", () =>
    Effect.gen(function* () {
      const broken = yield* Effect.provide(make, failingAt(14).layer)
      const options = { concurrency: 8, ordered: true }
      const cut = yield* drain(broken.streamSessions({ limit: 10 }, options))
      const from = cursorOf(expectTag(cut.error, "CheckoutResponseError"))
      const client = yield* Effect.provide(make, whole.layer)
      for (const next of [options, {}]) {
        const rest = yield* drain(client.streamSessions({ limit: 10 }, { ...next, from }))
        assert.isUndefined(rest.error)
        assert.deepEqual(
          [...cut.items, ...rest.items].map(({ id }) => id),
          items.map(({ id }) => id)
        )
      }
    })
  )

  it.live("is refused where pages have one place, and the error gives advice", () =>
    Effect.gen(function* () {
      const { from } = yield* cut
      const client = yield* Effect.provide(make, whole.layer)
      for (const refused of [
        client.listSessions({}, { from }),
        Stream.runDrain(client.streamPages({}, { from }))
      ]) {
        const error = yield* Effect.flip(refused)
        assert.strictEqual(expectTag(error, "CheckoutPaginationError").reason, "CursorForeign")
        assert.include(error.message, "streamSessions")
      }
    })
  )

  it.live("is refused with another query", () =>
    Effect.gen(function* () {
      const { from } = yield* cut
      const client = yield* Effect.provide(make, whole.layer)
      const { error } = yield* drain(client.streamSessions({ status: "open" }, { from }))
      assert.strictEqual(expectTag(error, "CheckoutPaginationError").reason, "CursorForeign")
    })
  )

  it.live("of a sequential walk leads on by several workers", () =>
    Effect.gen(function* () {
      const broken = yield* Effect.provide(make, failingAt(7).layer)
      const { error, items: before } = yield* drain(broken.streamSessions({ limit: 10 }))
      assert.strictEqual(before.length, 70)
      const from = cursorOf(expectTag(error, "CheckoutResponseError"))
      const client = yield* Effect.provide(make, whole.layer)
      const rest = yield* drain(client.streamSessions({ limit: 10 }, { from, concurrency: 8 }))
      assert.isUndefined(rest.error)
      assert.deepEqual(names([...before, ...rest.items]), names(items))
    })
  )

  it.live("is not put on a failure of the program's own", () =>
    Effect.gen(function* () {
      const server = Lists.server(stripe, [stripe.bad.item(1), ...items])
      const client = yield* Effect.provide(make, server.layer)
      const failed = yield* client
        .streamSessions(
          { limit: 10 },
          { concurrency: 4, onInvalidItem: (error) => Effect.fail({ mine: error }) }
        )
        .pipe(Stream.runDrain, Effect.flip)
      assert.isTrue("mine" in failed && Option.isNone(failed.mine.cursor))
    })
  )
})
