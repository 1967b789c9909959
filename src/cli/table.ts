import type { Reading } from "./progress.js"
import { number, time } from "./progress.js"

const byStatus = (reading: Reading): string =>
  [...reading.statuses]
    .sort(([, a], [, b]) => b - a)
    .map(([status, count]) => `${status} ${number(count)}`)
    .join(", ")

const sum = (readings: ReadonlyArray<Reading>, of: (reading: Reading) => number) =>
  readings.reduce((total, reading) => total + of(reading), 0)

/** The rows as columns, numbers to the right. */
export const columns = (
  rows: ReadonlyArray<ReadonlyArray<string>>,
  right: ReadonlySet<number>
): ReadonlyArray<string> => {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0))
  )
  return rows.map((row) =>
    row
      .map((cell, at) =>
        right.has(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)
      )
      .join("  ")
      .trimEnd()
  )
}

/** The summary: provider, pages, sessions, time, by status, and a line for all of them together. */
export const summary = (readings: ReadonlyArray<Reading>, took: number): string => {
  const rows = readings.map((reading) => [
    reading.provider,
    number(reading.pages),
    number(reading.sessions),
    time(reading.took ?? 0),
    reading.failure === undefined ? byStatus(reading) : `FAILED: ${reading.failure}`
  ])
  const total = [
    "all",
    number(sum(readings, (reading) => reading.pages)),
    number(sum(readings, (reading) => reading.sessions)),
    time(took),
    ""
  ]
  const [header, ...lines] = columns(
    [["provider", "pages", "sessions", "time", "by status"], ...rows, total],
    new Set([1, 2, 3])
  )
  const rule = "─".repeat(Math.min(100, Math.max(...lines.map((line) => line.length))))
  return [header, rule, ...lines.slice(0, -1), rule, ...lines.slice(-1)].join("\n")
}
