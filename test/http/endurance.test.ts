import { assert, describe, it } from "@effect/vitest"
import { Array as Arr, Clock, Duration, Effect, Fiber, Layer, TestClock } from "effect"
import * as Pause from "../../src/http/internal/pause.js"
import * as Retry from "../../src/http/Retry.js"
import * as Timeouts from "../../src/http/Timeouts.js"
import { stripe } from "../support/drivers.js"
import * as Http from "../support/http.js"

/** A clock for thousands of waits. With `TestClock`, each would take milliseconds of real time. */
const clockOf = (
  now: () => number,
  sleep: (millis: number) => Effect.Effect<void>
): Clock.Clock => ({
  [Clock.ClockTypeId]: Clock.ClockTypeId,
  unsafeCurrentTimeMillis: now,
  unsafeCurrentTimeNanos: () => BigInt(now()) * 1_000_000n,
  currentTimeMillis: Effect.sync(now),
  currentTimeNanos: Effect.sync(() => BigInt(now()) * 1_000_000n),
  sleep: (duration) => sleep(Duration.toMillis(duration))
})

describe("a long-lived client", () => {
  it.effect("a fiber waits out the pause exactly, after thousands of interrupted waits", () => {
    const waits: Array<number> = []
    const clock = clockOf(
      () => 0,
      (millis) =>
        Effect.zipRight(
          Effect.sync(() => waits.push(millis)),
          Effect.never
        )
    )
    return Effect.gen(function* () {
      const pause = yield* Pause.make
      yield* pause.extend(1000)
      // A fiber yields to others after some 2,000 steps. One more step before each wait moves that
      // yield over every point of the wait.
      for (const steps of Arr.range(0, 2100)) {
        const before = Effect.replicateEffect(Effect.void, steps, { discard: true })
        const waiter = yield* Effect.fork(Effect.zipRight(before, pause.wait))
        yield* Effect.yieldNow()
        yield* Fiber.interrupt(waiter)
      }
      const alone = yield* Effect.fork(pause.wait)
      yield* Effect.yieldNow()
      yield* Fiber.interrupt(alone)
      assert.strictEqual(waits.at(-1), 1000)
    }).pipe(Effect.withClock(clock))
  })

  it.effect("a clock that is set back does not lengthen a wait", () =>
    Effect.gen(function* () {
      for (const [next, end] of [
        [500, 5_001_000],
        [3000, 5_003_000]
      ] as const) {
        const pause = yield* Pause.make
        yield* TestClock.setTime(10_000_000)
        yield* pause.extend(1000)
        yield* TestClock.setTime(5_000_000)
        yield* pause.extend(next)
        const waiter = yield* Effect.fork(Effect.zipRight(pause.wait, Clock.currentTimeMillis))
        yield* TestClock.adjust("1 minute")
        assert.strictEqual(yield* Fiber.join(waiter), end)
      }
    })
  )

  it.effect("the retry budget holds after more than a thousand attempts without a wait", () => {
    let now = 0
    const clock = clockOf(
      () => now,
      // The bodies are there at once, so the limit for the body of a refusal (2 seconds) never passes.
      (millis) =>
        Number.isFinite(millis) && millis !== 2000
          ? Effect.sync(() => void (now += millis))
          : Effect.never
    )
    return Effect.gen(function* () {
      const busy = Http.text("", { status: 503 })
      const many = 1100
      const server = Http.serve((_, index) =>
        index < many
          ? busy
          : index === many
            ? Http.after("3 seconds", busy)
            : Http.json(stripe.page([], 1, false))
      )
      const layers = Layer.mergeAll(
        server.layer,
        Retry.layer({ times: Infinity, base: 0, budget: "2 seconds" }),
        Timeouts.layer({ attempt: Infinity, overall: Infinity })
      )
      const client = yield* Effect.provide(stripe.make(), layers)
      yield* Effect.flip(client.listSessions())
      assert.lengthOf(server.requests, many + 1)
    }).pipe(Effect.withClock(clock))
  })
})
