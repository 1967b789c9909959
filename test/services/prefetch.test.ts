import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Stream } from "effect"
import { drivers } from "../support/drivers.js"
import * as Http from "../support/http.js"
import { drain, expectTag } from "../support/run.js"

const settled = Effect.repeatN(Effect.yieldNow(), 500)

for (const driver of drivers) {
  const list = (pages: number) =>
    Http.serve((_, index) =>
      Http.json(
        driver.page(
          [driver.item(2 * index), driver.item(2 * index + 1)],
          index + 1,
          index < pages - 1
        )
      )
    )

  describe(`${driver.provider}: prefetch`, () => {
    for (const [prefetch, requests] of [
      [undefined, 1],
      [0, 1],
      [1, 2],
      [3, 4],
      [0.5, 1],
      [2.5, 3],
      [-1, 1],
      [Number.NaN, 1]
    ] as const) {
      it.effect(`requests exactly ${prefetch} pages ahead of the consumer`, () =>
        Effect.gen(function* () {
          const server = list(10)
          const client = yield* Effect.provide(driver.make(), server.layer)
          for (const stream of [
            client.streamSessions(undefined, { prefetch }),
            client.streamPages(undefined, { prefetch })
          ]) {
            const before = server.requests.length
            const reached = yield* Deferred.make<void>()
            const fiber = yield* stream.pipe(
              Stream.runForEach(() =>
                Effect.zipRight(Deferred.succeed(reached, undefined), Effect.never)
              ),
              Effect.fork
            )
            yield* Deferred.await(reached)
            yield* settled
            assert.strictEqual(server.requests.length - before, requests)
            yield* Fiber.interrupt(fiber)
          }
        })
      )
    }

    it.effect("changes neither the items nor the error at the end", () =>
      Effect.gen(function* () {
        const server = Http.serve((_, index) =>
          index < 5
            ? Http.json(driver.page([driver.item(index)], index + 1, true))
            : Http.json({}, { status: 403 })
        )
        const client = yield* Effect.provide(driver.make(), server.layer)
        const { error, items } = yield* drain(client.streamSessions(undefined, { prefetch: 2 }))
        assert.deepEqual(items, [0, 1, 2, 3, 4].map(driver.item))
        assert.strictEqual(expectTag(error, "CheckoutResponseError").reason, "Forbidden")
      })
    )
  })
}
