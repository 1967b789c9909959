// One of the processes in limit.redis.ts, which drain Stripe's list under one limit.
import * as RateLimiter from "@effect/experimental/RateLimiter"
import * as Redis from "@effect/experimental/RateLimiter/Redis"
import { FetchHttpClient } from "@effect/platform"
import { Effect, Layer, Redacted, Stream } from "effect"
import * as RateLimitStore from "../../src/http/RateLimitStore.js"
import { Retry, Sandbox, StripeClient } from "../../src/index.js"

const [baseUrl = "", port = ""] = process.argv.slice(2)

const Stripe = StripeClient.layer({ baseUrl }).pipe(
  Layer.provide(
    StripeClient.layerCredentials({
      secretKey: Redacted.make(Sandbox.credentials.stripe.secretKey)
    })
  ),
  Layer.provide(Retry.layerNone),
  Layer.provide(RateLimitStore.layerStore()),
  Layer.provide(RateLimiter.layer),
  Layer.provide(Redis.layerStore({ host: "127.0.0.1", port: Number(port), lazyConnect: false })),
  Layer.provide(FetchHttpClient.layer)
)

const drain = Effect.gen(function* () {
  const stripe = yield* StripeClient.StripeClient
  return yield* Stream.runCount(stripe.streamSessions({ limit: 25 }))
})

console.log(await Effect.runPromise(Effect.provide(drain, Stripe)))
