import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Answer from "./answer.js"
import * as Chart from "./chart.js"
import * as Counting from "./counting.js"
import * as Figures from "./figures.js"
import { count, number } from "./progress.js"
import * as Reading from "./reading.js"
import { Screen } from "./screen.js"
import * as Source from "./source.js"
import { columns } from "./table.js"

const json = Options.boolean("json").pipe(
  Options.withDescription("All figures as one line of JSON, amounts as decimal text")
)

type Row = readonly [name: string, totals: Figures.Totals]

const right = (from: number, count: number): ReadonlySet<number> =>
  new Set(Array.from({ length: count }, (_, at) => from + at))

const ruled = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  const width = lines.reduce((most, { length }) => Math.max(most, length), 0)
  return [...lines.slice(0, 1), "─".repeat(Math.min(80, width)), ...lines.slice(1)]
}

/** Each provider's money; a currency takes a line of its own. */
const moneyTable = (rows: ReadonlyArray<Row>): ReadonlyArray<string> => {
  const body = rows.flatMap(([name, { conversion, gross, paid, sessions }]) => {
    const [first = "", ...others] = gross.map(Figures.money)
    return [
      [name, number(sessions), number(paid), Figures.percent(conversion), first],
      ...others.map((other) => ["", "", "", "", other])
    ]
  })
  return ruled(
    columns([["provider", "sessions", "paid", "conversion", "gross"], ...body], right(1, 4))
  )
}

/** Statuses down, providers across, and a bar for all of them. */
const statusTable = (
  { sessions, statuses }: Figures.Figures,
  rows: ReadonlyArray<Row>
): ReadonlyArray<string> => {
  const lines = columns(
    [
      ["status", ...rows.map(([name]) => name)],
      ...Figures.statuses.map((status) => [
        status,
        ...rows.map(([, totals]) => number(totals.statuses[status]))
      ])
    ],
    right(1, rows.length)
  )
  const room = Math.min(24, 80 - 2 - lines.reduce((most, { length }) => Math.max(most, length), 0))
  const [header = "", ...body] = lines
  const bars = Figures.statuses.map((status) =>
    room < 6 || sessions === 0 ? "" : `  ${Chart.bar(statuses[status] / sessions, room)}`
  )
  return ruled([header, ...body.map((line, at) => `${line}${bars[at] ?? ""}`.trimEnd())])
}

const dayLines = ({ days, zone }: Figures.Figures): ReadonlyArray<string> => {
  const spark = Chart.sparkline(days, 76)
  if (spark === undefined) return []
  const { first, last, line, most, stride } = spark
  const each = stride === 1 ? "day" : `${number(stride)} days`
  return [`Sessions by ${each}, ${first} to ${last} (${zone}), ${number(most)} at most`, line, ""]
}

/** Facts that the tables leave out and that a reader may not expect. */
const notes = (figures: Figures.Figures): ReadonlyArray<string> => {
  const { abandoned, drifted, paidWithoutTotal, sessions, undated } = figures
  const without = sessions - Figures.dated(figures.days)
  const silent = Figures.withoutPayment(figures)
  return [
    ...(silent.length > 0 ? [`${silent.join(", ")}: no session says that it was paid`] : []),
    ...(paidWithoutTotal > 0
      ? [`${count(paidWithoutTotal, "paid session")} without a total: not in gross`]
      : []),
    ...(abandoned.overdue > 0
      ? [`${count(abandoned.overdue, "session")} past the deadline, counted as expired`]
      : []),
    ...(without > 0 ? [`${count(without, "session")} without a time of creation: on no day`] : []),
    ...(undated > 0 ? [`${count(undated, "session")} left out: no time of creation`] : []),
    ...(drifted > 0 ? [`${count(drifted, "session")} unlike the provider's documentation`] : [])
  ]
}

/** The figures as people read them. */
export const text = (figures: Figures.Figures): string => {
  const providers = Object.entries(figures.providers)
  const rows: ReadonlyArray<Row> =
    providers.length > 1 ? [...providers, ["all", figures]] : providers
  return [
    ...moneyTable(rows),
    "",
    ...statusTable(figures, rows),
    "",
    ...dayLines(figures),
    ...notes(figures)
  ]
    .join("\n")
    .trimEnd()
}

/** `effect-checkout summary` */
export const summary = Command.make(
  "summary",
  {
    named: Source.names,
    json,
    zone: Counting.zone,
    ...Source.filters,
    ...Source.options,
    verbose: Answer.verbose
  },
  ({ json, named, verbose, zone, ...given }) =>
    Source.reading(named, given, (chosen) =>
      Effect.gen(function* () {
        const screen = yield* Screen
        const query = yield* Source.queryOf(chosen, given)
        const { figures, troubles } = yield* Counting.read(query, { ...given, zone })
        yield* screen.write(`${json ? JSON.stringify(figures) : text(figures)}\n`)
        yield* Reading.judge(screen, troubles, { begun: figures.sessions > 0, verbose, wayOn: "" })
      })
    ).pipe(Counting.whole)
).pipe(
  Command.withDescription(
    "Counts and sums the checkout sessions of one or more providers: by status and by day, with the amounts paid and the share that became complete"
  )
)
