import { FetchHttpClient, HttpServer } from "@effect/platform"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { assert, describe, it } from "@effect/vitest"
import { Clock, type Duration, Effect, Fiber, Layer, Redacted, Stream } from "effect"
import { createServer } from "node:http"
import { RateLimit, Retry, Sandbox, StripeClient } from "../../src/index.js"
import { subjects } from "./drain.js"
import { virtually } from "./virtual.js"

/** The documented rates for the sandbox's credentials, which are of test mode. */
const allowed = { stripe: 25, polar: 500 / 60, monime: 5, leanrails: 1500 / 60 }

const paced = subjects.flatMap((subject) =>
  Object.entries(allowed)
    .filter(([provider]) => provider === subject.provider)
    .map(([provider, perSecond]) => ({ subject, provider, perSecond }))
)

/** Eight fibers list for a while, under the limits that the sandbox enforces. */
const hurry = (
  subject: (typeof subjects)[number],
  time: Duration.DurationInput,
  baseUrl?: string
) =>
  Effect.gen(function* () {
    const client = yield* subject.connect({ baseUrl })
    const began = yield* Clock.currentTimeMillis
    const fibers = yield* Effect.fork(
      Effect.replicateEffect(Stream.runDrain(client.streamSessions({ limit: 1 })), 8, {
        concurrency: "unbounded"
      })
    )
    yield* Effect.sleep(time)
    yield* Fiber.interrupt(fibers)
    return ((yield* Clock.currentTimeMillis) - began) / 1000
  })

const counter = () => {
  const statuses = new Map<number | undefined, number>()
  return {
    onRequest: ({ status }: Sandbox.RequestEvent) =>
      Effect.sync(() => statuses.set(status, (statuses.get(status) ?? 0) + 1)),
    of: (status: number) => statuses.get(status) ?? 0
  }
}

const politely = Layer.mergeAll(RateLimit.layerDocumented, Retry.layerNone)

describe("RateLimit.layerDocumented under the limits that the sandbox enforces", () => {
  for (const { subject, perSecond, provider } of paced) {
    it.effect(
      `${provider}: five minutes of virtual time see no 429, and at least 90 % of the rate`,
      () =>
        Effect.gen(function* () {
          const seen = counter()
          const seconds = yield* virtually(
            hurry(subject, "5 minutes").pipe(
              Effect.provide(
                Layer.merge(
                  politely,
                  Sandbox.layerHttpClient({
                    sessions: 20_000,
                    rateLimits: "documented",
                    onRequest: seen.onRequest
                  })
                )
              )
            )
          )
          assert.strictEqual(seen.of(429), 0)
          assert.isAtLeast(seen.of(200) / seconds, 0.9 * perSecond)
        })
    )
  }

  for (const { subject, perSecond, provider } of paced) {
    it.scopedLive(`${provider}: no 429 over sockets`, () =>
      Effect.gen(function* () {
        const seen = counter()
        const context = yield* Layer.build(
          Layer.provideMerge(
            Sandbox.serve({ sessions: 1000, rateLimits: "documented", onRequest: seen.onRequest }),
            NodeHttpServer.layerServer(() => createServer(), { port: 0, host: "127.0.0.1" })
          )
        )
        const { address } = yield* Effect.provide(HttpServer.HttpServer, context)
        if (address._tag !== "TcpAddress") return yield* Effect.dieMessage("no address")
        const seconds = yield* hurry(subject, "4 seconds", `http://127.0.0.1:${address.port}`).pipe(
          Effect.provide(Layer.merge(politely, FetchHttpClient.layer))
        )
        const share = seen.of(200) / seconds / perSecond
        console.log(`${provider}: ${(share * 100).toFixed(1)} % of the documented rate`)
        assert.strictEqual(seen.of(429), 0)
        // The share above this bound depends on how busy the machine is.
        assert.isAtLeast(share, 0.5)
      })
    )
  }
})

describe("a burst after an idle second, with a live key", () => {
  it.effect("stripe: no 429, and no window of a second holds more than 100 requests", () =>
    Effect.gen(function* () {
      const seen = counter()
      const arrivals: Array<number> = []
      yield* virtually(
        Effect.gen(function* () {
          const client = yield* Effect.provide(
            StripeClient.make(),
            StripeClient.layerCredentials({ secretKey: Redacted.make("sk_live_sandbox") })
          )
          const one = client.listSessions({ limit: 1 })
          yield* one
          yield* Effect.sleep("990 millis")
          yield* one
          yield* Effect.sleep("103 millis")
          yield* Effect.all(
            Array.from({ length: 300 }, () => one),
            { concurrency: "unbounded", discard: true }
          )
        }).pipe(
          Effect.provide(
            Layer.merge(
              politely,
              Sandbox.layerHttpClient({
                rateLimits: "documented",
                onRequest: (event) =>
                  Effect.zipRight(
                    seen.onRequest(event),
                    Effect.map(Clock.currentTimeMillis, (now) => void arrivals.push(now))
                  )
              })
            )
          )
        )
      )
      assert.strictEqual(seen.of(200), 302)
      assert.strictEqual(seen.of(429), 0)
      const busiest = arrivals.map(
        (from) => arrivals.filter((at) => at >= from && at < from + 1000).length
      )
      assert.isAtMost(Math.max(...busiest), 100)
    })
  )
})
