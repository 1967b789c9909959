import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Stream } from "effect"
import { all } from "../support/run.js"
import { type Options, open, random, type Session, sessionsAt } from "./divided.js"

const start = 1_700_000_000
const year = 31_536_000

const times = (count: number, at: (n: number) => number) =>
  sessionsAt(Array.from({ length: count }, (_, n) => at(n)))

const names = (sessions: ReadonlyArray<Session>) => sessions.map(({ id }) => id).toSorted()

/** Opens a list that stays as it is, where some requests take longer than others. */
const still = (sessions: ReadonlyArray<Session>, options: Partial<Options> = {}) => {
  const next = random(sessions.length)
  return open({
    limit: 10,
    held: () => ({ sessions }),
    delay: () => Math.floor(next() * 20),
    ...options
  })
}

/** Half of the sessions in 5 % of a year. */
const bursty = (count: number, seed: number) => {
  const next = random(seed)
  const burst = start + Math.floor(next() * 0.9 * year)
  return times(count, (n) =>
    n % 2 === 0 ? start + Math.floor(next() * year) : burst + Math.floor(next() * 0.05 * year)
  )
}

const lists: Readonly<Record<string, ReadonlyArray<Session>>> = {
  "no session": [],
  "one session": times(1, () => start),
  "all in one second": times(95, () => start),
  "a page and all else in one second": times(95, (n) => (n < 10 ? start + n : start)),
  "one a year": times(50, (n) => start - n * year),
  "gaps of years": times(90, (n) => start - Math.floor(n / 30) * 9 * year + (n % 30)),
  "two in every second": times(200, (n) => start + Math.floor(n / 2)),
  bursts: bursty(500, 7),
  "the first seconds of time": times(40, (n) => n)
}

describe("a walk by several workers", () => {
  for (const [name, sessions] of Object.entries(lists)) {
    it.live(`gives every session once: ${name}`, () =>
      Effect.gen(function* () {
        for (const workers of [1, 2, 8, 64]) {
          const opened = still(sessions)
          const got = yield* all(opened.items(workers))
          assert.deepEqual(names(got), names(sessions))
          assert.isAtMost(opened.mostOpen(), workers)
        }
      })
    )
  }

  for (const [name, sessions] of Object.entries(lists)) {
    it.live(`gives every session once, in order: ${name}`, () =>
      Effect.gen(function* () {
        for (const workers of [1, 2, 8, 64]) {
          const opened = still(sessions)
          const got = yield* all(opened.items(workers, undefined, true))
          assert.deepEqual(
            got.map(({ id }) => id),
            sessions.map(({ id }) => id)
          )
          assert.isAtMost(opened.mostOpen(), workers)
        }
      })
    )
  }

  it.live("begins with the newest page and finds the far end by looking back", () =>
    Effect.gen(function* () {
      const sessions = bursty(500, 3)
      const opened = still(sessions)
      yield* all(opened.items(4))
      const [first, ...others] = opened.requests
      assert.deepEqual(first?.range, { from: undefined, to: undefined })
      assert.deepEqual(first?.at, {})
      const oldest = sessions.at(-1)?.created ?? 0
      // A few looks back are on their way at once, so that more than one may find nothing.
      const open = others.filter(({ at, range }) => range.from === undefined && !("after" in at))
      const beyond = open.filter(({ range: { to = Infinity } }) => to <= oldest)
      assert.isAtMost(beyond.length, 5)
      assert.isAbove(open.length, 1)
    })
  )

  it.live("stays inside the range that the program asks for, and looks for no other end", () =>
    Effect.gen(function* () {
      const sessions = bursty(500, 5)
      const bounds = { from: start + year / 4, to: start + year / 2 }
      const opened = still(sessions, { bounds })
      const got = yield* all(opened.items(8))
      const wanted = sessions.filter(({ created }) => created >= bounds.from && created < bounds.to)
      assert.deepEqual(names(got), names(wanted))
      for (const { range } of opened.requests) {
        assert.isAtLeast(range.from ?? -Infinity, bounds.from)
        assert.isAtMost(range.to ?? Infinity, bounds.to)
      }
    })
  )

  it.live("leaves sessions out that appear while it runs, and keeps all others", () =>
    Effect.gen(function* () {
      const sessions = bursty(400, 11)
      const later = Array.from({ length: 200 }, (_, n) => ({
        id: `new${n}`,
        created: start + 2 * year + n
      })).toReversed()
      const opened = still(sessions, {
        held: ({ nth }) => ({ sessions: [...later.slice(200 - Math.min(nth, 200)), ...sessions] })
      })
      assert.deepEqual(names(yield* all(opened.items(8))), names(sessions))
    })
  )

  it.live("ends on a list that becomes shorter, and gives each remaining item once", () =>
    Effect.gen(function* () {
      const sessions = bursty(400, 13)
      // Those that go were not the last of a page: a cursor after one that is gone is refused.
      const opened = still(sessions, {
        held: ({ at, nth }) => ({
          sessions: sessions.filter(({ id }, n) => n % 7 !== 0 || n > nth * 4 || id === at["after"])
        })
      })
      const got = yield* all(opened.items(8))
      assert.strictEqual(new Set(got.map(({ id }) => id)).size, got.length)
      const ids = new Set(got.map(({ id }) => id))
      assert.isTrue(sessions.every(({ id }, n) => n % 7 === 0 || ids.has(id)))
    })
  )

  it.live("needs at most a tenth more requests than there are pages", () =>
    Effect.gen(function* () {
      for (const seed of [1, 2, 3]) {
        const sessions = bursty(30_000, seed)
        const opened = still(sessions, { limit: 100 })
        assert.strictEqual((yield* all(opened.items(8))).length, sessions.length)
        assert.isAtMost(opened.requests.length, 330)
      }
    })
  )

  it.live("keeps its workers busy", () =>
    Effect.gen(function* () {
      const opened = still(bursty(3000, 17), { delay: () => 1000 })
      yield* all(opened.items(8))
      assert.strictEqual(opened.mostOpen(), 8)
    })
  )

  it.live("in order, needs a third more requests than there are pages at most", () =>
    Effect.gen(function* () {
      for (const seed of [1, 2]) {
        const sessions = bursty(30_000, seed)
        const opened = still(sessions, { limit: 100 })
        const got = yield* all(opened.items(8, undefined, true))
        assert.deepEqual(got, sessions)
        assert.strictEqual(opened.mostOpen(), 8)
        assert.isAtMost(opened.requests.length, 400)
      }
    })
  )

  it.live("in order, goes on while a newer page is late, and then hands out all at once", () =>
    Effect.gen(function* () {
      const sessions = times(3000, (n) => start + 60 * n)
      const late = yield* Deferred.make<void>()
      const opened = still(sessions, { late: { nth: 1, until: Deferred.await(late) } })
      const got: Array<Session> = []
      const fiber = yield* opened.items(4, undefined, true).pipe(
        Stream.runForEach((session) => Effect.sync(() => got.push(session))),
        Effect.fork
      )
      yield* Effect.repeatN(Effect.yieldNow(), 5000)
      assert.strictEqual(got.length, 10)
      assert.isAbove(opened.requests.length, 4)
      assert.isAtMost(opened.requests.length, 1 + 4 * 4)
      yield* Deferred.succeed(late, undefined)
      yield* Fiber.join(fiber)
      assert.deepEqual(got, sessions)
    })
  )

  it.live("in order, does not fail for items that the consumer does not take", () =>
    Effect.gen(function* () {
      const sessions = times(3000, (n) => start + 60 * n)
      const opened = still(sessions, { held: ({ nth }) => ({ sessions, fails: nth === 4 }) })
      const got = yield* all(Stream.take(opened.items(8, undefined, true), 15))
      assert.deepEqual(got, sessions.slice(0, 15))
    })
  )

  for (const [ordered, pages] of [
    [false, 2],
    [true, 4]
  ] as const) {
    it.live(`waits for a slow consumer with ${pages} pages for each worker`, () =>
      Effect.gen(function* () {
        const opened = still(bursty(3000, 19))
        const reached = yield* Deferred.make<void>()
        const fiber = yield* opened.items(4, undefined, ordered).pipe(
          Stream.runForEach(() =>
            Effect.zipRight(Deferred.succeed(reached, undefined), Effect.never)
          ),
          Effect.fork
        )
        yield* Deferred.await(reached)
        yield* Effect.repeatN(Effect.yieldNow(), 5000)
        assert.isAtMost(opened.requests.length, pages * 4 + 1)
        yield* Fiber.interrupt(fiber)
      })
    )
  }

  it.live("stops all workers when the stream is left", () =>
    Effect.gen(function* () {
      const opened = still(bursty(3000, 23))
      yield* all(Stream.take(opened.items(8), 200))
      const before = opened.requests.length
      yield* Effect.repeatN(Effect.yieldNow(), 2000)
      assert.strictEqual(opened.requests.length, before)
      assert.isBelow(before, 50)
    })
  )

  it.live("requests nothing before the first session is asked for", () =>
    Effect.sync(() => {
      const opened = still(bursty(30, 29))
      assert.isDefined(opened.items(8))
      assert.strictEqual(opened.requests.length, 0)
    })
  )
})
