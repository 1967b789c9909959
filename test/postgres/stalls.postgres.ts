/** A process that stops while it writes a page, at any moment of it: another takes its source. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import { open, stripe } from "../sync/store/support.js"
import { client } from "./client.js"
import type { Server } from "./server.js"
import { start } from "./server.js"
import { stalling } from "./stalling.js"

let server: Server

beforeAll(() => {
  server = start()
})

afterAll(() => server.stop())

/** A page of some 300 kB, which is more than a socket's buffer takes. */
const change = (observedAt: number, by: string) => ({
  observedAt,
  sessions: Arr.makeBy(100, (n) =>
    stripe(`cs_${n}`, { client_reference_id: by, note: "x".repeat(3000) })
  ),
  state: {}
})

/**
 * A process stops before a piece of what it sends to write its second page. Another takes its source and
 * writes the page. Gives what the table then has, or `None` if there are fewer pieces.
 */
const takeover = (database: string, piece: number) =>
  Effect.gen(function* () {
    const name = { source: `stripe/${piece}`, provider: "stripe" } as const
    const between = yield* stalling(server.host)
    const sleeper = yield* open(client(between.host, database))
    const other = yield* open(client(server.host, database))
    // A pool waits for its connections, so all pieces are passed on before it is closed.
    yield* Effect.addFinalizer(() => Effect.sync(between.wake))
    const held = yield* sleeper.store.take(name)
    yield* sleeper.store.commit(held, change(1, "first"))
    between.stopBefore(between.pieces() + piece)
    const writing = yield* Effect.fork(
      Effect.either(sleeper.store.commit(held, change(2, "sleeper")))
    )
    const isReady = Effect.map(
      Fiber.poll(writing),
      (exit) => Option.isSome(exit) || between.isStalled()
    )
    yield* Effect.repeat(isReady, { until: Boolean, schedule: Schedule.spaced("20 millis") })
    if (!between.isStalled()) return Option.none()

    const taken = yield* other.store.take(name)
    yield* other.store.commit(taken, change(3, "other"))
    between.wake()
    const late = yield* Fiber.join(writing)
    assert.isTrue(Either.isLeft(late), "the process that woke has written")
    return Option.some(
      yield* other.sql`SELECT reference, CAST(count(*) AS integer) AS rows FROM checkout_sessions
        WHERE source = ${name.source} GROUP BY reference`
    )
  }).pipe(Effect.scoped)

describe("a process that stops while it writes a page", () => {
  it.live("loses its source to another, at whatever piece it stops", () =>
    Effect.gen(function* () {
      const database = yield* server.create
      yield* Effect.scoped(open(client(server.host, database)))
      const found = yield* Effect.forEach(Arr.range(0, 15), (piece) => takeover(database, piece), {
        concurrency: 8
      })
      const tables = Arr.getSomes(found)
      for (const rows of tables) assert.deepStrictEqual(rows, [{ reference: "other", rows: 100 }])
      // A page has several pieces, and there was none after the last.
      assert.isAbove(tables.length, 8)
      assert.isBelow(tables.length, found.length)
    })
  )
})
