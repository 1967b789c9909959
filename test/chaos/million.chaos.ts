import { HttpClient, HttpClientResponse } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Fiber, Layer, Option, Stream } from "effect"
import { idOf } from "../../src/pagination/internal/keyset.js"
import { startAt } from "../../src/pagination/internal/position.js"
import type { Walk } from "../../src/pagination/internal/step.js"
import { numbered } from "../../src/pagination/internal/shift.js"
import * as Pages from "../../src/pagination/internal/walk.js"
import { subjects } from "./drain.js"

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
  for (const subject of subjects.filter(({ provider }) => provider in envelopes)) {
    it.live(`${subject.provider}: reports each item, and lets other fibers run`, () =>
      Effect.gen(function* () {
        const body = envelopes[subject.provider]?.(items) ?? ""
        const server = Layer.succeed(
          HttpClient.HttpClient,
          HttpClient.make((request) =>
            Effect.succeed(HttpClientResponse.fromWeb(request, new Response(body)))
          )
        )
        const client = yield* Effect.provide(subject.connect(), server)

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

describe("a page of a million good items, each with an id", () => {
  it.live("a numbered list compares them, lets other fibers run, and keeps its cursor small", () =>
    Effect.gen(function* () {
      const ids = Array.from({ length: million }, (_, n) => ({ id: `session_${n}` }))
      const walk: Walk<unknown> = {
        provider: "polar",
        operation: "streamPages",
        query: { fingerprint: "", parts: {} },
        start: startAt({ page: 1 }),
        backwards: false,
        fetch: ({ page }) =>
          Effect.succeed({
            items: page === 1 ? ids : [],
            next: page === 1 ? { _tag: "More", at: { page: 2 } } : { _tag: "End" },
            total: Option.some(million)
          }),
        check: (item) => Either.right(item),
        idOf,
        pageAfter: Option.none(),
        previous: Option.some(numbered(() => Option.some({ page: 1 }))),
        arrivals: { _tag: "Unknown" },
        onInvalidItem: undefined
      }
      let longest = 0
      let before = performance.now()
      const other = yield* Effect.fork(
        Effect.forever(
          Effect.zipRight(
            Effect.sync(() => {
              longest = Math.max(longest, performance.now() - before)
              before = performance.now()
            }),
            Effect.sleep("5 millis")
          )
        )
      )
      yield* Effect.sleep("20 millis")
      longest = 0
      const pages = yield* Stream.runCollect(Pages.pages(walk))
      yield* Fiber.interrupt(other)
      const [first] = pages
      const cursor = Option.getOrElse(first?.next ?? Option.none(), () => "")
      assert.isAbove(cursor.length, 0)
      assert.isAtMost(cursor.length, 30_000)
      console.log(`a million ids: the longest stall was ${longest.toFixed(0)} ms`)
      assert.isAtMost(longest, 1000)
    })
  )
})
