import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpMethod from "@effect/platform/HttpMethod"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import type { CheckoutError } from "../../CheckoutError.js"
import { CheckoutRequestError } from "../../CheckoutError.js"
import * as Transport from "../../http/internal/transport.js"
import type { Call } from "../../internal/errors.js"
import * as Telemetry from "../../internal/telemetry.js"
import type { Mode } from "../../schemas/Checking.js"
import { Checking } from "../../schemas/Checking.js"
import { checker } from "../../schemas/internal/checker.js"
import { explain } from "../../schemas/internal/explain.js"
import { invalidEnvelope } from "./decode.js"
import type { Operation } from "./operation.js"
import type { Provider, Settings } from "./provider.js"

const defaultMaxBodyBytes = 32 * 1024 * 1024

/** An operation of one client: its parameters checked before a byte leaves, its answer checked. */
export interface Endpoint<Params, Answer> {
  /** The parameters of a call over the defaults, with the client's own settings checked as well. */
  readonly params: (
    call: Call,
    given: unknown,
    defaults?: object
  ) => Effect.Effect<Params, CheckoutRequestError>
  /** Parameters that were put together here; a provider's own cursor may still not fit. */
  readonly check: (call: Call, params: unknown) => Effect.Effect<Params, CheckoutRequestError>
  /** The same for the page after one whose parameters were checked: only some values differ. */
  readonly checkNext: (call: Call, params: unknown) => Effect.Effect<Params, CheckoutRequestError>
  readonly send: (call: Call, params: Params) => Effect.Effect<Answer, CheckoutError>
}

/** Sends the requests of one operation. */
export interface Source<Params, Answer> {
  readonly checking: Mode
  readonly endpoint: Endpoint<Params, Answer>
}

/** One client of a provider. Every operation of the client uses it. */
export interface Connection {
  readonly provider: Provider
  readonly checking: Mode
  readonly settings: Settings
  readonly endpoint: <Params extends object, Answer>(
    operation: Operation<Params, Answer>
  ) => Endpoint<Params, Answer>
}

/** Drops keys that are `undefined`: they must not send a header, nor hide a default. */
export const defined = <A>(record: {
  readonly [key: string]: A | undefined
}): { readonly [key: string]: A } =>
  Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  )

/** A parameter that is refused before a request is made. */
export const invalid = (call: Call, parameter: string, description: string) =>
  new CheckoutRequestError({
    ...call,
    reason: "InvalidParams",
    parameter: Option.some(parameter),
    description: `\`${parameter}\`: ${description}; no request was made`
  })

// A base without a host would make the path's first name the host that gets the key. One with a user
// name is refused by `fetch`, and would look like a connection that fails.
const checkBaseUrl = (call: Call, baseUrl: string) =>
  /^https?:\/\/[^\s/?#@][^\s/?#@]*(\/[^\s?#]*)?$/i.test(baseUrl)
    ? Effect.void
    : invalid(
        call,
        "baseUrl",
        "expected http:// or https://, a host without a user name, and perhaps a path"
      )

const checkHeaders = (
  call: Call,
  headers: Readonly<Record<string, string>>,
  invalidHeader: Provider["invalidHeader"]
) =>
  Effect.forEach(
    Object.entries(headers),
    ([name, value]) => {
      const why = /^[\x21-\x7e]+$/.test(value)
        ? invalidHeader?.(name, value)
        : "expected letters, digits and signs without spaces, and at least one"
      return why === undefined ? Effect.void : invalid(call, name, why)
    },
    { discard: true }
  )

type Request = HttpClientRequest.HttpClientRequest

const request = (
  method: HttpMethod.HttpMethod,
  url: string,
  headers: Readonly<Record<string, string>>
) => HttpClientRequest.acceptJson(HttpClientRequest.make(method)(url, { headers }))

/** The checks of an operation's parameters, which need no connection. */
export const checksOf = <Params extends object, Answer>(
  operation: Operation<Params, Answer>,
  checking: Mode
): Omit<Endpoint<Params, Answer>, "send"> => {
  const decodeParams = ParseResult.decodeUnknownEither(operation.params, {
    onExcessProperty: "error"
  })
  // It does not look for names that no parameter has, and costs a tenth.
  const checkValues = checker(operation.params, checking)

  const check = (call: Call, params: unknown) =>
    Either.match(decodeParams(params), {
      onRight: Effect.succeed,
      onLeft: (issue) => {
        const { expected, path } = explain(issue)
        return invalid(call, path.join(".") || "params", `expected ${expected}`)
      }
    })

  return {
    check,
    checkNext: (call, params) => {
      const checked = checkValues(params)
      return Either.isRight(checked) ? Effect.succeed(checked.right) : check(call, params)
    },
    params: (call, given, defaults) =>
      given === undefined || Predicate.isReadonlyRecord(given)
        ? check(call, { ...defaults, ...defined(given ?? {}) })
        : invalid(call, "params", "expected an object")
  }
}

/** Makes a client. The policies in force (`Retry`, `Timeouts`, `RateLimit`) are read here, once. */
export const connect = (
  provider: Provider,
  settings: Settings
): Effect.Effect<Connection, never, HttpClient.HttpClient> =>
  Effect.zipWith(
    Checking,
    Transport.make({
      module: provider.module,
      secret: settings.secret,
      authorize: provider.authorize,
      documentedRate: settings.documentedRate,
      failure: provider.failure,
      maxBodyBytes: settings.maxBodyBytes ?? defaultMaxBodyBytes,
      transformClient: settings.transformClient
    }),
    (checking, transport): Connection => {
      const headers = defined(settings.headers ?? {})
      const baseUrl = settings.baseUrl ?? provider.baseUrl

      const endpoint: Connection["endpoint"] = (operation) => {
        const checks = checksOf(operation, checking)
        const checkAnswer = checker(operation.answer, checking)
        // A request without its query is the same for every page.
        let last: { readonly path: string; readonly request: Request } | undefined
        const bare = (path: string): Request => {
          if (last?.path !== path) {
            const url = `${baseUrl.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`
            last = { path, request: request(operation.method, url, headers) }
          }
          return last.request
        }

        return {
          ...checks,
          params: (call, given, defaults) =>
            Effect.zipRight(
              Effect.zipRight(
                checkBaseUrl(call, baseUrl),
                checkHeaders(call, headers, provider.invalidHeader)
              ),
              Effect.suspend(() => checks.params(call, given, defaults))
            ),
          send: (call, params) => {
            const query = operation.encode(params)
            return transport({
              call,
              request: HttpClientRequest.setUrlParams(bare(operation.path(params)), query),
              repeatable: operation.repeatable(params),
              decode: (body) =>
                Either.mapLeft(checkAnswer(body), (why) => invalidEnvelope(call, body, why))
            })
          }
        }
      }
      return { provider, settings, checking, endpoint }
    }
  )

/** A span of the client's module. */
export const span = ({ module, name: provider }: Provider, name: string) =>
  Telemetry.span(`${module}.${name}`, { attributes: { provider } })

/** The client's method for an operation that is one request and one answer. */
export const method = <Params extends object, Answer>(
  connection: Connection,
  operation: Operation<Params, Answer>
) => {
  const endpoint = connection.endpoint(operation)
  const call: Call = { provider: connection.provider.name, operation: operation.name }
  return (params: Params): Effect.Effect<Answer, CheckoutError> =>
    Effect.flatMap(endpoint.params(call, params), (checked) => endpoint.send(call, checked)).pipe(
      span(connection.provider, operation.name)
    )
}
