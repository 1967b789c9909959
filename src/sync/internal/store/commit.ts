import type { SqlError } from "@effect/sql/SqlError"
import type { Fragment } from "@effect/sql/Statement"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Change, Changed, Held } from "../../SyncStore.js"
import { quarterOf } from "../plan.js"
import type { Database } from "./database.js"
import { savepoint, transaction } from "./database.js"
import type { Shared, Upsert } from "./dialect.js"
import { Fenced, isRefusedValue } from "./errors.js"
import type { Row } from "./row.js"
import { bare, rowOf, time, withoutRaw } from "./row.js"
import type { Raw } from "./state.js"
import * as State from "./state.js"
import { keyOf } from "./text.js"

/**
 * Writes row by row. The session that the database refuses is written without its JSON, and then without
 * its other columns.
 */
const each =
  (database: Database): Upsert =>
  (rows, shared) => {
    const write = (row: Row) => savepoint(database, database.dialect.upsert([row], shared))
    return Effect.forEach(
      rows,
      (row) =>
        write(row).pipe(
          Effect.catchIf(isRefusedValue, () => write(withoutRaw(row))),
          Effect.catchIf(isRefusedValue, () => write(bare(row)))
        ),
      { discard: true }
    )
  }

/** What the table has of a session. */
interface Present {
  readonly digest: string
  readonly observedAt: number
  readonly settled: boolean
  readonly sweep: number
  readonly gone: boolean
}

const presentOf = (row: Raw): readonly [string, Present] => [
  String(row["id"]),
  {
    digest: String(row["digest"]),
    observedAt: State.number(row["observed_at"]),
    settled: Boolean(row["settled"]),
    sweep: State.number(row["sweep"]),
    gone: row["gone_at"] !== null
  }
]

/** The rows of these sessions. The fence is held, so no other process changes them meanwhile. */
const present = ({ dialect, sql }: Database, source: string, ids: ReadonlyArray<string>) =>
  Effect.map(
    sql<Raw>`SELECT id, digest, ${dialect.millis("observed_at")} AS observed_at, settled, sweep, gone_at
      FROM checkout_sessions WHERE source = ${source} AND id IN ${dialect.among(ids)}`,
    (rows) => new Map(rows.map(presentOf))
  )

/** Notes that sessions were seen unchanged. Their JSON is not written again. */
const touch = (
  { dialect, sql }: Database,
  rows: ReadonlyArray<Row>,
  were: ReadonlyMap<string, Present>,
  { observedAt, source, sweep }: Shared
) => {
  const seen = (rows: ReadonlyArray<Row>) =>
    sql`source = ${source} AND id IN ${dialect.among(rows.map(({ id }) => id))}`
  // Without columns of an index, the update of a row is several times as fast.
  const isPlain = ({ id, settled }: Row) => {
    const was = were.get(id)
    return was !== undefined && !was.gone && was.sweep === sweep && was.settled === settled
  }
  const plain = rows.filter((row) => isPlain(row))
  const others = rows.filter((row) => !isPlain(row))
  return Effect.gen(function* () {
    if (plain.length > 0) {
      yield* sql`UPDATE checkout_sessions SET observed_at = ${observedAt} WHERE ${seen(plain)}`
    }
    for (const settled of [true, false]) {
      const some = others.filter((row) => row.settled === settled)
      if (some.length > 0) {
        yield* sql`UPDATE checkout_sessions SET observed_at = ${observedAt}, gone_at = NULL,
          sweep = ${sweep}, settled = ${dialect.boolean(settled)} WHERE ${seen(some)}`
      }
    }
  })
}

/** Writes the sessions of a request over what is older. */
const sessions = (
  database: Database,
  rows: ReadonlyArray<Row>,
  shared: Shared,
  millis: number,
  upsert: Upsert
) =>
  Effect.gen(function* () {
    if (rows.length === 0) return { inserted: 0, updated: 0 }
    const were = yield* present(
      database,
      shared.source,
      rows.map(({ id }) => id)
    )
    const isNew = ({ id }: Row) => !were.has(id)
    const isUnchanged = ({ digest, id }: Row) => were.get(id)?.digest === digest
    const current = rows.filter(({ id }) => (were.get(id)?.observedAt ?? -Infinity) <= millis)
    const changed = current.filter((row) => !isUnchanged(row))
    yield* upsert(changed, shared)
    yield* touch(database, current.filter(isUnchanged), were, shared)
    const inserted = changed.filter(isNew).length
    return { inserted, updated: changed.length - inserted }
  })

/**
 * Marks rows as gone, and gives the number of those that were there before. That a session is gone is an
 * observation as well: a page that left earlier does not bring it back.
 */
const leave = ({ sql }: Database, source: string, at: string, which: Fragment) =>
  Effect.map(
    sql<Raw>`UPDATE checkout_sessions SET gone_at = coalesce(gone_at, ${at}), observed_at = ${at}
      WHERE source = ${source} AND observed_at <= ${at} AND ${which} RETURNING gone_at = ${at} AS is_new`,
    (rows) => rows.filter((row) => Boolean(row["is_new"])).length
  )

const write = (
  database: Database,
  { source }: Held,
  change: Change,
  rows: ReadonlyArray<Row>,
  sweep: number,
  upsert: Upsert
) =>
  Effect.gen(function* () {
    const { dialect, sql } = database
    const at = time(change.observedAt)
    const shared = { source, observedAt: at, sweep }
    if (change.ahead !== undefined) {
      const now = time(change.ahead)
      yield* sql`UPDATE checkout_sessions SET observed_at = ${now}
        WHERE source = ${source} AND observed_at > ${now}`
    }
    const counts = yield* sessions(database, rows, shared, change.observedAt, upsert)
    const seen = new Set(rows.map(({ id }) => id))
    const lost = [...new Set((change.gone ?? []).map(keyOf))].filter((id) => !seen.has(id))
    let gone = 0
    if (lost.length > 0)
      gone += yield* leave(database, source, at, sql`id IN ${dialect.among(lost)}`)
    if (change.unmet !== undefined) {
      const { began, sweep } = change.unmet
      gone += yield* leave(
        database,
        source,
        at,
        sql`gone_at IS NULL AND sweep < ${sweep} AND observed_at < ${time(began)}`
      )
    }
    if (change.poked !== undefined && change.poked.length > 0) {
      // What a hint of the same millisecond is about has happened before the request arrived.
      yield* sql`DELETE FROM checkout_pokes WHERE source = ${source}
        AND id IN ${dialect.among(change.poked.map(keyOf))} AND last_poked_at <= ${at}`
    }
    if (change.mark !== undefined) {
      const mark = change.mark
      // The first place of a quarter serves every question about that quarter.
      yield* sql`INSERT INTO checkout_marks (source, quarter, at, cursor)
        VALUES (${source}, ${quarterOf(mark.at)}, ${time(mark.at)}, ${mark.cursor})
        ON CONFLICT (source, quarter) DO UPDATE SET at = excluded.at, cursor = excluded.cursor
        WHERE excluded.at <= checkout_marks.at`
    }
    return { ...counts, gone }
  })

/** Whether a change only notes an error. */
const isNote = ({ lastError, requests }: Change["state"]): boolean =>
  requests === undefined && lastError !== undefined && Option.isSome(lastError)

/** Takes the fence, which also writes the state. The row stays locked until the transaction ends. */
const fence = (
  database: Database,
  { epoch, source }: Held,
  { observedAt, state }: Change
): Effect.Effect<number, Fenced | SqlError> => {
  const { sql } = database
  const columns = {
    ...State.columnsOf(database, state),
    // A key that is refused for ever is noted again and again, and nothing was read.
    ...(isNote(state) ? {} : { written_at: time(observedAt) })
  }
  return Effect.flatMap(
    sql<Raw>`UPDATE checkout_sync SET ${sql.update(columns)}
      WHERE source = ${source} AND epoch = ${epoch} RETURNING sweep`,
    ([row]) =>
      row === undefined
        ? Effect.fail(new Fenced({ source }))
        : Effect.succeed(State.number(row["sweep"]))
  )
}

/** Writes a change in one transaction. */
export const commit = (
  database: Database,
  held: Held,
  change: Change,
  keepSecrets: boolean
): Effect.Effect<Changed, Fenced | SqlError> =>
  Effect.suspend(() => {
    // A page that shifted while it was made can have a session twice.
    const byId = new Map(
      change.sessions.map((session) => {
        const row = rowOf(session, change.observedAt, keepSecrets)
        return [row.id, row] as const
      })
    )
    const rows = [...byId.values()]
    const attempt = (ready: Effect.Effect<Upsert, SqlError>) =>
      transaction(
        database,
        Effect.gen(function* () {
          const upsert = yield* ready
          const sweep = yield* fence(database, held, change)
          return yield* write(database, held, change, rows, sweep, upsert)
        })
      )
    return Effect.catchIf(attempt(database.dialect.stage(held.source, rows)), isRefusedValue, () =>
      attempt(Effect.succeed(each(database)))
    )
  })
