import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { SyncError } from "./errors.js"
import type { Plan } from "./plan.js"
import { isMissing, isOwn } from "./source.js"
import type { Step, Turn } from "./turn.js"
import { commit, observing, refused } from "./turn.js"

/**
 * Whether the account knows any of the sessions that are stored for it. A program that forces an audit
 * vouches for its key: all of them may really have been deleted.
 */
export const isSameAccount = ({ force, source, store }: Turn): Effect.Effect<boolean, SyncError> =>
  Effect.gen(function* () {
    if (force) return true
    // One of them may have been deleted since.
    const known = yield* store.known(source.source, 5)
    for (const id of known) {
      const found = yield* source.lane.retrieve(id).pipe(
        Effect.as(true),
        // A session that cannot be read is there.
        Effect.catchIf(
          (error) => isMissing(error) || isOwn(error),
          (error) => Effect.succeed(isOwn(error))
        )
      )
      if (found) return true
    }
    return known.length === 0
  })

/** One session by its id. */
export const retrieve = (
  turn: Turn,
  kind: "audit" | "late" | "poke",
  id: string,
  after: Plan = turn.plan
): Effect.Effect<Step, SyncError> =>
  Effect.gen(function* () {
    const at = yield* observing(turn)
    const found = yield* Effect.either(turn.source.lane.retrieve(id))
    const error = Option.getOrUndefined(Either.getLeft(found))
    const isGone = error !== undefined && isMissing(error)
    if (error !== undefined && !isGone) {
      if (!isOwn(error)) return yield* error
      // One session that cannot be read must not keep the others waiting.
      turn.unreadable.add(id)
      yield* Effect.logWarning(`${error.message}. ${turn.source.source} goes on without it`)
    }
    // An audit has just read the list of the account.
    if (isGone && kind !== "audit" && !(yield* isSameAccount(turn))) {
      return yield* refused(turn.source, "AnotherAccount")
    }
    const sessions = Option.toArray(Either.getRight(found))
    const changed = yield* commit(
      turn,
      {
        observedAt: at,
        sessions,
        gone: isGone ? [id] : [],
        poked: kind === "poke" ? [id] : []
      },
      after
    )
    return { ...changed, kind, sessions: sessions.length, total: Option.none() }
  })
