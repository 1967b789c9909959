/**
 * `Sync` on several machines. One machine reads each account, and another goes on when the first is stopped,
 * killed, or hangs. The machines know each other by rows in the same Postgres as the sessions. No machine
 * listens on a port. It needs the optional peer `@effect/cluster`.
 *
 * @since 0.2.0
 */
import type * as SqlClient from "@effect/sql/SqlClient"
import type * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Lanes from "./internal/cluster/lanes.js"
import * as Runner from "./internal/cluster/runner.js"
import type * as Sync from "./Sync.js"
import type { SyncStore, SyncStoreError } from "./SyncStore.js"

/**
 * Sources that share a rate limit: as a rule those of one credential. One runner reads them all, side by
 * side, so the limiter in its process is enough.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Lane<out E = never, out R = never> {
  /** The same on all runners; no two lanes share a name. The name decides which runner has the lane. */
  readonly name: string
  /** Runs once, when the layer is built. A source is in one lane only. */
  readonly sources: Effect.Effect<ReadonlyArray<Sync.Source>, E, R>
}

/**
 * The lanes of a runner, and how their sources are read.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Options<E, Clients extends ReadonlyArray<unknown>> extends Sync.Options {
  /**
   * The lanes that this runner can read. Runners need not have the same lanes: a lane goes to a runner
   * that has it.
   */
  readonly lanes: { readonly [Key in keyof Clients]: Lane<E, Clients[Key]> } & ReadonlyArray<
    Lane<E, Clients[number]>
  >
  /**
   * The address of this runner in the table of runners, such as the name of its machine; `runner` by
   * default. Nothing listens there. Each process adds a number of its own, so two processes with one address
   * are two runners.
   */
  readonly address?: string | undefined
}

/**
 * Makes this process a runner: it reads its share of the lanes until the layer is closed, and then hands
 * them over. Lanes are divided by the hashes of their names. With few lanes, one runner can have more of them
 * than another.
 *
 * When the layer is closed, another runner has the lanes within two seconds; when the process is killed or
 * hangs, within fifteen. For a moment two runners can read one lane; the store then refuses the writes of the
 * earlier runner. A failure in a lane is logged, noted in the store, and tried again. `SyncStore.status` tells
 * whether a source is read.
 *
 * The `SqlClient` must be one of Postgres. Each runner keeps one of its connections for the lease rows, in
 * the tables `checkout_cluster_runners` and `checkout_cluster_locks`, which the runner makes. A pool of three
 * connections or more is enough for one lane.
 *
 * It fails with the errors of `sources`, and with `SyncStoreError` if the tables cannot be made, or if the
 * database is not Postgres.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layer = <E = never, Clients extends ReadonlyArray<unknown> | [] = []>(
  options: Options<E, Clients>
): Layer.Layer<
  never,
  E | SyncStoreError,
  Exclude<Clients[number], Scope.Scope> | SqlClient.SqlClient | SyncStore
> => Layer.provide(Lanes.layer<E, Clients[number]>(options), Runner.layer(options))
