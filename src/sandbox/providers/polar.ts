import * as Http from "../internal/http.js"
import { type JsonObject } from "../internal/json.js"
import * as Limiter from "../internal/limiter.js"
import type { Instance, Provider, Settings } from "../internal/provider.js"
import { newestFirst } from "../internal/walk.js"
import * as Checkout from "./polar/checkout.js"
import * as Params from "./polar/params.js"

const PATH = "/v1/checkouts/"
const SANDBOX_HOST = "sandbox-api.polar.sh"
const VERSIONS = new Set(["2026-04", "2026-10", "2027-01"])
const DEFAULT_VERSION = "2026-04"

const credentials = { accessToken: "polar_oat_sandbox" } as const

// Route and version 404s and 405s: "{detail} only, no error key".
const notFound = Http.json(404, { detail: "Not Found" })
const methodNotAllowed = Http.json(405, { detail: "Method Not Allowed" }, { allow: "GET" })

const unauthorized = Http.json(
  401,
  { error: "Unauthorized", detail: "Unauthorized" },
  { "www-authenticate": 'Bearer realm="polar"' }
)

// "OAuth shape, no detail".
const invalidToken = Http.json(
  401,
  {
    error: "invalid_token",
    error_description:
      "The access token provided is expired, revoked, malformed, or invalid for other reasons."
  },
  { "www-authenticate": 'Bearer realm="polar", error="invalid_token"' }
)

// "hidden aliases: /v1/checkouts/custom/ (old name, unlisted, still mounted)".
const canonical = (path: string): string =>
  path === "/v1/checkouts/custom" || path === "/v1/checkouts/custom/"
    ? path.replace("/custom", "")
    : path

/** The number of sorted queries to keep. Beyond it, all are dropped. */
const REMEMBERED = 16

const ordered = (
  source: Checkout.Source,
  size: number,
  params: Params.Params
): ReadonlyArray<number> => {
  const rows: Array<{ readonly index: number; readonly checkout: Checkout.Skeleton }> = []
  // Ties keep the default order. "No tie-breaker column", so any order is allowed.
  for (let index = size - 1; index >= 0; index--) {
    const checkout = Checkout.skeleton(source, index)
    if (params.matches === undefined || params.matches(checkout)) rows.push({ index, checkout })
  }
  rows.sort((left, right) => {
    for (const sort of params.sorting) {
      const [a, b] = sort.startsWith("-")
        ? [right.checkout, left.checkout]
        : [left.checkout, right.checkout]
      const order = sort.endsWith("created_at")
        ? compare(a.createdAt, b.createdAt)
        : sort.endsWith("expires_at")
          ? compare(a.expiresAt, b.expiresAt)
          : compare(a.status, b.status)
      if (order !== 0) return order
    }
    return 0
  })
  return rows.map(({ index }) => index)
}

// "Z" sorts after ".", which would misplace a time without a fraction. So "Z" is dropped.
const compare = (a: string, b: string): number => {
  const left = a.replace("Z", "")
  const right = b.replace("Z", "")
  return left < right ? -1 : left > right ? 1 : 0
}

const WINDOW_MILLIS = 60_000

const make = (settings: Settings): Instance => {
  const source = Checkout.source(settings.seed)
  const size = settings.sessions
  const limiter = Limiter.fixedWindow(WINDOW_MILLIS)
  const orders = new Map<string, ReadonlyArray<number>>()

  const orderOf = (params: Params.Params): ReadonlyArray<number> => {
    const known = orders.get(params.key)
    if (known !== undefined) return known
    if (orders.size >= REMEMBERED) orders.clear()
    const indices = ordered(source, size, params)
    orders.set(params.key, indices)
    return indices
  }

  const list = (params: Params.Params): Http.Answer => {
    const plain = params.matches === undefined && params.sorting.join() === "-created_at"
    const indices = plain ? undefined : orderOf(params)
    const total = indices?.length ?? size
    const from = (params.page - 1) * params.limit
    const items: Array<JsonObject> = []
    for (let at = from; at < Math.min(from + params.limit, total); at++) {
      items.push(Checkout.build(source, indices?.[at] ?? size - 1 - at))
    }
    return Http.json(200, {
      items,
      // "ceil(total_count / effective limit), so 0 when empty".
      pagination: { total_count: total, max_page: Math.ceil(total / params.limit) }
    })
  }

  // "Retry-After equals the whole window (60), not the remainder"; "empty body, no content type".
  const tooMany = (advice: string | undefined): Http.Answer =>
    Http.empty(429, advice === undefined ? {} : { "retry-after": advice })

  const limited = (incoming: Http.Incoming, token: string | undefined): boolean => {
    if (!settings.enforceLimits) return false
    // "Limiting happens before auth": requests with an unknown token share 60 a minute.
    const known = token === credentials.accessToken
    const limit = known ? (incoming.url.hostname === SANDBOX_HOST ? 100 : 500) : 60
    return !limiter(known ? "organization" : "unknown", limit, incoming.now).allowed
  }

  const answer = (incoming: Http.Incoming): Http.Answer => {
    const { headers, method, url } = incoming
    const authorization = headers["authorization"]
    const token = Http.bearer(authorization)
    if (limited(incoming, token)) return tooMany("60")
    // A bad token is refused "even before routing".
    if (token !== undefined && token !== credentials.accessToken) return invalidToken
    const version = headers["polar-version"]
    if (version !== undefined && !VERSIONS.has(version)) return notFound
    const path = canonical(url.pathname)
    if (path === "/v1/checkouts") {
      return Http.empty(307, { location: `${url.origin}${url.pathname}/${url.search}` })
    }
    if (path !== PATH) return notFound
    if (method !== "GET") return methodNotAllowed
    if (token === undefined) return unauthorized
    const params = Params.parse(url.searchParams, source)
    return params.problems.length === 0
      ? list(params)
      : Http.json(422, { error: "RequestValidationError", detail: params.problems })
  }

  const dress = (result: Http.Answer, incoming: Http.Incoming): Http.Answer =>
    Http.withHeaders(result, {
      ...(result.status === 429 ? {} : { "cache-control": "private, no-store" }),
      "polar-version": incoming.headers["polar-version"] ?? DEFAULT_VERSION,
      ...(incoming.url.hostname === SANDBOX_HOST ? { "x-polar-sandbox": "1" } : {})
    })

  return {
    handle: (incoming) => dress(answer(incoming), incoming),
    throttled: (advice, incoming) => dress(tooMany(advice), incoming),
    // "5xx: often plain text or proxy HTML".
    unavailable: (status) =>
      Http.text(status, status === 503 ? "Service Unavailable" : "Internal Server Error"),
    // The client chooses the page number, so no answer can stall the walk.
    stalled: () => undefined
  }
}

/**
 * Polar: `GET /v1/checkouts/`. Both hosts show the same data here. Polar's own sandbox has "separate
 * accounts, tokens, data".
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 */
export const polar: Provider<{ readonly accessToken: string }> = {
  credentials,
  hosts: ["api.polar.sh", SANDBOX_HOST],
  ownsPath: (path) => path === "/v1/checkouts" || path.startsWith(PATH),
  itemsKey: "items",
  sessions: (settings) => {
    const source = Checkout.source(settings.seed)
    return newestFirst(settings.sessions, (index) => Checkout.build(source, index))
  },
  make
}
