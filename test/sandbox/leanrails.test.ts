import { assert, describe, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, basicOf, dig, drain, get, urls } from "./raw.js"
import { sameItems } from "./same.js"

const URL = urls.leanrails
const all = Sandbox.sessions("leanrails")
const key = Sandbox.credentials.leanrails.secretKey
const page = (query: string, headers = auth.leanrails) => get(`${URL}?${query}`, headers)

describe("the simulated Leanrails", () => {
  layer(Sandbox.layerHttpClient())((it) => {
    it.effect("accepts Basic only", () =>
      Effect.gen(function* () {
        for (const headers of [
          {},
          { authorization: `Bearer ${key}` },
          { authorization: key },
          basicOf("pk_test_sandbox")
        ]) {
          const { json, status } = yield* get(URL, headers)
          assert.strictEqual(status, 401)
          assert.strictEqual(dig(json, "error", "type"), "authentication_error")
          assert.strictEqual(dig(json, "error", "code"), "authentication_failed")
          assert.isNull(dig(json, "error", "param"))
        }
      })
    )

    it.effect("answers on both paths, with next_cursor and the rate-limit headers", () =>
      Effect.gen(function* () {
        for (const path of ["/v1/checkout_sessions", "/v1/checkout/sessions"]) {
          const { headers, json } = yield* get(`https://api.leanrails.com${path}`, auth.leanrails)
          assert.deepStrictEqual(json, {
            object: "list",
            data: all.slice(0, 10),
            has_more: true,
            url: path,
            next_cursor: all[9]?.["id"]
          })
          assert.strictEqual(headers["x-ratelimit-limit"], "1500")
          assert.match(String(headers["x-ratelimit-remaining"]), /^\d+$/)
        }
      })
    )

    it.effect("walks to the end; the last page has no next cursor", () =>
      Effect.gen(function* () {
        const items = yield* drain(
          URL,
          auth.leanrails,
          "data",
          (json) => {
            const next = dig(json, "next_cursor")
            assert.strictEqual(next === null, dig(json, "has_more") === false)
            return typeof next === "string" ? `limit=100&starting_after=${next}` : undefined
          },
          "limit=100"
        )
        sameItems(items, all)
        const before = yield* page(`limit=2&ending_before=${String(all[9]?.["id"])}`)
        assert.deepStrictEqual(dig(before.json, "data"), all.slice(7, 9))
      })
    )

    it.effect("filters by status and refuses invalid parameters", () =>
      Effect.gen(function* () {
        const expired = yield* page("limit=100&status=expired")
        assert.deepStrictEqual(
          dig(expired.json, "data"),
          all.filter((session) => session["status"] === "expired").slice(0, 100)
        )
        const cases = [
          ["limit=0", "limit", 400],
          ["limit=101", "limit", 400],
          ["status=done", "status", 400],
          ["starting_after=a&ending_before=b", "ending_before", 400],
          ["starting_after=cs_none", "starting_after", 404]
        ] as const
        for (const [query, param, expected] of cases) {
          const { json, status } = yield* page(query)
          assert.strictEqual(status, expected, query)
          assert.strictEqual(dig(json, "error", "param"), param)
          assert.isString(dig(json, "error", "doc_url"))
        }
        const version = yield* page("", { ...auth.leanrails, "x-api-version": "2026-03-09" })
        assert.strictEqual(version.status, 200)
      })
    )
  })
})
