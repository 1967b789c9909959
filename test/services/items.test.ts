import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Redacted } from "effect"
import type { CheckoutDecodeError, CheckoutError } from "../../src/CheckoutError.js"
import { drivers } from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { all, cursorOf, drain, expectTag } from "../support/run.js"

const itemsKey = {
  stripe: "data",
  polar: "items",
  flowglad: "data",
  monime: "result",
  leanrails: "data"
}

const fixture = (provider: string, name: string) =>
  readFileSync(new URL(`../fixtures/${provider}/${name}.json`, import.meta.url), "utf8")

const itemsOf = (text: string, key: string): ReadonlyArray<unknown> => {
  const page: unknown = JSON.parse(text)
  const found =
    typeof page === "object" && page !== null ? Object.entries(page).find(([k]) => k === key) : []
  const items: unknown = found?.[1]
  assert.isTrue(Array.isArray(items) && items.length > 0)
  return Array.isArray(items) ? items : []
}

for (const driver of drivers) {
  const good = driver.item

  describe(`${driver.provider}: items`, () => {
    const older = driver.provider === "stripe" || driver.provider === "polar" ? "older" : "seed"
    for (const name of [older, "today", "nulls", "unknown"]) {
      it.effect(`gives the items of the page "${name}" as they were sent`, () =>
        Effect.gen(function* () {
          const text = fixture(driver.provider, name)
          const client = yield* Effect.provide(driver.make(), Http.script(Http.text(text)).layer)
          const page = yield* client.listSessions()
          assert.deepEqual(page.items, itemsOf(text, itemsKey[driver.provider]))
        })
      )
    }

    it.effect("keeps an unknown key, whatever its value", () =>
      Effect.gen(function* () {
        const item = { ...good(1), brand_new: { deep: [null, { "": "x" }] }, " ": null }
        const client = yield* Effect.provide(
          driver.make(),
          Http.script(Http.json(driver.page([item], 1, false))).layer
        )
        assert.deepEqual(yield* all(client.streamSessions()), [item])
      })
    )
  })

  describe(`${driver.provider}: an invalid item`, () => {
    const bad = driver.bad.item(5)
    /** Pages of three. The bad item is in the middle of the second. */
    const list = [good(1), good(2), good(3), good(4), bad, good(6), good(7)]
    const limit = 3
    const connect = () => Effect.provide(driver.make(), Lists.server(driver, list).layer)

    const expectItem = (error: CheckoutError | undefined, operation: string) => {
      const decode = expectTag(error, "CheckoutDecodeError")
      assert.strictEqual(decode.reason, "Item")
      assert.strictEqual(decode.provider, driver.provider)
      assert.strictEqual(decode.operation, operation)
      assert.strictEqual(Option.getOrUndefined(decode.index), 1)
      assert.strictEqual(Option.getOrUndefined(decode.itemId), bad.id)
      assert.strictEqual(decode.path.join("."), driver.bad.path)
      assert.deepEqual(Redacted.value(decode.raw), bad)
      assert.isFalse(decode.isRetryable)
      assert.include(decode.message, bad.id)
      assert.include(decode.message, driver.bad.path)
      assert.notInclude(decode.message, "canary")
      return decode
    }

    it.effect("ends a stream after the good items, and the error's cursor gives the rest", () =>
      Effect.gen(function* () {
        const client = yield* connect()
        const { error, items } = yield* drain(client.streamSessions({ limit }))
        assert.deepEqual(items, [1, 2, 3, 4].map(good))
        const from = cursorOf(expectItem(error, "streamSessions"))

        const again = yield* drain(client.streamSessions({ limit }, { from }))
        assert.deepEqual(again.items, [], "none twice")
        expectTag(again.error, "CheckoutDecodeError")

        const reported: Array<CheckoutDecodeError> = []
        const rest = yield* all(
          client.streamSessions(
            { limit },
            { from, onInvalidItem: (error) => Effect.sync(() => void reported.push(error)) }
          )
        )
        assert.deepEqual(rest, [good(6), good(7)])
        assert.deepEqual(
          reported.map((error) => Redacted.value(error.raw)),
          [bad]
        )
      })
    )

    it.effect("is reported to onInvalidItem once, and left out", () =>
      Effect.gen(function* () {
        const client = yield* connect()
        const reported: Array<CheckoutDecodeError> = []
        const items = yield* all(
          client.streamSessions(
            { limit },
            { onInvalidItem: (error) => Effect.sync(() => void reported.push(error)) }
          )
        )
        assert.deepEqual(items, [1, 2, 3, 4, 6, 7].map(good))
        assert.lengthOf(reported, 1)
        expectItem(reported[0], "streamSessions")
      })
    )

    it.effect(
      "makes streamPages withhold its page, and the error's cursor gives that whole page",
      () =>
        Effect.gen(function* () {
          const client = yield* connect()
          const { error, items } = yield* drain(client.streamPages({ limit }))
          assert.deepEqual(
            items.map((page) => page.items),
            [[1, 2, 3].map(good)]
          )
          const from = cursorOf(expectItem(error, "streamPages"))
          const after = yield* all(
            client.streamPages({ limit }, { from, onInvalidItem: () => Effect.void })
          )
          assert.deepEqual(
            after.map((page) => page.items),
            [[good(4), good(6)], [good(7)]]
          )
        })
    )

    it.effect("makes listSessions fail, and the error's cursor gives the whole page", () =>
      Effect.gen(function* () {
        const client = yield* connect()
        const second = cursorOf(yield* client.listSessions({ limit }))
        const error = yield* Effect.flip(client.listSessions({ limit }, { from: second }))
        const from = cursorOf(expectItem(error, "listSessions"))
        const page = yield* client.listSessions(
          { limit },
          { from, onInvalidItem: () => Effect.void }
        )
        assert.deepEqual(page.items, [good(4), good(6)])
      })
    )

    it.effect("is reported whatever JSON it is, even if the page has no other", () =>
      Effect.gen(function* () {
        const odd = [null, 5, "canary", [], {}, { id: 7 }, true]
        const client = yield* Effect.provide(
          driver.make(),
          Http.script(Http.json(driver.page(odd, 1, false))).layer
        )
        const reported: Array<CheckoutDecodeError> = []
        const items = yield* all(
          client.streamSessions(undefined, {
            onInvalidItem: (error) => Effect.sync(() => void reported.push(error))
          })
        )
        assert.deepEqual(items, [])
        assert.deepEqual(
          reported.map(({ index }) => Option.getOrUndefined(index)),
          odd.map((_, index) => index)
        )
        for (const error of reported) {
          assert.isTrue(Option.isNone(error.itemId))
          assert.notInclude(error.message, "canary")
        }
      })
    )
  })
}
