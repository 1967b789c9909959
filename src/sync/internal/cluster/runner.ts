import * as MessageStorage from "@effect/cluster/MessageStorage"
import * as RunnerAddress from "@effect/cluster/RunnerAddress"
import * as RunnerHealth from "@effect/cluster/RunnerHealth"
import * as Runners from "@effect/cluster/Runners"
import * as Sharding from "@effect/cluster/Sharding"
import * as ShardingConfig from "@effect/cluster/ShardingConfig"
import * as SqlRunnerStorage from "@effect/cluster/SqlRunnerStorage"
import * as SqlClient from "@effect/sql/SqlClient"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import { fromSql, SyncStoreError } from "../store/errors.js"
import { isRace } from "../store/migrate.js"

/** The tables are `checkout_cluster_runners` and `checkout_cluster_locks`. */
const prefix = "checkout_cluster"

/**
 * The number of lease rows of a lane. One of them counts: the one that the hash of the lane's name selects.
 * All runners must agree on the number, also those of different versions, so it never changes.
 */
const shardsPerLane = 12

const timings = {
  // A runner that is killed or hangs is replaced when its lease has run out.
  shardLockExpiration: Duration.seconds(10),
  // Lease rows are renewed three times before they run out.
  shardLockRefreshInterval: Duration.seconds(3),
  // How soon the others see that a runner has come or left.
  refreshAssignmentsInterval: Duration.millis(500),
  // There are no messages. A failed attempt to get leases is repeated after this pause, too.
  entityMessagePollInterval: Duration.seconds(1)
}

// Names are written into SQL as they are, into columns of 50 and 255 characters.
const named = (text: string, most: number): string =>
  text.replaceAll(/[^\w./:-]/g, "_").slice(0, most)

/** The shards of a lane. Only runners that have the lane are given any of them. */
export const groupOf = (lane: string): string => named(lane, 40)

/**
 * Each process is a runner of its own, even if two have one address by accident. The leases of a killed
 * process then run out, and a process that wakes from sleep is not mistaken for its successor.
 */
const addressOf = (address: string | undefined): Effect.Effect<RunnerAddress.RunnerAddress> =>
  Effect.map(Random.nextIntBetween(1, 2 ** 31), (number) =>
    RunnerAddress.make(named(address ?? "", 200) || "runner", number)
  )

/** Three runners that start at once make the same tables. */
const leases = SqlRunnerStorage.layerWith({ prefix }).pipe(
  Layer.retry(
    Schedule.spaced("100 millis").pipe(
      Schedule.jittered,
      Schedule.intersect(Schedule.recurs(50)),
      Schedule.whileInput(isRace)
    )
  ),
  Layer.mapError(fromSql("open the cluster"))
)

const onPostgres = Layer.effectDiscard(
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    sql.onDialectOrElse({
      pg: () => Effect.void,
      orElse: () =>
        Effect.fail(
          new SyncStoreError({
            operation: "open the cluster",
            message: "sync store, open the cluster: runners need Postgres; provide a `PgClient`",
            cause: undefined
          })
        )
    })
  )
)

/**
 * A runner that only has singletons. Runners do not talk to each other: the lease rows say which of them are
 * alive, so no port is open. No environment variable is read.
 */
export const layer = (options: {
  readonly address?: string | undefined
  readonly lanes: ReadonlyArray<{ readonly name: string }>
}): Layer.Layer<Sharding.Sharding, SyncStoreError, SqlClient.SqlClient> =>
  Layer.unwrapEffect(
    Effect.map(addressOf(options.address), (address) => {
      const groups = [...new Set(options.lanes.map(({ name }) => groupOf(name)))]
      return Sharding.layer.pipe(
        Layer.provide(Runners.layerNoop),
        Layer.provide([MessageStorage.layerNoop, leases, RunnerHealth.layerNoop]),
        Layer.provide(
          ShardingConfig.layer({
            ...timings,
            runnerAddress: Option.some(address),
            shardsPerGroup: shardsPerLane,
            availableShardGroups: groups,
            assignedShardGroups: groups,
            // An advisory lock lives as long as its connection, so a machine that hangs would keep its lanes.
            shardLockDisableAdvisory: true
          })
        ),
        Layer.provide(onPostgres)
      )
    })
  )
