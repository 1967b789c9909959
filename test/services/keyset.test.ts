import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Redacted } from "effect"
import { type Item, leanrails, stripe } from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { all, cursorOf, drain, expectTag } from "../support/run.js"

/** The two providers that page by an item's id, in both directions. */
for (const driver of [stripe, leanrails]) {
  const good = driver.item
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => good(from + index))
  const idOf = (n: number) => good(n).id
  const connect = (server: Http.Server) => Effect.provide(driver.loose, server.layer)
  const places = (server: Http.Server) =>
    server.requests.map(({ query }) => query.filter(([key]) => key !== "limit"))

  describe(`${driver.provider}: paging by ids`, () => {
    it.effect("a stream begins at `starting_after`, and each next page replaces it", () =>
      Effect.gen(function* () {
        const server = Lists.server(driver, range(1, 7))
        const client = yield* connect(server)
        const stream = client.streamSessions({ starting_after: idOf(2), limit: 2 })
        assert.deepEqual(yield* all(stream), range(3, 7))
        assert.deepEqual(places(server), [
          [["starting_after", idOf(2)]],
          [["starting_after", idOf(4)]],
          [["starting_after", idOf(6)]]
        ])
      })
    )

    it.effect("a stream with `ending_before` pages backwards, with the items in that order", () =>
      Effect.gen(function* () {
        const server = Lists.server(driver, range(1, 7))
        const client = yield* connect(server)
        const stream = client.streamSessions({ ending_before: idOf(7), limit: 2 })
        assert.deepEqual(yield* all(stream), range(1, 6).toReversed())
        assert.deepEqual(places(server), [
          [["ending_before", idOf(7)]],
          [["ending_before", idOf(5)]],
          [["ending_before", idOf(3)]]
        ])
      })
    )

    it.effect("streamPages with `ending_before` reverses the items of each page", () =>
      Effect.gen(function* () {
        const client = yield* connect(Lists.server(driver, range(1, 5)))
        const pages = yield* all(client.streamPages({ ending_before: idOf(5), limit: 3 }))
        assert.deepEqual(
          pages.map((page) => page.items),
          [[good(4), good(3), good(2)], [good(1)]]
        )
      })
    )

    it.effect("listSessions with `ending_before` keeps the order of the page", () =>
      Effect.gen(function* () {
        const server = Lists.server(driver, range(1, 7))
        const client = yield* connect(server)
        const params = { ending_before: idOf(7), limit: 2 }
        const page = yield* client.listSessions(params)
        assert.deepEqual(page.items, range(5, 6))
        const next = yield* client.listSessions(params, { from: cursorOf(page) })
        assert.deepEqual(next.items, range(3, 4))
        assert.deepEqual(places(server)[1], [["ending_before", idOf(5)]])
      })
    )

    it.effect("a bad item's index counts from the start of the page, even backwards", () =>
      Effect.gen(function* () {
        const bad = driver.bad.item(2)
        const list: ReadonlyArray<Item> = [good(1), bad, good(3), good(4), good(5), good(6)]
        const client = yield* connect(Lists.server(driver, list))
        const params = { ending_before: idOf(6), limit: 5 }
        const { error, items } = yield* drain(client.streamSessions(params))
        assert.deepEqual(items, [5, 4, 3].map(good))
        const decode = expectTag(error, "CheckoutDecodeError")
        assert.strictEqual(Option.getOrUndefined(decode.index), 1)
        assert.deepEqual(Redacted.value(decode.raw), bad)
        const from = cursorOf(decode)
        const options = { from, onInvalidItem: () => Effect.void }
        assert.deepEqual(yield* all(client.streamSessions(params, options)), [good(1)])

        const listed = yield* Effect.flip(client.listSessions(params))
        assert.strictEqual(Option.getOrUndefined(expectTag(listed, "CheckoutDecodeError").index), 1)
        const page = yield* client.listSessions(params, {
          from: cursorOf(expectTag(listed, "CheckoutDecodeError")),
          onInvalidItem: () => Effect.void
        })
        assert.deepEqual(page.items, [good(1), ...range(3, 5)])
      })
    )

    it.effect("new items at the head do not move a cursor from the middle of a page", () =>
      Effect.gen(function* () {
        const bad = driver.bad.item(4)
        let list: ReadonlyArray<Item> = [...range(1, 3), bad, ...range(5, 6)]
        const server = Http.serve((sent) => Lists.answer(driver, list, sent))
        const client = yield* connect(server)
        const { error, items } = yield* drain(client.streamSessions())
        assert.deepEqual(items, range(1, 3))
        list = [...range(100, 104), ...list]
        const options = {
          from: cursorOf(expectTag(error, "CheckoutDecodeError")),
          onInvalidItem: () => Effect.void
        }
        assert.deepEqual(yield* all(client.streamSessions(undefined, options)), range(5, 6))
      })
    )

    it.effect("the next page starts after the last item that has an id", () =>
      Effect.gen(function* () {
        const { id: _, ...nameless } = good(3)
        const server = Http.script(
          Http.json({ data: [good(1), good(2), nameless], has_more: true }),
          Http.json({ data: [good(4)], has_more: false })
        )
        const client = yield* connect(server)
        const options = { onInvalidItem: () => Effect.void }
        assert.deepEqual(yield* all(client.streamSessions(undefined, options)), [1, 2, 4].map(good))
        assert.deepEqual(places(server)[1], [["starting_after", idOf(2)]])
      })
    )

    it.effect("the cursor of an error after items without an id gives exactly the rest", () =>
      Effect.gen(function* () {
        const bad = driver.bad.item(4)
        const nameless = { ...good(3), id: "" }
        // The schema accepts any string as an id, but an empty one cannot be a cursor.
        const list = [good(1), nameless, bad, good(5)]
        const client = yield* connect(Lists.server(driver, list))
        const { error, items } = yield* drain(client.streamSessions())
        const before = items.length
        const options = {
          from: cursorOf(expectTag(error, "CheckoutDecodeError")),
          onInvalidItem: () => Effect.void
        }
        const rest = yield* all(client.streamSessions(undefined, options))
        assert.deepEqual(
          [...items, ...rest],
          [good(1), ...(before === 2 ? [nameless] : []), good(5)]
        )
      })
    )
  })
}

describe("leanrails: `next_cursor`", () => {
  const good = leanrails.item
  const listOf = (...pages: ReadonlyArray<object>) =>
    Http.script(...pages.map((page) => Http.json(page)))

  for (const [what, page] of [
    ["null ends the list with `has_more` false", { has_more: false, next_cursor: null }],
    [
      "a string does not continue the list when `has_more` is false",
      { has_more: false, next_cursor: "cs_1" }
    ]
  ] as const) {
    it.effect(what, () =>
      Effect.gen(function* () {
        const client = yield* Effect.provide(
          leanrails.make(),
          listOf({ data: [good(1)], ...page }).layer
        )
        assert.deepEqual(yield* all(client.streamSessions()), [good(1)])
      })
    )
  }

  for (const [what, page] of [
    ["missing", { has_more: true }],
    ["null, which contradicts `has_more`", { has_more: true, next_cursor: null }],
    ["empty", { has_more: true, next_cursor: "" }]
  ] as const) {
    it.effect(`if ${what}, the next page starts after the last item`, () =>
      Effect.gen(function* () {
        const server = listOf(
          { data: [good(1), good(2)], ...page },
          { data: [good(3)], has_more: false, next_cursor: null }
        )
        const client = yield* Effect.provide(leanrails.make(), server.layer)
        assert.deepEqual(yield* all(client.streamSessions()), [1, 2, 3].map(good))
        assert.deepInclude(server.request(1).query, ["starting_after", good(2).id])
      })
    )
  }

  it.effect("is followed even if it is not the last item's id", () =>
    Effect.gen(function* () {
      const server = listOf(
        { data: [good(1), good(2)], has_more: true, next_cursor: "cs_other" },
        { data: [good(3)], has_more: false }
      )
      const client = yield* Effect.provide(leanrails.make(), server.layer)
      assert.deepEqual(yield* all(client.streamSessions()), [1, 2, 3].map(good))
      assert.deepInclude(server.request(1).query, ["starting_after", "cs_other"])
    })
  )

  it.effect("is ignored when paging backwards", () =>
    Effect.gen(function* () {
      const server = listOf(
        { data: [good(2), good(3)], has_more: true, next_cursor: "cs_3" },
        { data: [good(1)], has_more: false, next_cursor: null }
      )
      const client = yield* Effect.provide(leanrails.loose, server.layer)
      assert.deepEqual(yield* all(client.streamSessions({ ending_before: "cs_4" })), [
        good(3),
        good(2),
        good(1)
      ])
      assert.deepInclude(server.request(1).query, ["ending_before", good(2).id])
    })
  )
})
