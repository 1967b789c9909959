import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"

/** What is known of one provider's walk. */
export interface Walk {
  readonly provider: string
  readonly began: number
  pages: number
  sessions: number
  total: Option.Option<number>
  readonly statuses: Map<string, number>
  /** Milliseconds, once it has ended. */
  took: number | undefined
  failure: string | undefined
}

export const begin = (provider: string): Effect.Effect<Walk> =>
  Effect.map(Clock.currentTimeMillis, (began) => ({
    provider,
    began,
    pages: 0,
    sessions: 0,
    total: Option.none(),
    statuses: new Map(),
    took: undefined,
    failure: undefined
  }))

const count = new Intl.NumberFormat("en-US")
export const number = (value: number): string => count.format(value)
export const time = (millis: number): string =>
  millis < 10_000 ? `${(millis / 1000).toFixed(2)} s` : `${(millis / 1000).toFixed(1)} s`

const barWidth = 24
const bar = (walk: Walk): string => {
  const share = Option.match(walk.total, {
    // Most providers do not say how many there are: only the end is certain.
    onNone: () => (walk.took === undefined ? undefined : 1),
    onSome: (total) => (total === 0 ? 1 : Math.min(1, walk.sessions / total))
  })
  if (share === undefined) {
    const at = walk.pages % barWidth
    return `${"·".repeat(at)}━${"·".repeat(barWidth - at - 1)}`
  }
  const full = Math.round(share * barWidth)
  return `${"━".repeat(full)}${"·".repeat(barWidth - full)}`
}

const state = (walk: Walk, now: number): string =>
  walk.failure !== undefined
    ? `failed after ${time(walk.took ?? 0)}`
    : walk.took === undefined
      ? time(now - walk.began)
      : `done in ${time(walk.took)}`

/** One line of live progress. */
export const line = (walk: Walk, now: number): string =>
  `${walk.provider.padEnd(10)} ${bar(walk)} ${number(walk.pages).padStart(6)} pages ${number(walk.sessions).padStart(8)} sessions  ${state(walk, now)}`

/** Where progress is shown. */
export interface Screen {
  readonly isTerminal: boolean
  readonly columns: number
  readonly write: (text: string) => Effect.Effect<void>
}

const fit = (text: string, columns: number) =>
  text.length > columns ? `${text.slice(0, Math.max(0, columns - 1))}…` : text

const redraw = (screen: Screen, walks: ReadonlyArray<Walk>) =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    screen.write(walks.map((walk) => `\u001b[2K${fit(line(walk, now), screen.columns)}\n`).join(""))
  )

/** On a terminal a live line for each walk, redrawn in place; elsewhere a plain line now and then. */
export const showing =
  (screen: Screen, walks: ReadonlyArray<Walk>) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    screen.isTerminal
      ? Effect.gen(function* () {
          const up = screen.write(`\u001b[${walks.length}A`)
          yield* screen.write("\u001b[?25l")
          yield* redraw(screen, walks)
          return yield* effect.pipe(
            Effect.raceFirst(
              Effect.repeat(
                Effect.zipRight(up, redraw(screen, walks)),
                Schedule.spaced("80 millis")
              ).pipe(Effect.zipRight(Effect.never))
            ),
            Effect.ensuring(
              Effect.all([up, redraw(screen, walks), screen.write("\u001b[?25h")], {
                discard: true
              })
            )
          )
        })
      : effect

/** How many sessions a plain line stands for. */
const stride = 1000

/** Tells of a page where there is no live line to tell of it. */
export const tell = (screen: Screen, walk: Walk, arrived: number): Effect.Effect<void> => {
  const passed = Math.floor(walk.sessions / stride) > Math.floor((walk.sessions - arrived) / stride)
  return screen.isTerminal || !passed
    ? Effect.void
    : screen.write(
        `${walk.provider}: ${number(walk.sessions)} sessions on ${number(walk.pages)} pages\n`
      )
}

/** Tells of a walk's end where there is no live line to tell of it. */
export const tellEnd = (screen: Screen, walk: Walk): Effect.Effect<void> =>
  screen.isTerminal
    ? Effect.void
    : screen.write(
        walk.failure === undefined
          ? `${walk.provider}: done, ${number(walk.sessions)} sessions in ${time(walk.took ?? 0)}\n`
          : `${walk.provider}: failed after ${number(walk.sessions)} sessions\n`
      )
