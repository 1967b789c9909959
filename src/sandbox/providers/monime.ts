import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Http from "../internal/http.js"
import * as Limiter from "../internal/limiter.js"
import * as Prng from "../internal/prng.js"
import type { Data, Instance, Provider, Settings } from "../internal/provider.js"
import * as Source from "../internal/source.js"
import { DAY_MILLIS, DAY_SECONDS, unixSeconds } from "../internal/time.js"
import { existing, idIndex, newestFirst, walk } from "../internal/walk.js"
import * as Courses from "../life/courses.js"
import * as Session from "./monime/session.js"

const PATH = "/v1/checkout-sessions"
const VERSIONS = ["caph.2025-08-23", "caph.2025-06-20"]

const credentials = { accessToken: "mon_test_sandbox", spaceId: "spc-sandbox" } as const
const LIVE_TOKEN = "mon_sandbox"

/** "error.code: integer, mirrors the HTTP status"; reasons beyond the two named are assumed. */
const failure = (
  status: number,
  reason: string,
  message: string,
  headers: Readonly<Record<string, string>> = {}
): Http.Answer =>
  Http.json(
    status,
    { success: false, messages: [], error: { code: status, reason, message, details: [] } },
    headers
  )

const unauthorized = failure(401, "unauthorized", "Invalid or missing access token")
const notFound = failure(404, "not_found", "The requested resource was not found")

const invalid = (message: string): Http.Answer => failure(400, "validation_failed", message)

// "Cursor is opaque": "usually the last id: do not rely on it". So it is not the bare id here.
const encodeCursor = (id: string): string => Encoding.encodeBase64Url(`after:${id}`)

const decodeCursor = (cursor: string): string | undefined => {
  const text = Either.getOrUndefined(Encoding.decodeBase64UrlString(cursor))
  return text?.startsWith("after:") === true ? text.slice("after:".length) : undefined
}

interface Space {
  readonly source: Source.Source
  readonly find: (id: string) => number | undefined
}

const space = (settings: Settings, livemode: boolean): Space => {
  const source = Source.source("monime", settings, livemode)
  return { source, find: idIndex(source.rows, (index) => Session.idAt(source, index)) }
}

// Newest first: "order undocumented"; assumed.
const list = ({ find, source }: Space, query: URLSearchParams): Http.Answer => {
  const rawLimit = query.get("limit")
  const limit = rawLimit === null ? 10 : Http.integer(rawLimit)
  if (limit === undefined || limit < 1 || limit > 50) {
    return invalid("limit: must be an integer between 1 and 50")
  }
  // `status` is in one SDK but "not in the spec": it filters nothing here.
  const after = query.get("after")
  if (after !== null && after.length > 2000) {
    return invalid("after: must be at most 2000 characters")
  }
  const last = after === null ? undefined : decodeCursor(after)
  const at = last === undefined ? undefined : find(last)
  // The answer to an unknown cursor is not documented; assumed.
  if (after !== null && at === undefined) return invalid("after: unknown cursor")
  // "Whether deleted sessions stay listed": unknown; they do not here, and their cursors still work.
  const { hasMore, indices } = walk({ rows: source.rows, cursor: at, towards: "older", limit })
  const oldest = indices.at(-1)
  return Http.json(200, {
    success: true,
    messages: [],
    result: indices.map((index) => Session.build(source, index)),
    pagination: {
      // "items in this page, not a total".
      count: indices.length,
      next: hasMore && oldest !== undefined ? encodeCursor(Session.idAt(source, oldest)) : null
    }
  })
}

const one = ({ find, source }: Space, id: string): Http.Answer => {
  const index = existing(source.rows, find, id)
  // "404: no such session".
  return index === undefined
    ? notFound
    : Http.json(200, { success: true, messages: [], result: Session.build(source, index) })
}

const data = ({ find, source }: Space): Data => {
  const { rows } = source
  const build = (index: number) => Session.build(source, index)
  const pending = (index: number) => Session.statusAt(source, index) === "pending"
  const withinDay = { after: (now: number) => now - DAY_MILLIS, before: () => Infinity }
  return {
    rows,
    find,
    idAt: (index) => Session.idAt(source, index),
    build,
    list: () => newestFirst(rows, build),
    habits: {
      completed: { ...withinDay, allows: pending, status: "completed" },
      expired: {
        after: () => rows.now - DAY_MILLIS,
        before: (now) => now - DAY_MILLIS,
        allows: pending,
        status: "expired"
      },
      // "only before the customer starts".
      deleted: { ...withinDay, allows: pending }
    },
    course: (index, prng) => {
      const created = rows.createdAt(index)
      // `expireTime` is written in whole seconds.
      const deadline = (unixSeconds(created) + DAY_SECONDS) * 1000
      return Courses.monime(prng, { created, deadline })
    }
  }
}

// "per token and endpoint: 5 req/s test, 20 req/s live".
const LIMITS = { test: 5, live: 20 } as const

const make = (settings: Settings): Instance => {
  const spaces = { test: space(settings, false), live: space(settings, true) }
  const limiter = Limiter.fixedWindow(1000)
  const ids = Prng.streams(settings.seed, "monime/request")
  let requests = 0

  const tooMany = (advice: string | undefined): Http.Answer =>
    failure(429, "too_many_requests", "Too many requests", {
      "monime-rate-limit": "endpoint-limit",
      ...(advice === undefined ? {} : { "retry-after": advice })
    })

  const answer = ({ headers, method, now, url }: Http.Incoming): Http.Answer => {
    const token = Http.bearer(headers["authorization"])
    const mode =
      token === credentials.accessToken ? "test" : token === LIVE_TOKEN ? "live" : undefined
    if (mode === undefined) return unauthorized
    const id = Http.idBelow(PATH, url.pathname)
    if (settings.enforceLimits) {
      const endpoint = id === undefined ? "list" : "one"
      const verdict = limiter(`${mode}/${endpoint}`, LIMITS[mode], now)
      // "whole seconds, at least 1".
      if (!verdict.allowed) return tooMany(String(Math.max(1, Math.ceil(verdict.wait / 1000))))
    }
    if (method !== "GET" || (url.pathname !== PATH && id === undefined)) {
      return notFound
    }
    const spaceId = headers["monime-space-id"]
    if (spaceId === undefined || spaceId.length > 64 || !spaceId.startsWith("spc-")) {
      return invalid("Monime-Space-Id: required, max 64, pattern ^spc-.*$")
    }
    if (spaceId !== credentials.spaceId) {
      return failure(403, "forbidden", "The token has no access to this space")
    }
    const version = headers["monime-version"]
    if (version !== undefined && !VERSIONS.includes(version)) {
      return invalid(`Monime-Version: must be one of ${VERSIONS.join(", ")}`)
    }
    return id === undefined ? list(spaces[mode], url.searchParams) : one(spaces[mode], id)
  }

  const dress = (result: Http.Answer, incoming: Http.Incoming): Http.Answer =>
    Http.withHeaders(result, {
      "monime-request-id": `req-${ids(requests++).base62(20)}`,
      "monime-request-checksum": Prng.digest(`${incoming.method}${incoming.url.pathname}`),
      "monime-request-timestamp": new Date(incoming.now).toISOString(),
      // The format of the server time is not documented; assumed.
      "monime-request-duration": "1ms"
    })

  const unavailable: Instance["unavailable"] = (status, incoming) =>
    dress(failure(status, "internal_error", "Something went wrong on our side"), incoming)

  return {
    data: data(spaces.test),
    handle: (incoming) => dress(answer(incoming), incoming),
    throttled: (advice, incoming) => dress(tooMany(advice), incoming),
    unavailable,
    failed: (incoming) => ({ ...unavailable(500, incoming), status: 200 }),
    refused: (status, incoming) => dress(status === 401 ? unauthorized : notFound, incoming),
    stalled: (page, incoming) => {
      const after = incoming.url.searchParams.get("after")
      // The first page has no cursor that it could repeat.
      return after === null ? undefined : { ...page, pagination: { count: 0, next: after } }
    }
  }
}

/**
 * Monime: `GET /v1/checkout-sessions`, and one session at `/v1/checkout-sessions/{id}`.
 *
 * @see https://docs.monime.io/apis/versions/caph-2025-08-23/checkout-session/list
 * @see https://docs.monime.io/apis/versions/caph-2025-08-23/checkout-session/get
 */
export const monime: Provider<{ readonly accessToken: string; readonly spaceId: string }> = {
  credentials,
  hosts: ["api.monime.io"],
  ownsPath: (path) => Http.isAtOrBelow(PATH, path),
  itemsKey: "result",
  sessionKey: "result",
  make
}
