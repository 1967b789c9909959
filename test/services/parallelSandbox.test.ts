/** The sandbox is a second reading of the providers' documentation: its lists are filtered as it says. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Layer, Option, Predicate, Redacted, Stream } from "effect"
import * as Retry from "../../src/http/Retry.js"
import type { CheckoutError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import type { ParallelOptions } from "../../src/services/CheckoutClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"

const idOf = (session: unknown) => (Predicate.hasProperty(session, "id") ? String(session.id) : "")

type StreamOf = (options: ParallelOptions) => Stream.Stream<{ readonly id: string }, CheckoutError>

const clients = {
  stripe: Effect.map(
    Effect.provide(
      StripeClient.make(),
      StripeClient.layerCredentials({
        secretKey: Redacted.make(Sandbox.credentials.stripe.secretKey)
      })
    ),
    (client): StreamOf =>
      (options) =>
        client.streamSessions({ limit: 20 }, options)
  ),
  polar: Effect.map(
    Effect.provide(
      PolarClient.make(),
      PolarClient.layerCredentials({
        accessToken: Redacted.make(Sandbox.credentials.polar.accessToken)
      })
    ),
    (client): StreamOf =>
      (options) =>
        client.streamSessions({ limit: 50 }, options)
  )
} as const

describe("the sandbox's sessions by several workers", () => {
  for (const provider of ["stripe", "polar"] as const) {
    it.live(`${provider}: each arrives once, whatever fails on the way`, () =>
      Effect.gen(function* () {
        const stream = yield* clients[provider]
        const got: Array<string> = []
        let from: Cursor | undefined
        let failures = 0
        for (;;) {
          const end = yield* stream({ concurrency: [8, 3, 1, 16][failures % 4], from }).pipe(
            Stream.runForEach(({ id }) => Effect.sync(() => got.push(id))),
            Effect.either
          )
          if (Either.isRight(end)) break
          failures++
          assert.isBelow(failures, 500)
          from = Option.getOrUndefined(end.left.cursor)
          assert.isDefined(from)
        }
        assert.isAbove(failures, 0)
        assert.deepEqual(
          got.toSorted(),
          Sandbox.sessions(provider, { sessions: 1000 }).map(idOf).toSorted()
        )
      }).pipe(
        Effect.provide(
          Layer.mergeAll(
            Retry.layerNone,
            Sandbox.layerHttpClient({
              sessions: 1000,
              faults: {
                rate: 0.05,
                seed: 5,
                kinds: Sandbox.retriedFaultKinds.filter((kind) => !kind.startsWith("stalled"))
              }
            })
          )
        )
      )
    )
  }
})
