import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, FastCheck as fc, Fiber, Option, Redacted, Stream } from "effect"
import type { CheckoutError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import { type Item, polar } from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { all, drain, expectTag } from "../support/run.js"
import { random } from "./divided.js"

const range = (from: number, to: number): ReadonlyArray<Item> =>
  Array.from({ length: to - from + 1 }, (_, index) => polar.item(from + index))

const names = (items: ReadonlyArray<{ readonly id: string }>) => items.map(({ id }) => id)

/** A server whose list is looked at when the answer is sent: `undefined` is a failure. */
const serving = (
  held: (request: number) => ReadonlyArray<Item> | undefined,
  delay: (request: number) => number = () => 20
) => {
  let answered = 0
  let open = 0
  let mostOpen = 0
  const server = Http.serve((sent, request) => (received) => {
    mostOpen = Math.max(mostOpen, ++open)
    return Effect.repeatN(Effect.yieldNow(), delay(request)).pipe(
      Effect.flatMap(() => {
        const items = held(answered++)
        const reply =
          items === undefined ? Http.json({}, { status: 403 }) : Lists.answer(polar, items, sent)
        return reply(received)
      }),
      Effect.ensuring(Effect.sync(() => open--))
    )
  })
  return { server, mostOpen: () => mostOpen }
}

const clientOf = ({ layer }: Http.Server) =>
  PolarClient.make().pipe(
    Effect.provide(
      PolarClient.layerCredentials({ accessToken: Redacted.make("polar_oat_canary") })
    ),
    Effect.provide(layer)
  )

const cursorOf = (error: CheckoutError): Cursor | undefined => Option.getOrUndefined(error.cursor)

const jitter = (seed: number) => {
  const next = random(seed)
  return () => Math.floor(next() * 40)
}

describe("Polar's pages by several requests at once", () => {
  it.live("come in order, with the requests that a sequential walk makes", () =>
    Effect.gen(function* () {
      const held = range(1, 3000)
      const one = serving(() => held)
      yield* all((yield* clientOf(one.server)).streamSessions())
      const many = serving(() => held, jitter(1))
      const got = yield* all((yield* clientOf(many.server)).streamSessions({}, { concurrency: 8 }))
      assert.deepEqual(names(got), names(held))
      assert.strictEqual(many.mostOpen(), 8)
      assert.strictEqual(one.mostOpen(), 1)
      assert.sameMembers(
        many.server.requests.map(({ url }) => url.search),
        one.server.requests.map(({ url }) => url.search)
      )
    })
  )

  for (const count of [0, 1, 99, 100, 101, 250]) {
    it.live(`end after ${count} sessions`, () =>
      Effect.gen(function* () {
        const held = range(1, count)
        const { server } = serving(() => held)
        const client = yield* clientOf(server)
        const got = yield* all(client.streamSessions({}, { concurrency: 64 }))
        assert.deepEqual(names(got), names(held))
      })
    )
  }

  it.live("wait for a slow consumer", () =>
    Effect.gen(function* () {
      const { server } = serving(() => range(1, 500))
      const client = yield* clientOf(server)
      const reached = yield* Deferred.make<void>()
      const fiber = yield* client.streamSessions({ limit: 10 }, { concurrency: 4 }).pipe(
        Stream.runForEach(({ id }) =>
          id === polar.item(15).id
            ? Effect.zipRight(Deferred.succeed(reached, undefined), Effect.never)
            : Effect.void
        ),
        Effect.fork
      )
      yield* Deferred.await(reached)
      yield* Effect.repeatN(Effect.yieldNow(), 3000)
      assert.isAtMost(server.requests.length, 6)
      yield* Fiber.interrupt(fiber)
    })
  )

  it.live("are dropped where rows moved, and the sessions that moved are not missed", () =>
    Effect.gen(function* () {
      const { server } = serving((request) =>
        request < 4 ? range(1, 1000) : [...range(3, 1000), polar.item(1001), polar.item(1002)]
      )
      const client = yield* clientOf(server)
      const got = yield* all(client.streamSessions({}, { concurrency: 4 }))
      assert.strictEqual(new Set(names(got)).size, got.length)
      assert.includeMembers(names(got), names(range(3, 1002)))
    })
  )

  it.live("fail in order: all sessions before come first, and the cursor leads on", () =>
    Effect.gen(function* () {
      const held = range(1, 1000)
      for (let broken = 0; broken < 12; broken++) {
        const cut = serving((request) => (request === broken ? undefined : held), jitter(broken))
        const client = yield* clientOf(cut.server)
        const { error, items } = yield* drain(client.streamSessions({}, { concurrency: 5 }))
        const from = cursorOf(expectTag(error, "CheckoutResponseError"))
        const again = yield* clientOf(serving(() => held).server)
        for (const concurrency of [undefined, 3]) {
          const rest = yield* all(again.streamSessions({}, { from, concurrency }))
          assert.deepEqual(names([...items, ...rest]), names(held))
        }
      }
    })
  )

  it.live("meet an invalid session as the sequential walk does", () =>
    Effect.gen(function* () {
      const held = range(1, 400).with(233, polar.bad.item(234))
      const { server } = serving(() => held)
      const client = yield* clientOf(server)
      const cut = yield* drain(client.streamSessions({}, { concurrency: 4 }))
      assert.deepEqual(names(cut.items), names(held.slice(0, 233)))
      const from = cursorOf(expectTag(cut.error, "CheckoutDecodeError"))
      const mended = yield* clientOf(serving(() => range(1, 400)).server)
      const rest = yield* all(mended.streamSessions({}, { concurrency: 4, from }))
      assert.deepEqual(names([...cut.items, ...rest]), names(range(1, 400)))
      const onInvalidItem = () => Effect.void
      const others = yield* all(client.streamSessions({}, { concurrency: 4, onInvalidItem }))
      assert.deepEqual(names(others), names(held.toSpliced(233, 1)))
    })
  )

  it.live.prop(
    "of a list that changes give every session that stays once, or fail with a type",
    [
      fc.integer({ min: 0, max: 600 }),
      fc.constantFrom(7, 20, 50, 100),
      fc.constantFrom(1, 2, 5, 16),
      fc.array(fc.integer({ min: -1, max: 599 }), { maxLength: 12 }),
      fc.boolean(),
      fc.nat()
    ],
    ([count, limit, concurrency, made, grows, seed]) =>
      Effect.gen(function* () {
        const start = range(1, count)
        let list = start
        let turns = 0
        const { server } = serving(() => {
          const place = made[turns++]
          if (place === undefined) return list
          if (place === -1) return undefined
          list = list.toSpliced(Math.floor((place / 600) * list.length), 1)
          // A new session hides from the total that another one vanished: only overlap shows that.
          if (grows && limit >= 50) list = [...list, polar.item(10_000 + turns)]
          return list
        }, jitter(seed))
        const client = yield* clientOf(server)
        const got: Array<string> = []
        let from: Cursor | undefined
        for (;;) {
          const options = { concurrency, from }
          const { error, items } = yield* drain(client.streamSessions({ limit }, options))
          got.push(...names(items))
          if (error === undefined) break
          if (error._tag === "CheckoutPaginationError") {
            assert.strictEqual(error.reason, "ListChanged")
            return
          }
          from = cursorOf(error)
        }
        assert.strictEqual(new Set(got).size, got.length)
        const there = new Set(names(list))
        assert.includeMembers(got, names(start.filter(({ id }) => there.has(id))))
      }),
    { fastCheck: { numRuns: 60 } }
  )
})
