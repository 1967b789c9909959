import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Predicate from "effect/Predicate"
import * as Http from "../internal/http.js"
import type { JsonObject } from "../internal/json.js"
import * as Limiter from "../internal/limiter.js"
import * as Prng from "../internal/prng.js"
import type { Data, Instance, Provider, Settings } from "../internal/provider.js"
import * as Source from "../internal/source.js"
import { existing, idIndex } from "../internal/walk.js"
import * as Courses from "../life/courses.js"
import * as Session from "./flowglad/session.js"

const PATH = "/api/v1/checkout-sessions"

// "sk_<mode>_ + first 4 chars of a pricing-model id + _…".
const credentials = { secretKey: "sk_test_pric_sandbox" } as const
const LIVE_KEY = "sk_live_pric_sandbox"

/** The content of a cursor: "createdAt (ms), id, direction, parameters". */
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

// The sentence is not documented, only that an invalid and a limited key get the same one.
const badKey = text(401, "Invalid API key")
const noKey = text(401, "API key is required")
const notFound = text(404, "Not Found")

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
 * The first place after the anchor: a keyset predicate, so "the anchor row may be gone". Rows of one
 * millisecond that differ in microseconds "can be skipped". Times here are whole milliseconds, so
 * that does not occur.
 */
const firstAfter = (source: Source.Source, anchor: Anchor): number =>
  source.rows.search((index) => {
    const createdAt = source.rows.createdAt(index)
    return (
      createdAt > anchor.createdAt ||
      (createdAt === anchor.createdAt &&
        anchor.id !== undefined &&
        Session.idAt(source, index) > anchor.id)
    )
  })

const page = (source: Source.Source, params: Params): Http.Answer => {
  const { rows } = source
  const from = params.anchor === undefined ? 0 : firstAfter(source, params.anchor)
  const to = Math.min(from + params.limit, rows.size)
  const data: Array<JsonObject> = []
  for (let place = from; place < to; place++) data.push(Session.build(source, rows.indexAt(place)))
  const hasMore = to < rows.size
  const last = rows.indexAt(to - 1)
  return Http.json(200, {
    data,
    // "null on page 1" and "null on the last page".
    currentCursor: params.cursor ?? null,
    nextCursor: hasMore ? encodeCursor(rows.createdAt(last), Session.idAt(source, last)) : null,
    hasMore,
    total: rows.size
  })
}

/** The data of one key: the list's, and the way to a single session. */
interface Account {
  readonly source: Source.Source
  readonly find: (id: string) => number | undefined
}

const account = (settings: Settings, livemode: boolean): Account => {
  const source = Source.source("flowglad", settings, livemode)
  return { source, find: idIndex(source.rows, (index) => Session.idAt(source, index)) }
}

const data = ({ find, source }: Account): Data => {
  const { rows } = source
  const build = (index: number) => Session.build(source, index)
  const idAt = (index: number) => Session.idAt(source, index)
  const is = (index: number, ...words: ReadonlyArray<string>) =>
    words.includes(Session.statusAt(source, index))
  // The last job may have run up to an hour ago.
  const oldest = rows.now - Session.RETENTION_MILLIS - 3_600_000
  return {
    rows,
    find,
    idAt,
    build,
    list: () => Array.from({ length: rows.size }, (_, place) => build(rows.indexAt(place))),
    habits: {
      completed: {
        after: () => oldest,
        before: () => Infinity,
        allows: (index) => is(index, "open", "pending"),
        status: "succeeded"
      },
      // "older than 14 days by createdAt unless succeeded or pending".
      deleted: {
        after: () => oldest,
        before: (now) => now - Session.RETENTION_MILLIS,
        allows: (index) => !is(index, "succeeded", "pending")
      }
    },
    course: (index, prng) => Courses.flowglad(prng, { created: rows.createdAt(index) })
  }
}

const make = (settings: Settings): Instance => {
  const accounts = { test: account(settings, false), live: account(settings, true) }
  const ids = Prng.streams(settings.seed, "flowglad/request")
  let requests = 0
  const keyLimit = settings.flowgladLimit
  const limiter =
    keyLimit === undefined
      ? undefined
      : Limiter.fixedWindow(Duration.toMillis(Duration.decode(keyLimit.interval)))

  const failure = (status: number, message: string, id = ids(requests++).hex(8)): Http.Answer =>
    Http.json(
      status,
      {
        error: message,
        code: status === 429 ? "TOO_MANY_REQUESTS" : "INTERNAL_SERVER_ERROR",
        request_id: id
      },
      { "x-request-id": id }
    )

  const unavailable = (status: number): Http.Answer =>
    failure(status, "An unexpected error occurred")

  const one = ({ find, source }: Account, id: string, requestId: string): Http.Answer => {
    const index = existing(source.rows, find, id)
    return index === undefined
      ? // "status is 500, message mentions `No … found with id`"; the other words are assumed.
        failure(500, `No checkout session found with id: ${id}`, requestId)
      : Http.json(200, {
          checkoutSession: Session.build(source, index),
          // "retrieve always says /checkout/{id}".
          url: `https://app.flowglad.com/checkout/${id}`
        })
  }

  return {
    data: data(accounts.test),
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
      const { pathname, search, searchParams } = url
      const slashless = pathname.endsWith("/") ? pathname.slice(0, -1) : undefined
      if (
        slashless !== undefined &&
        (slashless === PATH || Http.idBelow(PATH, slashless) !== undefined)
      ) {
        return Http.empty(308, { location: `${slashless}${search}` })
      }
      const requestId = ids(requests++).hex(8)
      const id = Http.idBelow(PATH, pathname)
      // "DELETE reaches a missing procedure: 404". Creating is not simulated.
      if (method !== "GET" || (pathname !== PATH && id === undefined)) return notFound
      const params = parse(searchParams)
      const result =
        id !== undefined
          ? one(accounts[mode], id, requestId)
          : "code" in params
            ? badRequest(requestId, params)
            : page(accounts[mode].source, params)
      return Http.withHeaders(result, { "x-request-id": requestId })
    },
    // "429: never produced by application code; could only come from the hosting edge".
    throttled: (advice) =>
      Http.text(
        429,
        "Too Many Requests",
        advice === undefined ? {} : { "retry-after": advice },
        "text/plain"
      ),
    unavailable,
    failed: () => ({ ...unavailable(500), status: 200 }),
    refused: (status) => (status === 401 ? badKey : notFound),
    stalled: (list, incoming) => {
      const cursor = incoming.url.searchParams.get("cursor")
      return { ...list, hasMore: true, nextCursor: cursor }
    }
  }
}

/**
 * Flowglad: `GET /api/v1/checkout-sessions`, and one session at `/api/v1/checkout-sessions/{id}`.
 *
 * @see https://docs.flowglad.com/api-reference/checkout-sessions/list-checkout-sessions
 */
export const flowglad: Provider<{ readonly secretKey: string }> = {
  credentials,
  hosts: ["app.flowglad.com"],
  ownsPath: (path) => Http.isAtOrBelow(PATH, path),
  itemsKey: "data",
  sessionKey: "checkoutSession",
  make
}
