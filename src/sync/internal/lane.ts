import type { SqlError } from "@effect/sql/SqlError"
import type { Fragment } from "@effect/sql/Statement"
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { ProviderName } from "../../CheckoutError.js"
import {
  CheckoutPaginationError,
  CheckoutRequestError,
  CheckoutResponseError
} from "../../CheckoutError.js"
import { Status } from "../../neutral/CheckoutSession.js"
import type { CheckoutSession } from "../../neutral/CheckoutSession.js"
import type { FromStored } from "../../neutral/internal/stored.js"
import { fromStored } from "../../neutral/internal/stored.js"
import { Cursor } from "../../pagination/Cursor.js"
import type { Page } from "../../pagination/Page.js"
import type { Capabilities, Lane, LaneQuery } from "../../services/Adapter.js"
import type { Database } from "./store/database.js"
import { fromSql } from "./store/errors.js"
import { bound, isTime, time } from "./store/row.js"
import type { Raw } from "./store/state.js"
import * as State from "./store/state.js"
import { isRefused, keyOf } from "./store/text.js"

const pageSize = 100

const capabilities: Capabilities = {
  statuses: Status.literals.filter((status) => status !== "unknown"),
  filtersByStatus: true,
  filtersByCreation: true,
  order: "newest",
  total: "exact",
  expiry: "told",
  fields: [],
  count: false,
  pageMaximum: pageSize,
  retention: Option.none()
}

/** A cursor may come from anywhere: another text would be the failure of the database, or a defect. */
const Text = Schema.String.pipe(Schema.filter((text) => !isRefused(text)))

/** A place in the list of a provider: newest first, those without a time of creation last. */
const Key = Schema.Struct({
  p: Schema.String,
  /** Epoch milliseconds. */
  at: Schema.NullOr(Schema.Number.pipe(Schema.filter(isTime))),
  id: Text,
  s: Text,
  /** Whether the session of this place itself comes first, or the one after it. */
  in: Schema.Boolean
})
type Key = typeof Key.Type

const Code = Schema.compose(Schema.StringFromBase64Url, Schema.parseJson(Key))
const decode = Schema.decodeOption(Code)

const cursorOf = (key: Key): Cursor => Cursor.make(Encoding.encodeBase64Url(JSON.stringify(key)))

interface Stored {
  readonly key: Key
  readonly session: Option.Option<CheckoutSession>
}

/** The conditions of a query, apart from the place. */
const asked = (
  { sql }: Database,
  provider: ProviderName,
  { createdAfter, createdBefore, status }: LaneQuery
): ReadonlyArray<Fragment> => [
  sql`provider = ${provider}`,
  sql`gone_at IS NULL`,
  ...Option.toArray(Option.map(status, (statuses) => sql`status IN ${sql.in(statuses)}`)),
  ...Option.toArray(Option.map(createdAfter, (at) => sql`created_at >= ${bound(at)}`)),
  ...Option.toArray(Option.map(createdBefore, (at) => sql`created_at < ${bound(at)}`))
]

/** The sessions after a place, among those with a time of creation, or among those without. */
const rows = (
  { dialect, sql }: Database,
  conditions: ReadonlyArray<Fragment>,
  isDated: boolean,
  key: Key | undefined,
  limit: number
) => {
  const compare = sql.literal(key?.in === true ? "<=" : "<")
  const place =
    key === undefined
      ? []
      : isDated
        ? [sql`(created_at, id, source) ${compare} (${time(key.at ?? 0)}, ${key.id}, ${key.s})`]
        : [sql`(id, source) ${compare} (${key.id}, ${key.s})`]
  const dated = sql.literal(isDated ? "created_at IS NOT NULL" : "created_at IS NULL")
  return sql<Raw>`SELECT id, source, ${dialect.millis("created_at")} AS at,
    ${dialect.jsonText("raw")} AS raw FROM checkout_sessions
    WHERE ${sql.and([...conditions, dated, ...place])}
    ORDER BY created_at DESC, id DESC, source DESC LIMIT ${limit}`
}

const storedOf =
  (provider: ProviderName, read: FromStored) =>
  (row: Raw): Stored => {
    const raw: unknown = JSON.parse(String(row["raw"]))
    return {
      key: {
        p: provider,
        at: Option.getOrNull(State.millis(row["at"])),
        id: String(row["id"]),
        s: String(row["source"]),
        in: false
      },
      session: read(raw)
    }
  }

const foreign = (provider: ProviderName) =>
  new CheckoutPaginationError({
    provider,
    operation: "streamPages",
    reason: "CursorForeign",
    description: "`from` is not a cursor of this list in the database"
  })

const missing = (provider: ProviderName) =>
  new CheckoutResponseError({
    provider,
    operation: "retrieveSession",
    reason: "NotFound",
    status: 404
  })

/** The database's failure, as programs know the failures of a provider. */
const failed = (provider: ProviderName) => (error: SqlError) =>
  new CheckoutRequestError({
    provider,
    operation: "streamPages",
    reason: "Transport",
    description: fromSql("read")(error).message
  })

/** The sessions of a provider in the database, without those that are gone. */
export const make = (database: Database, provider: ProviderName): Effect.Effect<Lane> =>
  Effect.map(fromStored(provider), (read) => {
    const of = storedOf(provider, read)

    const pageAt = (query: LaneQuery, key: Key | undefined, limit: number) =>
      Effect.gen(function* () {
        const conditions = asked(database, provider, query)
        const isUndated = key !== undefined && key.at === null
        const dated = isUndated ? [] : yield* rows(database, conditions, true, key, limit)
        // A bound of time excludes sessions that have none.
        const isBounded = Option.isSome(query.createdAfter) || Option.isSome(query.createdBefore)
        const left = isBounded ? 0 : limit - dated.length
        const undated =
          left === 0
            ? []
            : yield* rows(database, conditions, false, isUndated ? key : undefined, left)
        return [...dated, ...undated].map(of)
      }).pipe(Effect.mapError(failed(provider)))

    const pageOf = (
      stored: ReadonlyArray<Stored>,
      key: Key | undefined,
      limit: number
    ): Page<CheckoutSession> => {
      const first = stored[0]?.key ?? key
      const last = stored.length < limit ? undefined : stored.at(-1)?.key
      const next = Option.map(Option.fromNullable(last), cursorOf)
      return {
        provider,
        items: stored.flatMap(({ session }) => Option.toArray(session)),
        next,
        from: Option.map(Option.fromNullable(first), (key) =>
          cursorOf({ ...key, in: stored.length > 0 || key.in })
        ),
        resume: next,
        total: Option.none()
      }
    }

    const { dialect, sql } = database
    const retrieve = (id: string) =>
      Effect.gen(function* () {
        const [row] = yield* sql<Raw>`SELECT id, source, ${dialect.millis("created_at")} AS at,
          ${dialect.jsonText("raw")} AS raw FROM checkout_sessions
          WHERE provider = ${provider} AND id = ${keyOf(id)} AND gone_at IS NULL
          ORDER BY observed_at DESC LIMIT 1`.pipe(Effect.mapError(failed(provider)))
        const session = Option.flatMap(Option.fromNullable(row), (row) => of(row).session)
        return yield* Option.match(session, {
          onNone: () => Effect.fail(missing(provider)),
          onSome: Effect.succeed
        })
      })

    return {
      provider,
      capabilities,
      retrieve,
      pages: (query, { from, limit = pageSize } = {}) => {
        const start = Option.map(Option.fromNullable(from), (cursor) =>
          Option.filter(decode(cursor), ({ p }) => p === provider)
        )
        if (Option.exists(start, Option.isNone)) return Option.some(Stream.fail(foreign(provider)))
        return Option.some(
          Stream.paginateEffect(Option.getOrUndefined(Option.flatten(start)), (key) =>
            Effect.map(pageAt(query, key, limit), (stored) => {
              const page = pageOf(stored, key, limit)
              const following = Option.map(page.next, () => stored.at(-1)?.key)
              return [page, following] as const
            })
          )
        )
      }
    }
  })
