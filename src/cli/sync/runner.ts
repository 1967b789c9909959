import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { hostname } from "node:os"
import type * as Sync from "../../sync/Sync.js"
import * as SyncCluster from "../../sync/SyncCluster.js"
import { Screen } from "../screen.js"
import * as Database from "./database.js"
import type { Given } from "./given.js"
import * as Show from "./show.js"
import { withSources } from "./sources.js"

/** Each account has a key of its own, so each is a lane. */
const laneOf = (source: Sync.Source): SyncCluster.Lane => ({
  name: source.source,
  sources: Effect.succeed([source])
})

/** `effect-checkout sync runner` */
export const runner = (given: Given, address: string | undefined) =>
  Effect.gen(function* () {
    yield* Database.mustBePostgres(given.db)
    const screen = yield* Screen
    const named = address ?? hostname()
    yield* withSources(given, (sources) => {
      const lines = new Map(sources.map(({ source }) => [source, Show.begin(source)] as const))
      return Effect.zipRight(
        screen.tell(
          `Runner ${named} for ${sources.map(({ source }) => source).join(", ")}; it reads its share of them`
        ),
        Show.showing(screen, [...lines.values()])(
          Layer.launch(
            SyncCluster.layer({
              lanes: sources.map(laneOf),
              every: given.every,
              address: named,
              onProgress: (written) =>
                Show.tell(screen, lines.get(written.source) ?? Show.begin(written.source), written)
            })
          )
        )
      )
    }).pipe(Effect.onInterrupt(() => screen.tell("stopped; the other runners go on")))
  })
