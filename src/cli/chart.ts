import { type Counts, sum } from "./figures.js"

// Charts of one line, for terminals.

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const

/** A bar for a share from 0 to 1. A share above 0 is never drawn as nothing. */
export const bar = (share: number, width: number): string => {
  const cells = Math.max(share > 0 ? 1 : 0, Math.round(share * width * 8))
  return `${"█".repeat(Math.floor(cells / 8))}${eighths[cells % 8] ?? ""}`
}

const levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const

const millisOfDay = 86_400_000
const numberOf = (day: string): number => Date.parse(day) / millisOfDay

/** A line of sessions by day. */
export interface Sparkline {
  readonly line: string
  /** How many days each sign stands for. */
  readonly stride: number
  readonly first: string
  readonly last: string
  /** The sessions of the fullest sign. */
  readonly most: number
}

/** Sessions by day, as many days to a sign as it takes; a sign without sessions is a space. */
export const sparkline = (
  days: Readonly<Record<string, Counts>>,
  width: number
): Sparkline | undefined => {
  const names = Object.keys(days)
  const [first] = names
  const last = names.at(-1)
  if (first === undefined || last === undefined) return undefined
  const start = numberOf(first)
  const span = numberOf(last) - start + 1
  const stride = Math.ceil(span / Math.max(1, width))
  const sums = Array.from({ length: Math.ceil(span / stride) }, () => 0)
  for (const [day, counts] of Object.entries(days)) {
    const at = Math.floor((numberOf(day) - start) / stride)
    sums[at] = (sums[at] ?? 0) + sum(counts)
  }
  const most = sums.reduce((one, other) => Math.max(one, other), 0)
  const line = sums
    .map((value) =>
      value === 0 ? " " : (levels[Math.ceil((value / most) * levels.length) - 1] ?? "")
    )
    .join("")
  return { line, stride, first, last, most }
}
