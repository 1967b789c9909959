import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { flowglad, monime, opaque } from "../support/drivers.js"
import * as Http from "../support/http.js"
import { all, drain, expectTag, plain } from "../support/run.js"

describe("flowglad: cursors", () => {
  const item = flowglad.item(1)
  const listOf = (...pages: ReadonlyArray<object>) => {
    const server = Http.script(...pages.map((page) => Http.json(page)))
    return Effect.map(Effect.provide(flowglad.loose, server.layer), (client) => ({
      client,
      server
    }))
  }

  for (const [what, end] of [
    ["null", { currentCursor: null, nextCursor: null, hasMore: false, total: 1 }],
    ["absent", { hasMore: false, total: 1 }],
    ["a string that `hasMore` contradicts", { nextCursor: "abc", hasMore: false, total: 1 }]
  ] as const) {
    it.effect(`the list ends when \`nextCursor\` is ${what}`, () =>
      Effect.gen(function* () {
        const { client } = yield* listOf({ data: [item], ...end })
        const page = yield* client.listSessions()
        assert.deepEqual(plain(page), { items: [item], next: undefined, total: 1 })
      })
    )
  }

  it.effect("the second request sends the provider's cursor, percent-encoded", () =>
    Effect.gen(function* () {
      const { client, server } = yield* listOf(
        { data: [item], currentCursor: null, nextCursor: "a+b/c==", hasMore: true, total: 2 },
        { data: [], currentCursor: "a+b/c==", nextCursor: null, hasMore: false, total: 2 }
      )
      yield* all(client.streamSessions())
      assert.deepEqual(
        server.requests.map(({ url }) => url.search),
        ["?limit=100", "?limit=100&cursor=a%2Bb%2Fc%3D%3D"]
      )
    })
  )

  it.effect("a page without a boolean `hasMore` is Envelope, not the end of the list", () =>
    Effect.gen(function* () {
      for (const body of [
        { data: [] },
        { data: [], hasMore: null },
        { data: [], hasMore: "false" }
      ]) {
        const { client } = yield* listOf(body)
        const { error } = yield* drain(client.streamSessions())
        assert.strictEqual(expectTag(error, "CheckoutDecodeError").reason, "Envelope")
      }
    })
  )

  it.effect("a page without `total` has no total, rather than 0", () =>
    Effect.gen(function* () {
      for (const total of [{}, { total: null }]) {
        const { client } = yield* listOf({ data: [], hasMore: false, ...total })
        assert.isTrue(Option.isNone((yield* client.listSessions()).total))
      }
    })
  )
})

describe("monime: cursors", () => {
  const item = monime.item(1)

  for (const [what, body] of [
    ["null", { result: [item], pagination: { count: 1, next: null } }],
    ["absent", { result: [item], pagination: { count: 1 } }],
    ["empty", { result: [item], pagination: { count: 1, next: "" } }],
    ["in no `pagination` at all", { result: [item] }],
    ["in a `pagination` of null", { result: [item], pagination: null }]
  ] as const) {
    it.effect(`the list ends when \`next\` is ${what}`, () =>
      Effect.gen(function* () {
        const client = yield* Effect.provide(monime.make(), Http.script(Http.json(body)).layer)
        assert.deepEqual(yield* all(client.streamSessions()), [item])
      })
    )
  }

  for (const [what, empty] of [
    ["null", { result: null }],
    ["absent", {}],
    ["empty", { result: [] }]
  ] as const) {
    it.effect(`a \`result\` that is ${what} is an empty page, not the end of the list`, () =>
      Effect.gen(function* () {
        const server = Http.script(
          Http.json({ success: true, ...empty, pagination: { count: 0, next: opaque(1) } }),
          Http.json({ success: true, result: [item], pagination: { count: 1 } })
        )
        const client = yield* Effect.provide(monime.make(), server.layer)
        assert.deepEqual(yield* all(client.streamSessions()), [item])
        assert.deepInclude(server.request(1).query, ["after", opaque(1)])
      })
    )
  }

  it.effect("`count` is not read as a total", () =>
    Effect.gen(function* () {
      const body = { result: [item], pagination: { count: 1, next: null } }
      const client = yield* Effect.provide(monime.make(), Http.script(Http.json(body)).layer)
      assert.isTrue(Option.isNone((yield* client.listSessions()).total))
    })
  )

  it.effect("`after: null` asks for the first page", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => Http.json({ result: [item], pagination: {} }))
      const client = yield* Effect.provide(monime.loose, server.layer)
      yield* client.listSessions({ after: null })
      assert.deepEqual(yield* all(client.streamSessions({ after: null })), [item])
      assert.deepEqual(
        server.requests.map(({ url }) => url.search),
        ["", "?limit=50"]
      )
    })
  )
})
