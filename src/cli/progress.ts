import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import { fit, type Output } from "./screen.js"

/** How far the list of one provider has been read. */
export interface Reading {
  readonly provider: string
  readonly began: number
  pages: number
  sessions: number
  total: Option.Option<number>
  readonly statuses: Map<string, number>
  /** Milliseconds, once it has ended. */
  took: number | undefined
  failure: string | undefined
  /** The provider's answer when it refused. */
  answer: string | undefined
}

export const begin = (provider: string): Effect.Effect<Reading> =>
  Effect.map(Clock.currentTimeMillis, (began) => ({
    provider,
    began,
    pages: 0,
    sessions: 0,
    total: Option.none(),
    statuses: new Map(),
    took: undefined,
    failure: undefined,
    answer: undefined
  }))

const format = new Intl.NumberFormat("en-US")
export const number = (value: number): string => format.format(value)
/** `1 session`, `2 sessions` */
export const count = (value: number, noun: string): string =>
  `${number(value)} ${noun}${value === 1 ? "" : "s"}`
export const time = (millis: number): string =>
  millis < 10_000 ? `${(millis / 1000).toFixed(2)} s` : `${(millis / 1000).toFixed(1)} s`

const barWidth = 24
const bar = (reading: Reading): string => {
  const share = Option.match(reading.total, {
    // Most providers do not say how many there are: only the end is certain.
    onNone: () => (reading.took === undefined ? undefined : 1),
    onSome: (total) => (total === 0 ? 1 : Math.min(1, reading.sessions / total))
  })
  if (share === undefined) {
    const at = reading.pages % barWidth
    return `${"·".repeat(at)}━${"·".repeat(barWidth - at - 1)}`
  }
  const full = Math.round(share * barWidth)
  return `${"━".repeat(full)}${"·".repeat(barWidth - full)}`
}

const state = (reading: Reading, now: number): string =>
  reading.failure !== undefined
    ? `failed after ${time(reading.took ?? 0)}`
    : reading.took === undefined
      ? time(now - reading.began)
      : `done in ${time(reading.took)}`

/** One line of live progress. */
export const line = (reading: Reading, now: number): string =>
  `${reading.provider.padEnd(10)} ${bar(reading)} ${number(reading.pages).padStart(6)} pages ${number(reading.sessions).padStart(8)} sessions  ${state(reading, now)}`

/** Lines that are drawn again and again in the same place. */
export interface Live {
  readonly count: number
  readonly lines: (now: number) => ReadonlyArray<string>
}

const redraw = (screen: Output, { lines }: Live) =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    screen.write(
      // The lines below are cleared, because Ctrl-C leaves `^C` there.
      `${lines(now)
        .map((line) => `\u001b[2K${fit(line, screen.columns)}\n`)
        .join("")}\u001b[J`
    )
  )

/** On a terminal a live line for each reading; elsewhere nothing. */
export const showing = (screen: Output, readings: ReadonlyArray<Reading>) =>
  drawing(screen, {
    count: readings.length,
    lines: (now) => readings.map((reading) => line(reading, now))
  })

/** On a terminal live lines, redrawn in place; elsewhere nothing. */
export const drawing =
  (screen: Output, live: Live) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    screen.isTerminal
      ? Effect.gen(function* () {
          // To the column too: after `^C` the cursor stands in the third one.
          const up = screen.write(`\r\u001b[${live.count}A`)
          yield* screen.write("\u001b[?25l")
          yield* redraw(screen, live)
          return yield* effect.pipe(
            Effect.raceFirst(
              Effect.repeat(
                Effect.zipRight(up, redraw(screen, live)),
                Schedule.spaced("80 millis")
              ).pipe(Effect.zipRight(Effect.never))
            ),
            Effect.ensuring(
              Effect.all([up, redraw(screen, live), screen.write("\u001b[?25h")], {
                discard: true
              })
            )
          )
        })
      : effect

/** How many sessions a plain line stands for. */
const stride = 1000

/** Tells of a page where there is no live line to tell of it. */
export const tell = (screen: Output, reading: Reading, arrived: number): Effect.Effect<void> => {
  const passed =
    Math.floor(reading.sessions / stride) > Math.floor((reading.sessions - arrived) / stride)
  return screen.isTerminal || !passed
    ? Effect.void
    : screen.write(
        `${reading.provider}: ${count(reading.sessions, "session")} on ${count(reading.pages, "page")}\n`
      )
}

/** Tells of a reading's end where there is no live line to tell of it. */
export const tellEnd = (screen: Output, reading: Reading): Effect.Effect<void> =>
  screen.isTerminal
    ? Effect.void
    : screen.write(
        reading.failure === undefined
          ? `${reading.provider}: done, ${count(reading.sessions, "session")} in ${time(reading.took ?? 0)}\n`
          : `${reading.provider}: failed after ${count(reading.sessions, "session")}\n`
      )
