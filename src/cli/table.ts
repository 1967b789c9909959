import type { Walk } from "./progress.js"
import { number, time } from "./progress.js"

const byStatus = (walk: Walk): string =>
  [...walk.statuses]
    .sort(([, a], [, b]) => b - a)
    .map(([status, count]) => `${status} ${number(count)}`)
    .join(", ")

const sum = (walks: ReadonlyArray<Walk>, of: (walk: Walk) => number) =>
  walks.reduce((total, walk) => total + of(walk), 0)

/** The rows as columns, numbers to the right. */
const columns = (
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
export const summary = (walks: ReadonlyArray<Walk>, took: number): string => {
  const rows = walks.map((walk) => [
    walk.provider,
    number(walk.pages),
    number(walk.sessions),
    time(walk.took ?? 0),
    walk.failure === undefined ? byStatus(walk) : `FAILED: ${walk.failure}`
  ])
  const total = [
    "all",
    number(sum(walks, (walk) => walk.pages)),
    number(sum(walks, (walk) => walk.sessions)),
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
