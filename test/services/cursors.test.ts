import type { HttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Encoding, Redacted, Schema, Stream } from "effect"
import { Cursor } from "../../src/pagination/Cursor.js"
import type { CheckoutClient } from "../../src/services/CheckoutClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import * as Drivers from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { all, cursorOf, expectTag } from "../support/run.js"

/** A cursor from any string: a stored one may have been altered. */
const forged = Schema.decodeSync(Cursor)

const code = (payload: unknown) => forged(Encoding.encodeBase64Url(JSON.stringify(payload)))

const payloadOf = (cursor: Cursor): Record<string, unknown> =>
  Schema.decodeUnknownSync(
    Schema.compose(
      Schema.StringFromBase64Url,
      Schema.parseJson(Schema.Record({ key: Schema.String, value: Schema.Unknown }))
    )
  )(cursor)

const expectForeign = (
  client: Drivers.Client,
  params: unknown,
  from: Cursor,
  server: Http.Server
) =>
  Effect.gen(function* () {
    const before = server.requests.length
    for (const run of [
      client.listSessions(params, { from }),
      Stream.runDrain(client.streamSessions(params, { from })),
      Stream.runDrain(client.streamPages(params, { from }))
    ]) {
      const error = expectTag(yield* Effect.flip(Effect.asVoid(run)), "CheckoutPaginationError")
      assert.strictEqual(error.reason, "CursorForeign")
      assert.isFalse(error.isRetryable)
      assert.notInclude(error.message, "canary")
    }
    assert.lengthOf(server.requests, before, "refused before a request is made")
  })

/** Two filters of each provider's list, if it has any. */
const queries: Partial<Record<Drivers.Driver["provider"], readonly [object, object]>> = {
  stripe: [{ status: "open" }, { status: "complete" }],
  polar: [{ status: ["open"] }, { status: ["failed"] }],
  leanrails: [{ status: "open" }, { status: "complete" }]
}

for (const driver of Drivers.drivers) {
  const items = Array.from({ length: 7 }, (_, n) => driver.item(n + 1))

  describe(`${driver.provider}: cursors`, () => {
    const connect = Effect.gen(function* () {
      const server = Lists.server(driver, items)
      const client = yield* Effect.provide(driver.loose, server.layer)
      return { client, server }
    })
    const first = (client: Drivers.Client, params: object = {}) =>
      Effect.map(client.listSessions({ limit: 2, ...params }), cursorOf)

    it.effect("a cursor holds no credential, and only characters that any database can store", () =>
      Effect.gen(function* () {
        const { client } = yield* connect
        const cursor = yield* first(client)
        assert.match(cursor, /^[\w-]+$/)
        assert.notInclude(Buffer.from(cursor, "base64url").toString(), driver.secret)
        const stored: unknown = JSON.parse(JSON.stringify({ cursor }))
        assert.deepEqual(Schema.decodeUnknownSync(Schema.Struct({ cursor: Cursor }))(stored), {
          cursor
        })
      })
    )

    it.effect("refuses a cursor of another provider", () =>
      Effect.gen(function* () {
        const { client, server } = yield* connect
        for (const other of Drivers.drivers) {
          if (other === driver) continue
          const elsewhere = yield* Effect.provide(
            other.loose,
            Lists.server(other, [1, 2, 3].map(other.item)).layer
          )
          yield* expectForeign(client, {}, yield* first(elsewhere), server)
        }
      })
    )

    const pair = queries[driver.provider]
    it.effect.skipIf(pair === undefined)("refuses a cursor of another query", () =>
      Effect.gen(function* () {
        const { client, server } = yield* connect
        const [one, two] = pair ?? [{}, {}]
        const of = yield* first(client, one)
        yield* expectForeign(client, two, of, server)
        yield* expectForeign(client, {}, of, server)
        yield* expectForeign(client, one, yield* first(client), server)
        yield* client.listSessions(one, { from: of })
      })
    )

    it.effect("refuses a string that is not a cursor", () =>
      Effect.gen(function* () {
        const { client, server } = yield* connect
        const good = payloadOf(yield* first(client))
        for (const from of [
          forged("canary"),
          forged("0"),
          forged("AAAA"),
          forged("x".repeat(100_000)),
          code(null),
          code([]),
          code({ canary: 1 }),
          code({ ...good, v: 3 }),
          code({ ...good, a: { "x-canary": "1" } }),
          code({ ...good, a: { limit: 1, canary: 1 } }),
          // Parameters of the list, but none that says where in it a page is.
          code({ ...good, a: { status: "open" } }),
          code({ ...good, a: { customer_id: "canary" } }),
          code({ ...good, a: "canary" }),
          code({ ...good, p: "canary@example.com" }),
          code({ ...good, q: "canary" }),
          code({ ...good, s: -1 }),
          code({ ...good, s: "1" }),
          code({ ...good, d: [1] })
        ]) {
          yield* expectForeign(client, {}, from, server)
        }
      })
    )

    it.effect("a cursor with another page size gives the rest, each item once", () =>
      Effect.gen(function* () {
        for (const [before, after] of [
          [2, 3],
          [3, 1],
          [1, driver.maxLimit],
          [3, undefined]
        ]) {
          const { client, server } = yield* connect
          const [page] = yield* all(Stream.take(client.streamPages({ limit: before }), 1))
          const from = cursorOf(page ?? {})
          const rest = yield* all(client.streamSessions({ limit: after }, { from }))
          assert.deepEqual([...(page?.items ?? []), ...rest], items)
          // A page number means nothing without its size, so Polar's pages keep theirs.
          const size = driver.provider === "polar" ? before : (after ?? driver.maxLimit)
          assert.deepInclude(server.request(1).query, ["limit", String(size)])
        }
      })
    )

    it.effect("a cursor replaces the parameters that say where to begin", () =>
      Effect.gen(function* () {
        const { client, server } = yield* connect
        const from = yield* first(client)
        const elsewhere = {
          stripe: "starting_after",
          leanrails: "starting_after",
          polar: "page",
          flowglad: "cursor",
          monime: "after"
        }[driver.provider]
        const page = yield* client.listSessions(
          { limit: 2, [elsewhere]: driver.provider === "polar" ? 9 : "elsewhere" },
          { from }
        )
        assert.deepEqual(page.items, items.slice(2, 4))
        assert.notInclude(server.request(1).url.search, "elsewhere")
      })
    )
  })
}

describe("cursors of another account, direction or order", () => {
  const key = Redacted.make("sk_test_canary")
  const organizations = [
    "0b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f",
    "1b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f"
  ]

  /** Clients of one provider, one for each account. */
  const cases: ReadonlyArray<
    readonly [
      Drivers.Driver,
      ReadonlyArray<
        Effect.Effect<CheckoutClient<Drivers.Common, unknown>, never, HttpClient.HttpClient>
      >
    ]
  > = [
    [
      Drivers.stripe,
      [undefined, "acct_1", "acct_2"].map((account) =>
        Effect.provide(
          StripeClient.make(),
          StripeClient.layerCredentials({ secretKey: key, account })
        )
      )
    ],
    [
      Drivers.polar,
      [undefined, ...organizations].map((organizationId) =>
        Effect.provide(
          PolarClient.make(),
          PolarClient.layerCredentials({ accessToken: key, organizationId })
        )
      )
    ],
    [
      Drivers.polar,
      (["production", "sandbox"] as const).map((environment) =>
        Effect.provide(
          PolarClient.make({ environment }),
          PolarClient.layerCredentials({ accessToken: key })
        )
      )
    ],
    [
      Drivers.monime,
      ["spc-1", "spc-2"].map((spaceId) =>
        Effect.provide(
          MonimeClient.make(),
          MonimeClient.layerCredentials({ accessToken: key, spaceId })
        )
      )
    ]
  ]

  for (const [driver, makes] of cases) {
    it.effect(`${driver.provider}: refuses a cursor of another account or environment`, () =>
      Effect.gen(function* () {
        const items = Array.from({ length: 5 }, (_, n) => driver.item(n))
        const server = Lists.server(driver, items)
        const clients: Array<CheckoutClient<Drivers.Common, unknown>> = []
        for (const make of makes) clients.push(yield* Effect.provide(make, server.layer))
        for (const one of clients) {
          const from = cursorOf(yield* one.listSessions({ limit: 2 }))
          for (const other of clients) {
            const result = yield* Effect.either(other.listSessions({ limit: 2 }, { from }))
            if (one === other) {
              assert.isTrue(Either.isRight(result))
            } else {
              const error = Either.isLeft(result) ? result.left : undefined
              assert.strictEqual(
                expectTag(error, "CheckoutPaginationError").reason,
                "CursorForeign"
              )
            }
          }
        }
      })
    )
  }

  it.effect("stripe, leanrails: refuses a cursor of the opposite direction", () =>
    Effect.gen(function* () {
      for (const driver of [Drivers.stripe, Drivers.leanrails]) {
        const items = Array.from({ length: 7 }, (_, n) => driver.item(n + 1))
        const server = Lists.server(driver, items)
        const client = yield* Effect.provide(driver.loose, server.layer)
        const back = { ending_before: driver.item(7).id, limit: 2 }
        const forwards = cursorOf(yield* client.listSessions({ limit: 2 }))
        const backwards = cursorOf(yield* client.listSessions(back))
        yield* expectForeign(client, back, forwards, server)
        yield* expectForeign(client, {}, backwards, server)
      }
    })
  )

  it.effect("polar: refuses a cursor of a list in another order", () =>
    Effect.gen(function* () {
      const driver = Drivers.polar
      const items = Array.from({ length: 7 }, (_, n) => driver.item(n + 1))
      const server = Lists.server(driver, items)
      const client = yield* Effect.provide(driver.loose, server.layer)
      // The server's default order is newest first. A stream asks for oldest first.
      const from = cursorOf(yield* client.listSessions({ limit: 2 }))
      const streaming = yield* Effect.flip(Stream.runDrain(client.streamSessions({}, { from })))
      assert.strictEqual(expectTag(streaming, "CheckoutPaginationError").reason, "CursorForeign")
      const sorting = ["created_at"]
      const sorted = cursorOf(yield* client.listSessions({ limit: 2, sorting }))
      assert.deepEqual(yield* all(client.streamSessions({}, { from: sorted })), items.slice(2))
    })
  )
})
