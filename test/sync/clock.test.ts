/** A clock that was ahead for one round, and set right after it. */
import { HttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, TestClock } from "effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as Sync from "../../src/sync/Sync.js"
import { SyncStore } from "../../src/sync/SyncStore.js"
import * as Memory from "./memory.js"
import { sourceOf } from "./sources.js"

const start = 1_800_000_000_000
const day = 86_400_000

/** Twenty sessions, some of which are paid by debit. */
const sessions = (isPaid: (index: number) => boolean) =>
  Array.from({ length: 20 }, (_, index) =>
    Sandbox.session("stripe", {
      id: `cs_test_${index}`,
      status: "complete",
      payment_status: isPaid(index) ? "paid" : "unpaid",
      created: start / 1000 - 60 + index
    })
  )

describe("a clock that was ahead by ten years", () => {
  it.effect("hides no late change, and no session that is gone", () =>
    Effect.gen(function* () {
      const store = Memory.make()
      const during = <A, E, R>(
        stripe: ReturnType<typeof sessions>,
        effect: Effect.Effect<A, E, R>
      ) =>
        Effect.flatMap(Sandbox.make({ sessions: { stripe } }), ({ httpClient }) =>
          Effect.provide(
            effect,
            Layer.merge(
              Layer.succeed(SyncStore, store),
              Layer.succeed(HttpClient.HttpClient, httpClient)
            )
          )
        )
      const once = Effect.flatMap(sourceOf("stripe"), Sync.once)
      const unpaid = sessions((index) => index > 5)
      yield* TestClock.setTime(start)
      yield* during(unpaid, once)
      yield* TestClock.setTime(start + 3650 * day)
      yield* during(unpaid, once)
      for (const days of [1, 2, 3]) {
        yield* TestClock.setTime(start + days * day)
        yield* during(unpaid, once)
      }
      const paid = sessions(() => true)
      yield* TestClock.setTime(start + 4 * day)
      yield* during(paid, once)
      assert.isTrue(store.rows("stripe").every(({ session }) => session.status === "complete"))
      yield* TestClock.setTime(start + 5 * day)
      yield* during(
        paid.slice(1),
        Effect.flatMap(sourceOf("stripe"), (source) => Sync.audit(source))
      )
      const gone = store.rows("stripe").filter(({ goneAt }) => goneAt !== undefined)
      assert.deepEqual(
        gone.map(({ session }) => session.id),
        ["cs_test_0"]
      )
    })
  )
})
