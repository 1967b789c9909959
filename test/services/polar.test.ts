import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Stream } from "effect"
import { type Item, polar } from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { all, cursorOf, drain, expectTag, plain } from "../support/run.js"

const range = (from: number, to: number): ReadonlyArray<Item> =>
  Array.from({ length: to - from + 1 }, (_, index) => polar.item(from + index))

const page = (items: ReadonlyArray<unknown>, max_page: number, total_count = items.length) =>
  Http.json({ items, pagination: { total_count, max_page } })

/** A list that holds these items at the request of this number, from 0. */
const changing = (held: (request: number) => ReadonlyArray<Item>) =>
  Http.serve((sent, request) => Lists.answer(polar, held(request), sent))

const connect = (server: Http.Server) => Effect.provide(polar.loose, server.layer)

const valuesOf = (server: Http.Server, key: string) =>
  server.requests.map(({ url }) => url.searchParams.getAll(key))

describe("polar: order", () => {
  it.effect("a stream asks for the oldest first, and listSessions for no order", () =>
    Effect.gen(function* () {
      const server = Lists.server(polar, range(1, 3))
      const client = yield* connect(server)
      yield* all(client.streamSessions({ limit: 2 }))
      yield* all(client.streamPages({ limit: 3 }))
      yield* client.listSessions({ limit: 3 })
      assert.deepEqual(valuesOf(server, "sorting"), [
        ["created_at"],
        ["created_at"],
        ["created_at"],
        []
      ])
    })
  )

  it.effect("`sorting` in the parameters takes precedence", () =>
    Effect.gen(function* () {
      const server = Lists.server(polar, range(1, 1))
      const client = yield* connect(server)
      yield* all(client.streamSessions({ sorting: ["-expires_at", "status"] }))
      yield* all(client.streamSessions({ sorting: [] }))
      yield* all(client.streamSessions({ sorting: undefined }))
      yield* client.listSessions({ sorting: ["status"] })
      assert.deepEqual(valuesOf(server, "sorting"), [
        ["-expires_at", "status"],
        [],
        ["created_at"],
        ["status"]
      ])
    })
  )
})

describe("polar: page numbers", () => {
  it.effect("a stream begins at `page`, and every page has the same size", () =>
    Effect.gen(function* () {
      const server = Lists.server(polar, range(1, 9))
      const client = yield* connect(server)
      assert.deepEqual(yield* all(client.streamSessions({ page: 2, limit: 2 })), range(3, 9))
      assert.deepEqual(valuesOf(server, "page"), [["2"], ["3"], ["4"], ["5"]])
      assert.deepEqual(valuesOf(server, "limit"), [["2"], ["2"], ["2"], ["2"]])
    })
  )

  it.effect("listSessions sends Polar's default `limit`, as does the next page", () =>
    Effect.gen(function* () {
      const server = Lists.server(polar, range(1, 25))
      const client = yield* connect(server)
      const first = yield* client.listSessions({ page: 2 })
      assert.deepEqual(first.items, range(11, 20))
      const next = yield* client.listSessions({ limit: 100 }, { from: cursorOf(first) })
      assert.deepEqual(next.items, range(21, 25))
      assert.deepEqual(valuesOf(server, "limit"), [["10"], ["10"]])
      assert.deepEqual(valuesOf(server, "page"), [["2"], ["3"]])
    })
  )

  it.effect("`max_page` is read again from every page", () =>
    Effect.gen(function* () {
      const server = Http.script(page(range(1, 2), 2), page(range(3, 4), 3), page(range(5, 6), 3))
      const client = yield* connect(server)
      assert.deepEqual(yield* all(client.streamSessions({ limit: 2 })), range(1, 6))
      const shrinking = Http.script(page(range(1, 2), 3), page(range(3, 4), 2))
      const other = yield* connect(shrinking)
      assert.deepEqual(yield* all(other.streamSessions({ limit: 2 })), range(1, 4))
    })
  )

  it.effect("a `max_page` of 0, or below `page`, ends the list", () =>
    Effect.gen(function* () {
      const client = yield* connect(Http.script(page([], 0, 0), page([], 3, 5)))
      const empty = yield* client.listSessions()
      assert.deepEqual(plain(empty), { items: [], next: undefined, total: 0 })
      const past = yield* client.listSessions({ page: 7 })
      assert.deepEqual(plain(past), { items: [], next: undefined, total: 5 })
    })
  )

  it.effect("a full last page ends the list, and a short one in the middle does not", () =>
    Effect.gen(function* () {
      const server = Http.script(page(range(1, 1), 3, 3), page([], 3, 3), page(range(2, 3), 3, 3))
      const client = yield* connect(server)
      assert.deepEqual(yield* all(client.streamSessions({ limit: 2 })), range(1, 3))
    })
  )

  it.effect("a page without `pagination` is Envelope, not the end of the list", () =>
    Effect.gen(function* () {
      for (const body of [
        { items: [] },
        { items: [], pagination: {} },
        { items: [], pagination: null }
      ]) {
        const client = yield* connect(Http.script(Http.json(body)))
        const { error } = yield* drain(client.streamSessions())
        assert.strictEqual(expectTag(error, "CheckoutDecodeError").reason, "Envelope")
      }
    })
  )
})

describe("polar: pages that overlap", () => {
  // A new session stands first, and pushes all others on.
  const sorting = ["-created_at"] as const

  it.effect("an item that the previous page had is left out", () =>
    Effect.gen(function* () {
      // A new session pushes item 2 onto the next page.
      const client = yield* connect(
        changing((request) => [...(request === 0 ? [] : [polar.item(90)]), ...range(1, 5)])
      )
      assert.deepEqual(yield* all(client.streamSessions({ limit: 2, sorting })), range(1, 5))
    })
  )

  it.effect("an item of the previous page is left out after a stored cursor, too", () =>
    Effect.gen(function* () {
      for (const take of [
        (
          client: Effect.Effect.Success<ReturnType<typeof connect>>,
          from: ReturnType<typeof cursorOf>
        ) => all(client.streamSessions({ limit: 2, sorting }, { from })),
        (
          client: Effect.Effect.Success<ReturnType<typeof connect>>,
          from: ReturnType<typeof cursorOf>
        ) => Effect.map(client.listSessions({ limit: 2, sorting }, { from }), ({ items }) => items)
      ]) {
        const before = yield* connect(changing(() => range(1, 3)))
        const first = yield* Effect.flatten(
          Stream.runHead(before.streamPages({ limit: 2, sorting }))
        )
        const after = yield* connect(changing(() => [polar.item(90), ...range(1, 3)]))
        assert.deepEqual(yield* take(after, cursorOf(first)), [polar.item(3)])
      }
    })
  )

  it.effect("the cursor of an error on a page with such an item gives exactly the rest", () =>
    Effect.gen(function* () {
      const bad = polar.bad.item(4)
      const client = yield* connect(
        changing((request) => [
          ...(request === 0 ? [] : [polar.item(90)]),
          ...range(1, 3),
          bad,
          polar.item(5)
        ])
      )
      const { error, items } = yield* drain(client.streamSessions({ limit: 3, sorting }))
      assert.deepEqual(items, range(1, 3))
      const decode = expectTag(error, "CheckoutDecodeError")
      assert.strictEqual(
        Option.getOrUndefined(decode.index),
        1,
        "its place in the page as it was sent"
      )
      const options = { from: cursorOf(decode), onInvalidItem: () => Effect.void }
      assert.deepEqual(yield* all(client.streamSessions({ limit: 3, sorting }, options)), [
        polar.item(5)
      ])
    })
  )

  it.effect("a cursor remembers the ids of one page only, so it does not grow", () =>
    Effect.gen(function* () {
      const server = Lists.server(polar, range(1, 400))
      const client = yield* connect(server)
      const pages = yield* all(client.streamPages({ limit: 50 }))
      const lengths = pages.flatMap(({ next }) => Option.toArray(Option.map(next, (c) => c.length)))
      assert.isAbove(lengths.length, 7)
      const full = lengths.slice(1)
      assert.isAtMost(Math.max(...full) - Math.min(...full), 40)
      assert.isAtMost(Math.max(...lengths), 70 * 30)
    })
  )

  it.effect("two items without an id are not taken for the same", () =>
    Effect.gen(function* () {
      const { id: _, ...nameless } = polar.item(1)
      const client = yield* connect(Http.script(page([nameless], 2), page([nameless], 2)))
      let reported = 0
      const onInvalidItem = () => Effect.sync(() => void reported++)
      assert.deepEqual(yield* all(client.streamSessions({}, { onInvalidItem })), [])
      assert.strictEqual(reported, 2)
    })
  )
})
