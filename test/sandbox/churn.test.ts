import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { dig, ids, names } from "./raw.js"
import { running } from "./running.js"

// Polar's tied sessions keep their order here, so that only the changes move them.
const script = (...steps: ReadonlyArray<Sandbox.ScriptedChange>): Sandbox.Options => ({
  ties: "stable",
  churn: { script: steps }
})

describe("scripted churn", () => {
  it.effect("creates the newest session before the chosen request, by the clock", () =>
    Effect.gen(function* () {
      const { ask, events } = yield* running(script({ request: 2, change: "created", count: 2 }))
      for (const name of names) {
        yield* ask(name)
        yield* TestClock.adjust("1 hour")
        const newest = name === "flowglad" ? "limit=1&cursor=" : "limit=3"
        const second = yield* name === "flowglad" ? ask(name) : ask(name, newest)
        const [first, last] = events.filter(({ provider }) => provider === name)
        assert.strictEqual(first?.request, 2)
        assert.isUndefined(first?.before)
        assert.strictEqual(
          first?.after?.["status"],
          name === "monime" ? "pending" : "open",
          "a new session is open"
        )
        if (name === "flowglad") assert.strictEqual(dig(second.json, "total"), 252)
        else assert.deepStrictEqual(second.ids.slice(0, 2), [last?.id, first?.id])
      }
      const now = 5 * 3_600_000
      const times = events.map(({ after }) => after?.["createdAt"]).filter((at) => at !== undefined)
      assert.deepStrictEqual(times, [now - 2 * 3_600_000, now - 2 * 3_600_000 + 1])
    })
  )

  it.effect(
    "completes the named session, and changes nothing that the status does not decide",
    () =>
      Effect.gen(function* () {
        const paid = {
          stripe: "complete",
          polar: "succeeded",
          flowglad: "succeeded",
          monime: "completed",
          leanrails: "complete"
        }
        const decided = new Set(
          [
            "status payment_status payment_intent subscription invoice customer_details url consent",
            "custom_fields collected_information automatic_tax presentment_details after_expiration",
            "modified_at payment_method_type payment_processor_metadata updatedAt"
          ].flatMap((words) => words.split(" "))
        )
        for (const name of names) {
          const options = { sessions: 40, span: "20 hours" } as const
          const open = Sandbox.sessions(name, options).filter(
            ({ status }) => status === "open" || status === "pending"
          )
          for (const { id } of open) {
            const { ask, events } = yield* running({
              ...options,
              ...script({ request: 1, change: "completed", ids: [String(id)] })
            })
            yield* ask(name)
            // A Stripe session can live for less than an hour, and be over.
            if (events.length === 0) continue
            const [event] = events
            assert.strictEqual(event?.after?.["status"], paid[name])
            for (const key of new Set([
              ...Object.keys(event?.before ?? {}),
              ...Object.keys(event?.after ?? {})
            ])) {
              if (decided.has(key)) continue
              assert.deepStrictEqual(event?.after?.[key], event?.before?.[key], `${name} ${key}`)
            }
          }
          assert.isAbove(open.length, 3, name)
        }
      })
  )

  it.effect("a session that leaves a filter shifts Polar's pages", () =>
    Effect.gen(function* () {
      const options = { sessions: 200, span: "20 hours" } as const
      const open = Sandbox.sessions("polar", options).filter(({ status }) => status === "open")
      const first = ids(open).slice(0, 3).map(String)
      const { ask } = yield* running({
        ...options,
        ...script({ provider: "polar", request: 2, change: "completed", ids: first })
      })
      const one = yield* ask("polar", "status=open&page=1")
      const two = yield* ask("polar", "status=open&page=2")
      assert.deepStrictEqual(one.ids, ids(open.slice(0, 10)))
      assert.deepStrictEqual(two.ids, ids(open.slice(13, 23)))
      assert.strictEqual(dig(two.json, "pagination", "total_count"), open.length - 3)
    })
  )

  it.effect("a cursor stays valid when its session is deleted, and Polar's pages shift", () =>
    Effect.gen(function* () {
      const options = { sessions: 60, span: "20 hours" } as const
      const monime = Sandbox.sessions("monime", options)
      const at = monime.findIndex(({ status }, index) => status === "pending" && index > 3)
      const gone = String(monime[at]?.["id"])
      const deleted = { request: 2, change: "deleted", ids: [gone] } as const
      const run = yield* running({ ...options, ...script({ provider: "monime", ...deleted }) })
      const page = yield* run.ask("monime", `limit=${at + 1}`)
      const next = yield* run.ask(
        "monime",
        `limit=5&after=${String(dig(page.json, "pagination", "next"))}`
      )
      assert.deepStrictEqual(next.ids, ids(monime.slice(at + 1, at + 6)))
      assert.lengthOf(yield* run.sessions("monime"), 59)
      assert.deepStrictEqual(run.events[0]?.before, monime[at])
      assert.isUndefined(run.events[0]?.after)

      const polar = Sandbox.sessions("polar", options)
      const two = ids(polar).slice(2, 4).map(String)
      const walk = yield* running({
        ...options,
        ...script({ provider: "polar", request: 2, change: "deleted", ids: two })
      })
      yield* walk.ask("polar", "page=1")
      const second = yield* walk.ask("polar", "page=2")
      assert.deepStrictEqual(second.ids, ids(polar.slice(12, 22)), "two are skipped")
    })
  )

  it.effect(
    "Flowglad: deleted sessions are older than 14 days, and a keyset walk loses no other",
    () =>
      Effect.gen(function* () {
        const options = { sessions: 100, span: "15 days" } as const
        const { ask, events, sessions } = yield* running({
          ...options,
          ...script({ request: 2, change: "deleted", count: 1000 })
        })
        yield* TestClock.adjust("3 days")
        const first = yield* ask("flowglad")
        const cursor = encodeURIComponent(String(dig(first.json, "nextCursor")))
        const rest = yield* ask("flowglad", `limit=100&cursor=${cursor}`)
        assert.isAbove(events.length, 3)
        const now = 3 * 86_400_000
        for (const { before } of events) {
          assert.isBelow(Number(before?.["createdAt"]), now - 14 * 86_400_000)
          assert.notInclude(["succeeded", "pending"], before?.["status"])
        }
        const left = ids(yield* sessions("flowglad"))
        assert.deepStrictEqual(
          rest.ids,
          left.filter((id) => !first.ids.includes(id))
        )
      })
  )

  it.effect(
    "Polar and Monime expire only past the deadline; Stripe and Leanrails never delete",
    () =>
      Effect.gen(function* () {
        const options = { sessions: 60, span: "20 hours" } as const
        const expire = script(
          { request: 1, change: "expired", count: 99 },
          { request: 2, change: "expired", count: 99 }
        )
        for (const name of ["polar", "monime"] as const) {
          const { ask, events } = yield* running({ ...options, ...expire })
          yield* ask(name)
          assert.deepStrictEqual(events, [])
          yield* TestClock.adjust("1 day")
          yield* ask(name)
          assert.isAbove(events.length, 3)
          for (const { after } of events) assert.strictEqual(after?.["status"], "expired")
        }
        for (const name of ["stripe", "leanrails", "flowglad"] as const) {
          const { ask, events } = yield* running({
            ...options,
            ...script(
              { request: 1, change: "deleted", count: 99 },
              { request: 1, change: "expired" }
            )
          })
          yield* ask(name)
          assert.lengthOf(events, name === "flowglad" ? 0 : 1)
        }
      })
  )

  it.effect("naming a session does not bend the provider's rule", () =>
    Effect.gen(function* () {
      const options = { sessions: 60, span: "20 hours" } as const
      for (const name of ["polar", "monime"] as const) {
        const all = ids(Sandbox.sessions(name, options)).map(String)
        const { ask, events } = yield* running({
          ...options,
          ...script({ request: 1, change: "expired", ids: [...all, "unknown"] })
        })
        yield* ask(name)
        assert.deepStrictEqual(events, [])
      }
    })
  )

  it.effect("the other providers keep their data", () =>
    Effect.gen(function* () {
      const { ask, events, sessions } = yield* running(
        script({ provider: "stripe", request: 1, change: "created" })
      )
      yield* ask("leanrails")
      assert.deepStrictEqual(events, [])
      yield* ask("stripe")
      assert.lengthOf(events, 1)
      assert.lengthOf(yield* sessions("stripe"), 251)
      assert.lengthOf(yield* sessions("leanrails"), 250)
    })
  )
})
