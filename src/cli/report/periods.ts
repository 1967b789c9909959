import { type Counts, statuses, sum } from "../figures.js"

// Days are drawn as weeks, months or years where there are too many of them.

/** Some days that follow each other, and their sessions. */
export interface Period {
  /** `2026-06-01` for a day and for the Monday of a week; `2026-06`; `2026`. */
  readonly name: string
  readonly counts: Counts
}

export interface Periods {
  readonly unit: "day" | "week" | "month" | "year"
  readonly periods: ReadonlyArray<Period>
  /** Sessions that are older than all periods. */
  readonly earlier: number
}

const most = 62
const millisOfDay = 86_400_000

const dateOf = (day: number): Date => new Date(day * millisOfDay)
const nameOfDay = (day: number): string => dateOf(day).toISOString().replace(/T.*/, "")

/** Each unit numbers its periods without gaps. */
const units = [
  { unit: "day", at: (day: number) => day, name: nameOfDay },
  {
    unit: "week",
    // The first of January 1970 was a Thursday.
    at: (day: number) => Math.floor((day + 3) / 7),
    name: (week: number) => nameOfDay(week * 7 - 3)
  },
  {
    unit: "month",
    at: (day: number) => dateOf(day).getUTCFullYear() * 12 + dateOf(day).getUTCMonth(),
    name: (month: number) =>
      `${Math.floor(month / 12)}-${String((((month % 12) + 12) % 12) + 1).padStart(2, "0")}`
  },
  { unit: "year", at: (day: number) => dateOf(day).getUTCFullYear(), name: String }
] as const

const add = (one: Counts, other: Counts): Counts => ({
  complete: one.complete + other.complete,
  processing: one.processing + other.processing,
  open: one.open + other.open,
  expired: one.expired + other.expired,
  canceled: one.canceled + other.canceled,
  failed: one.failed + other.failed,
  unknown: one.unknown + other.unknown
})

const zero: Counts = {
  complete: 0,
  processing: 0,
  open: 0,
  expired: 0,
  canceled: 0,
  failed: 0,
  unknown: 0
}

/** The smallest unit that needs at most 62 periods; of years, the last ones. */
export const periodsOf = (days: Readonly<Record<string, Counts>>): Periods => {
  const dated = Object.entries(days).map(
    ([name, counts]) => [Date.parse(name) / millisOfDay, counts] as const
  )
  const first = dated[0]?.[0]
  const last = dated.at(-1)?.[0]
  if (first === undefined || last === undefined) return { unit: "day", periods: [], earlier: 0 }
  const fits = units.find(({ at }) => at(last) - at(first) < most)
  const { at, name, unit } = fits ?? units[3]
  const end = at(last)
  const start = Math.max(at(first), end - most + 1)
  const sums = Array.from({ length: end - start + 1 }, () => zero)
  let earlier = 0
  for (const [day, counts] of dated) {
    const index = at(day) - start
    if (index < 0) earlier += sum(counts)
    else sums[index] = add(sums[index] ?? zero, counts)
  }
  return {
    unit,
    periods: sums.map((counts, index) => ({ name: name(start + index), counts })),
    earlier
  }
}

/** The statuses that any of these counts has. */
export const present = (counts: ReadonlyArray<Counts>): ReadonlyArray<(typeof statuses)[number]> =>
  statuses.filter((status) => counts.some((one) => one[status] > 0))
