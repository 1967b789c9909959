/**
 * The sessions in the database as the neutral service `CheckoutSessions`: it answers the same queries as over
 * the providers, without the network.
 *
 * @since 0.2.0
 */
import type * as SqlClient from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { ProviderName } from "../CheckoutError.js"
import type { CheckoutSessions } from "../services/CheckoutSessions.js"
import { layerLanes } from "../services/CheckoutSessions.js"
import * as Lane from "./internal/lane.js"
import * as Database from "./internal/store/database.js"
import type { SyncStoreError } from "./internal/store/errors.js"

/**
 * The neutral service over the sessions of all sources that `Sync` has written. Queries, orders, cursors and
 * summaries work as over the providers' lists; each provider's list is newest first. A hundred sessions of a
 * provider are in memory at once.
 *
 * Sessions that are gone are left out. Secrets are missing unless the store keeps them: `url` of a session of
 * Polar is `None`. A session that the database did not take in full has only the fields that could be stored.
 *
 * The layer fails with `SyncStoreError` if the database is neither SQLite nor Postgres. When the database
 * refuses a query, the query fails with a `ProviderFailed` that has a `CheckoutRequestError`. The layer needs
 * the tables that `SyncStore.layerSql` makes, and no right to write.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layer: Layer.Layer<CheckoutSessions, SyncStoreError, SqlClient.SqlClient> = layerLanes(
  Effect.flatMap(Database.fromContext, (database) =>
    Effect.forEach(ProviderName.literals, (provider) => Lane.make(database, provider))
  )
)
