import * as HttpClient from "@effect/platform/HttpClient"
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as fc from "effect/FastCheck"
import * as TestClock from "effect/TestClock"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { at, bySession, DAY, HOUR, word } from "./lives.js"
import { auth, dig, get, ids, itemsKey, list, names, one, sessionIn, urls } from "./raw.js"

const asking = (sandbox: Sandbox.Running) => (url: string, headers: Record<string, string>) =>
  Effect.provideService(get(url, headers), HttpClient.HttpClient, sandbox.httpClient)

describe("a sandbox that lives", () => {
  it.effect.prop(
    "has the same sessions and the same history at one moment, however often it was asked before",
    [
      fc.integer({ min: 0, max: 1000 }),
      fc.constantFrom(0, 30, 400),
      fc.array(
        fc.record({
          wait: fc.integer({ min: 0, max: 3 * DAY }),
          name: fc.constantFrom(...names),
          look: fc.constantFrom("list", "one", "sessions", "history")
        }),
        { minLength: 1, maxLength: 8 }
      )
    ],
    ([seed, sessions, looks]) =>
      Effect.gen(function* () {
        yield* TestClock.setTime(0)
        const life = { perDay: 60, seed }
        const sandbox = yield* Sandbox.make({ sessions, life })
        const ask = asking(sandbox)
        let now = 0
        for (const { look, name, wait } of looks) {
          now += wait
          yield* TestClock.setTime(now)
          if (look === "list") yield* ask(urls[name], auth[name])
          else if (look === "one") yield* ask(one(name, "absent"), auth[name])
          else yield* look === "sessions" ? sandbox.sessions(name) : sandbox.history(name)
        }
        for (const name of names) {
          const expected = at(name, { sessions, life: { ...life, since: 0 } }, now)
          assert.deepStrictEqual(yield* sandbox.history(name), expected.history)
          assert.deepStrictEqual(yield* sandbox.sessions(name), expected.sessions)
        }
      }),
    { fastCheck: { numRuns: 3 } }
  )

  it("adds to its history, and never changes the past", () => {
    for (const name of names) {
      const options = { sessions: 50, life: { perDay: 40, since: 0 } }
      const early = Sandbox.history(name, { ...options, now: 5 * DAY + 1 })
      const late = Sandbox.history(name, { ...options, now: 16 * DAY })
      assert.isAbove(late.length, early.length + 300)
      assert.deepStrictEqual(late.slice(0, early.length), early)
      const times = late.map(({ at }) => at)
      assert.deepStrictEqual(
        times,
        times.toSorted((a, b) => a - b)
      )
      assert.isBelow(Math.max(...times), 16 * DAY + 1)
      assert.isAbove(Math.min(...late.slice(early.length).map(({ at }) => at)), 5 * DAY)
    }
  })

  it("has each session that was not deleted, with the status of its last transition", () => {
    for (const name of names) {
      for (const now of [0, 16 * DAY]) {
        const options = { sessions: 500, life: { perDay: 100, since: 0 } }
        const { history, sessions } = at(name, options, now)
        const last = new Map<string, Sandbox.Transition>()
        for (const [id, [first, ...more]] of bySession(history)) {
          assert.strictEqual(first?.at, first?.createdAt, "the first transition is the creation")
          const end = more.at(-1) ?? first
          if (end !== undefined && end.status !== "deleted") last.set(id, end)
        }
        assert.strictEqual(sessions.length, last.size)
        for (const session of sessions) {
          const end = last.get(String(session["id"]))
          assert.strictEqual(session["status"], end?.status)
          assert.strictEqual(session["payment_status"], end?.paymentStatus)
        }
      }
    }
  })

  it("creates as many sessions a day as it was told, at times of the seed", () => {
    for (const name of names) {
      const created = (perDay: number, seed?: number) =>
        Sandbox.history(name, {
          sessions: 0,
          life: { perDay, since: 0, ...(seed === undefined ? {} : { seed }) },
          now: 10 * DAY
        }).filter(({ at, createdAt }) => at === createdAt)
      const times = created(1000).map(({ at }) => at)
      assert.approximately(times.length, 10_000, 400)
      assert.strictEqual(new Set(times).size, times.length)
      assert.notDeepEqual(
        created(20, 2).map(({ at }) => at),
        created(20).map(({ at }) => at)
      )
      assert.deepStrictEqual(created(0), [])
    }
  })

  it.effect("begins with the sessions that were created before, and their past", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 5, 1, 12, 0, 0, 250))
      const sandbox = yield* Sandbox.make({ sessions: 300, life: { perDay: 0 } })
      const since = Date.UTC(2026, 5, 1, 12)
      for (const name of names) {
        const history = yield* sandbox.history(name)
        assert.strictEqual(bySession(history).size, 300)
        assert.isAbove(Math.min(...history.map(({ at }) => at)), since - 30 * DAY)
        assert.isBelow(Math.min(...history.map(({ at }) => at)), since - 29 * DAY)
        const words = new Set(history.map(word))
        assert.isAbove(words.size, 3, "most of them have ended")
        assert.deepStrictEqual(
          history,
          Sandbox.history(name, { sessions: 300, life: { perDay: 0, since }, now: since + 250 })
        )
      }
    })
  )

  it.effect("never goes back, and does not begin before `since`", () =>
    Effect.gen(function* () {
      const life = { perDay: 200, since: 5 * DAY }
      const sandbox = yield* Sandbox.make({ life })
      yield* TestClock.setTime(DAY)
      for (const name of names) {
        const expected = at(name, { life }, 5 * DAY)
        assert.deepStrictEqual(yield* sandbox.sessions(name), expected.sessions)
        assert.deepStrictEqual(Sandbox.sessions(name, { life }), expected.sessions)
      }
      yield* TestClock.setTime(7 * DAY)
      const then = yield* sandbox.history("polar")
      yield* TestClock.setTime(6 * DAY)
      assert.deepStrictEqual(yield* sandbox.history("polar"), then)
    })
  )

  it.effect("a session that was deleted is not found, and the keys of live mode open nothing", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.make({ life: { perDay: 300 } })
      yield* TestClock.adjust("3 days")
      const ask = asking(sandbox)
      for (const name of ["polar", "flowglad", "monime"] as const) {
        const gone = (yield* sandbox.history(name)).find(({ status }) => status === "deleted")
        const { status } = yield* ask(one(name, gone?.id), auth[name])
        assert.strictEqual(status, name === "flowglad" ? 500 : 404)
      }
      for (const name of names) {
        const [session] = (yield* sandbox.sessions(name)).slice(-3)
        const { json } = yield* ask(one(name, session?.["id"]), auth[name])
        assert.deepStrictEqual(sessionIn(name, json), session)
      }
      const live = yield* ask(urls.stripe, { authorization: "Bearer sk_live_sandbox" })
      assert.deepStrictEqual(dig(live.json, "data"), [])
    })
  )

  it.effect("answers after its latency with the data of that moment", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.make({
        sessions: 0,
        life: { perDay: 5000 },
        latency: "1 hour"
      })
      const ask = yield* Effect.fork(asking(sandbox)(urls.flowglad, auth.flowglad))
      yield* TestClock.adjust("1 hour")
      const { json } = yield* Fiber.join(ask)
      assert.isAbove(Number(dig(json, "total")), 100)
    })
  )

  it.effect("misuse is a defect that names the option to change", () =>
    Effect.gen(function* () {
      const reason = (options: Sandbox.Options) =>
        Effect.map(Effect.exit(Sandbox.make(options)), (exit) =>
          Exit.isFailure(exit) ? Cause.pretty(exit.cause) : ""
        )
      const life = { perDay: 10 }
      assert.include(yield* reason({ life, churn: { rate: 0.1 } }), "`churn` or `life`, not both")
      assert.include(yield* reason({ life, sessions: { stripe: [] } }), "leave out `life`")
      for (const perDay of [-1, Number.NaN, Infinity]) {
        assert.include(yield* reason({ life: { perDay } }), "`life.perDay`")
      }
      const still = yield* Sandbox.make()
      assert.deepStrictEqual(yield* still.history("stripe"), [])
      assert.deepStrictEqual(Sandbox.history("stripe"), [])
    })
  )

  it.effect("ten days of 400 sessions a day, looked at every eight hours", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.make({ sessions: 0, life: { perDay: 200 } })
      const ask = asking(sandbox)
      for (let look = 1; look <= 30; look++) {
        yield* TestClock.setTime(look * 8 * HOUR)
        for (const name of names) {
          const { json } = yield* ask(urls[name], auth[name])
          assert.isNotEmpty(list(dig(json, itemsKey[name])))
        }
      }
      for (const name of names) {
        assert.approximately(bySession(yield* sandbox.history(name)).size, 2000, 200)
        assert.strictEqual(new Set(ids(yield* sandbox.sessions(name))).size > 1800, true)
      }
    })
  )
})
