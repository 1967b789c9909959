/** Some hours of each provider's life: what happened, and when the table knew. Ten days are in `test/chaos`. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Predicate } from "effect"
import { isLate, follow } from "./days.js"
import { providers } from "./sources.js"

const idsOf = (sessions: ReadonlyArray<unknown>) =>
  sessions.map((session) => (Predicate.hasProperty(session, "id") ? String(session.id) : ""))

describe.each(providers)("%s: some hours", (provider) => {
  it.live("every change is known after a round, or after a tenth of the session's age", () =>
    Effect.gen(function* () {
      const { learned, rows, sessions } = yield* follow({
        provider,
        perDay: 30,
        days: 0.2,
        seed: 7
      })
      assert.isAbove(learned.length, 5)
      assert.deepEqual(learned.filter(isLate), [])
      const known = new Set(rows.map(({ session }) => session.id))
      assert.deepEqual(
        idsOf(sessions).filter((id) => !known.has(id)),
        []
      )
    })
  )
})
