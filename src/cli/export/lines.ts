import { stringify } from "csv-stringify/sync"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import { type CheckoutSession, Export, Money } from "../../index.js"
import type { Format } from "./run.js"

type Session = CheckoutSession.CheckoutSession

const time = (at: Option.Option<DateTime.Utc>): string | null =>
  Option.getOrNull(Option.map(at, DateTime.formatIso))

const address = (session: Session, url: Option.Option<string>): string | null =>
  Option.getOrNull(Option.map(url, (url) => Export.hideSecrets(session, url)))

/** The place in a session that departs from the documentation. */
const driftOf = ({ drift }: Session): string | null =>
  Option.match(drift, {
    onNone: () => null,
    onSome: ({ path }) => (path.length === 0 ? "." : path.join("."))
  })

/**
 * The columns of a row of CSV. `native` and the address of the page are not among them: the second
 * contains a secret at Polar.
 */
const columns: Readonly<Record<string, (session: Session) => unknown>> = {
  provider: ({ provider }) => provider,
  id: ({ id }) => id,
  status: ({ status }) => status,
  provider_status: ({ providerStatus }) => Option.getOrNull(providerStatus),
  payment: ({ payment }) => payment,
  total: ({ total }) => Option.getOrNull(total),
  currency: ({ total }) => Option.getOrNull(Option.map(total, ({ currency }) => currency)),
  created_at: ({ createdAt }) => time(createdAt),
  expires_at: ({ expiresAt }) => time(expiresAt),
  updated_at: ({ updatedAt }) => time(updatedAt),
  customer_id: ({ customer }) => Option.getOrNull(customer.id),
  customer_external_id: ({ customer }) => Option.getOrNull(customer.externalId),
  customer_email: ({ customer }) => Option.getOrNull(customer.email),
  customer_name: ({ customer }) => Option.getOrNull(customer.name),
  reference: ({ reference }) => Option.getOrNull(reference),
  livemode: ({ livemode }) => Option.getOrNull(Option.map(livemode, String)),
  success_url: (session) => address(session, session.successUrl),
  cancel_url: (session) => address(session, session.cancelUrl),
  drift: driftOf
}

const names = Object.keys(columns)

/** An amount is not text from outside: its minus sign must stay as it is. */
const amount = (value: unknown) => ({
  value: value instanceof Money.Money ? Money.toDecimal(value) : "",
  escape_formulas: false
})

/** RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
const csv = (rows: ReadonlyArray<ReadonlyArray<unknown>>): string =>
  stringify([...rows], {
    // A line break in a cell must not become a line.
    record_delimiter: "windows",
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: {
      object: amount,
      // The library knows all the signs that begin a formula but this one.
      string: (value) => (value.startsWith("\n") ? `'${value}` : value)
    }
  })

/** The first line of a file of this format. */
export const header = (format: Format): string => (format === "csv" ? csv([names]) : "")

/** A session as a line, with its end. */
export const line = (format: Format, session: Session): string =>
  format === "csv"
    ? csv([names.map((name) => columns[name]?.(session))])
    : `${Export.toJsonLine(session)}\n`
