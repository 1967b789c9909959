import { assert, describe, layer } from "@effect/vitest"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Effect from "effect/Effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, dig, drain, get, send, urls } from "./raw.js"
import { sameItems } from "./same.js"

const URL = urls.monime
const all = Sandbox.sessions("monime")
const page = (query: string, headers = auth.monime) => get(`${URL}?${query}`, headers)

describe("the simulated Monime", () => {
  layer(Sandbox.layerHttpClient())((it) => {
    it.effect("needs a token and a space", () =>
      Effect.gen(function* () {
        const cases: ReadonlyArray<readonly [Readonly<Record<string, string>>, number]> = [
          [{ "monime-space-id": "spc-sandbox" }, 401],
          [{ ...auth.monime, authorization: "Bearer mon_test_other" }, 401],
          [{ authorization: auth.monime["authorization"] ?? "" }, 400],
          [{ ...auth.monime, "monime-space-id": "sandbox" }, 400],
          [{ ...auth.monime, "monime-space-id": `spc-${"x".repeat(61)}` }, 400],
          [{ ...auth.monime, "monime-space-id": "spc-other" }, 403],
          [{ ...auth.monime, "monime-version": "caph.2020-01-01" }, 400],
          [{ ...auth.monime, "monime-version": "caph.2025-08-23" }, 200]
        ]
        for (const [headers, expected] of cases) {
          const { json, status, ...answer } = yield* get(URL, headers)
          assert.strictEqual(status, expected)
          assert.isString(answer.headers["monime-request-id"])
          if (status === 200) continue
          assert.strictEqual(dig(json, "success"), false)
          assert.strictEqual(dig(json, "error", "code"), status)
          assert.isString(dig(json, "error", "reason"))
        }
      })
    )

    it.effect("lists in its envelope and walks by pagination.next until null", () =>
      Effect.gen(function* () {
        const { json } = yield* page("")
        assert.strictEqual(dig(json, "success"), true)
        assert.deepStrictEqual(dig(json, "result"), all.slice(0, 10))
        assert.strictEqual(dig(json, "pagination", "count"), 10)
        assert.notStrictEqual(dig(json, "pagination", "next"), all[9]?.["id"])
        const items = yield* drain(
          URL,
          auth.monime,
          "result",
          (json) => {
            const next = dig(json, "pagination", "next")
            return typeof next === "string" ? `limit=50&after=${next}` : undefined
          },
          "limit=50"
        )
        sameItems(items, all)
      })
    )

    it.effect("refuses a limit out of range and an unknown cursor", () =>
      Effect.gen(function* () {
        for (const query of [
          "limit=0",
          "limit=51",
          "limit=x",
          "after=none",
          `after=${String(all[3]?.["id"])}`,
          `after=${"a".repeat(2001)}`
        ]) {
          const { json, status } = yield* page(query)
          assert.strictEqual(status, 400, query)
          assert.strictEqual(dig(json, "error", "code"), 400)
        }
      })
    )

    it.effect("ignores status, which is not documented", () =>
      Effect.gen(function* () {
        const { json } = yield* page("status=expired")
        assert.deepStrictEqual(dig(json, "result"), all.slice(0, 10))
      })
    )

    it.effect("answers other paths and methods with 404", () =>
      Effect.gen(function* () {
        const elsewhere = yield* get("https://api.monime.io/v1/nothing", auth.monime)
        const put = yield* send(HttpClientRequest.put(URL, { headers: auth.monime }))
        assert.strictEqual(elsewhere.status, 404)
        assert.strictEqual(put.status, 404)
      })
    )

    it.effect("has nulls, both currencies and nested owners", () =>
      Effect.sync(() => {
        const currencies = new Set<unknown>()
        let depth = 0
        for (const session of all) {
          currencies.add(dig(session, "lineItems", "data", 0, "price", "currency"))
          let at: unknown = session["ownershipGraph"]
          for (let level = 0; dig(at, "owner", "id") !== undefined; level++) {
            depth = Math.max(depth, level + 1)
            at = dig(at, "owner")
          }
        }
        assert.isTrue(currencies.has("SLE") && currencies.has("USD"))
        assert.strictEqual(depth, 5)
        assert.isTrue(all.some((session) => dig(session, "lineItems", "data") === null))
      })
    )
  })
})
