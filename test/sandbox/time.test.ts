import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, dig, get, ids, itemsKey, names, urls } from "./raw.js"
import { sameItems } from "./same.js"

const DAY = 86_400_000
const now = Date.UTC(2026, 5, 1, 12, 14)

const created = {
  stripe: ({ created }: Sandbox.JsonObject) => Number(created) * 1000,
  polar: (session: Sandbox.JsonObject) => Date.parse(String(session["created_at"])),
  flowglad: ({ createdAt }: Sandbox.JsonObject) => Number(createdAt),
  monime: ({ createTime }: Sandbox.JsonObject) => Date.parse(String(createTime)),
  leanrails: ({ created }: Sandbox.JsonObject) => Number(created) * 1000
}

const of = (name: Sandbox.ProviderName, options: Sandbox.Options = {}) =>
  Sandbox.sessions(name, { sessions: 2000, now, ...options })

describe("the time of the sandbox", () => {
  it("spreads the sessions back from now over the span, in the order of the list", () => {
    for (const name of names) {
      for (const [span, millis] of [
        [undefined, 30 * DAY],
        ["2 days", 2 * DAY]
      ] as const) {
        const times = of(name, { span }).map(created[name])
        // The oldest one is found some time later, too.
        assert.isAbove(Math.min(...times), now - millis, name)
        assert.isBelow(Math.min(...times), now - 0.98 * millis, name)
        assert.isAtMost(Math.max(...times), now)
        assert.isAbove(Math.max(...times), now - millis / 100)
        const ascending = times.toSorted((a, b) => a - b)
        assert.deepStrictEqual(name === "flowglad" ? times : times.toReversed(), ascending)
        const gaps = ascending.slice(1).map((time, at) => time - (ascending[at] ?? time))
        assert.isAbove(Math.max(...gaps), 3 * (millis / 2000), "unevenly")
      }
    }
  })

  it("takes a DateTime or milliseconds, and seconds without a fraction", () => {
    for (const name of names) {
      const at = (now: Sandbox.Options["now"]) => of(name, { sessions: 200, now })
      const expected = at(now)
      assert.deepStrictEqual(at(DateTime.unsafeMake(now)), expected)
      assert.deepStrictEqual(at(now + 999), expected)
      assert.notDeepEqual(at(now + 1000), expected)
    }
  })

  it("changes no id and no order", () => {
    for (const name of names) {
      assert.deepStrictEqual(ids(of(name, { now: now + 12_345_678 })), ids(of(name)))
    }
  })

  it.effect("is the time of Clock when the app is made", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      const sandbox = yield* Sandbox.make({ sessions: 20 })
      yield* TestClock.adjust("5 days")
      for (const name of names) {
        const expected = Sandbox.sessions(name, { sessions: 20, now })
        sameItems(yield* sandbox.sessions(name), expected)
        const { json } = yield* Effect.provide(
          get(`${urls[name]}?limit=20`, auth[name]),
          Sandbox.layerHttpClient({ sessions: 20, now })
        )
        sameItems(dig(json, itemsKey[name]), expected)
      }
    })
  )

  it.effect("agrees with Sandbox.sessions where TestClock starts", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.make()
      for (const name of names) {
        sameItems(yield* sandbox.sessions(name), Sandbox.sessions(name))
      }
    })
  )
})

describe("statuses and ages", () => {
  const ages = (name: Sandbox.ProviderName, span: Sandbox.Options["span"], status: string) => {
    const found = of(name, { sessions: 4000, span })
      .filter((session) => session["status"] === status)
      .map((session) => now - created[name](session))
    assert.isAbove(found.length, 20, name)
    return { youngest: Math.min(...found), oldest: Math.max(...found) }
  }

  it("Stripe: no open session is past its own expires_at, and every older one is decided", () => {
    for (const { expires_at, status } of of("stripe", { sessions: 4000 })) {
      if (status === "open") assert.isAtLeast(Number(expires_at) * 1000, now)
    }
    assert.isBelow(ages("stripe", "5 days", "open").oldest, DAY)
  })

  it("Leanrails and Monime: none is open after a day", () => {
    assert.isBelow(ages("leanrails", "5 days", "open").oldest, DAY)
    assert.isBelow(ages("monime", "5 days", "pending").oldest, DAY)
    assert.isAtLeast(ages("monime", "5 days", "expired").youngest, DAY)
  })

  it("Polar: an open one is past expires_at only since the last quarter of an hour", () => {
    const { oldest } = ages("polar", "2 days", "open")
    assert.isAbove(oldest, DAY)
    assert.isAtMost(oldest, DAY + 14 * 60_000)
    assert.isAtLeast(ages("polar", "2 days", "expired").youngest, DAY)
  })

  it("Flowglad: open past expires, but gone after 14 days", () => {
    const { oldest } = ages("flowglad", "20 days", "open")
    assert.isAbove(oldest, 13 * DAY)
    assert.isAtMost(oldest, 14 * DAY + 14 * 60_000)
    assert.isAbove(ages("flowglad", "20 days", "pending").oldest, 15 * DAY)
  })
})
