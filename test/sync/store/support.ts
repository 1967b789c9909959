import * as SqlClient from "@effect/sql/SqlClient"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { CheckoutDecodeError } from "../../../src/CheckoutError.js"
import type { ProviderName } from "../../../src/CheckoutError.js"
import type { CheckoutSession } from "../../../src/neutral/CheckoutSession.js"
import * as Drifted from "../../../src/neutral/sessions/drifted.js"
import * as Sandbox from "../../../src/sandbox/Sandbox.js"
import * as SyncStore from "../../../src/sync/SyncStore.js"
import { neutral } from "../../neutral/support.js"

/** A new and empty database. Each use of the layer opens a connection of its own. */
export type Fresh = Effect.Effect<Layer.Layer<SqlClient.SqlClient>, never, Scope.Scope>

/** A store of one process, with a client of the same database to look into it. */
export interface Opened {
  readonly store: SyncStore.Service
  readonly sql: SqlClient.SqlClient
}

/** Opens a store, as a process does. */
export const open = (
  database: Layer.Layer<SqlClient.SqlClient>,
  options?: SyncStore.Options
): Effect.Effect<Opened, SyncStore.SyncStoreError, Scope.Scope> =>
  Effect.map(
    Layer.build(Layer.provideMerge(SyncStore.layerSql(options), Layer.fresh(database))),
    (context) => ({
      store: Context.get(context, SyncStore.SyncStore),
      sql: Context.get(context, SqlClient.SqlClient)
    })
  )

/** Opens a store in a new database. */
export const opened = (fresh: Fresh, options?: SyncStore.Options) =>
  Effect.flatMap(fresh, (database) => open(database, options))

const ofProvider = (provider: ProviderName) => {
  const found = neutral.find(({ name }) => name === provider)
  if (found === undefined) throw new Error(`no ${provider}`)
  return found
}

/** What the sandbox's sessions of a provider are in the common form. */
export const sessionsOf = (
  provider: ProviderName,
  sessions: number
): ReadonlyArray<CheckoutSession> =>
  Sandbox.sessions(provider, { sessions }).map((native) => ofProvider(provider).fromUnknown(native))

const isUnchecked = (value: unknown): value is Drifted.Unchecked => value !== undefined

/** A session that departs from its documentation, which may have any shape. */
export const drifted = (
  native: unknown,
  id: string,
  provider: ProviderName = "stripe"
): CheckoutSession => {
  if (!isUnchecked(native)) throw new Error("no JSON")
  const error = new CheckoutDecodeError({
    provider,
    operation: "streamPages",
    reason: "Item",
    path: ["amount_total"],
    expected: "a whole number",
    raw: Redacted.make(native),
    index: Option.none(),
    itemId: Option.none()
  })
  return Drifted.make(ofProvider(provider).read(native), error, id, native)
}

/** A session of Stripe with a few fields; its total tells one observation from another. */
export const stripe = (
  id: string,
  fields: { readonly [key: string]: unknown } = {}
): CheckoutSession => drifted({ id, object: "checkout.session", ...fields }, id)

/** The columns of a row. */
export const rowOf = ({ sql }: Opened, id: string) =>
  Effect.map(
    sql<{
      readonly [column: string]: unknown
    }>`SELECT * FROM checkout_sessions WHERE id = ${id}`,
    ([row]) => row
  )

export const isTrue = (value: unknown): boolean => value === true || value === 1

export const tables = [
  "checkout_sessions",
  "checkout_sync",
  "checkout_marks",
  "checkout_pokes",
  "checkout_sync_migrations"
]

/** All that the tables hold, as one text. */
export const dump = ({ sql }: Opened) =>
  Effect.map(
    Effect.forEach(tables, (table) => sql`SELECT * FROM ${sql(table)}`),
    (rows) => JSON.stringify(rows)
  )
