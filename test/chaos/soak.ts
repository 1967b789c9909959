/**
 * A long run over real sockets: `npm run soak -- [sessions] [fibers] [rate] [seed]`. Each fiber
 * drains every provider's list through faults of every kind, and each session must arrive once.
 */
import { FetchHttpClient, HttpServer } from "@effect/platform"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { Effect, Layer, Metric, MetricState, Schedule } from "effect"
import { createServer } from "node:http"
import { Retry, Sandbox, Timeouts } from "../../src/index.js"
import { subjects, drain, expected, judge } from "./drain.js"

const [sessions = 50_000, fibers = 4, rate = 0.05, seed = Date.now() % 100_000] = process.argv
  .slice(2)
  .map(Number)

const counted = new Map<string, Map<string, number>>()
const count = (provider: string, what: string) => {
  const of = counted.get(provider) ?? new Map<string, number>()
  counted.set(provider, of.set(what, (of.get(what) ?? 0) + 1))
}
const sum = (of: Map<string, number>) => [...of.values()].reduce((a, b) => a + b, 0)

let peak = 0
const watch = Effect.repeat(
  Effect.sync(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }),
  Schedule.spaced("200 millis")
)

const pagesArrived = (provider: string) =>
  Effect.map(Metric.snapshot, (pairs) =>
    pairs
      .filter(
        ({ metricKey }) =>
          metricKey.name === "effect_checkout_pages" &&
          metricKey.tags.some(({ value }) => value === provider)
      )
      .reduce(
        (total, { metricState }) =>
          total + (MetricState.isCounterState(metricState) ? Number(metricState.count) : 0),
        0
      )
  )

const soak = Effect.gen(function* () {
  console.log(
    `${sessions} sessions × ${fibers} fibers × ${subjects.length} providers, ${rate * 100} % faults, seed ${seed}`
  )
  const node = createServer()
  const context = yield* Layer.build(
    Layer.provideMerge(
      Sandbox.serve({
        sessions,
        faults: { rate, seed },
        onRequest: ({ fault = "none", provider }) => Effect.sync(() => count(provider, fault))
      }),
      NodeHttpServer.layerServer(() => node, { port: 0, host: "127.0.0.1" })
    )
  )
  const { address } = yield* Effect.provide(HttpServer.HttpServer, context)
  if (address._tag !== "TcpAddress") return yield* Effect.dieMessage("no address")
  const baseUrl = `http://127.0.0.1:${address.port}`
  yield* Effect.fork(watch)

  let wrong = 0
  for (const subject of subjects) {
    const began = performance.now()
    const client = yield* subject.connect({ baseUrl })
    const accounts = yield* Effect.replicateEffect(drain(client), fibers, {
      concurrency: "unbounded"
    })
    const seconds = (performance.now() - began) / 1000
    const wanted = expected(subject, sessions)
    const verdicts = accounts.map(({ ids }) => judge(subject, ids, wanted))
    const total = (of: "lost" | "duplicates" | "misplaced") =>
      verdicts.reduce((all, verdict) => all + verdict[of], 0)
    wrong += total("lost") + total("duplicates") + total("misplaced")

    const faults = counted.get(subject.provider) ?? new Map<string, number>()
    const requests = sum(faults)
    const taken = accounts.reduce((all, { failures }) => all + failures.length, 0)
    const pages = yield* pagesArrived(subject.provider)
    console.log(
      `\n${subject.provider}: ${requests} requests, ${requests - pages} retries, ${taken} resumed, ${seconds.toFixed(1)} s`
    )
    console.log(
      `  lost ${total("lost")}, duplicates ${total("duplicates")}, misplaced ${total("misplaced")}`
    )
    console.log(
      `  ${[...faults]
        .filter(([kind]) => kind !== "none")
        .map(([kind, times]) => `${kind} ${times}`)
        .join(", ")}`
    )
  }
  console.log(`\npeak memory ${Math.round(peak / 2 ** 20)} MiB, this process serving included`)
  return wrong
}).pipe(
  Effect.scoped,
  Effect.provide(
    Layer.mergeAll(
      FetchHttpClient.layer,
      Retry.layer({ times: 6, base: "10 millis", cap: "200 millis" }),
      Timeouts.layer({ attempt: "2 seconds" })
    )
  )
)

process.exitCode = (await Effect.runPromise(soak)) === 0 ? 0 : 1
