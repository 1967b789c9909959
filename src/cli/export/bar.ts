import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Progress from "../progress.js"
import { fit, type Output } from "../screen.js"

/** The figures of the live line of an export. */
export interface Shown {
  provider: string
  /** The place of the provider among those of the export, from 1. */
  nth: number
  readonly providers: number
  pages: number
  sessions: number
  /** When this process began, and how many sessions were there before. */
  readonly began: number
  readonly before: number
  /** The sessions that were read from this provider, and when its reading began. */
  read: number
  since: number
  readBefore: number
  /** How many it has, where it tells. */
  total: Option.Option<number>
}

const width = 20

const rest = ({ read, readBefore, since, total }: Shown, now: number): string =>
  Option.match(total, {
    // Without a total, the time that is left is not known.
    onNone: () => "",
    onSome: (total) => {
      const share = total === 0 ? 1 : Math.min(1, read / total)
      const full = Math.round(share * width)
      const pace = (read - readBefore) / Math.max(1, now - since)
      const left = pace === 0 ? "" : `  ${Math.ceil((total * (1 - share)) / pace / 1000)} s left`
      return `  ${"━".repeat(full)}${"·".repeat(width - full)} ${Math.floor(share * 100)} %${left}`
    }
  })

/** One line: pages, sessions and pace of the export, and how much of one provider is left. */
export const line = (shown: Shown, now: number): string => {
  const { before, began, nth, pages, provider, providers, sessions } = shown
  const pace = ((sessions - before) * 1000) / Math.max(1, now - began)
  return `${Progress.count(pages, "page")}  ${Progress.count(sessions, "session")}  ${Progress.number(Math.round(pace))}/s  ${provider} (${nth} of ${providers})${rest(shown, now)}`
}

/** On a terminal a live line; elsewhere nothing. */
export const showing =
  (screen: Output, shown: Shown) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> => {
    if (!screen.isTerminal) return effect
    const draw = Effect.flatMap(Clock.currentTimeMillis, (now) =>
      screen.write(`\r\u001b[2K${fit(line(shown, now), screen.columns - 1)}`)
    )
    return effect.pipe(
      Effect.raceFirst(
        Effect.repeat(draw, Schedule.spaced("100 millis")).pipe(Effect.zipRight(Effect.never))
      ),
      // The lines after it say how it ended.
      Effect.ensuring(screen.write("\r\u001b[2K"))
    )
  }
