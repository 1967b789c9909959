/** The work of `effect-checkout sync`. It is a file of its own, so that other commands load no database. */
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Sync from "../../sync/Sync.js"
import * as Progress from "../progress.js"
import { Screen } from "../screen.js"
import * as Database from "./database.js"
import type { Given } from "./given.js"
import * as Show from "./show.js"
import { withSources } from "./sources.js"

/** Some sources failed. A line for each has given the reason. */
class Failed extends Data.TaggedError("Failed")<{ readonly sources: ReadonlyArray<string> }> {
  override get message(): string {
    return `not synced: ${this.sources.join(", ")}`
  }
}

/** Reads each source once. A source that fails does not keep the others waiting. */
const readOnce = (
  sources: ReadonlyArray<Sync.Source>,
  every: Duration.DurationInput,
  read: typeof Sync.once
) =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const shown = sources.map(({ source }) => Show.begin(source))
    const ends = yield* Effect.forEach(
      sources,
      (source, index) => {
        const line = shown[index] ?? Show.begin(source.source)
        return Effect.either(
          read(source, {
            every,
            onProgress: (written) => Show.tell(screen, line, written)
          })
        ).pipe(
          Effect.tap((end) =>
            Effect.sync(() => {
              line.doing = Either.isRight(end) ? "up to date" : "failed"
            })
          )
        )
      },
      { concurrency: "unbounded" }
    ).pipe(Show.showing(screen, shown))
    const failed: Array<string> = []
    for (const [index, end] of ends.entries()) {
      const name = sources[index]?.source ?? ""
      if (Either.isLeft(end)) {
        failed.push(name)
        yield* screen.tell(`${name}: ${end.left.message}`)
      } else if (!screen.isTerminal) {
        yield* screen.write(Show.summary(end.right))
      }
    }
    if (failed.length > 0) return yield* new Failed({ sources: failed })
  })

/** Follows all sources until it is interrupted. */
const followAll = (sources: ReadonlyArray<Sync.Source>, every: Duration.DurationInput) =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const lines = new Map(sources.map(({ source }) => [source, Show.begin(source)] as const))
    const onProgress = (written: Sync.Progress) =>
      Show.tell(screen, lines.get(written.source) ?? Show.begin(written.source), written)
    return yield* Show.showing(screen, [...lines.values()])(
      Sync.follow(sources, { every, onProgress })
    )
  }).pipe(
    // Everything that was written stays written: an end by Ctrl-C is the usual one.
    Effect.onInterrupt(() =>
      Effect.flatMap(Screen, ({ tell }) => tell("stopped; run it again to go on"))
    )
  )

/** `effect-checkout sync` */
export const sync = (given: Given) =>
  withSources(given, (sources) =>
    Effect.gen(function* () {
      const screen = yield* Screen
      const { db, every, once } = given
      const what = given.demo
        ? `a sandbox of ${Progress.count(given.sessions, "session")} for each provider`
        : sources.map(({ source }) => source).join(", ")
      yield* screen.tell(`Reading ${what} into ${Database.shown(db)}`)
      if (!once) return yield* followAll(sources, every)
      yield* readOnce(sources, every, Sync.once)
      yield* screen.tell(`Done. Query it: effect-checkout sync query ${Database.shown(db)}`)
    })
  )

/** `effect-checkout sync audit` */
export const audit = (given: Given, force: boolean) =>
  withSources(given, (sources) =>
    readOnce(sources, given.every, (source, options) => Sync.audit(source, { ...options, force }))
  )

export { query } from "./query.js"

/** `effect-checkout sync runner`. The cluster is evaluated for it alone: it takes longer than the rest. */
export const runner = (given: Given, address: string | undefined) =>
  Effect.flatMap(
    Effect.promise(() => import("./runner.js")),
    ({ runner }) => runner(given, address)
  )
export { status } from "./status.js"
