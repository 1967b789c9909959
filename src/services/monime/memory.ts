import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import type * as Monime from "../../schemas/Monime.js"
import * as Memory from "../internal/memory.js"

// "Opaque; usually the last id: do not rely on it." So it is not the bare id here.
const prefix = "after:"

const decode = (cursor: string): string | undefined => {
  const text = Either.getOrUndefined(Encoding.decodeBase64UrlString(cursor))
  return text?.startsWith(prefix) ? text.slice(prefix.length) : undefined
}

/** The list of sessions in memory. Its order is not documented: newest first, as in the sandbox. */
const list = (sessions: ReadonlyArray<Monime.Session>) => {
  const held = Memory.newestFirst(sessions, ({ createTime }) => Memory.instant(createTime))
  return (
    call: Call,
    { after, limit = Memory.defaultLimit }: Monime.ListSessionsParams
  ): Effect.Effect<Monime.SessionList, CheckoutError> => {
    const last = typeof after === "string" ? decode(after) : undefined
    const place = held.findIndex(({ id }) => id === last)
    // Its answer to an unknown cursor is not documented; as in the sandbox.
    if (typeof after === "string" && place === -1) return Memory.refused(call, 400)
    const result = held.slice(place + 1, place + 1 + limit)
    const end = result.at(-1)
    const more = place + 1 + limit < held.length
    return Effect.succeed({
      success: true,
      messages: [],
      result,
      pagination: {
        // "Items in this page, not a total."
        count: result.length,
        next: more && end !== undefined ? Encoding.encodeBase64Url(`${prefix}${end.id}`) : null
      }
    })
  }
}

/** Monime's API over sessions in memory. */
export const memory = {
  list,
  // The refusal is not documented.
  missing: { status: 404 }
} as const
