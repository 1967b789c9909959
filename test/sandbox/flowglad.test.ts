import { assert, describe, layer } from "@effect/vitest"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Effect from "effect/Effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, dig, drain, get, send, urls } from "./raw.js"
import { sameItems } from "./same.js"

const URL = urls.flowglad
const all = Sandbox.sessions("flowglad")
const key = Sandbox.credentials.flowglad.secretKey
const page = (query: string, headers = auth.flowglad) => get(`${URL}?${query}`, headers)
const cursorOf = (json: unknown) => encodeURIComponent(String(dig(json, "nextCursor")))
const encode = (value: unknown) => encodeURIComponent(btoa(JSON.stringify(value)))

describe("the simulated Flowglad", () => {
  layer(Sandbox.layerHttpClient())((it) => {
    it.effect("accepts the bare key or a Bearer; any other header gets a plain-text 401", () =>
      Effect.gen(function* () {
        for (const authorization of [key, `Bearer ${key}`, `bearer ${key}`]) {
          assert.strictEqual((yield* page("", { authorization })).status, 200)
        }
        for (const headers of [{}, { authorization: "nope" }, { authorization: `Basic ${key}` }]) {
          const refused = yield* get(URL, headers)
          assert.strictEqual(refused.status, 401)
          assert.strictEqual(refused.headers["content-type"], "text/plain")
          assert.isUndefined(refused.headers["x-request-id"])
          assert.isUndefined(refused.json)
        }
      })
    )

    it.effect("lists oldest first, with null cursors at both ends", () =>
      Effect.gen(function* () {
        const first = yield* page("")
        assert.deepStrictEqual(dig(first.json, "data"), all.slice(0, 10))
        assert.isNull(dig(first.json, "currentCursor"))
        assert.strictEqual(dig(first.json, "total"), 250)
        assert.match(String(first.headers["x-request-id"]), /^[\da-f]{8}$/)
        const last = yield* page(`limit=100&cursor=${encode({ ...anchor(199), parameters: {} })}`)
        assert.deepStrictEqual(dig(last.json, "data"), all.slice(200))
        assert.isNull(dig(last.json, "nextCursor"))
        assert.strictEqual(dig(last.json, "hasMore"), false)
      })
    )

    it.effect("walks to the end through sessions of one millisecond", () =>
      Effect.gen(function* () {
        const items = yield* drain(
          URL,
          auth.flowglad,
          "data",
          (json) =>
            dig(json, "hasMore") === true ? `limit=9&cursor=${cursorOf(json)}` : undefined,
          "limit=9"
        )
        sameItems(items, all)
        const instants = new Set(all.map((session) => session["createdAt"]))
        assert.isBelow(instants.size, all.length, "ties occur")
      })
    )

    it.effect("the cursor is a keyset: its row may be gone, an old cursor has no id", () =>
      Effect.gen(function* () {
        const { createdAt } = anchor(50)
        const gone = yield* page(
          `cursor=${encode({ createdAt: createdAt + 1, id: "chckt_session_gone", direction: "forward" })}`
        )
        assert.strictEqual(dig(gone.json, "data", 0, "id"), all[51]?.["id"])
        const old = yield* page(`cursor=${encode({ createdAt, direction: "forward" })}`)
        assert.strictEqual(dig(old.json, "data", 0, "id"), all[51]?.["id"])
        const echoed = encode({ ...anchor(3), parameters: {} })
        const { json } = yield* page(`cursor=${echoed}`)
        assert.strictEqual(dig(json, "currentCursor"), decodeURIComponent(echoed))
      })
    )

    it.effect(
      "400 for a bad limit or cursor: a string that holds a JSON array, without a code",
      () =>
        Effect.gen(function* () {
          for (const query of [
            "limit=0",
            "limit=101",
            "limit=1.5",
            "limit=",
            "cursor=",
            "cursor=%21",
            `cursor=${btoa("[]")}`,
            "cursor=a&cursor=b"
          ]) {
            const { headers, json, status } = yield* page(query)
            assert.strictEqual(status, 400, query)
            assert.isUndefined(dig(json, "code"))
            assert.isArray(JSON.parse(String(dig(json, "error"))))
            assert.strictEqual(dig(json, "request_id"), headers["x-request-id"])
          }
          assert.strictEqual((yield* page("status=open&sort=x")).status, 200, "dropped")
        })
    )

    it.effect("unknown routes and methods get a plain 404", () =>
      Effect.gen(function* () {
        const elsewhere = yield* get("https://app.flowglad.com/api/v1/nothing", auth.flowglad)
        const removed = yield* send(HttpClientRequest.del(URL, { headers: auth.flowglad }))
        for (const { headers, status, text } of [elsewhere, removed]) {
          assert.strictEqual(status, 404)
          assert.strictEqual(text, "Not Found")
          assert.strictEqual(headers["content-type"], "text/plain")
        }
      })
    )

    it.effect("follows the matrix of types", () =>
      Effect.sync(() => {
        const seen = new Set<unknown>()
        for (const session of Sandbox.sessions("flowglad", { sessions: 500 })) {
          seen.add(session["type"])
          if (session["type"] === "add_payment_method") assert.isString(session["customerId"])
          if (session["type"] === "activate_subscription") {
            assert.isString(session["targetSubscriptionId"])
          }
          if (session["type"] === "product" || session["type"] === "purchase") {
            assert.isString(session["priceId"])
          }
          if (session["type"] === "purchase") assert.isString(session["purchaseId"])
        }
        assert.strictEqual(seen.size, 4)
      })
    )
  })
})

function anchor(index: number) {
  const session = all[index]
  return {
    createdAt: Number(session?.["createdAt"]),
    id: String(session?.["id"]),
    direction: "forward"
  }
}
