import { assert, describe, it } from "@effect/vitest"
import * as fc from "effect/FastCheck"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { at, bySession, changes, DAY, HOUR, MINUTE, word } from "../sandbox/lives.js"
import { names } from "../sandbox/raw.js"

/** Every way from one status to another that the provider's documentation knows. */
const ways: Readonly<Record<Sandbox.ProviderName, ReadonlyArray<string>>> = {
  stripe: [
    "open/no_payment_required complete/no_payment_required",
    "open/no_payment_required expired/no_payment_required",
    "open/unpaid complete/paid",
    "open/unpaid complete/unpaid",
    "open/unpaid expired/unpaid",
    "complete/unpaid complete/paid"
  ],
  polar: [
    "open confirmed",
    "open expired",
    "open deleted",
    "confirmed open",
    "confirmed succeeded",
    "confirmed deleted",
    "succeeded deleted",
    "expired deleted"
  ],
  flowglad: [
    "open pending",
    "open succeeded",
    "open failed",
    "open deleted",
    "pending succeeded",
    "pending failed",
    "failed deleted"
  ],
  monime: ["pending completed", "pending cancelled", "pending expired", "pending deleted"],
  leanrails: []
}

const waysOf = (name: Sandbox.ProviderName) => ways[name === "leanrails" ? "stripe" : name]

/** The end of an open session, in epoch milliseconds, as the session says it. */
const deadlineOf: Readonly<Record<Sandbox.ProviderName, (session: Sandbox.JsonObject) => number>> =
  {
    stripe: ({ expires_at }) => Number(expires_at) * 1000,
    polar: ({ expires_at }) => Date.parse(String(expires_at)),
    flowglad: ({ expires }) => Number(expires),
    monime: ({ expireTime }) => Date.parse(String(expireTime)),
    leanrails: ({ expires_at }) => Number(expires_at) * 1000
  }

/** Some lives, each looked at on some moment. */
const forEachLife = (
  name: Sandbox.ProviderName,
  check: (life: ReturnType<typeof at>) => void,
  numRuns = 4
) =>
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 0, max: 20 * DAY }),
      fc.constantFrom(0, 150),
      (seed, now, sessions) =>
        check(at(name, { sessions, life: { perDay: 60, seed, since: 0 } }, now))
    ),
    { numRuns }
  )

/** One life of many sessions. */
const many = (name: Sandbox.ProviderName) => at(name, { life: { perDay: 250, since: 0 } }, 16 * DAY)

describe("the habits of each provider", () => {
  for (const name of names) {
    it(`${name}: only documented ways, and each of them occurs`, () => {
      const known = new Set(waysOf(name))
      forEachLife(name, ({ history }) => {
        for (const { from, to } of changes(history)) {
          assert.include(known, `${word(from)} ${word(to)}`)
          assert.isAbove(to.at, from.at)
          assert.strictEqual(to.createdAt, from.createdAt)
        }
      })
      const seen = new Set(
        changes(many(name).history).map(({ from, to }) => `${word(from)} ${word(to)}`)
      )
      assert.deepStrictEqual([...seen].sort(), [...known].sort())
    })
  }

  for (const name of ["stripe", "leanrails", "monime"] as const) {
    it(`${name}: no session is open at its deadline, and none expires before`, () => {
      forEachLife(name, ({ history, now, sessions }) => {
        const steps = bySession(history)
        for (const session of sessions) {
          const deadline = deadlineOf[name](session)
          if (session["status"] === "open" || session["status"] === "pending") {
            assert.isAbove(deadline, now)
          }
          for (const { at, status } of steps.get(String(session["id"])) ?? []) {
            if (status === "expired") assert.strictEqual(at, deadline)
          }
        }
      })
    })
  }

  it("Stripe: some sessions have a deadline of their own", () => {
    const lifetimes = many("stripe").sessions.map(
      ({ created, expires_at }) => Number(expires_at) - Number(created)
    )
    assert.strictEqual(Math.max(...lifetimes), DAY / 1000)
    assert.isBelow(Math.min(...lifetimes), HOUR / 1000)
  })

  it("Stripe and Leanrails: an unpaid session is paid hours to days later, or never", () => {
    for (const name of ["stripe", "leanrails"] as const) {
      const { history, now, sessions } = many(name)
      const waits = changes(history)
        .filter(({ from, to }) => from.paymentStatus === "unpaid" && to.status === from.status)
        .map(({ from, to }) => to.at - from.at)
      assert.isAbove(waits.length, 20)
      assert.isAbove(Math.max(...waits), 3 * DAY)
      const unpaid = sessions.filter(
        ({ payment_status, status }) => status === "complete" && payment_status === "unpaid"
      )
      const old = unpaid.filter((session) => deadlineOf[name](session) < now - 9 * DAY)
      assert.isNotEmpty(old, "some stay unpaid for ever")
    }
  })

  it("Polar: a session is past its deadline and open until the next sweep, and no longer", () => {
    const sweep = 15 * MINUTE
    let between = 0
    forEachLife(
      "polar",
      ({ history, now, sessions }) => {
        for (const session of sessions) {
          const deadline = deadlineOf.polar(session)
          if (session["status"] !== "open" || deadline > now) continue
          between += 1
          const opened = Math.max(deadline, Date.parse(String(session["modified_at"])) || 0)
          assert.strictEqual(Math.floor((opened - 1) / sweep), Math.floor(now / sweep))
        }
        for (const { to } of changes(history)) {
          if (to.status === "expired") assert.strictEqual(to.at % sweep, 0)
          if (to.status === "confirmed") assert.isBelow(to.at, to.createdAt + DAY)
        }
      },
      40
    )
    assert.isAbove(between, 0)
  })

  it("Polar: a failed payment opens a session again, even after its deadline", () => {
    const again = changes(many("polar").history).filter(({ from }) => from.status === "confirmed")
    const opened = again.filter(({ to }) => to.status === "open")
    assert.isAbove(opened.length, 100)
    assert.isBelow(opened.length, again.length / 2)
    assert.isNotEmpty(opened.filter(({ to }) => to.at > to.createdAt + DAY))
  })

  it("Flowglad: the hourly job deletes sessions older than 14 days that are neither paid nor pending", () => {
    forEachLife("flowglad", ({ history, now, sessions }) => {
      const lastJob = Math.floor(now / HOUR) * HOUR
      for (const { createdAt, status } of sessions) {
        assert.notStrictEqual(status, "expired")
        if (status === "succeeded" || status === "pending") continue
        assert.isAtLeast(Number(createdAt), lastJob - 14 * DAY)
      }
      for (const { from, to } of changes(history)) {
        if (to.status !== "deleted") continue
        assert.strictEqual(to.at % HOUR, 0)
        assert.isAbove(to.at, to.createdAt + 14 * DAY)
        assert.isAtMost(to.at, to.createdAt + 14 * DAY + HOUR)
        assert.include(["open", "failed"], from.status)
      }
    })
    const { history, now, sessions } = many("flowglad")
    const pending = changes(history).filter(({ from }) => from.status === "pending")
    assert.isAbove(Math.max(...pending.map(({ from, to }) => to.at - from.at)), 3 * DAY)
    const abandoned = sessions.filter(
      ({ expires, status }) => status === "open" && Number(expires) < now
    )
    assert.isNotEmpty(abandoned, "open past `expires`")
  })

  it("the rest of a session follows from its status", () => {
    for (const session of many("stripe").sessions) {
      if (session["status"] !== "open") assert.isNull(session["url"])
      if (session["status"] === "open") assert.isNull(session["payment_intent"])
    }
    for (const [name, key, read] of [
      ["polar", "modified_at", (time: unknown) => Date.parse(String(time))],
      ["flowglad", "updatedAt", Number]
    ] as const) {
      const { history, sessions } = many(name)
      const steps = bySession(history)
      for (const session of sessions) {
        const [first, ...more] = steps.get(String(session["id"])) ?? []
        const last = more.at(-1)
        if (last !== undefined) assert.strictEqual(read(session[key]), last.at)
        else assert.strictEqual(session[key], name === "polar" ? null : (first?.at ?? null))
      }
    }
  })
})
