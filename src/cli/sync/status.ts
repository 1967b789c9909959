import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as SyncStore from "../../sync/SyncStore.js"
import { number } from "../progress.js"
import { Screen } from "../screen.js"
import { columns } from "../table.js"
import * as Database from "./database.js"

/** A source was not read for too long. */
class Stale extends Data.TaggedError("Stale")<{ readonly message: string }> {}

const time = (millis: Option.Option<number>): string =>
  Option.match(millis, {
    onNone: () => "never",
    onSome: (millis) => new Date(millis).toISOString().replace(/\.\d+Z$/, "Z")
  })

/** For how many rounds a source may go unread before it is stale. */
const rounds = 3

/** When the source was last read: a page of its first load, or a whole round. */
const lastOf = ({ state, writtenAt }: SyncStore.SourceStatus): Option.Option<number> =>
  state.phase === "load" ? writtenAt : state.lastOkAt

/** A time to come was left by a clock that was ahead: nobody knows when the source was read. */
const isStale = (status: SyncStore.SourceStatus, every: Duration.Duration, now: number): boolean =>
  Math.abs(Option.getOrElse(lastOf(status), () => 0) - now) > rounds * Duration.toMillis(every)

/** The figures of a source as JSON, times as text. */
const json = (status: SyncStore.SourceStatus, stale: boolean) => ({
  source: status.source,
  phase: status.state.phase,
  stale,
  rows: status.rows,
  unsettled: status.unsettled,
  gone: status.gone,
  drifted: status.drifted,
  inexact: status.inexact,
  pokes: status.pokes,
  requests: status.state.requests,
  ...Object.fromEntries(
    Object.entries({
      unseenSince: status.unseenSince,
      loadedAt: status.state.loadedAt,
      lastOkAt: status.state.lastOkAt,
      nextDueAt: status.state.nextDueAt,
      lastErrorAt: status.state.lastErrorAt
    }).map(([key, at]) => [key, Option.isNone(at) ? null : new Date(at.value).toISOString()])
  ),
  lastError: Option.getOrNull(status.state.lastError)
})

/** `effect-checkout sync status` */
export const status = (db: string, every: Duration.Duration, asJson: boolean) =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const store = yield* SyncStore.SyncStore
    const now = yield* Clock.currentTimeMillis
    const sources = yield* store.status
    const stale = sources.filter((source) => isStale(source, every, now))
    if (asJson) {
      const lines = sources.map((source) => JSON.stringify(json(source, stale.includes(source))))
      yield* screen.write(lines.map((line) => `${line}\n`).join(""))
    } else if (sources.length > 0) {
      const rows = sources.map((source) => [
        source.source,
        source.state.phase === "load" ? "first load" : stale.includes(source) ? "STALE" : "current",
        number(source.rows),
        number(source.unsettled),
        number(source.gone),
        time(lastOf(source)),
        Option.match(source.unseenSince, {
          onNone: () => "nothing",
          onSome: () => time(source.unseenSince)
        }),
        Option.getOrElse(source.state.lastError, () => "")
      ])
      const header = [
        "source",
        "state",
        "rows",
        "unsettled",
        "gone",
        "last read",
        "unseen since",
        "last error"
      ]
      yield* screen.write(
        columns([header, ...rows], new Set([2, 3, 4]))
          .map((line) => `${line}\n`)
          .join("")
      )
    }
    if (sources.length === 0) {
      return yield* new Stale({
        message: `${Database.shown(db)} has no sources yet: effect-checkout sync ${Database.shown(db)}`
      })
    }
    if (stale.length > 0) {
      return yield* new Stale({
        message: `stale, not read for ${rounds} rounds of ${Duration.format(every)}: ${stale.map(({ source }) => source).join(", ")}`
      })
    }
  }).pipe(Effect.provide(SyncStore.layerSql().pipe(Layer.provide(Database.existing(db)))))
