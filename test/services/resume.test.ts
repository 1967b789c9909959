import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { Cursor } from "../../src/pagination/Cursor.js"
import * as Drivers from "../support/drivers.js"
import type { Driver, Item } from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { all, cursorOf, drain, expectTag } from "../support/run.js"

const range = (driver: Driver, from: number, to: number): Array<Item> =>
  Array.from({ length: to - from }, (_, n) => driver.item(from + n))

/** A list that the test replaces, and a client of it whose parameters are not typed. */
const world = (driver: Driver, initial: ReadonlyArray<Item>) => {
  const held = { items: initial }
  const server = Http.serve((sent) => Lists.answer(driver, held.items, sent))
  return Effect.map(Effect.provide(driver.loose, server.layer), (client) => ({
    held,
    server,
    /** Reads to the end, and gives what arrived and the cursor to come back to. */
    read: (params: object, from?: Cursor) =>
      Effect.map(all(client.streamPages(params, { from })), (pages) => ({
        items: pages.flatMap(({ items }) => items),
        resume: Option.getOrUndefined(
          Option.flatMap(Option.fromNullable(pages.at(-1)), (page) => page.resume)
        )
      })),
    client
  }))
}

describe("page.resume on the last page leads to the sessions that are new by then", () => {
  const walks: ReadonlyArray<
    readonly [string, Driver, "appends" | "prepends", object, (driver: Driver) => object]
  > = [
    ["stripe", Drivers.stripe, "prepends", { limit: 3 }, () => ({})],
    [
      "stripe, backwards",
      Drivers.stripe,
      "prepends",
      { limit: 3 },
      (d) => ({ ending_before: d.item(0).id })
    ],
    [
      "leanrails, backwards",
      Drivers.leanrails,
      "prepends",
      { limit: 3 },
      (d) => ({ ending_before: d.item(0).id })
    ],
    ["polar", Drivers.polar, "appends", { limit: 3 }, () => ({})],
    ["flowglad", Drivers.flowglad, "appends", { limit: 3 }, () => ({})]
  ]

  for (const [name, driver, arrivals, limit, extra] of walks) {
    for (const length of [1, 4, 6, 7]) {
      it.effect(`${name}: ${length} sessions, then some more, then none, then some more`, () =>
        Effect.gen(function* () {
          const listed = (to: number) =>
            arrivals === "appends" ? range(driver, 0, to) : range(driver, 0, to).toReversed()
          const { held, read } = yield* world(driver, listed(length))
          const params = { ...limit, ...extra(driver) }
          const first = yield* read(params)
          const backwards = "ending_before" in params
          assert.sameDeepMembers([...first.items], [...range(driver, backwards ? 1 : 0, length)])
          assert.isDefined(first.resume)

          const nothing = yield* read(params, first.resume)
          assert.deepEqual(nothing.items, [])

          held.items = listed(length + 5)
          const second = yield* read(params, nothing.resume)
          assert.sameDeepMembers([...second.items], [...range(driver, length, length + 5)])

          held.items = listed(length + 6)
          const third = yield* read(params, second.resume)
          assert.deepEqual(third.items, range(driver, length + 5, length + 6))
        })
      )
    }
  }

  it.effect("an empty list can be come back to", () =>
    Effect.gen(function* () {
      for (const driver of [Drivers.stripe, Drivers.polar, Drivers.flowglad]) {
        const { held, read } = yield* world(driver, [])
        const empty = yield* read({})
        held.items = range(driver, 0, 2)
        assert.sameDeepMembers([...(yield* read({}, empty.resume)).items], [...range(driver, 0, 2)])
      }
    })
  )

  it.effect("where the order or the filter does not allow it, it is None", () =>
    Effect.gen(function* () {
      const none: ReadonlyArray<readonly [Driver, object]> = [
        [Drivers.monime, {}],
        [Drivers.leanrails, {}],
        [Drivers.stripe, { status: "complete" }],
        [Drivers.leanrails, { status: "open", ending_before: Drivers.leanrails.item(0).id }],
        [Drivers.polar, { status: ["succeeded"] }],
        [Drivers.polar, { sorting: ["-created_at"] }]
      ]
      for (const [driver, params] of none) {
        const { read } = yield* world(driver, range(driver, 0, 4))
        assert.isUndefined(
          (yield* read(params)).resume,
          `${driver.provider} ${JSON.stringify(params)}`
        )
      }
    })
  )

  it.effect("on every other page it is the next page, and page.from is the page itself", () =>
    Effect.gen(function* () {
      for (const driver of Drivers.drivers) {
        const { client } = yield* world(driver, range(driver, 0, 5))
        const pages = yield* all(client.streamPages({ limit: 2 }))
        for (const page of pages.slice(0, -1)) assert.deepEqual(page.resume, page.next)
        for (const page of pages) {
          const again = yield* all(
            client.streamPages({ limit: 2 }, { from: Option.getOrUndefined(page.from) })
          )
          assert.deepEqual(again[0]?.items, page.items)
        }
      }
    })
  )

  it.effect("a failure on the first page keeps the beginning of the walk in mind", () =>
    Effect.gen(function* () {
      const driver = Drivers.stripe
      const good = range(driver, 0, 5).toReversed()
      const { client, held, read } = yield* world(
        driver,
        good.map((item, n) => (n === 1 ? driver.bad.item(3) : item))
      )
      const { error, items } = yield* drain(client.streamSessions({ limit: 2 }))
      assert.deepEqual(items, [driver.item(4)])
      held.items = good
      const rest = yield* read({ limit: 2 }, cursorOf(expectTag(error, "CheckoutDecodeError")))
      assert.deepEqual([...items, ...rest.items], good)
      held.items = range(driver, 0, 7).toReversed()
      const later = yield* read({ limit: 2 }, rest.resume)
      assert.deepEqual(later.items, range(driver, 5, 7))
    })
  )
})

describe("`identity` names the account where only its key does", () => {
  it.effect("a cursor of another account is CursorForeign, and the message says so", () =>
    Effect.gen(function* () {
      for (const driver of Drivers.drivers) {
        const server = Lists.server(driver, range(driver, 0, 5))
        const connect = (identity: string) =>
          Effect.provide(driver.make({ identity }), server.layer)
        const page = yield* Effect.flatMap(connect("shop-a"), (client) =>
          client.listSessions({ limit: 2 })
        )
        const from = Option.getOrUndefined(page.next)
        const other = yield* connect("shop-b")
        const before = server.requests.length
        const error = expectTag(
          yield* Effect.flip(other.listSessions({ limit: 2 }, { from })),
          "CheckoutPaginationError"
        )
        assert.strictEqual(error.reason, "CursorForeign")
        assert.include(error.message, "another account")
        assert.lengthOf(server.requests, before)
        const same = yield* connect("shop-a")
        assert.deepEqual(
          (yield* same.listSessions({ limit: 2 }, { from })).items,
          range(driver, 2, 4)
        )
      }
    })
  )

  it.effect("a cursor of another query names the parameters that differ", () =>
    Effect.gen(function* () {
      const server = Lists.server(Drivers.stripe, range(Drivers.stripe, 0, 5))
      const client = yield* Effect.provide(Drivers.stripe.loose, server.layer)
      const params = { limit: 2, status: "open", created: { gte: 1_770_000_000 } }
      const page = yield* client.listSessions(params)
      const from = Option.getOrUndefined(page.next)
      for (const [other, named] of [
        [{ ...params, created: { gte: 1_770_000_001 } }, "`created[gte]` differs"],
        [{ limit: 2, created: { gte: 1_770_000_001 } }, "`created[gte]` and `status` differ"],
        [{ ...params, customer: "cus_1" }, "`customer` differs"]
      ] as const) {
        const error = yield* Effect.flip(client.listSessions(other, { from }))
        assert.include(error.message, named)
        assert.notInclude(error.message, "177000000")
      }
    })
  )
})
