import { assert, describe, it } from "@effect/vitest"
import { Effect, Option, Redacted, Stream } from "effect"
import { Sandbox, type Stripe, StripeClient } from "../../src/index.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import { virtually } from "./virtual.js"

const idsOf = (sessions: ReadonlyArray<{ readonly id: string } | Sandbox.JsonObject>) =>
  sessions.map(({ id }) => String(id)).toSorted()

/** Drains Stripe's list with several workers. A failure's cursor resumes it, with another number. */
const drain = (client: StripeClient.Service, workers: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const got: Array<Stripe.Session> = []
    let failures = 0
    let from: Cursor | undefined
    for (;;) {
      const concurrency = workers[failures % workers.length] ?? 1
      const end = yield* client.streamSessions({}, { concurrency, from }).pipe(
        Stream.runForEachChunk((chunk) => Effect.sync(() => void got.push(...chunk))),
        Effect.either
      )
      if (end._tag === "Right") return { got, failures }
      if (Option.isNone(end.left.cursor) || ++failures > 10_000) return yield* end.left
      from = end.left.cursor.value
    }
  })

const secretKey = Redacted.make(Sandbox.credentials.stripe.secretKey)

describe("Stripe's list by several workers, under virtual time", () => {
  for (const [name, churn] of [
    ["at 5 % faults of every kind", undefined],
    ["at 5 % faults, while sessions are created and change", 0.2]
  ] as const) {
    it.effect(`${name}: every session once`, () =>
      Effect.gen(function* () {
        let failed = 0
        for (let seed = 1; seed <= 6; seed++) {
          const options: Sandbox.Options = {
            sessions: 4000,
            seed,
            now: Date.parse("2026-11-01T00:00:00Z"),
            faults: { rate: 0.05, seed },
            churn: churn === undefined ? undefined : { rate: churn, seed }
          }
          const { failures, got } = yield* Effect.gen(function* () {
            const client = yield* Effect.provide(
              StripeClient.make(),
              StripeClient.layerCredentials({ secretKey })
            )
            return yield* drain(client, [8, 1, 32, 3])
          }).pipe(virtually, Effect.provide(Sandbox.layerHttpClient(options)))
          failed += failures
          const ids = idsOf(got)
          assert.lengthOf(new Set(ids), ids.length, `twice, with seed ${seed}`)
          const wanted = idsOf(Sandbox.sessions("stripe", options))
          const arrived = new Set(ids)
          assert.deepStrictEqual(
            wanted.filter((id) => !arrived.has(id)),
            [],
            `lost, with seed ${seed}`
          )
        }
        assert.isAbove(failed, 0)
      })
    )
  }
})
