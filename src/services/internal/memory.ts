import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { CheckoutError } from "../../CheckoutError.js"
import { CheckoutResponseError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import { Checking } from "../../schemas/Checking.js"
import { checksOf } from "./client.js"
import * as List from "./list.js"
import type { Methods, Operations } from "./methods.js"
import type { ListParams } from "./operation.js"
import type { Owner, Provider } from "./provider.js"
import * as Retrieve from "./retrieve.js"

/** "`limit`: 10 by default", at all five. */
export const defaultLimit = 10

/** The id that two sessions have. */
const twice = (sessions: ReadonlyArray<{ readonly id: string }>): string | undefined => {
  const seen = new Set<string>()
  return sessions.find(({ id }) => seen.size === seen.add(id).size)?.id
}

/** How a provider's API answers from sessions in memory. */
export interface Memory<Session, ListOf, Page, RetrieveOf> {
  readonly list: (
    sessions: ReadonlyArray<Session>
  ) => (call: Call, params: ListOf) => Effect.Effect<Page, CheckoutError>
  /** The refusal of an id that no session has. */
  readonly missing: { readonly status: 404 | 500; readonly code?: string }
  /** Refuses parameters that the session cannot answer from memory. */
  readonly lacks?: (
    call: Call,
    session: Session,
    params: RetrieveOf
  ) => Effect.Effect<void, CheckoutError>
}

/** A client whose requests are answered from memory: the same checks, the same walk. */
export const make = <
  ListOf extends ListParams,
  Page,
  RetrieveOf extends { readonly id: string },
  One,
  Session extends { readonly id: string }
>(
  provider: Provider,
  { list, retrieve }: Operations<ListOf, Page, RetrieveOf, One, Session>,
  memory: Memory<Session, ListOf, Page, RetrieveOf>,
  sessions: ReadonlyArray<Session>,
  owner: Owner<ListOf> = {}
): Effect.Effect<Methods<Session>> => {
  const id = twice(sessions)
  if (id !== undefined) {
    return Effect.dieMessage(
      `${provider.module}.layerTest was given two sessions with the id ${id}`
    )
  }
  return Effect.map(Checking, (checking) => ({
    ...List.over(provider, list, owner, {
      checking,
      endpoint: { ...checksOf(list, checking), send: memory.list(sessions) }
    }),
    retrieveSession: Retrieve.over(provider, retrieve, {
      checking,
      params: checksOf(retrieve, checking).params,
      fetch: (call, params) => {
        const found = sessions.find(({ id }) => id === params.id)
        if (found === undefined) {
          return refused(call, memory.missing.status, memory.missing.code)
        }
        return Effect.as(memory.lacks?.(call, found, params) ?? Effect.void, found)
      }
    })
  }))
}

/** The provider's refusal of a cursor or of an id. */
export const refused = (
  call: Call,
  status: 400 | 404 | 500,
  code?: string
): Effect.Effect<never, CheckoutResponseError> =>
  Effect.fail(
    new CheckoutResponseError({
      ...call,
      reason: status === 400 ? "Invalid" : "NotFound",
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
