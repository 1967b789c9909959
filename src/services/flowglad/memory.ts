import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Predicate from "effect/Predicate"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import type * as Flowglad from "../../schemas/Flowglad.js"
import * as Memory from "../internal/memory.js"

/** Where a page ended. */
interface Anchor {
  readonly createdAt: number
  readonly id: string
}

/** Epoch milliseconds. Older payloads have ISO 8601 text. */
const anchorOf = ({ createdAt, id }: Flowglad.Session): Anchor => ({
  createdAt: typeof createdAt === "number" ? createdAt : Date.parse(createdAt),
  id
})

// "Ascending createdAt, then id."
const compare = (a: Anchor, b: Anchor): number =>
  Memory.compare(a.createdAt, b.createdAt) || Memory.compare(a.id, b.id)

const decode = (cursor: string): Anchor | undefined =>
  Either.flatMap(Encoding.decodeBase64String(cursor), (text) =>
    Either.try((): unknown => JSON.parse(text))
  ).pipe(
    Either.map((anchor) =>
      Predicate.hasProperty(anchor, "createdAt") &&
      Predicate.hasProperty(anchor, "id") &&
      Predicate.isNumber(anchor.createdAt) &&
      Predicate.isString(anchor.id)
        ? { createdAt: anchor.createdAt, id: anchor.id }
        : undefined
    ),
    Either.getOrUndefined
  )

/** The list of sessions in memory, "oldest first". */
const list = (sessions: ReadonlyArray<Flowglad.Session>) => {
  const held = sessions
    .map((session) => ({ session, anchor: anchorOf(session) }))
    .sort((a, b) => compare(a.anchor, b.anchor))
  return (
    call: Call,
    { cursor, limit = Memory.defaultLimit }: Flowglad.ListSessionsParams
  ): Effect.Effect<Flowglad.SessionList, CheckoutError> => {
    const after = cursor === undefined ? undefined : decode(cursor)
    // "Undecodable: 400."
    if (cursor !== undefined && after === undefined) return Memory.refused(call, 400)
    // "The anchor row may be gone."
    const left =
      after === undefined ? held : held.filter(({ anchor }) => compare(anchor, after) > 0)
    const page = left.slice(0, limit)
    const last = page.at(-1)
    const hasMore = left.length > limit
    return Effect.succeed({
      data: page.map(({ session }) => session),
      hasMore,
      currentCursor: cursor ?? null,
      nextCursor:
        hasMore && last !== undefined ? Encoding.encodeBase64(JSON.stringify(last.anchor)) : null,
      total: held.length
    })
  }
}

/** Flowglad's API over sessions in memory. */
export const memory = {
  list,
  // "Unknown id: 500 in practice."
  missing: { status: 500 }
} as const
