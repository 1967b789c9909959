import type * as SqlClient from "@effect/sql/SqlClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Service } from "../../SyncStore.js"
import { commit } from "./commit.js"
import * as Database from "./database.js"
import { Fenced, fromSql, SyncStoreError } from "./errors.js"
import * as Migrate from "./migrate.js"
import * as Queries from "./queries.js"

/** Names the operation in the errors of the database. */
const during =
  (operation: string) =>
  <A, E, R>(
    effect: Effect.Effect<A, E, R>
  ): Effect.Effect<A, SyncStoreError | Extract<E, Fenced | SyncStoreError>, R> =>
    Effect.mapError(effect, (error) => (isOurs(error) ? error : fromSql(operation)(error)))

const isOurs = <E>(error: E): error is Extract<E, Fenced | SyncStoreError> =>
  error instanceof Fenced || error instanceof SyncStoreError

/** The store in the database of the context, whose tables it makes. */
export const make = (
  keepSecrets: boolean
): Effect.Effect<Service, SyncStoreError, SqlClient.SqlClient> =>
  Effect.gen(function* () {
    const database = yield* Database.fromContext
    yield* Migrate.run(database.sql)
    return {
      take: (name) =>
        Clock.currentTimeMillis.pipe(
          Effect.flatMap((now) => Queries.take(database, name, now)),
          during("take")
        ),
      peek: (source) => during("peek")(Queries.peek(database, source)),
      commit: (held, change) => during("commit")(commit(database, held, change, keepSecrets)),
      late: (source, options) => during("late")(Queries.late(database, source, options)),
      known: (source, limit) => during("known")(Queries.known(database, source, limit)),
      unmet: (source, audit) => during("unmet")(Queries.unmet(database, source, audit)),
      markBefore: (source, at) => during("markBefore")(Queries.markBefore(database, source, at)),
      poke: (source, id, now) => during("poke")(Queries.poke(database, source, id, now)),
      pokes: (source, limit) =>
        Clock.currentTimeMillis.pipe(
          Effect.flatMap((now) => Queries.pokes(database, source, limit, now)),
          during("pokes")
        ),
      status: during("status")(Queries.status(database))
    }
  })
