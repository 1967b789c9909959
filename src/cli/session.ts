import * as Predicate from "effect/Predicate"
import { statusOf } from "./providers.js"

const field = (session: unknown, ...names: ReadonlyArray<string>): string | number | undefined => {
  for (const name of names) {
    const value = Predicate.hasProperty(session, name) ? session[name] : undefined
    if (typeof value === "string" || typeof value === "number") return value
  }
  return undefined
}

/** A point in time as the five providers write it. Seconds reach this number in the year 5138. */
const firstMillis = 100_000_000_000

/** ISO 8601 in UTC; what is no time stays as it is. */
const instant = (value: string | number): string => {
  if (typeof value === "string" && !/^\d{4}-\d\d-\d\d/.test(value)) return value
  // Without a zone it is UTC for the providers, but the zone of this machine for JavaScript.
  const zoned =
    typeof value === "string" && /^\d{4}-\d\d-\d\d[T ][\d:.]+$/.test(value) ? `${value}Z` : value
  const isSeconds = typeof value === "number" && Math.abs(value) < firstMillis
  const date = new Date(isSeconds ? value * 1000 : zoned)
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString()
}

/** The amount in the currency's smallest unit, where the session has one: `4200 usd`. */
const amount = (session: unknown): string => {
  const total = field(session, "amount_total", "total_amount")
  const currency = field(session, "currency")
  return Number.isSafeInteger(total) && typeof currency === "string" ? `${total} ${currency}` : ""
}

/** A session as one line: id, status, when it was created, and the amount. */
export const line = (session: unknown): string =>
  [
    String(field(session, "id") ?? ""),
    statusOf(session),
    instant(field(session, "created", "created_at", "createdAt", "createTime") ?? ""),
    amount(session)
  ]
    // A provider's own tab or line break would make two columns or two lines of one.
    .map((cell) => cell.replaceAll(/\p{Cc}/gu, " "))
    .join("\t")
