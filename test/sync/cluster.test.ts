/** The lanes of a cluster over a store in memory: what fails in one does not end it. */
import * as MessageStorage from "@effect/cluster/MessageStorage"
import * as RunnerHealth from "@effect/cluster/RunnerHealth"
import * as Runners from "@effect/cluster/Runners"
import * as RunnerStorage from "@effect/cluster/RunnerStorage"
import * as Sharding from "@effect/cluster/Sharding"
import * as ShardingConfig from "@effect/cluster/ShardingConfig"
import { HttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Logger, TestClock } from "effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as Lanes from "../../src/sync/internal/cluster/lanes.js"
import { groupOf } from "../../src/sync/internal/cluster/runner.js"
import * as Memory from "./memory.js"
import * as SyncCluster from "../../src/sync/SyncCluster.js"
import * as SyncSqlite from "../../src/sync/SyncSqlite.js"
import { SyncStore } from "../../src/sync/SyncStore.js"
import { sourceOf } from "./sources.js"

/** One runner, which has all lanes. */
const alone = (...groups: ReadonlyArray<string>) =>
  Sharding.layer.pipe(
    Layer.provide(Runners.layerNoop),
    Layer.provide([
      MessageStorage.layerNoop,
      RunnerStorage.layerMemory,
      RunnerHealth.layerNoop,
      ShardingConfig.layer({
        shardsPerGroup: 12,
        availableShardGroups: groups,
        assignedShardGroups: groups
      })
    ])
  )

/** A store that throws when a source is taken, for the first times. */
const throwing = (times: number) => {
  const store = Memory.make()
  let taken = 0
  return {
    rows: store.rows,
    taken: () => taken,
    service: SyncStore.of({
      ...store,
      take: (name) =>
        Effect.suspend(() => {
          if (name.source !== "stripe") return store.take(name)
          taken += 1
          if (taken <= times) throw new Error("thrown")
          return store.take(name)
        })
    })
  }
}

/** Runs lanes for as long as the effect. */
const running = (store: typeof SyncStore.Service, lanes: ReadonlyArray<SyncCluster.Lane>) =>
  Layer.build(
    Layer.provide(Lanes.layer({ lanes, every: "1 minute" }), alone("polar", "stripe"))
  ).pipe(Effect.provideService(SyncStore, store))

describe("SyncCluster", () => {
  it.scoped("reads the sources of a lane side by side, and on after a defect", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.make({ sessions: 120 })
      const { rows, service, taken } = throwing(2)
      const source = (...args: Parameters<typeof sourceOf>) =>
        Effect.provideService(sourceOf(...args), HttpClient.HttpClient, sandbox.httpClient)
      yield* running(service, [
        { name: "stripe", sources: Effect.all([source("stripe"), source("stripe", "eu")]) },
        { name: "polar", sources: Effect.all([source("polar")]) }
      ])
      yield* TestClock.adjust("3 seconds")
      // The others did not wait for the one that throws.
      assert.deepStrictEqual(
        ["stripe", "stripe/eu", "polar"].map((name) => rows(name).length),
        [0, 120, 120]
      )
      yield* TestClock.adjust("12 seconds")
      assert.strictEqual(taken(), 3)
      assert.lengthOf(rows("stripe"), 120)
    }).pipe(Effect.provide(Logger.remove(Logger.defaultLogger)))
  )

  it.scoped("takes a source back that a process without a lease has taken", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.make({ sessions: 20 })
      const { service } = throwing(0)
      const stripe = Effect.provideService(
        sourceOf("stripe"),
        HttpClient.HttpClient,
        sandbox.httpClient
      )
      yield* running(service, [{ name: "stripe", sources: Effect.all([stripe]) }])
      yield* TestClock.adjust("3 seconds")
      const other = yield* service.take(yield* stripe)
      // It is told so at its next round, and waits five seconds.
      yield* TestClock.adjust("70 seconds")
      const [held] = yield* service.status
      assert.strictEqual(held?.epoch, other.epoch + 1)
    }).pipe(Effect.provide(Logger.remove(Logger.defaultLogger)))
  )

  it.scoped("refuses a database that is not Postgres, in one sentence", () =>
    Effect.gen(function* () {
      const error = yield* Layer.build(SyncCluster.layer({ lanes: [] })).pipe(
        Effect.provide(SyncSqlite.layer({ filename: ":memory:" })),
        Effect.provideService(SyncStore, Memory.make()),
        Effect.flip
      )
      assert.strictEqual(
        error.message,
        "sync store, open the cluster: runners need Postgres; provide a `PgClient`"
      )
    })
  )

  it("names of lanes become names of leases that SQL takes as they are", () => {
    assert.strictEqual(groupOf("stripe/eu"), "stripe/eu")
    assert.strictEqual(groupOf("it's; DROP"), "it_s__DROP")
    assert.lengthOf(groupOf("x".repeat(300)), 40)
  })
})
