import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { CheckoutError } from "../../CheckoutError.js"
import { CheckoutResponseError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import { Checking } from "../../schemas/Checking.js"
import { checksOf } from "./client.js"
import * as List from "./list.js"
import type { ListOperation, ListParams } from "./operation.js"
import type { Owner, Provider } from "./provider.js"

/** "`limit`: 10 by default", at all five. */
export const defaultLimit = 10

/** The id that two sessions have. */
const twice = (sessions: ReadonlyArray<{ readonly id: string }>): string | undefined => {
  const seen = new Set<string>()
  return sessions.find(({ id }) => seen.size === seen.add(id).size)?.id
}

/** A list whose requests are answered from memory: the same checks, the same walk. */
export const make = <
  Params extends ListParams,
  Answer,
  Item,
  Session extends { readonly id: string }
>(
  provider: Provider,
  list: ListOperation<Params, Answer, Item>,
  answerOf: (
    sessions: ReadonlyArray<Session>
  ) => (call: Call, params: Params) => Effect.Effect<Answer, CheckoutError>,
  sessions: ReadonlyArray<Session>,
  owner: Owner<Params> = {}
) =>
  Effect.suspend(() => {
    const id = twice(sessions)
    return id === undefined
      ? List.over(
          provider,
          list,
          owner,
          Effect.map(Checking, (checking) => ({
            checking,
            endpoint: { ...checksOf(list, checking), send: answerOf(sessions) }
          }))
        )
      : Effect.dieMessage(`${provider.module}.layerTest was given two sessions with the id ${id}`)
  })

/** The provider's refusal of a cursor. */
export const refused = (
  call: Call,
  status: 400 | 404,
  code?: string
): Effect.Effect<never, CheckoutResponseError> =>
  Effect.fail(
    new CheckoutResponseError({
      ...call,
      reason: status === 404 ? "NotFound" : "Invalid",
      status,
      code: Option.fromNullable(code)
    })
  )

/** A time as text in a form that sorts: "Z" comes after "." and would misplace a time without a fraction. */
export const instant = (time: string | null | undefined): string => time?.replace(/Z$/, "") ?? ""

/** The order of two keys. */
export const compare = <Key extends string | number>(a: Key, b: Key): number =>
  a < b ? -1 : a > b ? 1 : 0

/**
 * The sessions of a list that begins with the newest. Those of one time stay as they were given. A
 * session without a time belongs at the end.
 */
export const newestFirst = <A, Key extends string | number>(
  sessions: ReadonlyArray<A>,
  keyOf: (session: A) => Key
): ReadonlyArray<A> => [...sessions].sort((a, b) => compare(keyOf(b), keyOf(a)))

/** One page of a list whose cursors are ids of its sessions, or `undefined` for an unknown cursor. */
export const keyset = <A extends { readonly id: string }>(
  sessions: ReadonlyArray<A>,
  matches: (session: A) => boolean,
  {
    ending_before,
    limit = defaultLimit,
    starting_after
  }: {
    readonly ending_before?: string | undefined
    readonly limit?: number | undefined
    readonly starting_after?: string | undefined
  }
): { readonly data: ReadonlyArray<A>; readonly has_more: boolean } | undefined => {
  const cursor = starting_after ?? ending_before
  const place = cursor === undefined ? -1 : sessions.findIndex(({ id }) => id === cursor)
  if (cursor !== undefined && place === -1) return undefined
  if (starting_after === undefined && ending_before !== undefined) {
    const newer = sessions.slice(0, place).filter(matches)
    return { data: newer.slice(-limit), has_more: newer.length > limit }
  }
  const older = sessions.slice(place + 1).filter(matches)
  return { data: older.slice(0, limit), has_more: older.length > limit }
}
