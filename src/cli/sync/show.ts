import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Progress as Written, Slice } from "../../sync/Sync.js"
import * as Progress from "../progress.js"
import type { Output } from "../screen.js"

/** How far a source has come, as its line shows it. */
export interface Shown {
  readonly source: string
  doing: string
  requests: number
  sessions: number
  added: number
  changed: number
  gone: number
  total: Option.Option<number>
}

export const begin = (source: string): Shown => ({
  source,
  doing: "waiting",
  requests: 0,
  sessions: 0,
  added: 0,
  changed: 0,
  gone: 0,
  total: Option.none()
})

const doing = {
  load: "first load",
  round: "looking for changes",
  late: "late changes",
  poke: "hints",
  audit: "audit"
} as const

const of = (total: Option.Option<number>): string =>
  Option.match(total, { onNone: () => "", onSome: (total) => ` of ${Progress.number(total)}` })

const line = (shown: Shown): string =>
  `${shown.source.padEnd(12)} ${shown.doing.padEnd(20)} ${Progress.number(shown.sessions).padStart(9)}${of(shown.total)} sessions read, ${Progress.number(shown.added)} new, ${Progress.number(shown.changed)} changed`

/** Where no live line can be drawn, a line is printed for this many requests. */
const stride = 10

/** Adds a request to the line. */
export const tell = (screen: Output, shown: Shown, written: Written): Effect.Effect<void> =>
  Effect.suspend(() => {
    shown.doing = doing[written.kind]
    shown.requests += 1
    shown.sessions += written.sessions
    shown.added += written.inserted
    shown.changed += written.updated
    shown.gone += written.gone
    shown.total = written.kind === "load" ? written.total : Option.none()
    return screen.isTerminal || written.kind !== "load" || shown.requests % stride > 0
      ? Effect.void
      : screen.write(`${shown.source}: ${Progress.count(shown.sessions, "session")} so far\n`)
  })

/** One line for the result of a slice. */
export const summary = ({ gone, inserted, requests, sessions, source, updated }: Slice): string =>
  `${source}: ${Progress.count(sessions, "session")} read by ${Progress.count(requests, "request")}: ${Progress.number(inserted)} new, ${Progress.number(updated)} changed, ${Progress.number(gone)} gone\n`

/** A live line for each source. */
export const showing = (screen: Output, shown: ReadonlyArray<Shown>) =>
  Progress.drawing(screen, { count: shown.length, lines: () => shown.map(line) })
