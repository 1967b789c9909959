import { assert, describe, it } from "@effect/vitest"
import { Effect, FastCheck as fc } from "effect"
import { windowAfter } from "../../src/services/polar/window.js"
import { type Item, polar } from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { all, drain, expectTag } from "../support/run.js"

const range = (from: number, to: number): ReadonlyArray<Item> =>
  Array.from({ length: to - from + 1 }, (_, index) => polar.item(from + index))

const ids = (items: ReadonlyArray<unknown>): Array<string> =>
  items.map((item) =>
    typeof item === "object" && item !== null && "id" in item ? String(item.id) : ""
  )

const serving = (held: (request: number) => ReadonlyArray<Item>) =>
  Http.serve((sent, request) => Lists.answer(polar, held(request), sent))

const places = (server: Http.Server) =>
  server.requests.map(({ url: { searchParams } }) => [
    Number(searchParams.get("page")),
    Number(searchParams.get("limit"))
  ])

describe("polar: pages of 50 and more overlap", () => {
  it.effect("an unchanged list costs one request in seven, and no page is read twice", () =>
    Effect.gen(function* () {
      const held = range(1, 5000)
      const server = serving(() => held)
      const client = yield* Effect.provide(polar.loose, server.layer)
      assert.deepEqual(ids(yield* all(client.streamSessions())), ids(held))
      assert.isAtMost(server.requests.length, 58)
      assert.isTrue(places(server).every(([, limit = 0]) => limit >= 80 && limit <= 100))
    })
  )

  it.effect("pages under 50 stand side by side", () =>
    Effect.gen(function* () {
      const server = serving(() => range(1, 200))
      const client = yield* Effect.provide(polar.loose, server.layer)
      yield* all(client.streamSessions({ limit: 49 }))
      assert.deepEqual(
        places(server),
        [1, 2, 3, 4, 5].map((page) => [page, 49])
      )
    })
  )

  it.effect("new sessions at the end do not make a page be read again", () =>
    Effect.gen(function* () {
      const server = serving((request) => range(1, 450 + request))
      const client = yield* Effect.provide(polar.loose, server.layer)
      const got = yield* all(client.streamSessions())
      assert.lengthOf(server.requests, 5)
      assert.deepEqual(ids(got), ids(range(1, 454)))
    })
  )

  it.effect("a removed session is noticed though a new one keeps the total", () =>
    Effect.gen(function* () {
      const server = serving((request) =>
        request === 0 ? range(1, 300) : [...range(2, 300), polar.item(301)]
      )
      const client = yield* Effect.provide(polar.loose, server.layer)
      const got = yield* all(client.streamSessions())
      assert.deepEqual(new Set(ids(got)), new Set(ids(range(1, 301))))
      assert.lengthOf(got, 301)
    })
  )

  it.effect("a cursor keeps the expected beginning of the next page", () =>
    Effect.gen(function* () {
      const before = yield* Effect.provide(polar.loose, serving(() => range(1, 300)).layer)
      const { next } = yield* before.listSessions({ limit: 100, sorting: ["created_at"] })
      const after = yield* Effect.provide(
        polar.loose,
        serving(() => [...range(2, 300), polar.item(301)]).layer
      )
      assert.isTrue(next._tag === "Some")
      if (next._tag === "None") return
      const got = yield* all(after.streamSessions({}, { from: next.value }))
      assert.sameMembers(ids(got), ids(range(101, 301)))
    })
  )

  it.effect(
    "a forgotten session that trades places with the oldest known one is not handed out again",
    () =>
      Effect.gen(function* () {
        // Of the first two pages, sessions 79 to 196 are remembered. Session 80 comes back on the third
        // page, so the client reads back to where it stood.
        const held = range(1, 300)
        const before = [...range(1, 77), polar.item(79), polar.item(78), ...range(81, 198)]
        const traded = [...before, polar.item(80), ...range(199, 300)]
        const server = serving((request) => (request < 2 ? held : traded))
        const client = yield* Effect.provide(polar.loose, server.layer)
        const got = yield* all(client.streamSessions())
        assert.sameMembers(ids(got), ids(held))
      })
  )

  it.effect("a session that came early is remembered from where it stands", () =>
    Effect.gen(function* () {
      const held = range(1, 400)
      const traded = (place: number) =>
        held.toSpliced(place - 1, 2, ...held.slice(place - 1, place + 1).toReversed())
      // The second page is read twice more, and once it holds session 197 early. At the fourth page
      // the third one is read again, where session 197 stands.
      const early = [traded(98), held, traded(196), traded(98), held, held]
      const orders = [held, ...early, held, held, traded(288)]
      const server = serving((request) => orders[request] ?? held)
      const client = yield* Effect.provide(polar.loose, server.layer)
      assert.sameMembers(ids(yield* all(client.streamSessions())), ids(held))
      assert.deepEqual(places(server).slice(1, 11), [
        [2, 98],
        [1, 98],
        [2, 98],
        [1, 98],
        [2, 98],
        [1, 98],
        [3, 97],
        [2, 97],
        [4, 96],
        [3, 96]
      ])
    })
  )

  it.live.prop(
    "sessions vanish and appear one for one, and neighbors trade places: nothing is lost, or it is said",
    [
      fc.array(
        fc.record({
          gone: fc.double({ min: 0, max: 0.999, noNaN: true }),
          traded: fc.double({ min: 0, max: 0.999, noNaN: true }),
          happens: fc.constantFrom("nothing", "replaced", "traded")
        }),
        { maxLength: 12 }
      )
    ],
    ([changes]) =>
      Effect.gen(function* () {
        const start = range(1, 420)
        const list = [...start]
        const removed = new Set<string>()
        let created = 1000
        const server = serving((request) => {
          const change = changes[request]
          if (change?.happens === "replaced") {
            const [gone] = list.splice(Math.floor(change.gone * list.length), 1)
            if (gone !== undefined) removed.add(gone.id)
            list.push(polar.item(created++))
          }
          if (change?.happens === "traded") {
            const at = Math.floor(change.traded * (list.length - 1))
            list.splice(at, 2, ...list.slice(at, at + 2).toReversed())
          }
          return [...list]
        })
        const client = yield* Effect.provide(polar.loose, server.layer)
        const { error, items } = yield* drain(client.streamSessions())
        const got = ids(items)
        assert.lengthOf(new Set(got), got.length)
        if (error !== undefined) {
          assert.strictEqual(expectTag(error, "CheckoutPaginationError").reason, "ListChanged")
          return
        }
        const stayed = ids(start).filter((id) => !removed.has(id))
        assert.deepEqual(
          stayed.filter((id) => !got.includes(id)),
          []
        )
      }),
    { fastCheck: { numRuns: 40 } }
  )
})

describe("the window after a page", () => {
  it.prop(
    "begins before the page's end, reaches beyond it, and asks for no more than was asked for",
    [fc.integer({ min: 50, max: 100 }), fc.integer({ min: 1, max: 400 })],
    ([asked, pages]) => {
      let at = { page: 1, limit: asked }
      for (let n = 0; n < pages; n++) {
        const { at: next, overlap } = windowAfter(at, at.limit, asked)
        const end = at.page * at.limit
        assert.strictEqual((next.page - 1) * next.limit, end - overlap)
        assert.isAtLeast(overlap, 2)
        assert.isAbove(next.page * next.limit, end)
        assert.isAtMost(next.limit, asked)
        assert.isAtLeast(next.limit, asked * 0.8)
        at = next
      }
    }
  )

  it("follows at once where a page is not full, is small, or is larger than requested", () => {
    const beside = { at: { page: 3, limit: 100 }, overlap: 0 }
    assert.deepEqual(windowAfter({ page: 2, limit: 100 }, 99, 100), beside)
    assert.deepEqual(windowAfter({ page: 2, limit: 100 }, 100, 60), beside)
    assert.deepEqual(windowAfter({ page: 2, limit: 49 }, 49), {
      at: { page: 3, limit: 49 },
      overlap: 0
    })
  })
})
