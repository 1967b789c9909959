/** The lists of faults, compared with what the clients do. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import { FlowgladClient, PolarClient, Sandbox, StripeClient } from "../../src/index.js"

const { flowglad, polar, stripe } = Sandbox.credentials

const clients = Layer.mergeAll(
  StripeClient.layer().pipe(
    Layer.provide(StripeClient.layerCredentials({ secretKey: Redacted.make(stripe.secretKey) }))
  ),
  PolarClient.layer().pipe(
    Layer.provide(PolarClient.layerCredentials({ accessToken: Redacted.make(polar.accessToken) }))
  ),
  FlowgladClient.layer().pipe(
    Layer.provide(FlowgladClient.layerCredentials({ secretKey: Redacted.make(flowglad.secretKey) }))
  )
)

const read = <A extends { readonly id: string }, E>(sessions: Stream.Stream<A, E>) =>
  Stream.runCollect(Stream.map(sessions, ({ id }): string => id)).pipe(
    Effect.map((ids) => new Set(ids).size),
    Effect.either
  )

/** How many sessions each stream gives where the second request meets a fault. */
const through = (fault: Sandbox.FaultKind) =>
  Effect.gen(function* () {
    const streams = [
      (yield* StripeClient.StripeClient).streamSessions().pipe(read),
      (yield* PolarClient.PolarClient).streamSessions().pipe(read),
      (yield* FlowgladClient.FlowgladClient).streamSessions().pipe(read)
    ]
    const fiber = yield* Effect.fork(Effect.all(streams, { concurrency: "unbounded" }))
    yield* TestClock.adjust("1 hour")
    return yield* Fiber.join(fiber)
  }).pipe(
    Effect.provide(
      Layer.provide(
        clients,
        Sandbox.layerHttpClient({
          sessions: 250,
          faults: { script: [{ request: 2, fault }] }
        })
      )
    )
  )

describe("retriedFaultKinds", () => {
  for (const fault of Sandbox.retriedFaultKinds) {
    it.effect(`${fault}: one adjust of TestClock, and every session arrives`, () =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* through(fault), [
          Either.right(250),
          Either.right(250),
          Either.right(250)
        ])
      })
    )
  }

  it.effect("are the wire faults but those that end a stream", () =>
    Effect.gen(function* () {
      const others = Sandbox.wireFaultKinds.filter(
        (kind) => !Sandbox.retriedFaultKinds.includes(kind)
      )
      assert.sameMembers(others, ["redirect", "stalled-401", "stalled-404", "error-200"])
      for (const fault of ["redirect", "error-200"] as const) {
        for (const outcome of yield* through(fault)) assert.isTrue(Either.isLeft(outcome), fault)
      }
    })
  )
})
