import type { SqlError } from "@effect/sql/SqlError"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Cursor } from "../../../pagination/Cursor.js"
import type { Held, Service, SourceName, SourceStatus } from "../../SyncStore.js"
import type { Database } from "./database.js"
import { transaction } from "./database.js"
import { SyncStoreError } from "./errors.js"
import { time } from "./row.js"
import type { Raw } from "./state.js"
import * as State from "./state.js"
import { clean, digested, keyOf } from "./text.js"

const idsOf = (rows: ReadonlyArray<Raw>): ReadonlyArray<string> =>
  rows.map((row) => String(row["id"]))

// As the partial indexes say it, or they would not be used.
const unsettled = "NOT settled AND gone_at IS NULL"

/** A key that is not the provider's own id cannot be asked for. */
const askable = ({ sql }: Database) => sql`(exact OR id NOT LIKE ${digested})`

/** Takes a source. One statement: of two processes that take it at once, the later one has it. */
export const take = (
  database: Database,
  { provider, source }: SourceName,
  now: number
): Effect.Effect<Held, SyncStoreError | SqlError> => {
  const { sql } = database
  return Effect.flatMap(
    transaction(
      database,
      sql<Raw>`INSERT INTO checkout_sync
        (source, provider, epoch, phase, sweep, requests, sessions, taken_at)
        VALUES (${source}, ${provider}, 1, 'load', 0, 0, 0, ${time(now)})
        ON CONFLICT (source) DO UPDATE
        SET epoch = checkout_sync.epoch + 1, taken_at = excluded.taken_at
        WHERE checkout_sync.provider = excluded.provider
        RETURNING ${State.selected(database)}`
    ),
    ([row]) =>
      Option.match(Option.flatMap(Option.fromNullable(row), State.heldOf), {
        onNone: () =>
          Effect.fail(
            new SyncStoreError({
              operation: "take",
              message: `sync store, take: ${clean(source)} is a source of another provider than ${provider}; give it another name`,
              cause: undefined
            })
          ),
        onSome: Effect.succeed
      })
  )
}

export const peek = (
  database: Database,
  source: string
): Effect.Effect<Option.Option<Held>, SqlError> =>
  Effect.map(
    database.sql<Raw>`SELECT ${State.selected(database)} FROM checkout_sync WHERE source = ${source}`,
    ([row]) => Option.flatMap(Option.fromNullable(row), State.heldOf)
  )

export const late = (
  database: Database,
  source: string,
  { limit, now, tick }: Parameters<Service["late"]>[1]
): Effect.Effect<ReadonlyArray<string>, SqlError> => {
  const { dialect, sql } = database
  const observed = dialect.millis("observed_at")
  const created = dialect.millis("coalesce(created_at, first_seen_at)")
  return Effect.map(
    sql<Raw>`SELECT id FROM checkout_sessions
      WHERE source = ${source} AND ${sql.literal(unsettled)} AND ${askable(database)}
      AND observed_at <= ${time(now - tick)}
      AND (${now} - ${observed}) * 10 >= ${now} - ${created}
      ORDER BY observed_at, id LIMIT ${limit}`,
    idsOf
  )
}

export const known = (
  database: Database,
  source: string,
  limit: number
): Effect.Effect<ReadonlyArray<string>, SqlError> => {
  const { sql } = database
  return Effect.map(
    // The concatenation keeps SQLite from an index by source, in which it would sort all sessions.
    sql<Raw>`SELECT id FROM checkout_sessions
      WHERE provider = (SELECT provider FROM checkout_sync WHERE source = ${source})
      AND source || '' = ${source} AND status = 'complete' AND settled
      AND gone_at IS NULL AND created_at IS NOT NULL AND ${askable(database)}
      ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
    idsOf
  )
}

export const unmet = (
  { sql }: Database,
  source: string,
  { began, limit, sweep }: Parameters<Service["unmet"]>[1]
): Effect.Effect<Effect.Effect.Success<ReturnType<Service["unmet"]>>, SqlError> =>
  Effect.gen(function* () {
    const isUnmet = sql`source = ${source} AND gone_at IS NULL
      AND sweep < ${sweep} AND observed_at < ${time(began)}`
    const [row] = yield* sql<Raw>`SELECT
      (SELECT count(*) FROM checkout_sessions WHERE source = ${source}) AS seen,
      (SELECT count(*) FROM checkout_sessions WHERE source = ${source} AND gone_at IS NOT NULL) AS gone,
      (SELECT count(*) FROM checkout_sessions WHERE ${isUnmet}) AS unmet`
    const some = yield* sql<Raw>`SELECT id FROM checkout_sessions WHERE ${isUnmet}
      ORDER BY id LIMIT ${limit}`
    return {
      unmet: State.number(row?.["unmet"]),
      rows: State.number(row?.["seen"]) - State.number(row?.["gone"]),
      ids: idsOf(some)
    }
  })

export const markBefore = (
  { sql }: Database,
  source: string,
  at: number
): Effect.Effect<Option.Option<Cursor>, SqlError> =>
  Effect.map(
    sql<Raw>`SELECT cursor FROM checkout_marks WHERE source = ${source} AND at <= ${time(at)}
      ORDER BY quarter DESC LIMIT 1`,
    ([row]) => State.cursor(row?.["cursor"])
  )

export const poke = (
  { sql }: Database,
  source: string,
  id: string,
  now: number
): Effect.Effect<void, SqlError> => {
  const at = time(now)
  // A provider that is asked for another key knows no such session, and its row would be marked as gone.
  if (keyOf(id) !== id) return Effect.void
  return Effect.asVoid(
    sql`INSERT INTO checkout_pokes (source, id, poked_at, last_poked_at)
      VALUES (${source}, ${id}, ${at}, ${at})
      ON CONFLICT (source, id) DO UPDATE SET last_poked_at = excluded.last_poked_at
      WHERE excluded.last_poked_at > checkout_pokes.last_poked_at`
  )
}

/**
 * Hints. A process whose clock is ahead leaves hints of a time to come. Such a hint was left by now: with its
 * own time, it would outlive its requests until that time.
 */
export const pokes = (
  { dialect, sql }: Database,
  source: string,
  limit: number,
  now: number
): Effect.Effect<ReadonlyArray<string>, SqlError> =>
  Effect.gen(function* () {
    const at = time(now)
    const rows = yield* sql<Raw>`SELECT id, last_poked_at > ${at} AS is_ahead
      FROM checkout_pokes WHERE source = ${source} ORDER BY poked_at, id LIMIT ${limit}`
    const ahead = idsOf(rows.filter((row) => Boolean(row["is_ahead"])))
    if (ahead.length > 0) {
      yield* sql`UPDATE checkout_pokes SET last_poked_at = ${at}
        WHERE source = ${source} AND last_poked_at > ${at} AND id IN ${dialect.among(ahead)}`
    }
    return idsOf(rows)
  })

export const status = (
  database: Database
): Effect.Effect<ReadonlyArray<SourceStatus>, SqlError> => {
  const { dialect, sql } = database
  // The bound of time says nothing but makes SQLite take the index of what is unsettled.
  const count = (condition: string) =>
    sql.literal(
      `(SELECT count(*) FROM checkout_sessions s WHERE s.source = checkout_sync.source AND ${condition})`
    )
  return Effect.map(
    sql<Raw>`SELECT ${State.selected(database)},
      (SELECT count(*) FROM checkout_sessions s WHERE s.source = checkout_sync.source) AS total,
      ${count(`${unsettled} AND observed_at > '0001-01-01'`)} AS unsettled,
      ${count("gone_at IS NOT NULL")} AS gone,
      ${count("NOT exact")} AS inexact,
      ${count("drift IS NOT NULL")} AS drifted,
      (SELECT ${dialect.millis("min(observed_at)")} FROM checkout_sessions s
        WHERE s.source = checkout_sync.source AND ${sql.literal(unsettled)}) AS unseen_since,
      ${dialect.millis("written_at")} AS written,
      (SELECT count(*) FROM checkout_pokes p WHERE p.source = checkout_sync.source) AS pokes
      FROM checkout_sync ORDER BY source`,
    Arr.filterMap((row) =>
      Option.map(State.heldOf(row), (held) => ({
        ...held,
        rows: State.number(row["total"]),
        unsettled: State.number(row["unsettled"]),
        gone: State.number(row["gone"]),
        inexact: State.number(row["inexact"]),
        drifted: State.number(row["drifted"]),
        unseenSince: State.millis(row["unseen_since"]),
        writtenAt: State.millis(row["written"]),
        pokes: State.number(row["pokes"])
      }))
    )
  )
}
