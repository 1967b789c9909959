import * as Http from "../internal/http.js"
import * as Limiter from "../internal/limiter.js"
import * as Prng from "../internal/prng.js"
import type { Data, Instance, Provider, Settings } from "../internal/provider.js"
import * as Source from "../internal/source.js"
import { DAY_MILLIS, unixSeconds } from "../internal/time.js"
import { existing, idIndex, newestFirst, walk } from "../internal/walk.js"
import * as Courses from "../life/courses.js"
import * as Expand from "./stripe/expand.js"
import * as Params from "./stripe/params.js"
import * as Session from "./stripe/session.js"

const PATH = "/v1/checkout/sessions"
const VERSION = "2026-07-29.dahlia"

const credentials = { secretKey: "sk_test_sandbox" } as const
const LIVE_KEY = "sk_live_sandbox"

const error = (status: number, type: string, refusal: Params.Refusal): Http.Answer =>
  Http.json(status, {
    error: {
      ...(refusal.code === undefined
        ? {}
        : {
            code: refusal.code,
            doc_url: `https://stripe.com/docs/error-codes/${refusal.code.replaceAll("_", "-")}`
          }),
      message: refusal.message,
      ...(refusal.param === undefined ? {} : { param: refusal.param }),
      type
    }
  })

const invalid = (status: number, refusal: Params.Refusal): Http.Answer =>
  error(status, "invalid_request_error", refusal)

// There is "no type of its own for auth". The status is the only sign.
const unauthorized = (presented: string | undefined): Http.Answer =>
  invalid(401, {
    message:
      presented === undefined ? "You did not provide an API key." : "Invalid API Key provided."
  })

const unrecognized = ({ method, url }: Http.Incoming): Http.Answer =>
  invalid(404, { message: `Unrecognized request URL (${method}: ${url.pathname}).` })

// "YYYY-MM-DD.name". Any other version is refused (body not documented; assumed).
const shapeOf = (version: string): Session.Shape | undefined => {
  const date = /^(\d{4}-\d{2}-\d{2})(\.[a-z]+)?$/.exec(version)?.[1]
  return date === undefined
    ? undefined
    : { dahlia: date >= "2026-03-25", endive: date >= "2026-09-30" }
}

const CURRENT: Session.Shape = { dahlia: true, endive: false }

interface Account {
  readonly source: Source.Source
  readonly find: (id: string) => number | undefined
}

const account = (settings: Settings, livemode: boolean): Account => {
  const source = Source.source("stripe", settings, livemode)
  return { source, find: idIndex(source.rows, (index) => Session.idAt(source, index)) }
}

const page = (account: Account, params: Params.Params, shape: Session.Shape): Http.Answer => {
  const { source } = account
  const cursor = params.startingAfter ?? params.endingBefore
  const at = cursor === undefined ? undefined : account.find(cursor)
  if (cursor !== undefined && at === undefined) {
    // "status and code for an unknown starting_after id: not confirmed"; assumed.
    return invalid(400, {
      code: "resource_missing",
      message: `No such checkout session: '${cursor}'`,
      param: params.startingAfter === undefined ? "ending_before" : "starting_after"
    })
  }
  const matches = params.matches
  const { hasMore, indices } = walk({
    rows: source.rows,
    cursor: at,
    towards: params.endingBefore === undefined ? "older" : "newer",
    limit: params.limit,
    matches:
      matches === undefined
        ? undefined
        : (index) =>
            matches(
              () => Session.skeleton(source, index),
              unixSeconds(source.rows.createdAt(index))
            )
  })
  return Http.json(200, {
    object: "list",
    data: indices.map((index) => Expand.expand(Session.build(source, index, shape), params.expand)),
    // "more in the direction of travel".
    has_more: hasMore,
    url: PATH
  })
}

const one = (
  { find, source }: Account,
  id: string,
  expand: ReadonlySet<string>,
  shape: Session.Shape
): Http.Answer => {
  const index = existing(source.rows, find, id)
  return index === undefined
    ? // "404: no such object"; the code is documented, its sentence and `param` are not: assumed.
      invalid(404, {
        code: "resource_missing",
        message: `No such checkout session: '${id}'`,
        param: "session"
      })
    : Http.json(200, Expand.expand(Session.build(source, index, shape), expand))
}

const data = ({ find, source }: Account): Data => {
  const { rows } = source
  const build = (index: number) => Session.build(source, index, CURRENT).session
  const open = (index: number) => Session.skeleton(source, index).status === "open"
  const deadline = (index: number) => {
    const { created, lifetime } = Session.skeleton(source, index)
    return (created + lifetime) * 1000
  }
  const window = { after: () => rows.now - DAY_MILLIS, before: () => Infinity }
  return {
    rows,
    find,
    idAt: (index) => Session.idAt(source, index),
    build,
    list: () => newestFirst(rows, build),
    habits: {
      completed: {
        ...window,
        allows: (index, now) => open(index) && deadline(index) > now,
        status: "complete"
      },
      // "past expires_at or expired by call".
      expired: { ...window, allows: open, status: "expired" }
    },
    course: (index, prng) =>
      Courses.settling(prng, {
        created: rows.createdAt(index),
        deadline: deadline(index),
        owes: build(index)["payment_status"] !== "no_payment_required"
      })
  }
}

// In windows of one second. Whether Stripe's windows are fixed is not documented.
const LIMITS = { test: 25, live: 100 } as const

const make = (settings: Settings): Instance => {
  const requestIds = Prng.streams(settings.seed, "stripe/request")
  const limiter = Limiter.fixedWindow(1000)
  const accounts = { test: account(settings, false), live: account(settings, true) }
  let requests = 0

  const tooMany = (advice: string | undefined): Http.Answer =>
    Http.withHeaders(
      invalid(429, {
        code: "rate_limit",
        message: "Request rate limit exceeded. You can learn more about rate limits in the docs."
      }),
      advice === undefined ? {} : { "retry-after": advice }
    )

  const answer = (incoming: Http.Incoming): Http.Answer => {
    const authorization = incoming.headers["authorization"]
    const key = Http.bearer(authorization) ?? Http.basicUser(authorization)
    const mode = key === credentials.secretKey ? "test" : key === LIVE_KEY ? "live" : undefined
    if (mode === undefined) return unauthorized(key)
    if (settings.enforceLimits && !limiter(mode, LIMITS[mode], incoming.now).allowed) {
      return tooMany(undefined)
    }
    const { pathname, searchParams } = incoming.url
    const id = Http.idBelow(PATH, pathname)
    if (incoming.method !== "GET" || (pathname !== PATH && id === undefined)) {
      return unrecognized(incoming)
    }
    const version = incoming.headers["stripe-version"]
    const shape = version === undefined ? CURRENT : shapeOf(version)
    if (shape === undefined)
      return invalid(400, { message: `Invalid Stripe API version: ${version}` })
    if (id !== undefined) {
      const asked = Params.parseOne(searchParams)
      return Params.refused(asked)
        ? invalid(400, asked)
        : one(accounts[mode], id, asked.expand, shape)
    }
    const params = Params.parse(searchParams)
    return Params.refused(params) ? invalid(400, params) : page(accounts[mode], params, shape)
  }

  const echoes = (incoming: Http.Incoming): Record<string, string> => {
    const acting = incoming.headers["stripe-account"]
    return {
      "request-id": `req_${requestIds(requests++).base62(14)}`,
      "stripe-version": incoming.headers["stripe-version"] ?? VERSION,
      ...(acting === undefined ? {} : { "stripe-account": acting })
    }
  }

  const unavailable: Instance["unavailable"] = (status, incoming) =>
    Http.withHeaders(
      error(status, "api_error", { message: "An unknown error occurred on the server." }),
      echoes(incoming)
    )

  return {
    data: data(accounts.test),
    handle: (incoming) => Http.withHeaders(answer(incoming), echoes(incoming)),
    throttled: (advice, incoming) => Http.withHeaders(tooMany(advice), echoes(incoming)),
    unavailable,
    failed: (incoming) => ({ ...unavailable(500, incoming), status: 200 }),
    refused: (status, incoming) =>
      Http.withHeaders(
        status === 401 ? unauthorized("") : unrecognized(incoming),
        echoes(incoming)
      ),
    stalled: (list, incoming) => {
      const cursor = incoming.url.searchParams.get("starting_after")
      if (cursor === null) return { ...list, data: [], has_more: true }
      const at = accounts.test.find(cursor)
      // The anchor again: a client that continues after the last id does not advance.
      return at === undefined
        ? undefined
        : {
            ...list,
            data: [Session.build(accounts.test.source, at, CURRENT).session],
            has_more: true
          }
    }
  }
}

/**
 * Stripe: `GET /v1/checkout/sessions`, and one session at `/v1/checkout/sessions/{id}`.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/list
 * @see https://docs.stripe.com/api/checkout/sessions/retrieve
 */
export const stripe: Provider<{ readonly secretKey: string }> = {
  credentials,
  hosts: ["api.stripe.com"],
  ownsPath: (path) => Http.isAtOrBelow(PATH, path),
  itemsKey: "data",
  sessionKey: undefined,
  make
}
