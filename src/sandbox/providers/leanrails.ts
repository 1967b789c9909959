import * as Http from "../internal/http.js"
import * as Limiter from "../internal/limiter.js"
import type { Instance, Provider, Settings } from "../internal/provider.js"
import * as Source from "../internal/source.js"
import { idIndex, newestFirst, walk } from "../internal/walk.js"
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

// "400 or 422 not said"; 400 assumed.
const invalid = (param: string, message: string): Http.Answer =>
  failure(400, "invalid_request_error", "parameter_invalid", message, param)

interface Merchant {
  readonly source: Source.Source
  readonly find: (id: string) => number | undefined
}

const merchant = (settings: Settings, livemode: boolean): Merchant => {
  const source = Source.source("leanrails", settings.seed, livemode)
  const size = settings.sessions
  return { source, find: idIndex(size, (at) => Session.skeleton(source, size - 1 - at).id) }
}

// Newest first: "order of results: not documented"; assumed.
const list = (
  { find, source }: Merchant,
  size: number,
  { pathname, searchParams: query }: URL
): Http.Answer => {
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
  const { hasMore, positions } = walk({
    size,
    from: at === undefined ? 0 : endingBefore === null ? at + 1 : at - 1,
    towards: endingBefore === null ? "tail" : "head",
    limit,
    matches:
      status === null
        ? undefined
        : (position) => Session.skeleton(source, size - 1 - position).status === status
  })
  const last = positions.at(-1)
  return Http.json(200, {
    object: "list",
    data: positions.map((position) => Session.build(source, size - 1 - position)),
    has_more: hasMore,
    url: pathname,
    // "id to send as starting_after; null when has_more is false".
    next_cursor: hasMore && last !== undefined ? Session.skeleton(source, size - 1 - last).id : null
  })
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
    if (mode === undefined) {
      return failure(401, "authentication_error", "authentication_failed", "Invalid API key")
    }
    const { pathname } = url
    if (method !== "GET" || (pathname !== OLD_PATH && pathname !== NEW_PATH)) {
      return failure(
        404,
        "invalid_request_error",
        "resource_missing",
        `Unrecognized request URL (${method}: ${pathname})`
      )
    }
    const version = headers["x-api-version"]
    // "Versions: dates YYYY-MM-DD"; a refusal of other forms is assumed.
    return version !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(version)
      ? invalid("X-API-Version", "X-API-Version must be a date")
      : list(merchants[mode], settings.sessions, url)
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

  return {
    handle: (incoming) =>
      counted(incoming, (mode, { allowed, wait }) =>
        settings.enforceLimits && !allowed
          ? tooMany(String(Math.ceil(wait / 1000)))
          : answer(incoming, mode)
      ),
    throttled: (advice, incoming) => counted(incoming, () => tooMany(advice)),
    unavailable: (status, incoming) =>
      counted(incoming, () =>
        failure(status, "api_error", "internal_error", "Something went wrong")
      ),
    stalled: (page, incoming) => {
      const cursor = incoming.url.searchParams.get("starting_after")
      const at = cursor === null ? undefined : merchants.test.find(cursor)
      return at === undefined
        ? { ...page, data: [], has_more: true, next_cursor: null }
        : {
            ...page,
            data: [Session.build(merchants.test.source, settings.sessions - 1 - at)],
            has_more: true,
            next_cursor: cursor
          }
    }
  }
}

/**
 * Leanrails: `GET /v1/checkout_sessions`, and by host `GET /v1/checkout/sessions` too.
 *
 * @see https://docs.leanrails.com/api-reference/checkoutsessions/list-checkout-sessions
 */
export const leanrails: Provider<{ readonly secretKey: string }> = {
  credentials,
  hosts: ["api.leanrails.com"],
  // At a shared address the newer path is Stripe's.
  ownsPath: (path) => path === OLD_PATH,
  itemsKey: "data",
  sessions: (settings) => {
    const source = Source.source("leanrails", settings.seed, false)
    return newestFirst(settings.sessions, (index) => Session.build(source, index))
  },
  make
}
