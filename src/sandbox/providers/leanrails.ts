import * as Http from "../internal/http.js"
import * as Limiter from "../internal/limiter.js"
import type { Data, Instance, Provider, Settings } from "../internal/provider.js"
import * as Source from "../internal/source.js"
import { DAY_MILLIS, DAY_SECONDS, unixSeconds } from "../internal/time.js"
import { existing, idIndex, newestFirst, walk } from "../internal/walk.js"
import * as Courses from "../life/courses.js"
import * as Session from "./leanrails/session.js"

const OLD_PATH = "/v1/checkout_sessions"
const NEW_PATH = "/v1/checkout/sessions"
const STATUSES = ["open", "complete", "expired"]

const credentials = { secretKey: "sk_test_sandbox_leanrails" } as const
const LIVE_KEY = "sk_live_sandbox_leanrails"

/** "The same shape for every error"; `param` is null when there is no parameter. */
const failure = (
  status: number,
  type: string,
  code: string,
  message: string,
  param: string | null = null
): Http.Answer =>
  Http.json(status, {
    error: { type, code, message, param, doc_url: `https://docs.leanrails.com/errors/${code}` }
  })

const unauthorized = failure(
  401,
  "authentication_error",
  "authentication_failed",
  "Invalid API key"
)

const unrecognized = (method: string, path: string): Http.Answer =>
  failure(
    404,
    "invalid_request_error",
    "resource_missing",
    `Unrecognized request URL (${method}: ${path})`
  )

// "400 or 422 not said"; 400 assumed.
const invalid = (param: string, message: string): Http.Answer =>
  failure(400, "invalid_request_error", "parameter_invalid", message, param)

interface Merchant {
  readonly source: Source.Source
  readonly find: (id: string) => number | undefined
}

const merchant = (settings: Settings, livemode: boolean): Merchant => {
  const source = Source.source("leanrails", settings, livemode)
  return { source, find: idIndex(source.rows, (index) => Session.skeleton(source, index).id) }
}

// Newest first: "order of results: not documented"; assumed.
const list = ({ find, source }: Merchant, { pathname, searchParams: query }: URL): Http.Answer => {
  const rawLimit = query.get("limit")
  const limit = rawLimit === null ? 10 : Http.integer(rawLimit)
  if (limit === undefined || limit < 1 || limit > 100) {
    return invalid("limit", "limit must be an integer between 1 and 100")
  }
  const status = query.get("status")
  if (status !== null && !STATUSES.includes(status)) {
    return invalid("status", `status must be one of ${STATUSES.join(", ")}`)
  }
  const startingAfter = query.get("starting_after")
  const endingBefore = query.get("ending_before")
  if (startingAfter !== null && endingBefore !== null) {
    // "Giving both cursors: behaviour unknown"; refused.
    return invalid("ending_before", "starting_after and ending_before cannot both be given")
  }
  const cursor = startingAfter ?? endingBefore
  const at = cursor === null ? undefined : find(cursor)
  if (cursor !== null && at === undefined) {
    // "resource_missing: 404 expected"; that an unknown cursor gets it is assumed.
    const param = startingAfter === null ? "ending_before" : "starting_after"
    return failure(
      404,
      "invalid_request_error",
      "resource_missing",
      `No such checkout session: ${cursor}`,
      param
    )
  }
  // Backwards, `has_more` and the order are not documented. Stripe's rules are assumed.
  const { hasMore, indices } = walk({
    rows: source.rows,
    cursor: at,
    towards: endingBefore === null ? "older" : "newer",
    limit,
    matches:
      status === null ? undefined : (index) => Session.skeleton(source, index).status === status
  })
  const last = indices.at(-1)
  return Http.json(200, {
    object: "list",
    data: indices.map((index) => Session.build(source, index)),
    has_more: hasMore,
    url: pathname,
    // "id to send as starting_after; null when has_more is false".
    next_cursor: hasMore && last !== undefined ? Session.skeleton(source, last).id : null
  })
}

const one = ({ find, source }: Merchant, id: string): Http.Answer => {
  const index = existing(source.rows, find, id)
  return index === undefined
    ? // "resource_missing: 404 expected"; its `param` is not documented: assumed.
      failure(
        404,
        "invalid_request_error",
        "resource_missing",
        `No such checkout session: ${id}`,
        "id"
      )
    : Http.json(200, Session.build(source, index))
}

const data = ({ find, source }: Merchant): Data => {
  const { rows } = source
  const build = (index: number) => Session.build(source, index)
  const open = (index: number) => Session.skeleton(source, index).status === "open"
  const openSince = rows.now - DAY_MILLIS
  return {
    rows,
    find,
    idAt: (index) => Session.skeleton(source, index).id,
    build,
    list: () => newestFirst(rows, build),
    habits: {
      completed: {
        after: (now) => now - DAY_MILLIS,
        before: () => Infinity,
        allows: open,
        status: "complete"
      },
      // "expire call, or expires_at passes".
      expired: { after: () => openSince, before: () => Infinity, allows: open, status: "expired" }
    },
    course: (index, prng) => {
      const created = rows.createdAt(index)
      return Courses.settling(prng, {
        created,
        deadline: (unixSeconds(created) + DAY_SECONDS) * 1000,
        owes: build(index)["payment_status"] !== "no_payment_required"
      })
    }
  }
}

// "authenticated, merchant: 1,500 per minute; unauthenticated, IP address: 100 per minute".
const LIMITS = { test: 1500, live: 1500, unauthenticated: 100 } as const

const make = (settings: Settings): Instance => {
  const merchants = { test: merchant(settings, false), live: merchant(settings, true) }
  const limiter = Limiter.fixedWindow(60_000)

  const tooMany = (advice: string | undefined): Http.Answer =>
    Http.withHeaders(
      failure(429, "rate_limit_error", "rate_limit_exceeded", "Too many requests"),
      advice === undefined ? {} : { "retry-after": advice }
    )

  const answer = (
    { headers, method, url }: Http.Incoming,
    mode: "test" | "live" | undefined
  ): Http.Answer => {
    if (mode === undefined) return unauthorized
    const { pathname } = url
    const id = Http.idBelow(OLD_PATH, pathname) ?? Http.idBelow(NEW_PATH, pathname)
    const isList = pathname === OLD_PATH || pathname === NEW_PATH
    if (method !== "GET" || (!isList && id === undefined)) {
      return unrecognized(method, pathname)
    }
    const version = headers["x-api-version"]
    // "Versions: dates YYYY-MM-DD"; a refusal of other forms is assumed.
    if (version !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(version)) {
      return invalid("X-API-Version", "X-API-Version must be a date")
    }
    return id === undefined ? list(merchants[mode], url) : one(merchants[mode], id)
  }

  // "X-RateLimit-Limit, X-RateLimit-Remaining: always", so the limiter counts every request.
  const counted = (
    incoming: Http.Incoming,
    make: (mode: "test" | "live" | undefined, verdict: Limiter.Verdict) => Http.Answer
  ): Http.Answer => {
    // "only Basic is documented"; "publishable keys cannot read resources".
    const key = Http.basicUser(incoming.headers["authorization"])
    const mode = key === credentials.secretKey ? "test" : key === LIVE_KEY ? "live" : undefined
    const pool = mode ?? "unauthenticated"
    const verdict = limiter(pool, LIMITS[pool], incoming.now)
    return Http.withHeaders(make(mode, verdict), {
      "x-ratelimit-limit": String(LIMITS[pool]),
      "x-ratelimit-remaining": String(verdict.remaining)
    })
  }

  const unavailable: Instance["unavailable"] = (status, incoming) =>
    counted(incoming, () => failure(status, "api_error", "internal_error", "Something went wrong"))

  return {
    data: data(merchants.test),
    handle: (incoming) =>
      counted(incoming, (mode, { allowed, wait }) =>
        settings.enforceLimits && !allowed
          ? tooMany(String(Math.ceil(wait / 1000)))
          : answer(incoming, mode)
      ),
    throttled: (advice, incoming) => counted(incoming, () => tooMany(advice)),
    unavailable,
    failed: (incoming) => ({ ...unavailable(500, incoming), status: 200 }),
    refused: (status, incoming) =>
      counted(incoming, () =>
        status === 401 ? unauthorized : unrecognized(incoming.method, incoming.url.pathname)
      ),
    stalled: (page, incoming) => {
      const cursor = incoming.url.searchParams.get("starting_after")
      const at = cursor === null ? undefined : merchants.test.find(cursor)
      return at === undefined
        ? { ...page, data: [], has_more: true, next_cursor: null }
        : {
            ...page,
            data: [Session.build(merchants.test.source, at)],
            has_more: true,
            next_cursor: cursor
          }
    }
  }
}

/**
 * Leanrails: `GET /v1/checkout_sessions`, and one session at `/v1/checkout_sessions/{id}`. By host also
 * at `/v1/checkout/sessions`.
 *
 * @see https://docs.leanrails.com/api-reference/checkoutsessions/list-checkout-sessions
 */
export const leanrails: Provider<{ readonly secretKey: string }> = {
  credentials,
  hosts: ["api.leanrails.com"],
  // At a shared address the newer path is Stripe's.
  ownsPath: (path) => Http.isAtOrBelow(OLD_PATH, path),
  itemsKey: "data",
  sessionKey: undefined,
  make
}
