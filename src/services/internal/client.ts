import type * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutError } from "../../CheckoutError.js"
import * as Transport from "../../http/internal/transport.js"
import type { RawPage, Walk } from "../../pagination/internal/step.js"
import * as Pages from "../../pagination/internal/walk.js"
import type { CheckoutClient, ListOptions } from "../CheckoutClient.js"
import { checker } from "../../schemas/internal/checker.js"
import { invalidEnvelope, invalidItem } from "./decode.js"
import type { Definition, Limited, Settings } from "./definition.js"
import type { Call } from "../../internal/errors.js"
import type { PageParams, ResumePoint } from "../../pagination/internal/position.js"
import { fromCursor, tampered } from "../../pagination/internal/position.js"
import * as Query from "./query.js"
import * as Telemetry from "../../internal/telemetry.js"

const defaultMaxBodyBytes = 32 * 1024 * 1024

/**
 * The three methods of a provider's client, from its definition. Parameters are checked whatever they
 * are: that a service names their type is for its users.
 */
export const make = <Params extends object & Limited, ParamsI, Session, SessionI, List, ListI>(
  definition: Definition<Params, ParamsI, Session, SessionI, List, ListI>,
  settings: Settings<Params>
): Effect.Effect<CheckoutClient<unknown, Session>, never, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const { paging, provider } = definition
    const query = Query.make(definition, settings)
    const checkItem = checker(definition.session)
    const checkList = checker(definition.list)
    const transport = yield* Transport.make({
      secret: settings.secret,
      authorize: settings.authorize,
      documentedRate: settings.documentedRate,
      failure: definition.failure,
      maxBodyBytes: settings.maxBodyBytes ?? defaultMaxBodyBytes,
      transformClient: settings.transformClient
    })

    const span = (name: string) =>
      [
        `${definition.module}.${name}`,
        { captureStackTrace: false, attributes: { provider } }
      ] as const

    /** One page: a request from parameters that lead there, and its answer read. */
    const fetch = (
      call: Call,
      base: object,
      at: PageParams
    ): Effect.Effect<RawPage, CheckoutError> =>
      Effect.gen(function* () {
        const params = yield* query.check(call, { ...base, ...at })
        const body = yield* transport(call, query.request(params))
        const list = checkList(body)
        if (Either.isLeft(list)) return yield* invalidEnvelope(call, body, list.left)
        const page = definition.read(list.right, params)
        yield* Telemetry.arrived(provider, page.items.length)
        if (page.next._tag !== "More") return page
        // What cannot be sent is no way on: said of the provider now, not of the caller later.
        const onward = yield* Effect.option(query.check(call, { ...base, ...page.next.at }))
        return Option.isSome(onward)
          ? page
          : {
              ...page,
              next: {
                _tag: "Lost",
                description: "the cursor to go on with is not as documented"
              } as const
            }
      }).pipe(Effect.withSpan(...span("page")))

    const walkOf = (
      call: Call,
      given: unknown,
      options: ListOptions,
      streaming: boolean
    ): Effect.Effect<Walk<Session>, CheckoutError> =>
      Effect.gen(function* () {
        const params = yield* query.params(call, given, streaming)
        const fingerprint = query.fingerprint(params)
        const limit = params.limit ?? (streaming ? definition.maxLimit : undefined)
        const isPlace = ([key]: readonly [string, unknown]) => paging.includes(key)
        const entries = Object.entries({ ...params, limit })
        const base = Query.defined(Object.fromEntries(entries.filter((entry) => !isPlace(entry))))
        // `null` is where a list begins, as leaving the parameter out is.
        const place = Object.entries(params).filter((entry) => isPlace(entry) && entry[1] !== null)
        const start: ResumePoint =
          options.from === undefined
            ? {
                at: { ...definition.start?.(limit), ...Object.fromEntries(place) },
                skip: 0,
                seen: []
              }
            : yield* fromCursor(call, fingerprint, paging, options.from)
        if (options.from !== undefined) {
          yield* Effect.mapError(query.check(call, { ...base, ...start.at }), () => tampered(call))
        }
        return {
          ...call,
          query: fingerprint,
          start,
          backwards: definition.backwards?.(params) ?? false,
          fetch: (at: PageParams) => fetch(call, base, at),
          check: (item, index) =>
            Either.mapLeft(checkItem(item), (why) => invalidItem(call, item, index, why)),
          identify: Option.fromNullable(definition.identify),
          pageAfter: Option.map(
            Option.fromNullable(definition.pageAfter),
            (pageAfter) => (item) => pageAfter(item, params)
          ),
          onInvalidItem: options.onInvalidItem
        }
      })

    return {
      listSessions: (params, options = {}) =>
        walkOf({ provider, operation: "listSessions" }, params, options, false).pipe(
          Effect.flatMap((walk) =>
            Effect.map(Pages.first(walk), (page) =>
              walk.backwards ? { ...page, items: page.items.toReversed() } : page
            )
          ),
          Effect.withSpan(...span("listSessions"))
        ),
      streamSessions: (params, options = {}) =>
        walkOf({ provider, operation: "streamSessions" }, params, options, true).pipe(
          Effect.map((walk) => Pages.items(walk, options.prefetch)),
          Stream.unwrap,
          Stream.withSpan(...span("streamSessions"))
        ),
      streamPages: (params, options = {}) =>
        walkOf({ provider, operation: "streamPages" }, params, options, true).pipe(
          Effect.map((walk) => Pages.pages(walk, options.prefetch)),
          Stream.unwrap,
          Stream.withSpan(...span("streamPages"))
        )
    }
  })
