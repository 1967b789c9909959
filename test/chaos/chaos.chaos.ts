import { FetchHttpClient, HttpServer } from "@effect/platform"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Schedule, Supervisor } from "effect"
import { createServer, type Server } from "node:http"
import { Retry, Sandbox, Timeouts } from "../../src/index.js"
import { type Subject, subjects, drain, expected, judge } from "./drain.js"
import { virtually } from "./virtual.js"

const nothingWrong = { lost: 0, duplicates: 0, misplaced: 0 }

/** Several fibers share one client, and each drains the whole list. */
const together = (subject: Subject, fibers: number, sessions: number, baseUrl?: string) =>
  Effect.gen(function* () {
    const client = yield* subject.connect({ baseUrl })
    const accounts = yield* Effect.replicateEffect(drain(client), fibers, {
      concurrency: "unbounded"
    })
    const wanted = expected(subject, sessions)
    for (const { ids } of accounts)
      assert.deepStrictEqual(judge(subject, ids, wanted), nothingWrong)
    return accounts.flatMap(({ failures }) => failures)
  })

/** Checks that no fiber outlives the effect. */
const leavingNothing = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const supervisor = yield* Supervisor.track
    const value = yield* Effect.supervised(effect, supervisor)
    yield* Effect.yieldNow()
    assert.deepStrictEqual(yield* supervisor.value, [])
    return value
  })

describe("50,000 sessions at 5 % faults of every kind, under virtual time", () => {
  for (const subject of subjects) {
    it.effect(subject.provider, () =>
      Effect.gen(function* () {
        const sessions = 12_500
        const injected = new Map<string, number>()
        const failures = yield* together(subject, 4, sessions).pipe(
          virtually,
          leavingNothing,
          Effect.provide(
            Sandbox.layerHttpClient({
              sessions,
              faults: { rate: 0.05, seed: 11 },
              onRequest: ({ fault = "none" }) =>
                Effect.sync(() => injected.set(fault, (injected.get(fault) ?? 0) + 1))
            })
          )
        )
        assert.isAbove(injected.size, 8)
        // A fault in the data ends a stream, which the error's cursor then resumes.
        assert.isAbove(failures.length, 0)
      })
    )
  }
})

/**
 * Closes the idle sockets that the runtime keeps for its next request, and counts the open ones.
 * The runtime takes a few seconds to close a spare socket that it opened and did not use.
 */
const settled = (node: Server) =>
  Effect.gen(function* () {
    node.closeIdleConnections()
    const open = yield* Effect.async<number>((resume) => {
      node.getConnections((_, count) => resume(Effect.succeed(count)))
    })
    return open === 0 ? 0 : yield* Effect.fail(open)
  }).pipe(
    Effect.retry({ times: 60, schedule: Schedule.spaced("200 millis") }),
    Effect.catchAll(Effect.succeed)
  )

describe("5 % faults of every kind, over real sockets", () => {
  for (const subject of subjects) {
    it.scopedLive(subject.provider, () =>
      Effect.gen(function* () {
        const sessions = 2_000
        const node = createServer()
        const serving = Layer.provideMerge(
          Sandbox.serve({ sessions, faults: { rate: 0.05, seed: 23 } }),
          NodeHttpServer.layerServer(() => node, { port: 0, host: "127.0.0.1" })
        )
        const context = yield* Layer.build(serving)
        const { address } = yield* Effect.provide(HttpServer.HttpServer, context)
        if (address._tag !== "TcpAddress") return yield* Effect.dieMessage("no address")
        yield* together(subject, 3, sessions, `http://127.0.0.1:${address.port}`).pipe(
          leavingNothing,
          Effect.provide(
            Layer.mergeAll(
              FetchHttpClient.layer,
              Retry.layer({ times: 6, base: "5 millis", cap: "50 millis" }),
              Timeouts.layer({ attempt: "500 millis" })
            )
          )
        )
        assert.strictEqual(yield* settled(node), 0)
      })
    )
  }
})
