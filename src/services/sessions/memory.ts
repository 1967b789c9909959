import * as Arr from "effect/Array"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { ProviderName } from "../../CheckoutError.js"
import { CheckoutPaginationError, CheckoutResponseError } from "../../CheckoutError.js"
import type { CheckoutSession } from "../../neutral/CheckoutSession.js"
import { Status } from "../../neutral/CheckoutSession.js"
import { Cursor } from "../../pagination/Cursor.js"
import type { Page } from "../../pagination/Page.js"
import type { Capabilities, Lane } from "../Adapter.js"

const capabilities: Capabilities = {
  statuses: Status.literals.filter((status) => status !== "unknown"),
  filtersByStatus: false,
  filtersByCreation: false,
  order: "newest",
  total: "exact",
  expiry: "told",
  fields: [],
  count: true,
  pageMaximum: 100,
  retention: Option.none()
}

const cursorAt = (id: string): Cursor =>
  Cursor.make(Encoding.encodeBase64Url(JSON.stringify({ id })))

const millisOf = ({ createdAt }: CheckoutSession): number =>
  Option.match(createdAt, { onNone: () => -Infinity, onSome: DateTime.toEpochMillis })

/** A provider's list in memory, newest first, a cursor for each page. */
export const laneOf = (
  provider: ProviderName,
  sessions: ReadonlyArray<CheckoutSession>,
  pageSize: number
): Lane => {
  const sorted = sessions.toSorted((a, b) => millisOf(b) - millisOf(a))
  const pageAt = (start: number): Page<CheckoutSession> => {
    const items = sorted.slice(start, start + pageSize)
    const following = sorted[start + pageSize]
    const next = Option.map(Option.fromNullable(following), ({ id }) => cursorAt(id))
    return {
      provider,
      items,
      next,
      resume: next,
      from: Option.map(Option.fromNullable(items[0]), ({ id }) => cursorAt(id)),
      total: Option.some(sorted.length)
    }
  }
  return {
    provider,
    capabilities,
    retrieve: (id) =>
      Option.match(
        Arr.findFirst(sorted, (session) => session.id === id),
        {
          onNone: () =>
            Effect.fail(
              new CheckoutResponseError({
                provider,
                operation: "retrieveSession",
                reason: "NotFound",
                status: 404
              })
            ),
          onSome: Effect.succeed
        }
      ),
    pages: (_, { from } = {}) => {
      const start = from === undefined ? 0 : sorted.findIndex(({ id }) => cursorAt(id) === from)
      return Option.some(
        start === -1
          ? Stream.fail(
              new CheckoutPaginationError({
                provider,
                operation: "streamPages",
                reason: "CursorForeign",
                description: "`from` names a session that this list in memory does not have"
              })
            )
          : Stream.paginate(start, (start) => {
              const page = pageAt(start)
              return [page, Option.as(page.next, start + pageSize)]
            })
      )
    }
  }
}
