import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { CheckoutError } from "../../CheckoutError.js"
import type { SyncError } from "./errors.js"
import type { Plan } from "./plan.js"
import { isFinal, isMissing, isOwn, mayBeOwn } from "./source.js"
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
    let failure: CheckoutError | undefined
    for (const id of known) {
      const found = yield* Effect.either(source.lane.retrieve(id))
      // A session that cannot be read is there.
      if (Either.isRight(found) || isOwn(found.left)) return true
      if (isMissing(found.left)) continue
      // The failure of one session says nothing of the others.
      if (!mayBeOwn(found.left)) return yield* found.left
      failure = found.left
    }
    if (failure !== undefined) return yield* failure
    return known.length === 0
  })

/**
 * One session by its id. A session that cannot be retrieved is tried once in a round, so that it does not
 * keep the others waiting. If the provider may be at fault, the error is told all the same.
 */
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
    const isFailed = error !== undefined && !isGone
    const tried = { ...turn.plan, tried: [...turn.plan.tried, id] }
    if (isFailed) {
      if (!isFinal(error)) {
        if (mayBeOwn(error)) yield* commit(turn, { observedAt: at, sessions: [] }, tried)
        return yield* error
      }
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
      isFailed && kind === "late" ? tried : after
    )
    return { ...changed, kind, sessions: sessions.length, total: Option.none() }
  })
