import * as UrlParams from "@effect/platform/UrlParams"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import * as Telemetry from "../../internal/telemetry.js"
import { idOf } from "../../pagination/internal/keyset.js"
import type { Division } from "../../pagination/internal/parallel.js"
import type { PageParams, Place } from "../../pagination/internal/position.js"
import {
  foreignCursor,
  mostPlaces,
  placesOf,
  queryOf,
  startAt,
  tampered
} from "../../pagination/internal/position.js"
import type { Next, RawPage, Walk } from "../../pagination/internal/step.js"
import * as Pages from "../../pagination/internal/walk.js"
import { checker } from "../../schemas/internal/checker.js"
import type { ListOptions, DividedClient } from "../CheckoutClient.js"
import type { Source } from "./client.js"
import { defined, invalid, span } from "./client.js"
import { invalidItem } from "./decode.js"
import type { ListOperation, ListParams } from "./operation.js"
import type { Owner, Provider } from "./provider.js"

/** Whether `onInvalidItem` gave a value, and not only ran. */
const isGiven = <A>(value: A): value is Exclude<A, void> => value !== undefined

const unsendable: Next = { _tag: "Lost", description: "the next cursor is not as documented" }

/** A walk, and where in its list it begins. */
interface Placed<A, E, R> {
  readonly walk: Walk<A, E, R>
  readonly division: Option.Option<Division>
  /** How many items the walk wants of a page. */
  readonly limit: number | undefined
  readonly places: Arr.NonEmptyReadonlyArray<Place>
}

/** Whether one place has all that is left, so that it can be walked from there to the end. */
const isWhole = (division: Option.Option<Division>, places: ReadonlyArray<Place>): boolean =>
  places.length === 1 &&
  places.every(({ range: { from, to } }) =>
    Option.match(division, {
      onNone: () => true,
      onSome: ({ bounds }) => from === bounds.from && to === bounds.to
    })
  )

const checkConcurrency = (call: Call, concurrency: number | undefined) =>
  concurrency === undefined ||
  (Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= mostPlaces)
    ? Effect.void
    : invalid(call, "concurrency", `expected a whole number from 1 to ${mostPlaces}`)

/**
 * The three methods of a provider's list, made from its data over any source of answers. Parameters are
 * checked at run time, whatever their type says.
 */
export const over = <Params extends ListParams, Answer, Item>(
  provider: Provider,
  list: ListOperation<Params, Answer, Item>,
  settings: Owner<Params>,
  { checking, endpoint }: Source<Params, Answer>
): Omit<DividedClient<unknown, Item>, "retrieveSession"> => {
  const checkItem = checker(list.item, checking)
  const place = new Set([...list.paging, "limit"])
  /** The parameters of pages that were checked when the page before named them, with its query. */
  const checked = new WeakMap<PageParams, { readonly base: object; readonly params: Params }>()

  const scope = [
    ...(settings.scope ?? []),
    ...(settings.identity === undefined ? [] : [settings.identity])
  ]

  /** Tells this list from other lists. Where in it a page is and how large it is are left out. */
  const identify = (params: Params) =>
    queryOf(
      scope,
      [...UrlParams.fromInput(list.encode(params))]
        .filter(([key]) => !place.has(key))
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
      list.backwards?.(params) ?? false
    )

  /** One page: one request, and its answer read. */
  const fetch = (
    call: Call,
    base: object,
    limit: number | undefined,
    at: PageParams
  ): Effect.Effect<RawPage, CheckoutError> =>
    Effect.suspend(() => {
      const known = checked.get(at)
      return known?.base === base
        ? Effect.succeed(known.params)
        : endpoint.checkNext(call, { ...base, ...at })
    }).pipe(
      Effect.flatMap((params) =>
        Effect.map(endpoint.send(call, params), (answer) => list.read(answer, params, limit))
      ),
      Effect.tap(({ items }) => Telemetry.arrived(provider.name, items.length)),
      Effect.flatMap((page) => {
        const { next } = page
        if (next._tag !== "More") return Effect.succeed(page)
        // A cursor that no parameter takes is the provider's mistake: it is reported here, and not
        // as a wrong parameter of the program's later.
        return Effect.match(endpoint.checkNext(call, { ...base, ...next.at }), {
          onFailure: (): RawPage => ({ ...page, next: unsendable }),
          onSuccess: (params) => {
            checked.set(next.at, { base, params })
            return page
          }
        })
      }),
      span(provider, "page")
    )

  const placedWalk = <A, E, R>(
    call: Call,
    given: unknown,
    options: ListOptions<A, E, R>,
    streaming: boolean
  ): Effect.Effect<Placed<Item | Exclude<A, void>, E, R>, CheckoutError> =>
    Effect.gen(function* () {
      const params = yield* endpoint.params(call, given, {
        ...settings.defaults,
        ...(streaming ? list.streamDefaults : undefined)
      })
      const query = identify(params)
      const { onInvalidItem } = options
      const limit = params.limit ?? (streaming ? list.maxLimit : undefined)
      const isPlace = ([key]: readonly [string, unknown]) => list.paging.includes(key)
      const baseOf = (params: Params) => {
        const entries = Object.entries({ ...params, limit })
        return defined(Object.fromEntries(entries.filter((entry) => !isPlace(entry))))
      }
      const base = baseOf(params)
      // `null` is where a list begins, as leaving the parameter out is.
      const at = Object.entries(params).filter((entry) => isPlace(entry) && entry[1] !== null)
      const division = Option.map(
        Option.fromNullable(list.split),
        ({ bounds, keyOf, within }): Division => ({
          keyOf,
          bounds: bounds(params),
          fetch: (range, at) => fetch(call, baseOf(within(params, range)), limit, at)
        })
      )
      const bounds = Option.map(division, ({ bounds }) => bounds)
      const places: Arr.NonEmptyReadonlyArray<Place> =
        options.from === undefined
          ? [
              {
                range: Option.getOrElse(bounds, () => ({})),
                point: startAt({ ...list.start?.(limit), ...Object.fromEntries(at) })
              }
            ]
          : yield* placesOf(call, query, list.paging, bounds, options.from)
      const several = !isWhole(division, places)
      // A cursor from the end of a walk turns round: its page decides the direction.
      const [first] = yield* Effect.mapError(
        Effect.forEach(places, ({ point, range }) =>
          endpoint.check(call, {
            ...(several && list.split ? baseOf(list.split.within(params, range)) : base),
            ...point.at
          })
        ),
        (why) => (options.from === undefined ? why : tampered(call))
      )
      const walk: Walk<Item | Exclude<A, void>, E, R> = {
        ...call,
        query,
        start: places[0].point,
        backwards: list.backwards?.(first) ?? false,
        arrivals: list.arrivals?.(first) ?? { _tag: "Unknown" },
        fetch: (at) => fetch(call, base, limit, at),
        check: (item, index) =>
          Either.mapLeft(checkItem(item), (why) =>
            invalidItem(call, item, Option.some(index), why)
          ),
        idOf,
        previous: Option.fromNullable(list.previous),
        pageAfter: Option.map(
          Option.fromNullable(list.pageAfter),
          (pageAfter) => (item) => pageAfter(item, first)
        ),
        onInvalidItem:
          onInvalidItem &&
          ((error) =>
            Effect.map(onInvalidItem(error), (value) =>
              isGiven(value) ? Option.some(value) : Option.none()
            ))
      }
      return { walk, division, limit, places }
    })

  /** A walk from one place to the end. */
  const walkOf = <A, E, R>(
    call: Call,
    given: unknown,
    options: ListOptions<A, E, R>,
    streaming: boolean
  ): Effect.Effect<Walk<Item | Exclude<A, void>, E, R>, CheckoutError> =>
    Effect.flatMap(placedWalk(call, given, options, streaming), ({ division, places, walk }) =>
      isWhole(division, places)
        ? Effect.succeed(walk)
        : foreignCursor(
            call,
            "`from` is a cursor of several places, which a stream with `concurrency` left behind; give it to `streamSessions`"
          )
    )

  const callOf = (operation: string): Call => ({ provider: provider.name, operation })
  const streamSpan = {
    captureStackTrace: false,
    attributes: { provider: provider.name }
  } as const

  return {
    listSessions: (params, options = {}) =>
      walkOf(callOf("listSessions"), params, options, false).pipe(
        Effect.flatMap((walk) =>
          Effect.map(Pages.first(walk), (page) =>
            walk.backwards ? { ...page, items: page.items.toReversed() } : page
          )
        ),
        span(provider, "listSessions")
      ),
    streamSessions: (params, options = {}) => {
      const call = callOf("streamSessions")
      const { prefetch } = options
      // Only the clients' types say which of them have this option.
      const concurrency = (list.split ?? list.ahead) ? options.concurrency : undefined
      const items = Effect.zipRight(
        checkConcurrency(call, concurrency),
        placedWalk(call, params, options, true)
      ).pipe(
        Effect.map(({ division, limit, places, walk }) => {
          const workers = concurrency ?? 1
          const alone = workers === 1
          if ((alone && isWhole(division, places)) || walk.backwards) {
            return Pages.items(walk, prefetch)
          }
          if (list.split !== undefined && Option.isSome(division)) {
            const ordered = alone || options.ordered === true
            return list.split.items(walk, division.value, places, workers, ordered)
          }
          const { ahead } = list
          return ahead === undefined
            ? Pages.items(walk, prefetch)
            : ahead.items(walk, (at, total) => ahead.after(at, total, limit), workers)
        })
      )
      return Stream.withSpan(Stream.unwrap(items), `${provider.module}.streamSessions`, streamSpan)
    },
    streamPages: (params, options = {}) =>
      Stream.withSpan(
        Stream.unwrap(
          Effect.map(walkOf(callOf("streamPages"), params, options, true), (walk) =>
            Pages.pages(walk, options.prefetch)
          )
        ),
        `${provider.module}.streamPages`,
        streamSpan
      )
  }
}
