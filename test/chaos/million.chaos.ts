import { HttpClient, HttpClientResponse } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Stream } from "effect"
import { connect, descriptors } from "./drain.js"

const million = 1_000_000

/**
 * The last page of a list. All providers share one loop. Stripe stands for most of them, and Polar
 * for those whose neighbouring pages the loop also compares.
 */
const envelopes: Readonly<Record<string, (items: string) => string>> = {
  stripe: (items) => `{"object":"list","data":${items},"has_more":false}`,
  polar: (items) => `{"items":${items},"pagination":{"total_count":1,"max_page":1}}`
}

const items = `[${"0,".repeat(million - 1)}0]`

describe("a page of a million bad items", () => {
  for (const descriptor of descriptors.filter(({ provider }) => provider in envelopes)) {
    it.live(`${descriptor.provider}: reports each item, and lets other fibers run`, () =>
      Effect.gen(function* () {
        const body = envelopes[descriptor.provider]?.(items) ?? ""
        const server = Layer.succeed(
          HttpClient.HttpClient,
          HttpClient.make((request) =>
            Effect.succeed(HttpClientResponse.fromWeb(request, new Response(body)))
          )
        )
        const client = yield* Effect.provide(connect(descriptor), server)

        const error = yield* Effect.flip(Stream.runDrain(client.streamSessions()))
        assert.strictEqual(error._tag, "CheckoutDecodeError")

        let reported = 0
        let turns = 0
        const other = yield* Effect.fork(
          Effect.forever(
            Effect.zipRight(
              Effect.sync(() => turns++),
              Effect.sleep("10 millis")
            )
          )
        )
        const arrived = yield* Stream.runCount(
          client.streamSessions(undefined, {
            onInvalidItem: () => Effect.sync(() => void reported++)
          })
        )
        yield* Fiber.interrupt(other)
        assert.strictEqual(arrived, 0)
        assert.strictEqual(reported, million)
        assert.isAbove(turns, 10)
      })
    )
  }
})
