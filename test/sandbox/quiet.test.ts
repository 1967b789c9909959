import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Logger, LogLevel, Redacted } from "effect"
import * as Retry from "../../src/http/Retry.js"
import * as Timeouts from "../../src/http/Timeouts.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as StripeClient from "../../src/services/StripeClient.js"

describe("a fault that becomes a typed error", () => {
  for (const fault of Sandbox.faultKinds) {
    it.live(`${fault} leaves no line in the log`, () =>
      Effect.gen(function* () {
        const lines: Array<unknown> = []
        const logger = Logger.make(({ message }) => void lines.push(message))
        const client = StripeClient.layer().pipe(
          Layer.provide(
            StripeClient.layerCredentials({
              secretKey: Redacted.make(Sandbox.credentials.stripe.secretKey)
            })
          ),
          Layer.provide(
            Sandbox.layerHttpClient({
              faults: { script: [{ fault, provider: "stripe", request: 1 }] }
            })
          ),
          Layer.provide(Layer.merge(Retry.layerNone, Timeouts.layer({ attempt: "100 millis" })))
        )
        yield* Effect.flatMap(StripeClient.StripeClient, (stripe) =>
          Effect.either(stripe.listSessions({ limit: 2 }))
        ).pipe(
          Effect.provide(client),
          Effect.provide(
            Layer.merge(
              Logger.replace(Logger.defaultLogger, logger),
              Logger.minimumLogLevel(LogLevel.All)
            )
          )
        )
        assert.deepEqual(lines, [])
      })
    )
  }
})
