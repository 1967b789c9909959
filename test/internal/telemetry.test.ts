import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Metric, MetricState, Stream, TestClock } from "effect"
import { drivers } from "../support/drivers.js"
import * as Http from "../support/http.js"
import { all, settle } from "../support/run.js"
import * as Witness from "../support/witness.js"

/** The counts of all our counters, by labels. */
const counts = Effect.map(Metric.snapshot, (pairs) => {
  const found = new Map<string, number>()
  for (const { metricKey, metricState } of pairs) {
    if (metricKey.name.startsWith("effect_checkout_") && MetricState.isCounterState(metricState)) {
      const labels = metricKey.tags.map(({ key, value }) => `${key}=${value}`).sort()
      found.set([metricKey.name, ...labels].join(" "), Number(metricState.count))
    }
  }
  return found
})

/** The counts that an effect adds. */
const added = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const before = yield* counts
    yield* Effect.exit(effect)
    const after = yield* counts
    return Object.fromEntries(
      [...after]
        .map(([key, count]) => [key, count - (before.get(key) ?? 0)] as const)
        .filter(([, count]) => count > 0)
    )
  })

for (const driver of drivers) {
  const { module, provider } = driver
  const busy = Http.text("", { status: 503 })
  const pages = [
    Http.json(driver.page([driver.item(1), driver.item(2)], 1, true)),
    Http.json(driver.page([driver.item(3)], 2, false))
  ] as const

  describe(`telemetry, ${provider}`, () => {
    it.effect(
      "makes one span for the operation, each page and each attempt, with closed labels",
      () =>
        Effect.gen(function* () {
          const witness = Witness.make()
          const server = Http.script(pages[0], busy, pages[1])
          const client = yield* Effect.provide(driver.make(), server.layer)
          const run = all(client.streamSessions()).pipe(
            Effect.withSpan("program"),
            Effect.provide(witness.layer)
          )
          yield* settle(run)
          assert.deepEqual(
            witness.spans.map(({ kind, name, parent }) => [name, parent, kind]),
            [
              ["program", undefined, "internal"],
              [`${module}.streamSessions`, "program", "internal"],
              [`${module}.page`, `${module}.streamSessions`, "internal"],
              ["effect-checkout.request", `${module}.page`, "client"],
              [`${module}.page`, `${module}.streamSessions`, "internal"],
              ["effect-checkout.request", `${module}.page`, "client"],
              ["effect-checkout.request", `${module}.page`, "client"]
            ]
          )
          for (const { attributes, name } of witness.spans.slice(1)) {
            assert.deepEqual(
              [...attributes],
              [
                ["provider", provider],
                ...(name === "effect-checkout.request" ? [["operation", "streamSessions"]] : [])
              ]
            )
          }
          assert.deepEqual(
            witness.spans.map(({ exit }) => exit !== undefined && Exit.isSuccess(exit)),
            [true, true, true, true, true, false, true]
          )
        })
    )

    it.effect("names the root span after the operation", () =>
      Effect.gen(function* () {
        const witness = Witness.make()
        const server = Http.script(pages[1], pages[0], pages[1])
        const client = yield* Effect.provide(driver.make(), server.layer)
        yield* client.listSessions().pipe(Effect.provide(witness.layer))
        yield* Stream.runDrain(client.streamPages()).pipe(Effect.provide(witness.layer))
        assert.deepEqual(
          witness.spans.flatMap(({ name, parent }) => (parent === undefined ? [name] : [])),
          [`${module}.listSessions`, `${module}.streamPages`]
        )
      })
    )

    it.effect("counts requests by outcome, pages and sessions", () =>
      Effect.gen(function* () {
        const server = Http.script(pages[0], busy, pages[1])
        const client = yield* Effect.provide(driver.make(), server.layer)
        assert.deepEqual(yield* added(settle(all(client.streamSessions()))), {
          [`effect_checkout_requests outcome=Success provider=${provider}`]: 2,
          [`effect_checkout_requests outcome=Unavailable provider=${provider}`]: 1,
          [`effect_checkout_pages provider=${provider}`]: 2,
          [`effect_checkout_sessions provider=${provider}`]: 3
        })
      })
    )

    it.effect("counts an interrupted request", () =>
      Effect.gen(function* () {
        const client = yield* Effect.provide(driver.make(), Http.script(Http.never).layer)
        const interrupted = Effect.gen(function* () {
          const fiber = yield* Effect.fork(client.listSessions())
          yield* TestClock.adjust(1)
          yield* Fiber.interrupt(fiber)
        })
        assert.deepEqual(yield* added(interrupted), {
          [`effect_checkout_requests outcome=Interrupted provider=${provider}`]: 1
        })
      })
    )

    it.effect("counts a request that ended in a defect", () =>
      Effect.gen(function* () {
        const client = yield* Effect.provide(driver.make(), Http.script().layer)
        assert.deepEqual(yield* added(client.listSessions()), {
          [`effect_checkout_requests outcome=Defect provider=${provider}`]: 1
        })
      })
    )

    it.effect("logs nothing", () =>
      Effect.gen(function* () {
        const witness = Witness.make()
        const server = Http.script(Http.json({}, { status: 401 }))
        const client = yield* Effect.provide(driver.make(), server.layer)
        yield* Effect.exit(client.listSessions()).pipe(Effect.provide(witness.layer))
        assert.deepEqual(witness.lines, [])
      })
    )
  })
}
