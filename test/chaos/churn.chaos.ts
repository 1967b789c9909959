import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { HttpClient } from "@effect/platform"
import { Sandbox } from "../../src/index.js"
import { subjects, drain } from "./drain.js"
import { virtually } from "./virtual.js"

interface Case {
  readonly kinds: ReadonlyArray<Sandbox.ChangeKind>
  readonly sessions: number
  readonly limit?: number
}

/**
 * Small pages of Polar do not overlap. There, a session that was created hides one that was deleted
 * between the same two requests, because the total stays as it was. So such a list only shrinks here,
 * or only grows.
 */
const casesOf = (provider: Sandbox.ProviderName): ReadonlyArray<Case> =>
  provider === "polar"
    ? [
        { kinds: Sandbox.changeKinds, sessions: 3000 },
        { kinds: ["created", "completed"], sessions: 400, limit: 7 },
        { kinds: ["completed", "deleted"], sessions: 400, limit: 7 }
      ]
    : [{ kinds: Sandbox.changeKinds, sessions: 400, limit: 7 }]

const idOf = (session: Sandbox.JsonObject) => String(session["id"])

describe("a list that changes at every fifth request, with 5 % faults", () => {
  for (const subject of subjects) {
    const { provider } = subject
    for (const { kinds, limit, sessions } of casesOf(provider)) {
      it.effect(
        `${provider}, pages of ${limit ?? 100}, ${kinds.join(", ")}: every session that stays arrives once`,
        () =>
          Effect.gen(function* () {
            let changes = 0
            let gaveUp = 0
            for (let seed = 1; seed <= 12; seed++) {
              const options: Sandbox.Options = {
                sessions,
                seed,
                now: Date.parse("2026-11-01T00:00:00Z"),
                churn: { rate: 0.2, seed, kinds },
                faults: { rate: 0.05, seed, kinds: Sandbox.retriedFaultKinds },
                onChange: () => Effect.sync(() => void changes++)
              }
              const running = yield* Sandbox.make(options)
              const client = yield* Effect.provide(
                subject.connect(),
                Layer.succeed(HttpClient.HttpClient, running.httpClient)
              )
              const drained = yield* virtually(Effect.either(drain(client, { limit })))
              if (drained._tag === "Left") {
                assert.strictEqual(drained.left.reason, "ListChanged")
                gaveUp++
                continue
              }
              const { ids } = drained.right
              assert.strictEqual(new Set(ids).size, ids.length, `twice, with seed ${seed}`)
              const now = new Set((yield* running.sessions(provider)).map(idOf))
              const arrived = new Set(ids)
              const lost = Sandbox.sessions(provider, options)
                .map(idOf)
                .filter((id) => now.has(id) && !arrived.has(id))
              assert.deepStrictEqual(lost, [], `lost, with seed ${seed}`)
            }
            assert.isAbove(changes, 50)
            assert.isAtMost(gaveUp, 2)
          })
      )
    }
  }
})
