import * as HttpClient from "@effect/platform/HttpClient"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import type { CheckoutError } from "../../src/CheckoutError.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import { settle } from "../support/run.js"
import { DAY } from "./lives.js"
import { ids, names } from "./raw.js"

const { flowglad, leanrails, monime, polar, stripe } = Sandbox.credentials

/** The part of a client that this test uses. */
interface Streams {
  readonly streamSessions: () => Stream.Stream<{ readonly id?: string | undefined }, CheckoutError>
}

const idsOf = (client: Streams) => Stream.map(client.streamSessions(), ({ id }) => String(id))

/** The ids that the client of each provider streams. */
const streams = {
  stripe: Effect.map(StripeClient.make(), idsOf).pipe(
    Effect.provide(StripeClient.layerCredentials({ secretKey: Redacted.make(stripe.secretKey) }))
  ),
  polar: Effect.map(PolarClient.make(), idsOf).pipe(
    Effect.provide(PolarClient.layerCredentials({ accessToken: Redacted.make(polar.accessToken) }))
  ),
  flowglad: Effect.map(FlowgladClient.make(), idsOf).pipe(
    Effect.provide(
      FlowgladClient.layerCredentials({ secretKey: Redacted.make(flowglad.secretKey) })
    )
  ),
  monime: Effect.map(MonimeClient.make(), idsOf).pipe(
    Effect.provide(
      MonimeClient.layerCredentials({
        accessToken: Redacted.make(monime.accessToken),
        spaceId: monime.spaceId
      })
    )
  ),
  leanrails: Effect.map(LeanrailsClient.make(), idsOf).pipe(
    Effect.provide(
      LeanrailsClient.layerCredentials({ secretKey: Redacted.make(leanrails.secretKey) })
    )
  )
}

describe("a client of a sandbox that lives", () => {
  for (const name of names) {
    it.effect(`${name}: streams every session that stays while time passes`, () =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.make({
          sessions: 100,
          latency: "20 seconds",
          life: { perDay: 500 }
        })
        yield* TestClock.setTime(3 * DAY)
        const before = yield* sandbox.sessions(name)
        const stream = yield* Effect.provideService(
          streams[name],
          HttpClient.HttpClient,
          sandbox.httpClient
        )
        const seen = Array.from(yield* settle(Stream.runCollect(stream), "1 day"))
        const after = new Set(ids(yield* sandbox.sessions(name)))
        const found = new Set(seen)
        assert.strictEqual(found.size, seen.length)
        for (const { id } of before) {
          if (after.has(id)) assert.isTrue(found.has(String(id)), String(id))
        }
        assert.isAbove(before.length, 1000)
      })
    )
  }
})
