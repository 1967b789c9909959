import type { CheckoutSession } from "../index.js"

// What `summary --json` prints and a report shows: plain data, without ids, addresses and names.

/** How many sessions have each status. */
export type Counts = Readonly<Record<CheckoutSession.Status, number>>

/** An amount in major units, as decimal text. */
export interface Amount {
  readonly amount: string
  readonly currency: string
}

/** The figures of one provider, or of all. */
export interface Totals {
  readonly sessions: number
  readonly statuses: Counts
  readonly paid: number
  readonly paidWithoutTotal: number
  readonly gross: ReadonlyArray<Amount>
  /** Complete sessions as a share of the finished ones. */
  readonly conversion: number | null
  readonly abandoned: {
    readonly sessions: number
    readonly overdue: number
    readonly withoutTotal: number
    readonly amounts: ReadonlyArray<Amount>
  }
  readonly drifted: number
  readonly oldest: string | null
  readonly newest: string | null
  readonly days: Readonly<Record<string, Counts>>
}

/** The figures of a query. */
export interface Figures extends Totals {
  readonly source: "accounts" | "sandbox"
  readonly readAt: string
  readonly zone: string
  readonly query: {
    readonly status: ReadonlyArray<string> | null
    readonly createdAfter: string | null
    readonly createdBefore: string | null
  }
  /** Whether every provider was read to its end, and every session could be read. */
  readonly whole: boolean
  readonly incomplete: ReadonlyArray<{ readonly provider: string; readonly reason: string }>
  /** Sessions without an id. */
  readonly unread: number
  /** Sessions that a bound left out, because their provider does not say when they were created. */
  readonly undated: number
  readonly providers: Readonly<Record<string, Totals>>
}

/** How many sessions there are on these days. */
export const dated = (days: Totals["days"]): number =>
  Object.values(days).reduce((all, counts) => all + sum(counts), 0)

export const sum = (counts: Counts): number =>
  Object.values(counts).reduce((all, one) => all + one, 0)

/** The providers whose complete sessions never say that they were paid. */
export const withoutPayment = ({ providers }: Figures): ReadonlyArray<string> =>
  Object.entries(providers).flatMap(([name, { paid, statuses }]) =>
    paid === 0 && statuses.complete > 0 ? [name] : []
  )

/** All statuses, from the best to the worst. */
export const statuses = [
  "complete",
  "processing",
  "open",
  "expired",
  "canceled",
  "failed",
  "unknown"
] as const satisfies ReadonlyArray<CheckoutSession.Status>

/** `1,234.50 EUR` */
export const money = ({ amount, currency }: Amount): string => {
  const [whole = "", fraction] = amount.split(".")
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",")
  return `${grouped}${fraction === undefined ? "" : `.${fraction}`} ${currency}`
}

export const percent = (share: number | null): string =>
  share === null ? "–" : `${(share * 100).toFixed(1)} %`
