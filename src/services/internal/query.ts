import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as UrlParams from "@effect/platform/UrlParams"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import { CheckoutRequestError } from "../../CheckoutError.js"
import type { Definition, Settings } from "./definition.js"
import type { Call } from "../../internal/errors.js"
import { explain } from "../../schemas/internal/explain.js"
import { fingerprint } from "../../pagination/internal/position.js"

/** What a client asks, checked before a byte leaves. */
export interface Query<Params> {
  /** The parameters of a call over those of the client, if all of them are as documented. */
  readonly params: (
    call: Call,
    given: unknown,
    streaming: boolean
  ) => Effect.Effect<Params, CheckoutRequestError>
  /** Parameters that were put together here; a provider's own cursor may still not fit. */
  readonly check: (call: Call, params: unknown) => Effect.Effect<Params, CheckoutRequestError>
  /** What tells this list from others, its place left out. */
  readonly fingerprint: (params: Params) => string
  readonly request: (params: Params) => HttpClientRequest.HttpClientRequest
}

/** A record without its `undefined`s, which say nothing: neither a header nor, over a default, a parameter. */
export const defined = <A>(record: {
  readonly [key: string]: A | undefined
}): { readonly [key: string]: A } =>
  Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  )

const invalid = (call: Call, parameter: string, description: string) =>
  new CheckoutRequestError({
    ...call,
    reason: "InvalidParams",
    parameter: Option.some(parameter),
    description: `\`${parameter}\`: ${description}; no request was made`
  })

export const make = <Params extends object, ParamsI, Session, SessionI, List, ListI>(
  definition: Definition<Params, ParamsI, Session, SessionI, List, ListI>,
  settings: Settings<Params>
): Query<Params> => {
  const decode = ParseResult.decodeUnknownEither(definition.params, { onExcessProperty: "error" })
  const headers = defined(settings.headers ?? {})
  const baseUrl = settings.baseUrl ?? definition.baseUrl
  const path = settings.path ?? definition.path
  const url = `${baseUrl.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`
  const place = new Set([...definition.paging, "limit"])

  const encode = (params: Params): UrlParams.UrlParams =>
    UrlParams.fromInput(definition.encode(params))

  const checkHeaders = (call: Call) =>
    Effect.forEach(
      Object.entries(headers),
      ([name, value]) => {
        const why = /^[\x21-\x7e]+$/.test(value)
          ? settings.invalidHeader?.(name, value)
          : "expected letters, digits and signs without spaces, and at least one"
        return why === undefined ? Effect.void : invalid(call, name, why)
      },
      { discard: true }
    )

  // A base without a host would make the path's first name the host that gets the key.
  const checkBaseUrl = (call: Call) =>
    /^https?:\/\/[^\s/?#][^\s?#]*$/i.test(baseUrl)
      ? Effect.void
      : invalid(call, "baseUrl", "expected http:// or https://, a host, and perhaps a path")

  const check: Query<Params>["check"] = (call, params) =>
    Either.match(decode(params), {
      onRight: Effect.succeed,
      onLeft: (issue) => {
        const { expected, path } = explain(issue)
        return invalid(call, path.join(".") || "params", `expected ${expected}`)
      }
    })

  return {
    check,
    params: (call, given, streaming) =>
      Effect.gen(function* () {
        yield* checkBaseUrl(call)
        yield* checkHeaders(call)
        if (given !== undefined && !Predicate.isReadonlyRecord(given)) {
          return yield* invalid(call, "params", "expected an object")
        }
        return yield* check(call, {
          ...settings.defaults,
          ...(streaming ? definition.streamDefaults : undefined),
          ...defined(given ?? {})
        })
      }),
    fingerprint: (params) => {
      const query = encode(params)
        .filter(([key]) => !place.has(key))
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      return fingerprint(
        JSON.stringify([settings.identity ?? [], query, definition.backwards?.(params) ?? false])
      )
    },
    request: (params) =>
      HttpClientRequest.acceptJson(
        HttpClientRequest.get(url, { urlParams: encode(params), headers })
      )
  }
}
