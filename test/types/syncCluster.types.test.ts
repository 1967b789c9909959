/** The types of a cluster's layer on which programs rely. `tsc` compiles this file, and nothing runs. */
import type * as SqlClient from "@effect/sql/SqlClient"
import { describe, expectTypeOf, it } from "@effect/vitest"
import { Config, type ConfigError, Context, Effect, type Layer } from "effect"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import * as Sync from "../../src/sync/Sync.js"
import * as SyncCluster from "../../src/sync/SyncCluster.js"
import type { SyncStore, SyncStoreError } from "../../src/sync/SyncStore.js"

class Keys extends Context.Tag("Keys")<Keys, ReadonlyArray<Sync.Source>>() {}

const stripe = Effect.map(StripeClient.adapter.lane, (lane) => [Sync.source(lane)])
const polar = Effect.map(PolarClient.adapter.lane, (lane) => [Sync.source(lane)])

describe("SyncCluster.layer", () => {
  it("has the requirements and the errors of all its lanes", () => {
    const runner = SyncCluster.layer({
      lanes: [
        { name: "stripe", sources: stripe },
        { name: "polar", sources: polar },
        { name: "scoped", sources: Effect.zipRight(Effect.scope, Effect.succeed([])) },
        { name: "keyed", sources: Effect.zipRight(Config.string("KEY"), Keys) }
      ],
      every: "1 minute",
      address: "europe-1"
    })
    expectTypeOf(runner).toEqualTypeOf<
      Layer.Layer<
        never,
        ConfigError.ConfigError | SyncStoreError,
        StripeClient.StripeClient | PolarClient.PolarClient | Keys | SyncStore | SqlClient.SqlClient
      >
    >()
  })

  it("takes a list of lanes whose length is not known", () => {
    const lanes: ReadonlyArray<SyncCluster.Lane> = []
    expectTypeOf(SyncCluster.layer({ lanes })).toEqualTypeOf<
      Layer.Layer<never, SyncStoreError, SyncStore | SqlClient.SqlClient>
    >()
  })

  it("refuses a lane without a name", () => {
    // @ts-expect-error
    SyncCluster.layer({ lanes: [{ sources: stripe }] })
  })
})
