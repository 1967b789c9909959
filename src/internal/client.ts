import type * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as UrlParams from "@effect/platform/UrlParams"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { identity } from "effect/Function"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { CheckoutError } from "../CheckoutError.js"
import { CheckoutRequestError } from "../CheckoutError.js"
import type { SecretEffect } from "../http/Secret.js"
import type { FailureFormat } from "../http/Failure.js"
import type { Rate } from "../http/RateLimit.js"
import * as Transport from "../http/Transport.js"
import * as Paginator from "../pagination/Paginator.js"
import type { CheckoutClient, ListOptions, Options } from "../services/CheckoutClient.js"
import { checker, invalidEnvelope, invalidItem } from "./check.js"
import type { Where } from "./errors.js"
import { explain } from "./explain.js"
import type { At, Position } from "./position.js"
import { fingerprint, fromCursor } from "./position.js"
import * as Telemetry from "./telemetry.js"

/** A provider as data: what the one loop and the one pipeline need to know of it. */
export interface Definition<Params extends object, ParamsI, Session, SessionI, List, ListI> {
  readonly provider: string
  /** The module's name, for spans. */
  readonly module: string
  readonly baseUrl: string
  readonly path: string
  readonly params: Schema.Schema<Params, ParamsI>
  readonly session: Schema.Schema<Session, SessionI>
  readonly list: Schema.Schema<List, ListI>
  /** The largest page that the provider gives. */
  readonly maxLimit: number
  /** The parameters that are a place in the list and no part of the query. */
  readonly paging: ReadonlyArray<string>
  /** Where a walk begins that names no place; by default with no such parameter at all. */
  readonly start?: (limit: number | undefined) => At
  /** Whether these parameters walk against the list's order. */
  readonly backwards?: (params: Params) => boolean
  /** The query as it goes on the wire: nested keys become `a[b]`, an array repeats its key. */
  readonly encode: (params: Params) => UrlParams.Input
  /** What a page says, in the order it was sent. */
  readonly read: (list: List, params: Params) => Paginator.RawPage
  /** What tells an item that the page before already had, where pages may overlap. */
  readonly identify?: (item: unknown) => Option.Option<string>
  /** Where an item is itself a place in the list: the page that begins behind it. */
  readonly behind?: (item: unknown, params: Params) => Option.Option<At>
  readonly failure: FailureFormat
  /** What a stream asks for unless told otherwise. */
  readonly streamDefaults?: Params
}

/** One client of it. */
export interface Settings<Params> extends Options {
  readonly secret: SecretEffect
  readonly authorize: Transport.Options["authorize"]
  readonly path?: string | undefined
  readonly documentedRate: (secret: string) => Option.Option<Rate>
  /** Parameters that the credentials bring along. */
  readonly defaults?: Params
  /** Headers besides the authorization, by name; those that are `undefined` are not sent. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Whose sessions are listed, beyond the key: part of what a cursor belongs to. */
  readonly identity?: ReadonlyArray<string | undefined>
  /** Bounds of `headers` that the provider documents. */
  readonly invalidHeader?: (name: string, value: string) => string | undefined
}

interface Limited {
  readonly limit?: number | undefined
}

const defaultMaxBodyBytes = 32 * 1024 * 1024

// `undefined` says nothing: neither a header nor, over a default, a parameter.
const defined = <A>(record: { readonly [key: string]: A | undefined } = {}): Record<string, A> => {
  const kept: Record<string, A> = {}
  for (const [key, value] of Object.entries(record)) {
    if (value !== undefined) kept[key] = value
  }
  return kept
}

/** A definition with its types inferred from its schemas. */
export const define: <Params extends object & Limited, ParamsI, Session, SessionI, List, ListI>(
  definition: Definition<Params, ParamsI, Session, SessionI, List, ListI>
) => Definition<Params, ParamsI, Session, SessionI, List, ListI> = identity

/**
 * The three methods of a provider's client, from its definition. Parameters are checked whatever they
 * are: that a service names their type is for its users.
 */
export const make = <Params extends object & Limited, ParamsI, Session, SessionI, List, ListI>(
  definition: Definition<Params, ParamsI, Session, SessionI, List, ListI>,
  settings: Settings<Params>
): Effect.Effect<CheckoutClient<unknown, Session>, never, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const { provider } = definition
    const decodeParams = ParseResult.decodeUnknownEither(definition.params, {
      onExcessProperty: "error"
    })
    const checkItem = checker(definition.session)
    const checkList = checker(definition.list)
    const headers = defined(settings.headers ?? {})
    const baseUrl = settings.baseUrl ?? definition.baseUrl
    const path = settings.path ?? definition.path
    const url = `${baseUrl.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`

    const transport = yield* Transport.make({
      secret: settings.secret,
      authorize: settings.authorize,
      documentedRate: settings.documentedRate,
      failure: definition.failure,
      maxBodyBytes: settings.maxBodyBytes ?? defaultMaxBodyBytes,
      transformClient: settings.transformClient
    })

    const invalid = (where: Where, parameter: string, description: string) =>
      new CheckoutRequestError({
        ...where,
        reason: "InvalidParams",
        parameter: Option.some(parameter),
        description: `\`${parameter}\`: ${description}; no request was made`
      })

    const checkHeaders = (where: Where) =>
      Effect.forEach(
        Object.entries(headers),
        ([name, value]) => {
          const why = /^[\x21-\x7e]+$/.test(value)
            ? settings.invalidHeader?.(name, value)
            : "expected letters, digits and signs without spaces, and at least one"
          return why === undefined ? Effect.void : invalid(where, name, why)
        },
        { discard: true }
      )

    // A base without a host would make the path's first name the host that gets the key.
    const checkBaseUrl = (where: Where) =>
      /^https?:\/\/[^\s/?#][^\s?#]*$/i.test(baseUrl)
        ? Effect.void
        : invalid(where, "baseUrl", "expected http:// or https://, a host, and perhaps a path")

    const checkParams = (
      where: Where,
      params: unknown
    ): Effect.Effect<Params, CheckoutRequestError> =>
      Either.match(decodeParams(params), {
        onRight: Effect.succeed,
        onLeft: (issue) => {
          const { expected, path } = explain(issue)
          return invalid(where, path.join(".") || "params", `expected ${expected}`)
        }
      })

    const encode = (params: Params): UrlParams.UrlParams =>
      UrlParams.fromInput(definition.encode(params))

    const queryOf = (params: Params): string => {
      const place = new Set([...definition.paging, "limit"])
      const query = encode(params)
        .filter(([key]) => !place.has(key))
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      return fingerprint(
        JSON.stringify([settings.identity ?? [], query, definition.backwards?.(params) ?? false])
      )
    }

    const walkOf = (
      where: Where,
      given: unknown,
      options: ListOptions,
      streaming: boolean
    ): Effect.Effect<Paginator.Walk<Session>, CheckoutError> =>
      Effect.gen(function* () {
        yield* checkBaseUrl(where)
        yield* checkHeaders(where)
        if (given !== undefined && !Predicate.isReadonlyRecord(given)) {
          return yield* invalid(where, "params", "expected an object")
        }
        const params = yield* checkParams(where, {
          ...settings.defaults,
          ...(streaming ? definition.streamDefaults : undefined),
          ...defined(given)
        })
        const query = queryOf(params)
        const backwards = definition.backwards?.(params) ?? false
        const limit = params.limit ?? (streaming ? definition.maxLimit : undefined)
        // `null` is where a list begins, as leaving the parameter out is.
        const place = Object.entries(params).filter(
          ([key, value]) => definition.paging.includes(key) && value !== null
        )
        const start: Position =
          options.from === undefined
            ? {
                at: { ...definition.start?.(limit), ...Object.fromEntries(place) },
                skip: 0,
                seen: []
              }
            : yield* fromCursor(where, query, definition.paging, options.from)
        const base = Object.fromEntries(
          Object.entries({ ...params, limit }).filter(
            ([key, value]) => !definition.paging.includes(key) && value !== undefined
          )
        )

        const fetch = (at: At): Effect.Effect<Paginator.RawPage, CheckoutError> =>
          Effect.gen(function* () {
            const params = yield* checkParams(where, { ...base, ...at })
            const request = HttpClientRequest.get(url, { urlParams: encode(params), headers }).pipe(
              HttpClientRequest.acceptJson
            )
            const body = yield* transport(where, request)
            const list = checkList(body)
            if (Either.isLeft(list)) return yield* invalidEnvelope(where, body, list.left)
            const page = definition.read(list.right, params)
            yield* Telemetry.arrived(provider, page.items.length)
            return page
          }).pipe(
            Effect.withSpan(`${definition.module}.page`, {
              captureStackTrace: false,
              attributes: { provider }
            })
          )

        return {
          ...where,
          query,
          start,
          backwards,
          fetch,
          check: (item, index) =>
            Either.mapLeft(checkItem(item), (why) => invalidItem(where, item, index, why)),
          identify: Option.fromNullable(definition.identify),
          behind: Option.map(
            Option.fromNullable(definition.behind),
            (behind) => (item) => behind(item, params)
          ),
          onInvalidItem: options.onInvalidItem
        }
      })

    const listSessions: CheckoutClient<unknown, Session>["listSessions"] = (params, options = {}) =>
      walkOf({ provider, operation: "listSessions" }, params, options, false).pipe(
        Effect.flatMap((walk) =>
          Effect.map(Paginator.first(walk), (page) =>
            walk.backwards ? { ...page, items: page.items.toReversed() } : page
          )
        ),
        Effect.withSpan(`${definition.module}.listSessions`, {
          captureStackTrace: false,
          attributes: { provider }
        })
      )

    const streamSessions: CheckoutClient<unknown, Session>["streamSessions"] = (
      params,
      options = {}
    ) =>
      walkOf({ provider, operation: "streamSessions" }, params, options, true).pipe(
        Effect.map((walk) => Paginator.items(walk, options.prefetch)),
        Stream.unwrap,
        Stream.withSpan(`${definition.module}.streamSessions`, {
          captureStackTrace: false,
          attributes: { provider }
        })
      )

    const streamPages: CheckoutClient<unknown, Session>["streamPages"] = (params, options = {}) =>
      walkOf({ provider, operation: "streamPages" }, params, options, true).pipe(
        Effect.map((walk) => Paginator.pages(walk, options.prefetch)),
        Stream.unwrap,
        Stream.withSpan(`${definition.module}.streamPages`, {
          captureStackTrace: false,
          attributes: { provider }
        })
      )

    return { listSessions, streamSessions, streamPages }
  })
