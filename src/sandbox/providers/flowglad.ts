import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Predicate from "effect/Predicate"
import * as Http from "../internal/http.js"
import type { JsonObject } from "../internal/json.js"
import * as Limiter from "../internal/limiter.js"
import * as Prng from "../internal/prng.js"
import type { Instance, Provider, Settings } from "../internal/provider.js"
import * as Session from "./flowglad/session.js"

const PATH = "/api/v1/checkout-sessions"

// "sk_<mode>_ + first 4 chars of a pricing-model id + _…".
const credentials = { secretKey: "sk_test_pric_sandbox" } as const
const LIVE_KEY = "sk_live_pric_sandbox"

/** What the cursor holds: "createdAt (ms), id, direction, parameters". */
interface Anchor {
  readonly createdAt: number
  readonly id: string | undefined
}

const encodeCursor = (createdAt: number, id: string): string =>
  Encoding.encodeBase64(JSON.stringify({ createdAt, id, direction: "forward", parameters: {} }))

const decodeCursor = (cursor: string): Anchor | undefined => {
  const text = Either.getOrUndefined(Encoding.decodeBase64String(cursor))
  if (text === undefined) return undefined
  const parsed = Either.getOrUndefined(Either.try(() => JSON.parse(text)))
  if (!Predicate.isRecord(parsed)) return undefined
  const { createdAt, direction, id } = parsed
  // "No backward cursor is handed out", so none is taken (assumed).
  return Predicate.isNumber(createdAt) && direction === "forward"
    ? { createdAt, id: Predicate.isString(id) ? id : undefined }
    : undefined
}

const text = (status: number, sentence: string): Http.Answer =>
  Http.text(status, sentence, {}, "text/plain")

// The sentence is not documented. What is: an invalid and a limited key get the same one.
const badKey = text(401, "Invalid API key")
const noKey = text(401, "API key is required")

interface Problem {
  readonly code: string
  readonly path: ReadonlyArray<string>
  readonly message: string
}

/** "in the pagination stage it is a string that itself holds a JSON array", and no `code`. */
const badRequest = (requestId: string, problem: Problem): Http.Answer =>
  Http.json(400, { error: JSON.stringify([problem]), request_id: requestId })

interface Params {
  readonly limit: number
  readonly cursor: string | undefined
  readonly anchor: Anchor | undefined
}

const parse = (query: URLSearchParams): Params | Problem => {
  for (const key of ["limit", "cursor"]) {
    if (query.getAll(key).length > 1) {
      return { code: "invalid_type", path: [key], message: "Expected string, received array" }
    }
  }
  // "Other query keys are dropped."
  const rawLimit = query.get("limit")
  const limit = rawLimit === null ? 10 : Http.integer(rawLimit)
  if (limit === undefined) {
    return { code: "invalid_type", path: ["limit"], message: "Expected integer" }
  }
  if (limit < 1) {
    return {
      code: "too_small",
      path: ["limit"],
      message: "Number must be greater than or equal to 1"
    }
  }
  if (limit > 100) {
    return { code: "too_big", path: ["limit"], message: "Number must be less than or equal to 100" }
  }
  const cursor = query.get("cursor")
  if (cursor === null) return { limit, cursor: undefined, anchor: undefined }
  const anchor = decodeCursor(cursor)
  return cursor === "" || anchor === undefined
    ? { code: "custom", path: ["cursor"], message: "Invalid cursor" }
    : { limit, cursor, anchor }
}

/**
 * The first index after the anchor: a keyset predicate, so "the anchor row may be gone". Rows of one
 * millisecond that differ in microseconds "can be skipped". Times here are whole milliseconds, so
 * that does not occur.
 */
const firstAfter = (source: Session.Source, anchor: Anchor): number => {
  let low = 0
  let high = source.size
  while (low < high) {
    const middle = (low + high) >>> 1
    const createdAt = Session.createdAt(source, middle)
    const past =
      createdAt > anchor.createdAt ||
      (createdAt === anchor.createdAt &&
        anchor.id !== undefined &&
        Session.idAt(source, middle) > anchor.id)
    if (past) high = middle
    else low = middle + 1
  }
  return low
}

const page = (source: Session.Source, params: Params): Http.Answer => {
  const from = params.anchor === undefined ? 0 : firstAfter(source, params.anchor)
  const to = Math.min(from + params.limit, source.size)
  const data: Array<JsonObject> = []
  for (let index = from; index < to; index++) data.push(Session.build(source, index))
  const hasMore = to < source.size
  return Http.json(200, {
    data,
    // "null on page 1" and "null on the last page".
    currentCursor: params.cursor ?? null,
    nextCursor: hasMore
      ? encodeCursor(Session.createdAt(source, to - 1), Session.idAt(source, to - 1))
      : null,
    hasMore,
    total: source.size
  })
}

const make = (settings: Settings): Instance => {
  const sources = {
    test: Session.source(settings.seed, settings.sessions, false),
    live: Session.source(settings.seed, settings.sessions, true)
  }
  const ids = Prng.streams(settings.seed, "flowglad/request")
  let requests = 0
  const keyLimit = settings.flowgladLimit
  const limiter =
    keyLimit === undefined
      ? undefined
      : Limiter.fixedWindow(Duration.toMillis(Duration.decode(keyLimit.interval)))

  const failure = (status: number, message: string): Http.Answer => {
    const id = ids(requests++).hex(8)
    return Http.json(
      status,
      {
        error: message,
        code: status === 429 ? "TOO_MANY_REQUESTS" : "INTERNAL_SERVER_ERROR",
        request_id: id
      },
      { "x-request-id": id }
    )
  }

  return {
    handle: ({ headers, method, now, url }) => {
      // "Authorization: Bearer <key> or Authorization: <key>; any other value containing a space: 401".
      const header = headers["authorization"]
      if (header === undefined || header === "") return noKey
      const key = Http.bearer(header) ?? header
      const mode = key === credentials.secretKey ? "test" : key === LIVE_KEY ? "live" : undefined
      if (mode === undefined) return badKey
      if (limiter !== undefined && keyLimit !== undefined) {
        // "a key that the key service reports as rate-limited: plain text, same sentence".
        if (!limiter(mode, keyLimit.limit, now).allowed) return badKey
      }
      if (url.pathname.endsWith("/") && url.pathname.slice(0, -1) === PATH) {
        return Http.empty(308, { location: `${PATH}${url.search}` })
      }
      const id = ids(requests++).hex(8)
      // "DELETE reaches a missing procedure: 404". Creating is not simulated.
      if (url.pathname !== PATH || method !== "GET") return text(404, "Not Found")
      const params = parse(url.searchParams)
      const result = "code" in params ? badRequest(id, params) : page(sources[mode], params)
      return Http.withHeaders(result, { "x-request-id": id })
    },
    // "429: never produced by application code; could only come from the hosting edge".
    throttled: (advice) =>
      Http.text(
        429,
        "Too Many Requests",
        advice === undefined ? {} : { "retry-after": advice },
        "text/plain"
      ),
    unavailable: (status) => failure(status, "An unexpected error occurred"),
    stalled: (list, incoming) => {
      const cursor = incoming.url.searchParams.get("cursor")
      return { ...list, hasMore: true, nextCursor: cursor }
    }
  }
}

/**
 * Flowglad: `GET /api/v1/checkout-sessions`.
 *
 * @see https://docs.flowglad.com/api-reference/checkout-sessions/list-checkout-sessions
 */
export const flowglad: Provider<{ readonly secretKey: string }> = {
  credentials,
  hosts: ["app.flowglad.com"],
  ownsPath: (path) => path === PATH || path === `${PATH}/`,
  itemsKey: "data",
  sessions: (settings) => {
    const source = Session.source(settings.seed, settings.sessions, false)
    return Array.from({ length: settings.sessions }, (_, index) => Session.build(source, index))
  },
  make
}
