import * as Options from "@effect/cli/Options"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Record from "effect/Record"
import { CheckoutSessions, Money } from "../index.js"
import type { Amount, Figures, Totals } from "./figures.js"
import * as Flags from "./flags.js"
import type { Troubles } from "./reading.js"
import { Screen } from "./screen.js"
import type * as Source from "./source.js"

const utc: DateTime.TimeZone = DateTime.zoneMakeOffset(0)

/** `--zone` */
export const zone = Flags.checked("zone", "zone", (text) =>
  Either.fromOption(
    // An offset takes no look into a table for each session.
    /^(utc|gmt|z)$/i.test(text) ? Option.some(utc) : DateTime.zoneFromString(text),
    () => `expected UTC, an offset such as +02:00 or a name such as Europe/Berlin, got ${text}`
  )
).pipe(
  Options.withDefault(utc),
  Options.withDescription("The zone in which days begin and end (UTC)")
)

const nameOf = (zone: DateTime.TimeZone): string =>
  zone._tag === "Offset" && zone.offset === 0 ? "UTC" : DateTime.zoneToString(zone)

const amountOf = (money: Money.Money): Amount => ({
  amount: Money.toDecimal(money),
  currency: money.currency
})

const textOf = (time: Option.Option<DateTime.DateTime>): string | null =>
  Option.getOrNull(Option.map(time, DateTime.formatIso))

const totalsOf = (totals: CheckoutSessions.Totals): Totals => ({
  sessions: totals.sessions,
  statuses: totals.statuses,
  paid: totals.paid,
  paidWithoutTotal: totals.paidWithoutTotal,
  gross: totals.gross.map(amountOf),
  conversion: Option.getOrNull(totals.conversion),
  abandoned: {
    sessions: totals.statuses.expired + totals.statuses.canceled,
    overdue: totals.overdue,
    withoutTotal: totals.abandonedWithoutTotal,
    amounts: totals.abandoned.map(amountOf)
  },
  drifted: totals.drifted,
  oldest: textOf(totals.oldest),
  newest: textOf(totals.newest),
  days: Object.fromEntries(totals.days)
})

const bound = (time: DateTime.DateTime.Input | undefined): string | null =>
  time === undefined ? null : textOf(DateTime.make(time))

/** Reads all sessions of a query once. */
export const read = (
  query: CheckoutSessions.Query,
  {
    baseUrl,
    live,
    zone
  }: Pick<Source.Given, "baseUrl" | "live"> & { readonly zone: DateTime.TimeZone }
): Effect.Effect<
  { readonly figures: Figures; readonly troubles: Troubles },
  CheckoutSessions.CheckoutSessionsError,
  CheckoutSessions.CheckoutSessions | Screen
> =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const service = yield* CheckoutSessions.CheckoutSessions
    let unread = 0
    const summary = yield* service.summary(query, {
      zone,
      onInvalidItem: (error) => {
        unread++
        return screen.tell(error.message)
      }
    })
    const { incomplete } = summary
    const figures: Figures = {
      source: live || Option.isSome(baseUrl) ? "accounts" : "sandbox",
      readAt: DateTime.formatIso(summary.now),
      zone: nameOf(summary.zone),
      query: {
        status: query.status === undefined ? null : [query.status].flat(),
        createdAfter: bound(query.createdAfter),
        createdBefore: bound(query.createdBefore)
      },
      whole: incomplete.length === 0 && unread === 0,
      incomplete: incomplete.map(({ error, provider }) => ({ provider, reason: error.reason })),
      unread,
      undated: summary.undated,
      ...totalsOf(summary),
      providers: Record.map(Object.fromEntries(summary.providers), totalsOf)
    }
    return { figures, troubles: { failed: [...incomplete], unread } }
  })

/** Says that an interrupted command has counted a part, which it does not show. */
export const whole = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | Screen> =>
  Effect.onInterrupt(effect, () =>
    Effect.flatMap(Screen, (screen) => {
      process.exitCode = 130
      return screen.tell("interrupted: nothing was counted to its end")
    })
  )
