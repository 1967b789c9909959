import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { dig, list, names } from "./raw.js"
import { running } from "./running.js"

const rated = (seed: number, order = names) =>
  Effect.gen(function* () {
    const { ask, events, sessions } = yield* running({
      sessions: 400,
      span: "16 days",
      churn: { rate: 0.6, seed }
    })
    yield* TestClock.adjust("18 hours")
    for (const name of order) yield* Effect.replicateEffect(ask(name, "limit=1"), 60)
    const now = yield* Effect.forEach(names, sessions)
    return { events, now }
  }).pipe(Effect.withTracerEnabled(false))

describe("churn by rate", () => {
  it.effect("is the same for one seed, whatever the order of the providers", () =>
    Effect.gen(function* () {
      const one = yield* rated(1)
      assert.isAbove(one.events.length, 100)
      const again = yield* rated(1, names.toReversed())
      assert.sameDeepMembers(
        again.events.map(({ provider, request, change, id }) => [provider, request, change, id]),
        one.events.map(({ provider, request, change, id }) => [provider, request, change, id])
      )
      const other = yield* rated(2)
      assert.notDeepEqual(
        other.events.map(({ id }) => id),
        one.events.map(({ id }) => id)
      )
    })
  )

  it.effect("makes only the changes that the provider knows", () =>
    Effect.gen(function* () {
      const { events } = yield* rated(3)
      const made = (name: Sandbox.ProviderName) => [
        ...new Set(events.filter(({ provider }) => provider === name).map((event) => event.change))
      ]
      const knows = {
        stripe: ["created", "completed", "expired"],
        polar: ["created", "completed", "expired", "deleted"],
        flowglad: ["created", "completed", "deleted"],
        monime: ["created", "completed", "expired", "deleted"],
        leanrails: ["created", "completed", "expired"]
      }
      for (const name of names) assert.sameMembers(made(name), knows[name], name)
    })
  )

  it.effect("every event leads from the initial data to the current data", () =>
    Effect.gen(function* () {
      const { events, now } = yield* rated(4)
      for (const [at, name] of names.entries()) {
        const held = new Map(
          Sandbox.sessions(name, { sessions: 400, span: "16 days" }).map((session) => [
            session["id"],
            JSON.stringify(session)
          ])
        )
        for (const event of events.filter(({ provider }) => provider === name)) {
          const text = (session: Sandbox.JsonObject | undefined) =>
            session === undefined ? undefined : JSON.stringify(session)
          assert.strictEqual(held.get(event.id), text(event.before))
          const after = text(event.after)
          if (after === undefined) held.delete(event.id)
          else held.set(event.id, after)
        }
        const current = list(now[at])
        assert.strictEqual(current.length, held.size, name)
        for (const session of current) {
          assert.strictEqual(JSON.stringify(session), held.get(String(dig(session, "id"))))
        }
      }
    })
  )

  it.effect("a rate of 0 and an empty list of kinds change nothing", () =>
    Effect.gen(function* () {
      for (const churn of [{ rate: 0 }, { rate: 1, kinds: [] }, {}]) {
        const { ask, events, sessions } = yield* running({ sessions: 30, churn })
        yield* Effect.replicateEffect(ask("polar"), 5)
        assert.deepStrictEqual(events, [])
        assert.deepStrictEqual(
          yield* sessions("polar"),
          Sandbox.sessions("polar", { sessions: 30 })
        )
      }
    })
  )
})
