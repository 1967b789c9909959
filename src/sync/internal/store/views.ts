import * as SqlClient from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"

/** The expressions in which the two dialects differ. */
interface Words {
  readonly now: string
  /** The day of a time, in UTC. */
  readonly day: (column: string) => string
  /** An amount in major units. */
  readonly decimal: (minor: string, scale: string) => string
  /** A whole number times a power of ten. */
  readonly scaled: (minor: string, exponent: string) => string
}

const pg: Words = {
  now: "now()",
  day: (column) => `CAST(${column} AT TIME ZONE 'UTC' AS date)`,
  decimal: (minor, scale) => `round(${minor} / power(10::numeric, ${scale}), ${scale})`,
  scaled: (minor, exponent) => `round(${minor} * power(10::numeric, ${exponent}))`
}

const sqlite: Words = {
  now: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
  day: (column) => `substr(${column}, 1, 10)`,
  // Not every SQLite has `pow`.
  decimal: (minor, scale) => `${minor} / CAST('1e' || ${scale} AS REAL)`,
  scaled: (minor, exponent) => `${minor} * CAST(CAST('1e' || (${exponent}) AS REAL) AS INTEGER)`
}

// Providers are late with `expired`, or never say it.
const statusBy = ({ now }: Words): string =>
  `CASE WHEN status = 'open' AND expires_at <= ${now} THEN 'expired' ELSE status END`

const views = (words: Words): Readonly<Record<string, string>> => ({
  // One currency may have several scales: Stripe writes 5 ISK as 500, others as 5.
  checkout_paid_by_day: `SELECT day, currency, livemode, count(*) AS sessions,
    sum(${words.scaled("minor", "scale - own")}) AS gross_minor, scale,
    ${words.decimal(`sum(${words.scaled("minor", "scale - own")})`, "scale")} AS gross
    FROM (SELECT ${words.day("created_at")} AS day, total_currency AS currency, livemode,
      total_minor AS minor, total_scale AS own,
      max(total_scale) OVER (PARTITION BY ${words.day("created_at")}, total_currency, livemode) AS scale
      FROM checkout_sessions WHERE payment = 'paid') AS paid
    GROUP BY day, currency, livemode, scale`,
  checkout_abandoned: `SELECT source, provider, id, livemode, customer_email, customer_name, reference,
    ${words.decimal("total_minor", "total_scale")} AS total, total_minor, total_scale, total_currency,
    url, created_at, expires_at, gone_at
    FROM checkout_sessions
    WHERE customer_email IS NOT NULL AND status IN ('open', 'expired')
    AND (status = 'expired' OR expires_at <= ${words.now})`,
  checkout_unsettled: `SELECT source, provider, id, ${statusBy(words)} AS status, provider_status, payment,
    livemode, customer_email, reference, total_minor, total_scale, total_currency, created_at,
    expires_at, observed_at
    FROM checkout_sessions WHERE NOT settled AND gone_at IS NULL`,
  checkout_by_status: `SELECT provider, livemode, ${statusBy(words)} AS status, count(*) AS sessions,
    count(gone_at) AS gone
    FROM checkout_sessions GROUP BY provider, livemode, ${statusBy(words)}`
})

/** Makes the views, whose names and columns are the same in both dialects. */
export const create = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const words = sql.onDialectOrElse({ sqlite: () => sqlite, orElse: () => pg })
  yield* Effect.forEach(
    Object.entries(views(words)),
    ([name, query]) => sql.unsafe(`CREATE VIEW ${name} AS ${query}`),
    { discard: true }
  )
})
