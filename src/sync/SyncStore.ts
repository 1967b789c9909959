/**
 * The database of `Sync`: a table of sessions, and a table that tells how far each source was read. It needs
 * the optional peer `@effect/sql`, and a `SqlClient` of SQLite or Postgres.
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
 * Whether a source is in its first load, or is followed for changes. An audit belongs to a source that is
 * followed.
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
  /** The place of the current walk; `None` before its first page and between two walks. */
  readonly cursor: Option.Option<Cursor>
  /** The next steps of `Sync`, as JSON that only `Sync` reads. */
  readonly plan: Option.Option<string>
  /** The number of the last audit. Every row that an audit meets gets its number. */
  readonly sweep: number
  /** Whether the sessions are of live mode, as the first one said. A key of the other mode is refused. */
  readonly livemode: Option.Option<boolean>
  readonly loadedAt: Option.Option<number>
  /** When a round last came to its end. */
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
 * A source that this process holds. `epoch` counts how often the source was taken: a commit with an old
 * epoch is refused.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Held extends SourceName {
  readonly epoch: number
  readonly state: State
}

/**
 * The findings of one request. The store writes all of them in one transaction, or none.
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
  /** Hints that were followed. Those that were left before `observedAt` are removed. */
  readonly poked?: ReadonlyArray<string> | undefined
  /** A place in an oldest-first list: all sessions after `cursor` were created at `at` or later. */
  readonly mark?: { readonly at: number; readonly cursor: Cursor } | undefined
  /** Marks rows as gone that the audit with this number did not meet, and that were not seen since it began. */
  readonly unmet?: { readonly sweep: number; readonly began: number } | undefined
  /**
   * Observations of a later time count as of this time: the clock was ahead when they were made. They are
   * changed before anything else is written.
   */
  readonly ahead?: number | undefined
  /** Changes to the state of the source; a key that is left out stays as it is. */
  readonly state: Partial<State>
}

/**
 * How many rows a commit changed.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Changed {
  /** New rows. */
  readonly inserted: number
  /** Rows whose session has changed. */
  readonly updated: number
  /** Rows that were marked as gone. */
  readonly gone: number
}

/**
 * The state of one source, with figures from the tables. All times are epoch milliseconds.
 *
 * @since 0.2.0
 * @category Models
 */
export interface SourceStatus extends Held {
  readonly rows: number
  readonly unsettled: number
  readonly gone: number
  /** Sessions with characters that the database does not take; others were stored in their place. */
  readonly inexact: number
  /** Sessions that depart from their provider's documentation. */
  readonly drifted: number
  /** The oldest observation of an unsettled session that is not gone: a change since then may be unseen. */
  readonly unseenSince: Option.Option<number>
  /** When the findings of a request were last written; the note of an error does not count. */
  readonly writtenAt: Option.Option<number>
  /** Hints that wait. */
  readonly pokes: number
}

/**
 * The operations that `Sync` needs of a database.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Service {
  /** Takes a source, and makes it if it is new. Commits of its earlier holder are refused from now on. */
  readonly take: (name: SourceName) => Effect.Effect<Held, SyncStoreError>
  /** Reads a source without taking it; `None` if it was never taken. */
  readonly peek: (source: string) => Effect.Effect<Option.Option<Held>, SyncStoreError>
  /** Writes the findings of a request in one transaction, unless another process has taken the source. */
  readonly commit: (held: Held, change: Change) => Effect.Effect<Changed, Fenced | SyncStoreError>
  /**
   * Ids of unsettled sessions whose last observation is older than a tenth of their age, and older than
   * `tick` milliseconds; the oldest observation first.
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
  /**
   * Counts the rows that the audit did not meet and that were not seen since it began, and all rows. Of
   * those it names `limit` at most.
   */
  readonly unmet: (
    source: string,
    audit: { readonly sweep: number; readonly began: number; readonly limit: number }
  ) => Effect.Effect<
    {
      readonly unmet: number
      readonly rows: number
      readonly ids: ReadonlyArray<string>
    },
    SyncStoreError
  >
  /** The last mark at or before a time. */
  readonly markBefore: (
    source: string,
    at: number
  ) => Effect.Effect<Option.Option<Cursor>, SyncStoreError>
  /** Leaves a hint that a session has changed, from any process. A second hint of one session adds nothing. */
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
 * Options of the store.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Options {
  /**
   * Whether secrets are kept: `client_secret`, Polar's address of the page, other texts that contain the
   * secret, and the metadata of Polar's payment processor. By default a placeholder replaces them in every
   * column, `raw` included, and the column `url` of Polar's sessions is empty.
   */
  readonly keepSecrets?: boolean | undefined
}

/**
 * The store in a database of SQLite or Postgres, over any `SqlClient`: `SyncSqlite.layer`, or `PgClient.layer`
 * of `@effect/sql-pg`. The layer makes the tables, whose names begin with `checkout_`. Several processes may
 * start at once.
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
