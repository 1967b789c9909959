import * as Effect from "effect/Effect"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import type * as Leanrails from "../../schemas/Leanrails.js"
import { invalid } from "../internal/client.js"
import * as Memory from "../internal/memory.js"

/** The list of sessions in memory. Its order is not documented: newest first, as in the sandbox. */
const list = (sessions: ReadonlyArray<Leanrails.Session>) => {
  const held = Memory.newestFirst(sessions, ({ created }) => created ?? -Infinity)
  return (
    call: Call,
    params: Leanrails.ListSessionsParams
  ): Effect.Effect<Leanrails.SessionList, CheckoutError> => {
    const { ending_before, starting_after, status } = params
    // "Giving both cursors: behaviour unknown".
    if (starting_after !== undefined && ending_before !== undefined) {
      return invalid(
        call,
        "ending_before",
        "Leanrails does not document what it means together with `starting_after`, so `layerTest` has no answer"
      )
    }
    const page = Memory.keyset(
      held,
      (session) => status === undefined || session.status === status,
      params
    )
    // "resource_missing: 404 expected".
    if (page === undefined) return Memory.refused(call, 404, "resource_missing")
    const last = page.data.at(-1)
    return Effect.succeed({
      ...page,
      object: "list",
      url: "/v1/checkout_sessions",
      // "id to send as starting_after; null when has_more is false".
      next_cursor: page.has_more && last !== undefined ? last.id : null
    })
  }
}

/** Leanrails's API over sessions in memory. */
export const memory = {
  list,
  // "resource_missing: 404 expected".
  missing: { status: 404, code: "resource_missing" }
} as const
