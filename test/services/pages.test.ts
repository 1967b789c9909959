import { assert, describe, it } from "@effect/vitest"
import { Chunk, Deferred, Effect, Fiber, Option, Stream } from "effect"
import { type Driver, drivers } from "../support/drivers.js"
import * as Http from "../support/http.js"
import { all, cursorOf, drain, expectTag } from "../support/run.js"

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** A last page with one value for all that a walk does not need. */
const advised: Readonly<
  Record<Driver["provider"], (items: ReadonlyArray<unknown>, odd: unknown) => unknown>
> = {
  stripe: (data, odd) => ({ object: odd, data, has_more: false, url: odd, total_count: odd }),
  polar: (items, odd) => ({ items, pagination: { total_count: odd, max_page: 1 } }),
  flowglad: (data, odd) => ({ data, hasMore: false, currentCursor: odd, total: odd }),
  monime: (result, odd) => ({ success: odd, messages: odd, result, pagination: { count: odd } }),
  leanrails: (data, odd) => ({ object: odd, data, has_more: false, url: odd })
}

for (const driver of drivers) {
  const items = (from: number, to: number) => range(from, to).map(driver.item)
  /** A server with one reply for each page. */
  const pagesOf = (...pages: ReadonlyArray<ReadonlyArray<unknown>>) =>
    Http.script(
      ...pages.map((page, index) =>
        Http.json(driver.page(page, index + 1, index < pages.length - 1))
      )
    )
  /** The part of the query that selects a page: all but the page's size and the order. */
  const placeOf = ({ query }: Http.Sent) =>
    query.filter(([key]) => key !== "limit" && key !== "sorting")

  describe(`${driver.provider}: pages`, () => {
    it.effect("the first page has the items as they were sent, and a cursor", () =>
      Effect.gen(function* () {
        const server = Http.script(Http.json(driver.page(items(1, 3), 1, true)))
        const client = yield* Effect.provide(driver.make(), server.layer)
        const page = yield* client.listSessions()
        assert.deepEqual(page.items, items(1, 3))
        assert.isTrue(Option.isSome(page.next))
        assert.deepEqual(
          Option.getOrUndefined(page.total),
          driver.provider === "polar" || driver.provider === "flowglad" ? 1000 : undefined
        )
        const { headers, method, url } = server.request(0)
        assert.strictEqual(method, "GET")
        assert.strictEqual(`${url.origin}${url.pathname}`, driver.url)
        assert.strictEqual(headers["accept"], "application/json")
        assert.lengthOf(server.requests, 1)
      })
    )

    it.effect("the last page has no cursor", () =>
      Effect.gen(function* () {
        const server = Http.script(Http.json(driver.page(items(1, 3), 1, false)))
        const client = yield* Effect.provide(driver.make(), server.layer)
        const page = yield* client.listSessions()
        assert.deepEqual(page.items, items(1, 3))
        assert.isTrue(Option.isNone(page.next))
      })
    )

    it.effect("an empty list gives no items and no cursor", () =>
      Effect.gen(function* () {
        const server = pagesOf([])
        const client = yield* Effect.provide(driver.make(), server.layer)
        assert.deepEqual(yield* all(client.streamSessions()), [])
        assert.lengthOf(server.requests, 1)
      })
    )

    it.effect("counts, addresses and other advice refuse no page, whatever their type", () =>
      Effect.gen(function* () {
        for (const odd of [undefined, null, "many", -1, 0.5, 1e300, true, ["x"], { total: 1 }]) {
          const server = Http.script(Http.json(advised[driver.provider](items(1, 3), odd)))
          const client = yield* Effect.provide(driver.make(), server.layer)
          const page = yield* client.listSessions()
          assert.deepEqual(page.items, items(1, 3))
          assert.isTrue(Option.isNone(page.next))
          assert.isTrue(Option.isNone(page.total), `${JSON.stringify(odd)} is no total`)
        }
      })
    )

    it.effect("a stream asks for the largest pages, and follows the provider's cursors", () =>
      Effect.gen(function* () {
        const server = pagesOf(items(1, 3), items(4, 5), items(6, 8))
        const client = yield* Effect.provide(driver.make(), server.layer)
        assert.deepEqual(yield* all(client.streamSessions()), items(1, 8))
        for (const { query } of server.requests) {
          assert.deepInclude(query, ["limit", String(driver.maxLimit)])
        }
        assert.deepEqual(server.requests.map(placeOf), [
          driver.provider === "polar" ? [["page", "1"]] : [],
          driver.onward(items(1, 3), 1),
          driver.onward(items(4, 5), 2)
        ])
      })
    )

    it.effect("`limit` sets the size of a page, not the number of items", () =>
      Effect.gen(function* () {
        const server = pagesOf(items(1, 2), items(3, 4))
        const client = yield* Effect.provide(driver.make(), server.layer)
        assert.deepEqual(yield* all(client.streamSessions({ limit: 2 })), items(1, 4))
        for (const { query } of server.requests) assert.deepInclude(query, ["limit", "2"])
      })
    )

    it.effect("an empty page in the middle does not end the list", () =>
      Effect.gen(function* () {
        const server = pagesOf(items(1, 2), [], items(3, 4))
        const client = yield* Effect.provide(driver.make(), server.layer)
        const { error, items: got } = yield* drain(client.streamSessions())
        if (driver.provider === "stripe") {
          // Stripe's only cursor is an item's id, so an empty page with more to come is an error.
          assert.strictEqual(expectTag(error, "CheckoutPaginationError").reason, "CursorMissing")
          assert.deepEqual(got, items(1, 2))
        } else {
          assert.isUndefined(error)
          assert.deepEqual(got, items(1, 4))
        }
      })
    )

    it.effect("a short page does not end the list", () =>
      Effect.gen(function* () {
        const server = pagesOf(items(1, 1), items(2, 2), items(3, 4))
        const client = yield* Effect.provide(driver.make(), server.layer)
        assert.deepEqual(yield* all(client.streamSessions({ limit: 50 })), items(1, 4))
      })
    )

    it.effect("streamPages gives each page with the cursor of the next", () =>
      Effect.gen(function* () {
        const server = pagesOf(items(1, 2), items(3, 3))
        const client = yield* Effect.provide(driver.make(), server.layer)
        const pages = yield* all(client.streamPages())
        assert.deepEqual(
          pages.map((page) => page.items),
          [items(1, 2), items(3, 3)]
        )
        assert.deepEqual(
          pages.map((page) => Option.isSome(page.next)),
          [true, false]
        )
      })
    )

    it.effect("a new client resumes the list at a stored cursor", () =>
      Effect.gen(function* () {
        const before = Http.script(Http.json(driver.page(items(1, 2), 1, true)))
        const page = yield* Effect.provide(driver.make(), before.layer).pipe(
          Effect.flatMap((client) => Stream.runHead(client.streamPages())),
          Effect.flatten
        )
        const after = Http.script(Http.json(driver.page(items(3, 4), 2, false)))
        const client = yield* Effect.provide(driver.make(), after.layer)
        const rest = yield* all(client.streamSessions(undefined, { from: cursorOf(page) }))
        assert.deepEqual(rest, items(3, 4))
        assert.deepEqual(placeOf(after.request(0)), driver.onward(items(1, 2), 1))
      })
    )

    it.effect("Stream.take makes only the requests that it needs", () =>
      Effect.gen(function* () {
        for (const [count, requests] of [
          [1, 1],
          [2, 1],
          [3, 2],
          [4, 2]
        ] as const) {
          const server = pagesOf(items(1, 2), items(3, 4), items(5, 6))
          const client = yield* Effect.provide(driver.make(), server.layer)
          assert.lengthOf(server.requests, 0)
          const taken = yield* all(Stream.take(client.streamSessions(), count))
          assert.deepEqual(taken, items(1, count))
          assert.lengthOf(server.requests, requests)
        }
        const server = pagesOf(items(1, 2), items(3, 4))
        const client = yield* Effect.provide(driver.make(), server.layer)
        yield* all(Stream.take(client.streamPages(), 1))
        assert.lengthOf(server.requests, 1)
      })
    )

    it.effect("a page arrives as one chunk", () =>
      Effect.gen(function* () {
        const server = pagesOf(items(1, 3), items(4, 5))
        const client = yield* Effect.provide(driver.make(), server.layer)
        const sizes = yield* all(Stream.map(Stream.chunks(client.streamSessions()), Chunk.size))
        assert.deepEqual(sizes, [3, 2])
      })
    )

    it.effect("running a stream twice lists twice", () =>
      Effect.gen(function* () {
        const page = Http.json(driver.page(items(1, 2), 1, false))
        const client = yield* Effect.provide(driver.make(), Http.script(page, page).layer)
        const stream = client.streamSessions()
        assert.deepEqual(yield* all(stream), items(1, 2))
        assert.deepEqual(yield* all(stream), items(1, 2))
      })
    )

    it.effect("interruption aborts the request in flight", () =>
      Effect.gen(function* () {
        for (const reply of [Http.never, Http.stalled('{"data": [')]) {
          const sent = yield* Deferred.make<Http.Sent>()
          const server = Http.serve((request) => {
            Deferred.unsafeDone(sent, Effect.succeed(request))
            return reply
          })
          const client = yield* Effect.provide(driver.make(), server.layer)
          const fiber = yield* Effect.fork(Stream.runDrain(client.streamSessions()))
          const { signal } = yield* Deferred.await(sent)
          assert.isFalse(signal.aborted)
          yield* Fiber.interrupt(fiber)
          assert.isTrue(signal.aborted)
          assert.lengthOf(server.requests, 1)
        }
      })
    )
  })
}
