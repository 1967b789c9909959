import { assert, describe, layer } from "@effect/vitest"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Effect from "effect/Effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, dig, drain, get, ids, list, send, urls } from "./raw.js"
import { sameItems } from "./same.js"

const URL = urls.polar
const all = Sandbox.sessions("polar")
const page = (query: string, headers = auth.polar) => get(`${URL}?${query}`, headers)
const some = (key: string) => all.find((session) => session[key] !== null)?.[key]

describe("the simulated Polar", () => {
  layer(Sandbox.layerHttpClient({ ties: "stable" }))((it) => {
    it.effect("401 has one form for a missing header and another for a bad token", () =>
      Effect.gen(function* () {
        for (const headers of [{}, { authorization: "Basic abc" }]) {
          const missing = yield* get(URL, headers)
          assert.strictEqual(missing.status, 401)
          assert.deepStrictEqual(missing.json, { error: "Unauthorized", detail: "Unauthorized" })
          assert.strictEqual(missing.headers["www-authenticate"], 'Bearer realm="polar"')
        }
        // "returned even before routing".
        for (const url of [URL, "https://api.polar.sh/v1/nowhere"]) {
          const bad = yield* get(url, { authorization: "bearer polar_oat_other" })
          assert.strictEqual(bad.status, 401)
          assert.strictEqual(dig(bad.json, "error"), "invalid_token")
          assert.isString(dig(bad.json, "error_description"))
          assert.isUndefined(dig(bad.json, "detail"))
        }
      })
    )

    it.effect("pages by number, newest first, with a total", () =>
      Effect.gen(function* () {
        const { headers, json } = yield* page("")
        assert.deepStrictEqual(json, {
          items: all.slice(0, 10),
          pagination: { total_count: 250, max_page: 25 }
        })
        assert.strictEqual(headers["cache-control"], "private, no-store")
        const items = yield* drain(
          URL,
          auth.polar,
          "items",
          (json, number) =>
            number < Number(dig(json, "pagination", "max_page"))
              ? `limit=40&page=${number + 1}`
              : undefined,
          "limit=40&page=1"
        )
        sameItems(items, all)
      })
    )

    it.effect("clamps a limit over 100 without an error; a page past the end is empty", () =>
      Effect.gen(function* () {
        const clamped = yield* page("limit=5000")
        assert.lengthOf(list(dig(clamped.json, "items")), 100)
        assert.strictEqual(dig(clamped.json, "pagination", "max_page"), 3)
        const past = yield* page("page=99")
        assert.strictEqual(past.status, 200)
        assert.deepStrictEqual(past.json, {
          items: [],
          pagination: { total_count: 250, max_page: 25 }
        })
        const nothing = yield* page("query=nobody-at-all")
        assert.deepStrictEqual(nothing.json, {
          items: [],
          pagination: { total_count: 0, max_page: 0 }
        })
      })
    )

    it.effect("422 lists the problems of the query", () =>
      Effect.gen(function* () {
        const cases = [
          ["limit=0", "limit", "greater_than"],
          ["limit=ten", "limit", "int_parsing"],
          ["page=-1", "page", "greater_than"],
          ["organization_id=x", "organization_id", "uuid_parsing"],
          ["product_id=00000000-0000-1000-8000-000000000000", "product_id", "uuid_version"],
          ["status=open,expired", "status", "enum"],
          ["sorting=amount", "sorting", "enum"]
        ] as const
        for (const [query, name, type] of cases) {
          const { json, status } = yield* page(query)
          assert.strictEqual(status, 422, query)
          assert.strictEqual(dig(json, "error"), "RequestValidationError")
          assert.deepStrictEqual(dig(json, "detail", 0, "loc"), ["query", name])
          assert.strictEqual(dig(json, "detail", 0, "type"), type)
        }
        assert.lengthOf(list(dig((yield* page("limit=0&page=0")).json, "detail")), 2)
      })
    )

    it.effect("filters by every parameter, repeated keys included", () =>
      Effect.gen(function* () {
        for (const key of ["product_id", "customer_id"] as const) {
          const value = some(key)
          const { json } = yield* page(`limit=100&${key}=${String(value)}`)
          assert.deepStrictEqual(
            dig(json, "items"),
            all.filter((session) => session[key] === value)
          )
        }
        const organization = String(some("organization_id"))
        assert.strictEqual(
          dig((yield* page(`organization_id=${organization}`)).json, "pagination", "total_count"),
          250
        )
        const two = yield* page("limit=100&status=open&status=failed")
        assert.deepStrictEqual(
          ids(dig(two.json, "items")),
          ids(all.filter(({ status }) => status === "open" || status === "failed").slice(0, 100))
        )
        const external = String(some("external_customer_id"))
        const linked = yield* page(`limit=100&external_customer_id=${external}`)
        const own = all.filter((session) => session["external_customer_id"] === external)
        assert.deepStrictEqual(
          ids(dig(linked.json, "items")),
          ids(own.filter((session) => session["customer_id"] !== null))
        )
        const like = yield* page("limit=100&query=CUSTOMER-1_@")
        for (const item of list(dig(like.json, "items"))) {
          assert.match(String(dig(item, "customer_email")), /^customer-1\d@/)
        }
        assert.isNotEmpty(list(dig(like.json, "items")))
      })
    )

    it.effect("sorts by several criteria", () =>
      Effect.gen(function* () {
        const oldest = yield* page("limit=100&sorting=created_at")
        const created = list(dig(oldest.json, "items")).map((item) =>
          Date.parse(String(dig(item, "created_at")))
        )
        assert.deepStrictEqual(
          created,
          created.toSorted((a, b) => a - b)
        )
        const both = yield* page("limit=100&sorting=status&sorting=-created_at")
        const keys = list(dig(both.json, "items")).map((item) => String(dig(item, "status")))
        assert.deepStrictEqual(keys, keys.toSorted())
      })
    )

    it.effect("redirects to the trailing slash, with an absolute location and the same query", () =>
      Effect.gen(function* () {
        const { headers, status } = yield* get(
          "https://api.polar.sh/v1/checkouts?limit=3",
          auth.polar
        )
        assert.strictEqual(status, 307)
        assert.strictEqual(headers["location"], "https://api.polar.sh/v1/checkouts/?limit=3")
      })
    )

    it.effect("knows its versions, its hosts and its methods", () =>
      Effect.gen(function* () {
        const current = yield* page("", { ...auth.polar, "polar-version": "2026-10" })
        assert.strictEqual(current.headers["polar-version"], "2026-10")
        const unknown = yield* page("", { ...auth.polar, "polar-version": "2020-01" })
        assert.strictEqual(unknown.status, 404)
        assert.deepStrictEqual(unknown.json, { detail: "Not Found" })
        const sandbox = yield* get("https://sandbox-api.polar.sh/v1/checkouts/", auth.polar)
        assert.strictEqual(sandbox.headers["x-polar-sandbox"], "1")
        const post = yield* send(HttpClientRequest.del(URL, { headers: auth.polar }))
        assert.strictEqual(post.status, 405)
        assert.isUndefined(dig(post.json, "error"))
      })
    )

    it.effect("has every way of pricing and every benefit", () =>
      Effect.sync(() => {
        const kinds = new Set<string>()
        const benefits = new Set<unknown>()
        const discounts = new Set<string>()
        for (const session of Sandbox.sessions("polar", { sessions: 1000 })) {
          const price = session["product_price"]
          const legacy = dig(price, "legacy") === true ? "legacy " : ""
          kinds.add(`${legacy}${String(dig(price, "amount_type"))}`)
          for (const benefit of list(dig(session, "product", "benefits"))) {
            benefits.add(dig(benefit, "type"))
          }
          discounts.add(
            `${String(dig(session, "discount", "type"))} ${String(dig(session, "discount", "duration"))}`
          )
          assert.match(
            String(session["id"]),
            /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-/
          )
          const tax = Number(session["tax_amount"] ?? 0)
          assert.strictEqual(session["total_amount"], Number(session["net_amount"]) + tax)
        }
        assert.strictEqual(kinds.size, 9, "six kinds, two legacy ones, and no price")
        assert.strictEqual(benefits.size, 8)
        assert.strictEqual(discounts.size, 7, "six pairs, and no discount")
      })
    )
  })
})
