import { assert, describe, it } from "@effect/vitest"
import { Array as Arr, Effect, Option } from "effect"
import { drivers, flowglad } from "../support/drivers.js"
import * as Http from "../support/http.js"
import { cursorOf, drain, expectTag } from "../support/run.js"

for (const driver of drivers) {
  const { leadingTo } = driver

  describe.runIf(leadingTo !== undefined)(`${driver.provider}: a list whose cursors repeat`, () => {
    const to = (cursor: string) => Http.json(leadingTo?.(cursor))

    it.effect("the same cursor twice is CursorStalled, and the second page is withheld", () =>
      Effect.gen(function* () {
        const server = Http.script(to("same"), to("same"))
        const client = yield* Effect.provide(driver.make(), server.layer)
        const { error, items } = yield* drain(client.streamSessions())
        const stalled = expectTag(error, "CheckoutPaginationError")
        assert.strictEqual(stalled.reason, "CursorStalled")
        assert.strictEqual(stalled.provider, driver.provider)
        assert.strictEqual(stalled.operation, "streamSessions")
        assert.isFalse(stalled.isRetryable)
        assert.lengthOf(items, 1)
      })
    )

    it.effect("streamPages, resumed streams and listSessions report CursorStalled", () =>
      Effect.gen(function* () {
        const server = Http.serve(() => to("same"))
        const client = yield* Effect.provide(driver.make(), server.layer)
        const pages = yield* drain(client.streamPages())
        assert.strictEqual(
          expectTag(pages.error, "CheckoutPaginationError").reason,
          "CursorStalled"
        )
        assert.lengthOf(pages.items, 1)

        const from = cursorOf(yield* client.listSessions())
        const before = server.requests.length
        const again = yield* drain(client.streamSessions(undefined, { from }))
        assert.strictEqual(
          expectTag(again.error, "CheckoutPaginationError").reason,
          "CursorStalled"
        )
        assert.lengthOf(again.items, 0)
        assert.lengthOf(server.requests, before + 1)
        assert.strictEqual(
          expectTag(
            yield* Effect.flip(client.listSessions(undefined, { from })),
            "CheckoutPaginationError"
          ).reason,
          "CursorStalled"
        )
      })
    )

    for (const length of [2, 3, 7]) {
      it.effect(`a cycle of ${length} cursors is CursorStalled after a few rounds`, () =>
        Effect.gen(function* () {
          // Two pages come before the cycle.
          const server = Http.serve((_, n) =>
            to(n < 2 ? `start-${n}` : `cycle-${(n - 2) % length}`)
          )
          const client = yield* Effect.provide(driver.make(), server.layer)
          const { error } = yield* drain(client.streamSessions())
          assert.strictEqual(expectTag(error, "CheckoutPaginationError").reason, "CursorStalled")
          assert.isAtMost(server.requests.length, 4 * (length + 2))
        })
      )
    }
  })

  describe.runIf(driver.lost.length > 0)(
    `${driver.provider}: a page that promises more items but gives no cursor`,
    () => {
      for (const [index, lost] of driver.lost.entries()) {
        it.effect(`is CursorMissing after its items (${index})`, () =>
          Effect.gen(function* () {
            const first = [driver.item(1), driver.item(2)]
            const server = Http.script(Http.json(driver.page(first, 1, true)), Http.json(lost))
            const client = yield* Effect.provide(driver.make(), server.layer)
            const { error, items } = yield* drain(
              client.streamSessions(undefined, { onInvalidItem: () => Effect.void })
            )
            const missing = expectTag(error, "CheckoutPaginationError")
            assert.strictEqual(missing.reason, "CursorMissing")
            assert.isFalse(missing.isRetryable)
            assert.deepEqual(items.slice(0, 2), first)

            // A resumed stream ends with the same error, and gives no item again.
            const from = cursorOf(missing)
            const rest = yield* Effect.provide(driver.make(), Http.script(Http.json(lost)).layer)
            const again = yield* drain(
              rest.streamSessions(undefined, { from, onInvalidItem: () => Effect.void })
            )
            assert.deepEqual(again.items, [])
            assert.strictEqual(
              expectTag(again.error, "CheckoutPaginationError").reason,
              "CursorMissing"
            )
          })
        )

        it.effect(`keeps a cursor in streamPages, unlike the last page (${index})`, () =>
          Effect.gen(function* () {
            const client = yield* Effect.provide(driver.make(), Http.script(Http.json(lost)).layer)
            const { error, items } = yield* drain(
              client.streamPages(undefined, { onInvalidItem: () => Effect.void })
            )
            assert.lengthOf(items, 1)
            assert.isTrue(items.every((page) => Option.isSome(page.next)))
            assert.deepEqual(
              items.map((page) => Option.getOrUndefined(page.total)),
              [driver === flowglad ? 9 : undefined]
            )
            assert.strictEqual(expectTag(error, "CheckoutPaginationError").reason, "CursorMissing")
          })
        )

        it.effect(`is CursorMissing for listSessions (${index})`, () =>
          Effect.gen(function* () {
            const client = yield* Effect.provide(driver.make(), Http.script(Http.json(lost)).layer)
            const error = yield* Effect.flip(
              client.listSessions(undefined, { onInvalidItem: () => Effect.void })
            )
            const missing = expectTag(error, "CheckoutPaginationError")
            assert.strictEqual(missing.reason, "CursorMissing")
            assert.strictEqual(missing.operation, "listSessions")
          })
        )
      }
    }
  )

  describe(`${driver.provider}: an envelope that departs from the documentation`, () => {
    for (const [what, body] of [
      ["null", null],
      ["an array", [driver.item(1)]],
      ["a string", "page"],
      ["a number", 5],
      ["an object under another key", { sessions: [] }],
      ["items that are not an array", driver.page([], 1, false)]
    ] as const) {
      const spoiled =
        what === "items that are not an array"
          ? Object.fromEntries(
              Object.entries(body ?? {}).map(([key, value]) => [
                key,
                Array.isArray(value) ? { canary: value } : value
              ])
            )
          : body
      it.effect(`${what} is Envelope, not an empty list`, () =>
        Effect.gen(function* () {
          const server = Http.script(Http.json(spoiled))
          const client = yield* Effect.provide(driver.make(), server.layer)
          const { error, items } = yield* drain(client.streamSessions())
          assert.deepEqual(items, [])
          const decode = expectTag(error, "CheckoutDecodeError")
          assert.strictEqual(decode.reason, "Envelope")
          assert.isFalse(decode.isRetryable)
          assert.notInclude(decode.message, "canary")
        })
      )
    }
  })
}

describe("a stream resumed after CursorMissing with a smaller page size", () => {
  it.effect("gives each item once when the cursor appears", () =>
    Effect.gen(function* () {
      const items = Arr.makeBy(8, flowglad.item)
      const lost = (count: number) =>
        Http.json({ data: items.slice(0, count), hasMore: true, nextCursor: null, total: 8 })
      const server = Http.script(lost(6), lost(3), Http.json(flowglad.page(items, 1, false)))
      const client = yield* Effect.provide(flowglad.make(), server.layer)
      const first = yield* drain(client.streamSessions({ limit: 6 }))
      assert.deepEqual(first.items, items.slice(0, 6))
      const second = yield* drain(
        client.streamSessions(
          { limit: 3 },
          { from: cursorOf(expectTag(first.error, "CheckoutPaginationError")) }
        )
      )
      assert.deepEqual(second.items, [])
      const third = yield* drain(
        client.streamSessions(
          { limit: 8 },
          { from: cursorOf(expectTag(second.error, "CheckoutPaginationError")) }
        )
      )
      assert.isUndefined(third.error)
      assert.deepEqual(third.items, items.slice(6))
    })
  )
})
