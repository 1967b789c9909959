import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { ProviderName } from "../../CheckoutError.js"
import type { CheckoutSession } from "../../neutral/CheckoutSession.js"
import type { Cursor } from "../../pagination/Cursor.js"
import type { Lane, LaneOptions } from "../Adapter.js"
import * as Composite from "./cursor.js"
import { CheckoutSessionsError, ProviderFailed } from "./errors.js"
import type { LaneFailed, LanePage } from "./lane.js"
import * as Lanes from "./lane.js"
import type { Merged } from "./merge.js"
import { merge } from "./merge.js"
import type { Order, Query } from "./query.js"
import { resolve } from "./query.js"

/**
 * A part of the stream, with the cursor of its end.
 *
 * @since 0.2.0
 * @category Models
 */
export interface SessionsPage {
  /** The provider whose page it is; `None` in `createdDescending`, where pages are mixed. */
  readonly provider: Option.Option<ProviderName>
  readonly items: ReadonlyArray<CheckoutSession>
  /** Store it after each page: given back as `from`, the stream goes on after this page. */
  readonly cursor: Cursor
  /** How many sessions the provider's list has, as far as it filters, where it tells. */
  readonly total: Option.Option<number>
  /** How many sessions a bound left out because they have no time of creation. */
  readonly undated: number
}

/** The options of a stream. */
export interface Settings<E = never, R = never> {
  readonly from?: Cursor | undefined
  readonly order?: Order | undefined
  readonly maxBuffered?: number | undefined
  readonly onInvalidItem?: LaneOptions<E, R>["onInvalidItem"]
}

/** The most sessions that are held of a list that is not newest first. */
const defaultMaxBuffered = 100_000

/** The pages of all providers, and their failures as elements. */
export const pages = <E = never, R = never>(
  all: ReadonlyArray<Lane>,
  query: Query,
  { from, maxBuffered = defaultMaxBuffered, onInvalidItem, order = "arrival" }: Settings<E, R>
): Stream.Stream<SessionsPage | ProviderFailed, CheckoutSessionsError | E, R> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const resolved = yield* resolve(all, query)
      const { lanes } = resolved
      const name = Composite.queryOf(resolved, order)
      const places = new Map(
        from === undefined
          ? lanes.map(
              (lane) => [lane.provider, Lanes.begin(lane, resolved, Composite.start)] as const
            )
          : yield* Composite.fromCursor(
              name,
              lanes.map(({ provider }) => provider),
              from
            )
      )
      const inputs = lanes.map((lane) => {
        const place = places.get(lane.provider) ?? Composite.start
        return { lane, place, pages: Lanes.pages(lane, resolved, place, onInvalidItem) }
      })

      /** The sessions for the consumer, with the places of all providers at that moment. */
      const handedOut = (
        event: LanePage | LaneFailed | Merged
      ): Either.Either<SessionsPage | ProviderFailed, CheckoutSessionsError> => {
        if (event._tag === "Page") places.set(event.provider, event.next)
        if (event._tag === "Merged") {
          for (const [provider, place] of event.places) places.set(provider, place)
        }
        return Either.map(Composite.toCursor(name, places), (cursor) =>
          event._tag === "Failed"
            ? new ProviderFailed({ provider: event.provider, error: event.error, cursor }, true)
            : {
                provider: event._tag === "Page" ? Option.some(event.provider) : Option.none(),
                items: event.items,
                cursor,
                total: event._tag === "Page" ? event.total : Option.none(),
                undated: event.undated
              }
        )
      }

      const events: Stream.Stream<LanePage | LaneFailed | Merged, CheckoutSessionsError | E, R> =
        order === "arrival"
          ? Lanes.together(inputs.map(({ pages }) => pages))
          : merge(inputs, maxBuffered)
      return Stream.mapEffect(events, handedOut)
    })
  )

/** Whether an element is a failure of a provider. */
export const isFailed = (element: object): element is ProviderFailed =>
  element instanceof ProviderFailed

/** The sessions of the pages, one by one; a provider's failure stays an element. */
export const items = <E, R>(
  pages: Stream.Stream<SessionsPage | ProviderFailed, E, R>
): Stream.Stream<CheckoutSession | ProviderFailed, E, R> =>
  Stream.mapConcat(pages, (page): ReadonlyArray<CheckoutSession | ProviderFailed> =>
    isFailed(page) ? [page] : page.items
  )

/** Ends a stream with the first failure of a provider. */
export const failing = <A extends object, E, R>(
  stream: Stream.Stream<A | ProviderFailed, E, R>
): Stream.Stream<A, E | ProviderFailed, R> =>
  Stream.mapEffect(stream, (element) =>
    isFailed(element) ? Effect.fail(element) : Effect.succeed(element)
  )
