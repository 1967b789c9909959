import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { CheckoutDecodeError } from "../../../CheckoutError.js"
import type { CheckoutSession } from "../../../neutral/CheckoutSession.js"
import { hidden, secretOf } from "../../../neutral/internal/secrets.js"
import { isSettled } from "../settled.js"
import type { Told } from "./columns.js"
import { rawOf, refusal } from "./raw.js"
import { clean, digest, isRefused, keyOf } from "./text.js"

/** A session as a row, without the columns that all rows of a request share. */
export interface Row {
  readonly id: string
  readonly told: Readonly<Record<Told, string | number | boolean | null>>
  readonly settled: boolean
  readonly digest: string
  /** JSON. */
  readonly raw: string
}

/** Years that both databases write with four digits. */
const earliest = Date.parse("0001-01-01T00:00:00.000Z")
const latest = Date.parse("9999-12-31T23:59:59.999Z")

/** Whether a number is a time, in epoch milliseconds, that both databases read. */
export const isTime = (millis: number): boolean =>
  Number.isInteger(millis) && millis >= earliest && millis <= latest

/** Epoch milliseconds as both databases read them, and as texts that sort. */
export const time = (millis: number): string => new Date(millis).toISOString()

/** A bound of a query, which may be any time. */
export const bound = (at: DateTime.Utc): string =>
  time(Math.min(Math.max(DateTime.toEpochMillis(at), earliest), latest))

const timeOrNull = (at: Option.Option<DateTime.Utc>): string | null =>
  Option.match(Option.map(at, DateTime.toEpochMillis), {
    onNone: () => null,
    onSome: (millis) => (millis >= earliest && millis <= latest ? time(millis) : null)
  })

const isInt64 = (value: bigint): boolean => BigInt.asIntN(64, value) === value

/** Where a session departs from its documentation. */
const driftOf = ({ expected, path }: CheckoutDecodeError): string =>
  `${path.join(".") || "the session"}: expected ${expected}`

const toldOf = (session: CheckoutSession, keepSecrets: boolean) => {
  let exact = keyOf(session.id) === session.id
  const secret = keepSecrets ? undefined : Option.getOrUndefined(secretOf(session.native))
  const text = (value: Option.Option<string>): string | null => {
    if (Option.isNone(value)) return null
    const shown = secret === undefined ? value.value : value.value.replaceAll(secret, () => hidden)
    if (!isRefused(shown)) return shown
    exact = false
    return clean(shown)
  }
  const { customer } = session
  // A number beyond the column's would have the whole page refused. `raw` has it.
  const total = Option.filter(session.total, ({ minor }) => isInt64(minor))
  const columns = {
    provider: session.provider,
    status: session.status,
    provider_status: text(session.providerStatus),
    payment: session.payment,
    total_minor: Option.getOrNull(Option.map(total, ({ minor }) => String(minor))),
    total_scale: Option.getOrNull(Option.map(total, ({ scale }) => scale)),
    total_currency: Option.getOrNull(Option.map(total, ({ currency }) => currency)),
    created_at: timeOrNull(session.createdAt),
    expires_at: timeOrNull(session.expiresAt),
    updated_at: timeOrNull(session.updatedAt),
    // Polar's page is reached by its secret.
    url: session.provider === "polar" && !keepSecrets ? null : text(session.url),
    customer_id: text(customer.id),
    customer_external_id: text(customer.externalId),
    customer_email: text(customer.email),
    customer_name: text(customer.name),
    reference: text(session.reference),
    livemode: Option.getOrNull(session.livemode),
    drift: text(Option.map(session.drift, driftOf))
  }
  return { columns, exact }
}

const digestOf = (told: Row["told"], raw: string): string =>
  digest(`${Object.values(told).join("\n")}${raw}`)

/** The row of a session that was seen at `observedAt`. */
export const rowOf = (session: CheckoutSession, observedAt: number, keepSecrets: boolean): Row => {
  const id = keyOf(session.id)
  const raw = rawOf(session, id, keepSecrets)
  const { columns, exact } = toldOf(session, keepSecrets)
  const told = { ...columns, exact: exact && raw.exact }
  return {
    id,
    told,
    settled: isSettled(session, observedAt),
    digest: digestOf(told, raw.json),
    raw: raw.json
  }
}

/** The row whose JSON the database refused. */
export const withoutRaw = (row: Row): Row => ({
  ...row,
  told: { ...row.told, exact: false },
  raw: refusal(row.id).json
})

/** The row of which the database refused a column as well. */
export const bare = (row: Row): Row => {
  const { payment, provider, status } = row.told
  const empty = Object.fromEntries(Object.keys(row.told).map((key) => [key, null]))
  return {
    ...withoutRaw(row),
    told: { ...row.told, ...empty, payment, provider, status, exact: false }
  }
}
