import * as Http from "../internal/http.js"
import type { JsonObject } from "../internal/json.js"
import * as Limiter from "../internal/limiter.js"
import * as Prng from "../internal/prng.js"
import type { Data, Instance, Provider, Settings } from "../internal/provider.js"
import { DAY_MILLIS } from "../internal/time.js"
import { existing, idIndex, newestFirst } from "../internal/walk.js"
import * as Courses from "../life/courses.js"
import * as Checkout from "./polar/checkout.js"
import * as Order from "./polar/order.js"
import * as Params from "./polar/params.js"

const ROOT = "/v1/checkouts"
const PATH = `${ROOT}/`
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

// "also foreign-org ids".
const missing = Http.json(404, { error: "ResourceNotFound", detail: "Not found" })

const invalid = (problems: ReadonlyArray<JsonObject>): Http.Answer =>
  Http.json(422, { error: "RequestValidationError", detail: problems })

// "hidden aliases: /v1/checkouts/custom/… (old name, unlisted, still mounted)".
const canonical = (path: string): string =>
  Http.isAtOrBelow("/v1/checkouts/custom", path) ? path.replace("/custom", "") : path

/** The number of sorted queries to keep. Beyond it, all are dropped. */
const REMEMBERED = 16

const data = (source: Checkout.Source): Data => {
  const { rows } = source
  const build = (index: number) => Checkout.build(source, index)
  const idAt = (index: number) => Checkout.skeleton(source, index).id
  const is = (index: number, ...words: ReadonlyArray<string>) =>
    words.includes(Checkout.skeleton(source, index).status)
  return {
    rows,
    find: idIndex(rows, idAt),
    idAt,
    build,
    list: () => newestFirst(rows, build),
    habits: {
      completed: {
        after: (now) => now - DAY_MILLIS,
        before: () => Infinity,
        allows: (index) => is(index, "open", "confirmed"),
        status: "succeeded"
      },
      // "open to expired: sweep"; no call expires a checkout.
      expired: {
        after: () => rows.now - DAY_MILLIS - Checkout.SWEEP_MILLIS,
        before: (now) => now - DAY_MILLIS,
        allows: (index) => is(index, "open"),
        status: "expired"
      },
      // "soft-deletion"; which checkouts it meets is not documented.
      deleted: { after: () => -Infinity, before: () => Infinity, allows: () => true }
    },
    course: (index, prng) => {
      const created = rows.createdAt(index)
      return Courses.polar(prng, {
        created,
        deadline: created + DAY_MILLIS,
        owes: build(index)["is_payment_required"] === true
      })
    }
  }
}

const WINDOW_MILLIS = 60_000

const make = (settings: Settings): Instance => {
  const source = Checkout.source(settings)
  const held = data(source)
  const limiter = Limiter.fixedWindow(WINDOW_MILLIS)
  const orders = new Map<string, Order.Order>()
  const ties = Prng.streams(settings.seed, "polar/ties")
  let lists = 0

  const orderOf = (params: Params.Params): Order.Order => {
    const key = `${source.rows.version} ${params.key}`
    const known = orders.get(key)
    if (known !== undefined) return known
    if (orders.size >= REMEMBERED) orders.clear()
    const order = Order.ordered(source, params)
    orders.set(key, order)
    return order
  }

  const list = (params: Params.Params): Http.Answer => {
    const order = orderOf(params)
    const { total } = order
    const from = Math.min((params.page - 1) * params.limit, total)
    const to = Math.min(from + params.limit, total)
    const prng = ties(lists++)
    // "No tie-breaker column: equal sort keys may reorder between pages".
    const indices = settings.shuffleTies
      ? Order.shuffled(source, params, order, { from, to }, prng)
      : Array.from({ length: to - from }, (_, offset) => order.at(from + offset))
    return Http.json(200, {
      items: indices.map((index) => Checkout.build(source, index)),
      // "ceil(total_count / effective limit), so 0 when empty".
      pagination: { total_count: total, max_page: Math.ceil(total / params.limit) }
    })
  }

  const one = (id: string): Http.Answer => {
    // The session is searched first, because an id that the reader gave need not be a UUID.
    const index =
      existing(source.rows, held.find, id) ??
      existing(source.rows, held.find, Params.canonicalId(id))
    if (index !== undefined) return Http.json(200, Checkout.build(source, index))
    const problem = Params.idProblem(id)
    return problem === undefined ? missing : invalid([problem])
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
    const id = Http.idBelow(ROOT, path)
    // "/v1/checkouts to /v1/checkouts/", "/v1/checkouts/{id}/ to the slash-less form".
    if (path === ROOT) {
      return Http.empty(307, { location: `${url.origin}${url.pathname}/${url.search}` })
    }
    if (path.endsWith("/") && Http.idBelow(ROOT, path.slice(0, -1)) !== undefined) {
      return Http.empty(307, {
        location: `${url.origin}${url.pathname.slice(0, -1)}${url.search}`
      })
    }
    if (path !== PATH && id === undefined) return notFound
    if (method !== "GET") return methodNotAllowed
    if (token === undefined) return unauthorized
    if (id !== undefined) return one(id)
    const params = Params.parse(url.searchParams)
    return params.problems.length === 0 ? list(params) : invalid(params.problems)
  }

  const dress = (result: Http.Answer, incoming: Http.Incoming): Http.Answer =>
    Http.withHeaders(result, {
      ...(result.status === 429 ? {} : { "cache-control": "private, no-store" }),
      "polar-version": incoming.headers["polar-version"] ?? DEFAULT_VERSION,
      ...(incoming.url.hostname === SANDBOX_HOST ? { "x-polar-sandbox": "1" } : {})
    })

  return {
    data: held,
    handle: (incoming) => dress(answer(incoming), incoming),
    throttled: (advice, incoming) => dress(tooMany(advice), incoming),
    // "5xx: often plain text or proxy HTML".
    unavailable: (status) =>
      Http.text(status, status === 503 ? "Service Unavailable" : "Internal Server Error"),
    // Its JSON errors are `{error, detail}`; that one comes with status 200 is not documented.
    failed: (incoming) => dress({ ...missing, status: 200 }, incoming),
    refused: (status, incoming) => dress(status === 401 ? invalidToken : notFound, incoming),
    // The client chooses the page number, so no answer can stall the walk.
    stalled: () => undefined
  }
}

/**
 * Polar: `GET /v1/checkouts/`, and one checkout at `/v1/checkouts/{id}`. Both hosts show the same data
 * here. Polar's own sandbox has "separate accounts, tokens, data".
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @see https://polar.sh/docs/api-reference/checkouts/get-session
 */
export const polar: Provider<{ readonly accessToken: string }> = {
  credentials,
  hosts: ["api.polar.sh", SANDBOX_HOST],
  ownsPath: (path) => Http.isAtOrBelow(ROOT, path),
  itemsKey: "items",
  sessionKey: undefined,
  make
}
