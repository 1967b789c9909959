import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { ProviderName } from "../../CheckoutError.js"
import type { CheckoutSession, Status } from "../../neutral/CheckoutSession.js"
import { statusAt } from "../../neutral/CheckoutSession.js"
import * as Money from "../../neutral/Money.js"
import type { ProviderFailed } from "./errors.js"
import type { SessionsPage } from "./stream.js"
import { isFailed } from "./stream.js"

/**
 * The figures of the sessions of one provider, or of all.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Totals {
  readonly sessions: number
  /** How many sessions have each status, by `statusAt` of the summary's `now`. */
  readonly statuses: Readonly<Record<Status, number>>
  /** How many sessions are `paid`. */
  readonly paid: number
  /** How many of them do not say their total: they are not in `gross`. */
  readonly paidWithoutTotal: number
  /** The sum of the `paid` sessions, for each currency. */
  readonly gross: ReadonlyArray<Money.Money>
  /**
   * The complete sessions as a share of the finished ones: complete, expired, canceled and failed. `None`
   * if none is finished.
   */
  readonly conversion: Option.Option<number>
  /** The sum of the expired and the canceled sessions, for each currency. */
  readonly abandoned: ReadonlyArray<Money.Money>
  /** How many of them do not say their total: they are not in `abandoned`. */
  readonly abandonedWithoutTotal: number
  /** How many of the expired sessions are still open in their provider's own word. */
  readonly overdue: number
  /**
   * How many sessions of each status were created on each day, the oldest day first. A day is written as
   * `2026-06-01` and cut in the summary's `zone`. Days without sessions are left out.
   */
  readonly days: ReadonlyMap<string, Readonly<Record<Status, number>>>
  /** When the oldest and the newest session were created. */
  readonly oldest: Option.Option<DateTime.Utc>
  readonly newest: Option.Option<DateTime.Utc>
  /** How many sessions departed from their provider's documentation. */
  readonly drifted: number
}

/**
 * The sessions of a query, counted and summed.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Summary extends Totals {
  /** The time by which open sessions were found to be expired. */
  readonly now: DateTime.Utc
  /** The zone in which the days begin and end. */
  readonly zone: DateTime.TimeZone
  readonly providers: ReadonlyMap<ProviderName, Totals>
  /** How many sessions a bound of the query left out because they have no time of creation. */
  readonly undated: number
  /**
   * The providers that failed: their figures are too low. Empty if the summary is whole.
   */
  readonly incomplete: ReadonlyArray<ProviderFailed>
}

type Counts = Record<Status, number>

/** The figures of some sessions while they are read. */
interface Tally {
  readonly statuses: Counts
  readonly gross: Map<string, Money.Money>
  readonly abandoned: Map<string, Money.Money>
  /** By the number of days since 1970. */
  readonly days: Map<number, Counts>
  abandonedWithoutTotal: number
  overdue: number
  sessions: number
  paid: number
  paidWithoutTotal: number
  drifted: number
  oldest: Option.Option<DateTime.Utc>
  newest: Option.Option<DateTime.Utc>
}

const none = (): Counts => ({
  open: 0,
  processing: 0,
  complete: 0,
  expired: 0,
  failed: 0,
  canceled: 0,
  unknown: 0
})

const begin = (): Tally => ({
  statuses: none(),
  gross: new Map(),
  abandoned: new Map(),
  days: new Map(),
  abandonedWithoutTotal: 0,
  overdue: 0,
  sessions: 0,
  paid: 0,
  paidWithoutTotal: 0,
  drifted: 0,
  oldest: Option.none(),
  newest: Option.none()
})

const addMoney = (sums: Map<string, Money.Money>, amount: Money.Money): void => {
  const before = sums.get(amount.currency)
  const sum = before === undefined ? Either.right(amount) : Money.add(before, amount)
  if (Either.isRight(sum)) sums.set(amount.currency, sum.right)
}

const millisOfDay = 86_400_000
/** The first and the last day that a date can hold. */
const furthest = 100_000_000

/** Clocks are changed at such moments only, at least since 1970. */
const quarter = 900_000
/** The most offsets that are remembered. */
const mostOffsets = 10_000

/** The offset of a named zone. To look it up takes longer than all other work on a session. */
const offsetIn = (zone: DateTime.TimeZone.Named): ((time: DateTime.Utc) => number) => {
  const known = new Map<number, number>()
  return (time) => {
    const at = Math.floor(time.epochMillis / quarter)
    const before = known.get(at)
    if (before !== undefined) return before
    const offset = DateTime.zonedOffset(DateTime.setZone(time, zone))
    if (known.size >= mostOffsets) known.clear()
    known.set(at, offset)
    return offset
  }
}

/** The number of the day on which a moment lies in a zone. */
const dayIn = (zone: DateTime.TimeZone): ((time: DateTime.Utc) => number) => {
  const offset = zone._tag === "Offset" ? () => zone.offset : offsetIn(zone)
  return (time) => {
    const day = Math.floor((time.epochMillis + offset(time)) / millisOfDay)
    return Math.min(Math.max(day, -furthest), furthest)
  }
}

const nameOfDay = (day: number): string =>
  new Date(day * millisOfDay).toISOString().replace(/T.*/, "")

interface Moment {
  readonly now: DateTime.Utc
  readonly dayOf: (time: DateTime.Utc) => number
}

const count = (tally: Tally, session: CheckoutSession, { dayOf, now }: Moment): void => {
  const status = statusAt(session, now)
  tally.sessions++
  tally.statuses[status]++
  if (session.payment === "paid") {
    tally.paid++
    if (Option.isSome(session.total)) addMoney(tally.gross, session.total.value)
    else tally.paidWithoutTotal++
  }
  if (status === "expired" || status === "canceled") {
    if (status !== session.status) tally.overdue++
    if (Option.isSome(session.total)) addMoney(tally.abandoned, session.total.value)
    else tally.abandonedWithoutTotal++
  }
  if (Option.isSome(session.drift)) tally.drifted++
  const { createdAt } = session
  if (Option.isNone(createdAt)) return
  const day = dayOf(createdAt.value)
  const counts = tally.days.get(day) ?? none()
  counts[status]++
  tally.days.set(day, counts)
  const either = (pick: typeof DateTime.min, other: Option.Option<DateTime.Utc>) =>
    Option.map(
      Option.orElse(other, () => createdAt),
      (time) => DateTime.toUtc(pick(time, createdAt.value))
    )
  tally.oldest = either(DateTime.min, tally.oldest)
  tally.newest = either(DateTime.max, tally.newest)
}

const totals = (tally: Tally): Totals => {
  const { canceled, complete, expired, failed } = tally.statuses
  const finished = complete + expired + canceled + failed
  return {
    ...tally,
    gross: Money.sumByCurrency(tally.gross.values()),
    abandoned: Money.sumByCurrency(tally.abandoned.values()),
    days: new Map(
      [...tally.days]
        .sort(([one], [other]) => one - other)
        .map(([day, counts]) => [nameOfDay(day), counts] as const)
    ),
    conversion: finished === 0 ? Option.none() : Option.some(complete / finished)
  }
}

/** Reads all pages once, and keeps their figures only. */
export const summarize = <E, R>(
  providers: ReadonlyArray<ProviderName>,
  pages: Stream.Stream<SessionsPage | ProviderFailed, E, R>,
  zone: DateTime.TimeZone
): Effect.Effect<Summary, E, R> =>
  Effect.gen(function* () {
    const now = yield* DateTime.now
    const moment: Moment = { now, dayOf: dayIn(zone) }
    const all = begin()
    const each = new Map(providers.map((provider) => [provider, begin()] as const))
    const incomplete: Array<ProviderFailed> = []
    let undated = 0
    yield* Stream.runForEach(pages, (page) =>
      Effect.sync(() => {
        if (isFailed(page)) {
          incomplete.push(page)
          return
        }
        undated += page.undated
        for (const session of page.items) {
          count(all, session, moment)
          const own = each.get(session.provider)
          if (own !== undefined) count(own, session, moment)
        }
      })
    )
    return {
      ...totals(all),
      now,
      zone,
      providers: new Map([...each].map(([provider, tally]) => [provider, totals(tally)] as const)),
      undated,
      incomplete
    }
  })
