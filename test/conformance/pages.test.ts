import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, FastCheck as fc, Option, Stream } from "effect"
import * as Http from "../support/http.js"
import { type Place, type Provider, providers } from "./clients.js"
import { type Item, overTheWire, sample } from "./kit.js"

interface Answer extends Place {
  readonly body: unknown
}

/** A page of a list. Only the last one may be empty. */
const page = (
  { envelope, id }: Provider,
  shape: fc.Arbitrary<Item>,
  number: number,
  more: boolean
): fc.Arbitrary<Answer> =>
  fc.array(shape, { minLength: more ? 1 : 0, maxLength: 4 }).chain((sessions) => {
    const items = sessions.map((session, index) => ({ ...session, id: id(10 * number + index) }))
    return envelope({ items, number, more }).map((body) => ({ items, number, more, body }))
  })

/** Checks that all values are equal, and the order of all keys. */
const same = (got: ReadonlyArray<unknown>, items: ReadonlyArray<unknown>, where: string) => {
  const sent = overTheWire(items)
  assert.deepStrictEqual(got, sent, where)
  assert.strictEqual(JSON.stringify(got), JSON.stringify(sent), where)
}

for (const provider of providers) {
  for (const era of ["today", "earlier"] as const) {
    const shape = provider.shapes[era]

    describe(`${provider.name}: documented pages, ${era}`, () => {
      it.effect("`listSessions` gives the page as it was sent, and its cursor", () =>
        Effect.gen(function* () {
          const answers = sample(
            fc.boolean().chain((more) => page(provider, shape, 1, more)),
            30,
            1
          )
          for (const [index, answer] of answers.entries()) {
            const where = `page ${index}`
            const last = sample(page(provider, shape, 2, false), 1, index)
            const server = Http.script(...[answer, ...last].map(({ body }) => Http.json(body)))
            const client = yield* Effect.provide(provider.client, server.layer)
            const got = yield* client.listSessions()
            same(got.items, answer.items, where)
            assert.strictEqual(Option.getOrUndefined(got.total), provider.total, where)
            assert.strictEqual(Option.isSome(got.next), answer.more, where)
            if (Option.isNone(got.next)) continue
            const next = yield* client.listSessions({}, { from: got.next.value })
            const query = server.requests[1]?.query ?? []
            assert.deepInclude(query, provider.onward(answer), where)
            same(next.items, last[0]?.items ?? [], where)
            assert.isTrue(Option.isNone(next.next), where)
          }
        })
      )

      it.effect("`streamSessions` gives the items of all pages as they were sent", () =>
        Effect.gen(function* () {
          const lists = sample(
            fc.tuple(
              page(provider, shape, 1, true),
              page(provider, shape, 2, true),
              page(provider, shape, 3, true),
              page(provider, shape, 4, false)
            ),
            4,
            2
          )
          for (const pages of lists) {
            const server = Http.script(...pages.map(({ body }) => Http.json(body)))
            const client = yield* Effect.provide(provider.client, server.layer)
            const got = yield* Stream.runCollect(client.streamSessions())
            same(
              Chunk.toReadonlyArray(got),
              pages.flatMap(({ items }) => items),
              "list"
            )
            for (const [index, place] of pages.slice(0, -1).entries()) {
              const query = server.requests[index + 1]?.query ?? []
              assert.deepInclude(query, provider.onward(place))
            }
          }
        })
      )
    })
  }
}
