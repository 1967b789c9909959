/**
 * Where `Sync` keeps sessions: a table of them, and how far each source was read. It needs the optional
 * peer `@effect/sql`, and a `SqlClient` of SQLite or Postgres.
 *
 * @since 0.2.0
 */
import type * as SqlClient from "@effect/sql/SqlClient"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import type { ProviderName } from "../CheckoutError.js"
import type { CheckoutSession } from "../neutral/CheckoutSession.js"
import type { Cursor } from "../pagination/Cursor.js"
import type { Fenced, SyncStoreError } from "./internal/store/errors.js"
import * as Store from "./internal/store/store.js"

export { Fenced, SyncStoreError } from "./internal/store/errors.js"

/**
 * What a source is doing: its first load, or following what changes. An audit is a walk of a source that
 * follows.
 *
 * @since 0.2.0
 * @category Models
 */
export type Phase = "load" | "follow"

/**
 * How far a source was read. All times are epoch milliseconds.
 *
 * @since 0.2.0
 * @category Models
 */
export interface State {
  readonly phase: Phase
  /** Where the walk under way stands; `None` before its first page and between two walks. */
  readonly cursor: Option.Option<Cursor>
  /** What `Sync` is about to do, as JSON that only `Sync` reads. */
  readonly plan: Option.Option<string>
  /** Counts the audits. Every row that an audit meets gets its number. */
  readonly sweep: number
  /** Whether the sessions are of live mode, once one was seen: a key of the other mode is refused. */
  readonly livemode: Option.Option<boolean>
  readonly loadedAt: Option.Option<number>
  /** When a round of reading last came to its end. */
  readonly lastOkAt: Option.Option<number>
  /** The tag of the last error, which is cleared by the next round that ends well. */
  readonly lastError: Option.Option<string>
  readonly lastErrorAt: Option.Option<number>
  /** When the next round is due. */
  readonly nextDueAt: Option.Option<number>
  /** Requests and sessions since the source was first taken. */
  readonly requests: number
  readonly sessions: number
}

/**
 * One account of one provider: `stripe`, or `stripe/eu` where there are several.
 *
 * @since 0.2.0
 * @category Models
 */
export interface SourceName {
  readonly source: string
  readonly provider: ProviderName
}

/**
 * A source that this process holds. `epoch` counts how often it was taken: a commit with an old one is
 * refused.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Held extends SourceName {
  readonly epoch: number
  readonly state: State
}

/**
 * What one request found: all of it is written in one transaction, or nothing.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Change {
  /** When the request left, in epoch milliseconds. An older observation never overwrites a newer one. */
  readonly observedAt: number
  readonly sessions: ReadonlyArray<CheckoutSession>
  /** Ids that the provider no longer knows. Their rows stay, and get `gone_at`. */
  readonly gone?: ReadonlyArray<string> | undefined
  /** Hints that were followed: removed if they were given before `observedAt`. */
  readonly poked?: ReadonlyArray<string> | undefined
  /** A place in an oldest-first list: all sessions after `cursor` were created at `at` or later. */
  readonly mark?: { readonly at: number; readonly cursor: Cursor } | undefined
  /** Every row that the audit with this number did not meet, and that was not seen since it began, is gone. */
  readonly unmet?: { readonly sweep: number; readonly began: number } | undefined
  /** What changes in the state of the source; a key that is left out stays as it is. */
  readonly state: Partial<State>
}

/**
 * What a commit changed.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Changed {
  /** Rows that were not there before. */
  readonly inserted: number
  /** Rows whose session differs from before. */
  readonly updated: number
  /** Rows that were marked as gone. */
  readonly gone: number
}

/**
 * What the tables say of one source. All times are epoch milliseconds.
 *
 * @since 0.2.0
 * @category Models
 */
export interface SourceStatus extends Held {
  readonly rows: number
  readonly unsettled: number
  readonly gone: number
  /** Sessions in which characters were replaced that the database does not take. */
  readonly inexact: number
  /** Sessions that depart from their provider's documentation. */
  readonly drifted: number
  /** The oldest observation of an unsettled session that is not gone: a change since then may be unseen. */
  readonly unseenSince: Option.Option<number>
  /** When anything was last written of it. */
  readonly writtenAt: Option.Option<number>
  /** Hints that wait. */
  readonly pokes: number
}

/**
 * What `Sync` needs of a database.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Service {
  /** Takes a source, which is made if it is new. Whoever held it before is refused from now on. */
  readonly take: (name: SourceName) => Effect.Effect<Held, SyncStoreError>
  /** What is known of a source, which stays with its holder; `None` if it was never taken. */
  readonly peek: (source: string) => Effect.Effect<Option.Option<Held>, SyncStoreError>
  /** Writes what a request found, in one transaction, if the source was not taken by another since. */
  readonly commit: (held: Held, change: Change) => Effect.Effect<Changed, Fenced | SyncStoreError>
  /**
   * Unsettled sessions whose last observation is older than a tenth of their age, but at least `tick`
   * milliseconds; the longest unseen first.
   */
  readonly late: (
    source: string,
    options: {
      readonly now: number
      readonly tick: number
      readonly limit: number
    }
  ) => Effect.Effect<ReadonlyArray<string>, SyncStoreError>
  /** Ids of the newest rows that are settled, complete and not gone: the account must know them. */
  readonly known: (
    source: string,
    limit: number
  ) => Effect.Effect<ReadonlyArray<string>, SyncStoreError>
  /** The rows that the audit with this number did not meet and that were not seen since it began, of all. */
  readonly unmet: (
    source: string,
    audit: { readonly sweep: number; readonly began: number }
  ) => Effect.Effect<{ readonly unmet: number; readonly rows: number }, SyncStoreError>
  /** The last mark at or before a time. */
  readonly markBefore: (
    source: string,
    at: number
  ) => Effect.Effect<Option.Option<Cursor>, SyncStoreError>
  /** Leaves a hint that a session has changed, from any process. One that is there stays one. */
  readonly poke: (source: string, id: string, now: number) => Effect.Effect<void, SyncStoreError>
  /** Hints, the oldest first. */
  readonly pokes: (
    source: string,
    limit: number
  ) => Effect.Effect<ReadonlyArray<string>, SyncStoreError>
  readonly status: Effect.Effect<ReadonlyArray<SourceStatus>, SyncStoreError>
}

/**
 * The tag of the store.
 *
 * @since 0.2.0
 * @category Tags
 */
export class SyncStore extends Context.Tag("effect-checkout/SyncStore")<SyncStore, Service>() {}

/**
 * How sessions are kept.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Options {
  /**
   * Whether secrets are kept: `client_secret`, Polar's address of the page and other addresses that contain
   * it, and the metadata of Polar's payment processor. By default another text stands in their place, in the
   * column `raw` as in all others, and the column `url` of Polar's sessions is empty.
   */
  readonly keepSecrets?: boolean | undefined
}

/**
 * The store in a database of SQLite or Postgres, by any `SqlClient`: `SyncSqlite.layer`, or `PgClient.layer`
 * of `@effect/sql-pg`. It makes its tables, which begin with `checkout_`. Several processes may start at once.
 *
 * It fails with `SyncStoreError` if the tables cannot be made.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layerSql = (
  options?: Options
): Layer.Layer<SyncStore, SyncStoreError, SqlClient.SqlClient> =>
  Layer.effect(SyncStore, Store.make(options?.keepSecrets ?? false))
