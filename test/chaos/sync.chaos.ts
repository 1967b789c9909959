/** Ten days of each provider's life, and a machine that is off for a while: what happened, and when the table knew. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Predicate } from "effect"
import { follow, isLate } from "../sync/days.js"
import { providers } from "../sync/sources.js"

const idsOf = (sessions: ReadonlyArray<unknown>) =>
  sessions.map((session) => (Predicate.hasProperty(session, "id") ? String(session.id) : ""))

/** Sessions a day at each provider; `npm run soak:sync` has 2,000. A page of Polar's is several times as long. */
const perDay = Number(process.env["PER_DAY"] ?? 0)
const tenDays = Number(process.env["DAYS"] ?? 10)

describe.each(providers)("%s: ten days", (provider) => {
  const title = "no change is missed, and none is known late"
  const days = () =>
    Effect.gen(function* () {
      const pace = perDay || (provider === "polar" ? 12 : 40)
      const { kinds, learned, requests, rows, sessions, ticks } = yield* follow({
        provider,
        perDay: pace,
        days: tenDays,
        seed: 7
      })
      const lags = learned.map(({ lag }) => lag / 60_000).sort((a, b) => a - b)
      const at = (share: number) => (lags[Math.floor(lags.length * share)] ?? 0).toFixed(1)
      console.log(
        `${provider}: ${learned.length} changes at ${pace} sessions a day, ${(requests / ticks).toFixed(1)} requests a round (${JSON.stringify(kinds)}), known after ${at(0.5)} min (p50), ${at(0.99)} min (p99)`
      )
      assert.isAbove(learned.length, pace * tenDays)
      assert.deepEqual(learned.filter(isLate), [])
      const known = new Set(rows.map(({ session }) => session.id))
      assert.deepEqual(
        idsOf(sessions).filter((id) => !known.has(id)),
        []
      )
    })
  it.live(title, days, 3_600_000)
})

it.live("sync: after half a day without a round, everything is known again", () =>
  Effect.gen(function* () {
    for (const provider of ["stripe", "flowglad"] as const) {
      const off = (round: number) => round > 60 && round < 204
      const { learned, now } = yield* follow({ provider, perDay: 60, days: 1, seed: 3, off })
      // A tick after the rounds began again.
      const began = now - (288 - 204) * 300_000
      const missed = learned.filter(({ at, lag }) => at < began && at + lag > began + 300_000)
      assert.deepEqual(missed, [])
    }
  })
)
