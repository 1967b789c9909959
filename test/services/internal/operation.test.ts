import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Option, Redacted, Schema, TestClock } from "effect"
import * as Retry from "../../../src/http/Retry.js"
import { connect, method } from "../../../src/services/internal/client.js"
import { operation } from "../../../src/services/internal/operation.js"
import { provider } from "../../../src/services/stripe/operations.js"
import * as Http from "../../support/http.js"
import { expectTag } from "../../support/run.js"

const Params = Schema.Struct({
  id: Schema.NonEmptyString,
  expand: Schema.optional(Schema.Array(Schema.String))
})

const Thing = Schema.Struct({ id: Schema.String, object: Schema.Literal("thing") })

/** An endpoint that no client has. This data is all that it needs. */
const retrieve = operation({
  name: "retrieveThing",
  method: "GET",
  path: ({ id }) => `/v1/things/${encodeURIComponent(id)}`,
  params: Params,
  answer: Thing,
  encode: ({ expand }) => ({ "expand[]": expand }),
  repeatable: () => true
})

const expire = operation({
  ...retrieve,
  name: "expireThing",
  method: "POST",
  path: ({ id }) => `/v1/things/${encodeURIComponent(id)}/expire`,
  repeatable: () => false
})

const connection = connect(provider, {
  secret: Effect.succeed(Redacted.make("sk_test_canary")),
  documentedRate: () => Option.none()
})

const thing = Http.json({ id: "t/1", object: "thing", more: 1 })
const busy = Http.text("", { status: 503 })
const patient = Retry.layer({ times: 3, base: 0 })

describe("operation: an endpoint that is not a list", () => {
  it.effect("sends its path and query, and gives its answer with unknown keys", () =>
    Effect.gen(function* () {
      const server = Http.script(thing)
      const made = yield* Effect.provide(connection, server.layer)
      const answer: unknown = yield* method(made, retrieve)({ id: "t/1", expand: ["a", "b"] })
      assert.deepEqual(answer, { id: "t/1", object: "thing", more: 1 })
      const sent = server.request(0)
      assert.strictEqual(sent.method, "GET")
      assert.strictEqual(
        sent.url.origin + sent.url.pathname,
        "https://api.stripe.com/v1/things/t%2F1"
      )
      assert.deepEqual(sent.query, [
        ["expand[]", "a"],
        ["expand[]", "b"]
      ])
      assert.strictEqual(sent.headers["authorization"], "Bearer sk_test_canary")
    })
  )

  it.effect("checks its parameters before any request", () =>
    Effect.gen(function* () {
      const server = Http.script()
      const made = yield* Effect.provide(connection, server.layer)
      const error = yield* Effect.flip(method(made, retrieve)({ id: "" }))
      const invalid = expectTag(error, "CheckoutRequestError")
      assert.strictEqual(invalid.reason, "InvalidParams")
      assert.strictEqual(invalid.operation, "retrieveThing")
      assert.deepEqual(invalid.parameter, Option.some("id"))
      assert.lengthOf(server.requests, 0)
    })
  )

  it.effect("an answer that departs from its schema is Envelope, which the policy may retry", () =>
    Effect.gen(function* () {
      const server = Http.script(Http.json({ id: "t/1", object: "other" }), thing)
      const always = Retry.layer({ times: 3, base: 0, isTransient: () => true })
      const once = yield* Effect.provide(connection, Layer.merge(server.layer, Retry.layerNone))
      const error = expectTag(
        yield* Effect.flip(method(once, retrieve)({ id: "t/1" })),
        "CheckoutDecodeError"
      )
      assert.strictEqual(error.reason, "Envelope")
      assert.deepEqual(error.path, ["object"])

      const again = Http.script(Http.json({ id: "t/1", object: "other" }), thing)
      const made = yield* Effect.provide(connection, Layer.merge(again.layer, always))
      assert.strictEqual((yield* method(made, retrieve)({ id: "t/1" })).object, "thing")
      assert.lengthOf(again.requests, 2)
    })
  )

  it.effect("a repeatable operation is retried", () =>
    Effect.gen(function* () {
      const server = Http.script(busy, Http.refused(), thing)
      const made = yield* Effect.provide(connection, Layer.merge(server.layer, patient))
      assert.strictEqual((yield* method(made, retrieve)({ id: "t/1" })).id, "t/1")
      assert.lengthOf(server.requests, 3)
    })
  )

  for (const [what, reply] of [
    ["a 503", busy],
    ["a refused connection", Http.refused()],
    ["an answer that is not JSON", Http.text("<html>")],
    ["an answer that never arrives", Http.never]
  ] as const) {
    it.effect(`an operation that is not repeatable is not retried after ${what}`, () =>
      Effect.gen(function* () {
        const server = Http.script(reply, thing, thing)
        const made = yield* Effect.provide(connection, Layer.merge(server.layer, patient))
        const fiber = yield* Effect.fork(Effect.flip(method(made, expire)({ id: "t/1" })))
        yield* TestClock.adjust("10 minutes")
        yield* Fiber.join(fiber)
        assert.lengthOf(server.requests, 1)
        assert.strictEqual(server.request(0).method, "POST")
      })
    )
  }

  it.effect("`refreshUnauthorized` retries any operation, because a 401 did nothing", () =>
    Effect.gen(function* () {
      const server = Http.script(Http.json({}, { status: 401 }), thing)
      const refresh = Retry.layer({ refreshUnauthorized: true })
      const made = yield* Effect.provide(connection, Layer.merge(server.layer, refresh))
      assert.strictEqual((yield* method(made, expire)({ id: "t/1" })).id, "t/1")
      assert.lengthOf(server.requests, 2)
    })
  )
})
