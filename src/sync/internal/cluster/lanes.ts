import * as Sharding from "@effect/cluster/Sharding"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import type { SyncStore } from "../../SyncStore.js"
import * as Follow from "../follow.js"
import type { Options } from "../slice.js"
import type { Source } from "../source.js"
import { groupOf } from "./runner.js"

interface Lane<E, R> {
  readonly name: string
  readonly sources: Effect.Effect<ReadonlyArray<Source>, E, R>
}

/** How soon this process takes a source back that another process took. */
const pause = Duration.seconds(5)

/**
 * Follows one source. The runner with the lease owns the source, and takes it back from a process without the
 * lease. A runner that has lost its lease is interrupted by the cluster before the pause is over.
 *
 * No error may escape: a singleton that ends is not started again before its lease moves.
 */
const always = (source: Source, options: Options): Effect.Effect<never, never, SyncStore> =>
  Follow.follow(source, options, () => Effect.sleep(pause)).pipe(
    Effect.sandbox,
    Effect.tapError((cause) =>
      Effect.logError(`${source.source}: next try in ${Duration.format(pause)}`, cause)
    ),
    Effect.retry(Schedule.spaced(pause)),
    Effect.orDie
  )

/** Reads the lanes that this runner has the lease of. */
export const layer = <E, R>({
  lanes,
  ...options
}: Options & { readonly lanes: ReadonlyArray<Lane<E, R>> }): Layer.Layer<
  never,
  E,
  Exclude<R, Scope.Scope> | Sharding.Sharding | SyncStore
> =>
  Layer.scopedDiscard(
    Effect.gen(function* () {
      const sharding = yield* Sharding.Sharding
      for (const { name, sources } of lanes) {
        const all = yield* sources
        yield* sharding.registerSingleton(
          name,
          Effect.forEach(all, (source) => always(source, options), {
            concurrency: "unbounded",
            discard: true
          }),
          { shardGroup: groupOf(name) }
        )
      }
    })
  )
