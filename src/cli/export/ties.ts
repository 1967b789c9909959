import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { CheckoutError, CheckoutSession } from "../../index.js"
import type { Place } from "./checkpoint.js"

/**
 * Polar: "No tie-breaker column: equal sort keys may reorder between pages." So its sessions of one moment
 * are written in the order of their ids, after all of them have been read. Other lists keep their order.
 */
const reorders = (provider: CheckoutError.ProviderName): boolean => provider === "polar"

type Held = Place["held"]

export const none: Held = { millis: null, lines: [] }

/** Lines of one moment in the order of their ids. */
export const settled = ({ lines }: Held): ReadonlyArray<string> =>
  [...lines].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, line]) => line)

/** The lines of a page that can be written now, and those that must wait for the next page. */
export const settle = (
  provider: CheckoutError.ProviderName,
  before: Held,
  sessions: ReadonlyArray<CheckoutSession.CheckoutSession>,
  line: (session: CheckoutSession.CheckoutSession) => string
): readonly [lines: ReadonlyArray<string>, held: Held] => {
  if (!reorders(provider)) return [sessions.map(line), none]
  const ready: Array<string> = []
  let { millis: moment } = before
  let lines = [...before.lines]
  for (const session of sessions) {
    const millis = Option.getOrNull(Option.map(session.createdAt, DateTime.toEpochMillis))
    const own = [session.id, line(session)] as const
    if (millis !== null && millis === moment) {
      lines.push(own)
    } else {
      ready.push(...settled({ millis: moment, lines }))
      moment = millis
      lines = [own]
    }
  }
  return [ready, { millis: moment, lines }]
}
