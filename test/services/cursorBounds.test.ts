import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Encoding, Schema } from "effect"
import { Cursor } from "../../src/pagination/Cursor.js"
import * as Drivers from "../support/drivers.js"
import * as Http from "../support/http.js"
import { cursorOf, drain, expectTag } from "../support/run.js"

const { leanrails, monime, stripe } = Drivers

describe("the length of a provider's cursor", () => {
  for (const [driver, length] of [
    [monime, 2001],
    [stripe, 5001],
    [stripe, 10_000_000]
  ] as const) {
    it.effect(`${driver.provider}: a cursor of ${length} characters is CursorMissing`, () =>
      Effect.gen(function* () {
        const server = Http.serve(() => Http.json(driver.leadingTo?.("x".repeat(length))))
        const client = yield* Effect.provide(driver.make(), server.layer)
        const { error, items } = yield* drain(client.streamSessions())
        assert.strictEqual(expectTag(error, "CheckoutPaginationError").reason, "CursorMissing")
        // The page itself is valid, so its items arrive.
        assert.lengthOf(items, 1)
        assert.lengthOf(server.requests, 1)
        assert.isBelow(cursorOf(expectTag(error, "CheckoutPaginationError")).length, 500)
      })
    )
  }

  for (const [driver, length, parameter] of [
    [monime, 2000, "after"],
    [stripe, 5000, "starting_after"]
  ] as const) {
    it.effect(`${driver.provider}: a cursor of ${length} characters leads to the next page`, () =>
      Effect.gen(function* () {
        const next = "x".repeat(length)
        const server = Http.script(
          Http.json(driver.leadingTo?.(next)),
          Http.json(driver.page([driver.item(2)], 2, false))
        )
        const client = yield* Effect.provide(driver.make(), server.layer)
        const { error, items } = yield* drain(client.streamSessions())
        assert.isUndefined(error)
        assert.lengthOf(items, 2)
        assert.strictEqual(server.requests[1]?.url.searchParams.get(parameter), next)
      })
    )
  }
})

describe("a stored cursor with a value that its parameter does not accept", () => {
  const code = Schema.compose(
    Schema.StringFromBase64Url,
    Schema.parseJson(Schema.Record({ key: Schema.String, value: Schema.Unknown }))
  )

  it.effect("is CursorForeign, before any request", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => Http.json(leanrails.page([leanrails.item(1)], 1, true)))
      const client = yield* Effect.provide(leanrails.make(), server.layer)
      const good = cursorOf(yield* client.listSessions())
      const payload = Either.getOrThrow(Schema.decodeEither(code)(good))
      const before = server.requests.length
      for (const starting_after of [5, ""]) {
        const from = Schema.decodeSync(Cursor)(
          Encoding.encodeBase64Url(JSON.stringify({ ...payload, a: { starting_after } }))
        )
        const { error } = yield* drain(client.streamSessions(undefined, { from }))
        assert.strictEqual(expectTag(error, "CheckoutPaginationError").reason, "CursorForeign")
      }
      assert.lengthOf(server.requests, before)
    })
  )
})
