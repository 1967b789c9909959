import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { assert, describe, it, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/TestClock"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import {
  auth,
  basicOf,
  dig,
  get,
  type Headers,
  itemsKey,
  names,
  one as at,
  send,
  sessionIn,
  urls
} from "./raw.js"

const absent: Readonly<Record<Sandbox.ProviderName, string>> = {
  stripe: "cs_test_absent",
  polar: "3c9ee1e0-5a0f-4d5c-8d0a-000000000000",
  flowglad: "chckt_session_absent",
  monime: "scs-absent",
  leanrails: "cs_absent"
}

const live: Readonly<Partial<Record<Sandbox.ProviderName, Headers>>> = {
  stripe: { authorization: "Bearer sk_live_sandbox" },
  flowglad: { authorization: "sk_live_pric_sandbox" },
  monime: { ...auth.monime, authorization: "Bearer mon_sandbox" },
  leanrails: basicOf("sk_live_sandbox_leanrails")
}

const missing: Readonly<Record<Sandbox.ProviderName, (json: unknown) => void>> = {
  stripe: (json) =>
    assert.deepInclude(dig(json, "error"), {
      type: "invalid_request_error",
      code: "resource_missing",
      param: "session"
    }),
  polar: (json) => assert.deepStrictEqual(json, { error: "ResourceNotFound", detail: "Not found" }),
  flowglad: (json) => {
    assert.match(String(dig(json, "error")), /\bNo .+ found with id\b/)
    assert.strictEqual(dig(json, "code"), "INTERNAL_SERVER_ERROR")
  },
  monime: (json) => {
    assert.strictEqual(dig(json, "success"), false)
    assert.strictEqual(dig(json, "error", "code"), 404)
  },
  leanrails: (json) => assert.strictEqual(dig(json, "error", "code"), "resource_missing")
}

/** Flowglad's is "500 in practice". */
const missingStatus = { stripe: 404, polar: 404, flowglad: 500, monime: 404, leanrails: 404 }

describe("one session", () => {
  it.effect("is the session of the list, in the provider's own envelope", () =>
    Effect.gen(function* () {
      for (const name of names) {
        for (const session of Sandbox.sessions(name).slice(3, 6)) {
          const { headers, json, status } = yield* get(at(name, session["id"]), auth[name])
          assert.strictEqual(status, 200)
          assert.deepStrictEqual(sessionIn(name, json), session)
          const listed = yield* get(urls[name], auth[name])
          const volatile = /date|id|timestamp|remaining|checksum/
          const kept = (all: typeof headers) =>
            Object.keys(all).filter((key) => !volatile.test(key) && key !== "content-length")
          assert.deepStrictEqual(kept(headers), kept(listed.headers))
        }
      }
      const flowglad = Sandbox.sessions("flowglad")[0]?.["id"]
      const wrapped = yield* get(at("flowglad", flowglad), auth.flowglad)
      assert.strictEqual(
        dig(wrapped.json, "url"),
        `https://app.flowglad.com/checkout/${String(flowglad)}`
      )
      const monime = yield* get(at("monime", Sandbox.sessions("monime")[0]?.["id"]), auth.monime)
      assert.strictEqual(dig(monime.json, "success"), true)
      assert.isUndefined(dig(monime.json, "pagination"))
    }).pipe(Effect.provide(Sandbox.layerHttpClient()))
  )

  it.effect("that does not exist is refused in the provider's own way", () =>
    Effect.gen(function* () {
      for (const name of names) {
        const { json, status } = yield* get(at(name, absent[name]), auth[name])
        assert.strictEqual(status, missingStatus[name], name)
        missing[name](json)
      }
    }).pipe(Effect.provide(Sandbox.layerHttpClient()))
  )

  it.effect("needs the same credentials as the list", () =>
    Effect.gen(function* () {
      for (const name of names) {
        const id = Sandbox.sessions(name)[0]?.["id"]
        for (const headers of [{}, { authorization: "Bearer wrong" }]) {
          const one = yield* get(at(name, id), headers)
          const list = yield* get(urls[name], headers)
          assert.strictEqual(one.status, 401)
          assert.strictEqual(one.text, list.text)
        }
        const headers = live[name]
        if (headers !== undefined) {
          const other = yield* get(at(name, id), headers)
          assert.strictEqual(other.status, missingStatus[name], "another mode, another account")
        }
      }
    }).pipe(Effect.provide(Sandbox.layerHttpClient()))
  )

  it.effect("answers GET alone", () =>
    Effect.gen(function* () {
      const statuses: Record<string, number> = {}
      for (const name of names) {
        const url = at(name, Sandbox.sessions(name)[0]?.["id"])
        const refused = yield* send(HttpClientRequest.post(url, { headers: auth[name] }))
        statuses[name] = refused.status
        const below = yield* get(`${url}/more`, auth[name])
        assert.strictEqual(below.status, 404)
      }
      assert.deepStrictEqual(statuses, {
        stripe: 404,
        polar: 405,
        flowglad: 404,
        monime: 404,
        leanrails: 404
      })
    }).pipe(Effect.provide(Sandbox.layerHttpClient()))
  )

  it.effect("is not found once it is deleted", () =>
    Effect.gen(function* () {
      const options = { sessions: 60, span: "20 hours" } as const
      for (const name of ["polar", "monime"] as const) {
        const id = Sandbox.sessions(name, options).find(
          ({ status }) => status === "open" || status === "pending"
        )?.["id"]
        const layer = Sandbox.layerHttpClient({
          ...options,
          churn: {
            script: [{ provider: name, request: 2, change: "deleted", ids: [String(id)] }]
          }
        })
        yield* Effect.gen(function* () {
          assert.strictEqual((yield* get(at(name, id), auth[name])).status, 200)
          const { json, status } = yield* get(at(name, id), auth[name])
          assert.strictEqual(status, 404)
          missing[name](json)
        }).pipe(Effect.provide(layer))
      }
    })
  )

  it.effect("may be the reader's own", () =>
    Effect.gen(function* () {
      const own = {
        stripe: [Sandbox.session("stripe", { id: "cs_mine" })],
        polar: [Sandbox.session("polar", { id: "mine" })],
        flowglad: [Sandbox.session("flowglad", { id: "mine" })],
        monime: [Sandbox.session("monime", { id: "mine one" })],
        leanrails: [Sandbox.session("leanrails", { id: "mine" })]
      }
      const layer = Sandbox.layerHttpClient({ sessions: own })
      for (const name of names) {
        const [session] = own[name]
        const { json } = yield* Effect.provide(
          get(at(name, encodeURIComponent(String(session?.id))), auth[name]),
          layer
        )
        assert.deepStrictEqual(sessionIn(name, json), JSON.parse(JSON.stringify(session)))
      }
    })
  )
})

describe("one session of one provider", () => {
  it.effect("Stripe: a path of expand starts at the session", () =>
    Effect.gen(function* () {
      const session = Sandbox.sessions("stripe").find(
        ({ customer, mode }) => typeof customer === "string" && mode === "payment"
      )
      const url = at("stripe", session?.["id"])
      const one = yield* get(`${url}?expand[]=customer&expand[1]=line_items`, auth.stripe)
      assert.strictEqual(dig(one.json, "customer", "id"), session?.["customer"])
      assert.strictEqual(dig(one.json, "line_items", "object"), "list")
      for (const query of ["expand[]=data.customer", "expand[]=created", "limit=1"]) {
        const refused = yield* get(`${url}?${query}`, auth.stripe)
        assert.strictEqual(refused.status, 400, query)
      }
      const listed = yield* get(`${urls.stripe}?expand[]=customer`, auth.stripe)
      assert.strictEqual(listed.status, 400)
      const older = yield* get(url, { ...auth.stripe, "stripe-version": "2025-12-15.clover" })
      assert.notStrictEqual(dig(older.json, "ui_mode"), session?.["ui_mode"])
    }).pipe(Effect.provide(Sandbox.layerHttpClient()))
  )

  it.effect("Polar: an id is a UUID of version 4, in any spelling of it", () =>
    Effect.gen(function* () {
      const id = String(Sandbox.sessions("polar")[0]?.["id"])
      for (const spelling of [id.toUpperCase(), id.replaceAll("-", "")]) {
        assert.strictEqual(dig((yield* get(at("polar", spelling), auth.polar)).json, "id"), id)
      }
      for (const [wrong, type] of [
        ["nonsense", "uuid_parsing"],
        ["3c9ee1e0-5a0f-1d5c-8d0a-000000000000", "uuid_version"]
      ]) {
        const { json, status } = yield* get(at("polar", wrong), auth.polar)
        assert.strictEqual(status, 422)
        assert.strictEqual(dig(json, "error"), "RequestValidationError")
        assert.strictEqual(dig(json, "detail", 0, "type"), type)
        assert.deepStrictEqual(dig(json, "detail", 0, "loc"), ["path", "id"])
      }
      const alias = yield* get(`https://api.polar.sh/v1/checkouts/custom/${id}`, auth.polar)
      assert.strictEqual(dig(alias.json, "id"), id)
      const slash = yield* get(`${at("polar", id)}/`, auth.polar)
      assert.strictEqual(slash.status, 307)
      assert.strictEqual(slash.headers["location"], at("polar", id))
    }).pipe(Effect.provide(Sandbox.layerHttpClient()))
  )

  it.effect("Monime counts the requests of an endpoint, not of both", () =>
    Effect.gen(function* () {
      const id = Sandbox.sessions("monime")[0]?.["id"]
      for (let n = 0; n < 5; n++) yield* get(urls.monime, auth.monime)
      for (let n = 0; n < 5; n++) {
        assert.strictEqual((yield* get(at("monime", id), auth.monime)).status, 200)
      }
      assert.strictEqual((yield* get(at("monime", id), auth.monime)).status, 429)
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* get(at("monime", id), auth.monime)).status, 200)
    }).pipe(Effect.provide(Sandbox.layerHttpClient({ rateLimits: "documented" })))
  )
})

const overHttp = Sandbox.serve().pipe(Layer.provideMerge(NodeHttpServer.layerTest))

layer(overHttp)("one session at an address that all providers share", (it) => {
  it.effect("is found by path; where Stripe and Leanrails share one, it is Stripe's", () =>
    Effect.gen(function* () {
      for (const name of names) {
        const session = Sandbox.sessions(name)[0]
        const { pathname } = new URL(at(name, session?.["id"]))
        const { json, status } = yield* get(pathname, auth[name])
        assert.strictEqual(status, 200)
        assert.strictEqual(dig(sessionIn(name, json), "id"), session?.["id"])
      }
      const client = yield* HttpClient.HttpClient
      const shared = yield* client.get("/v1/checkout/sessions/cs_any")
      assert.isDefined(shared.headers["request-id"], "Stripe's header")
      const page = yield* get(`${new URL(urls.stripe).pathname}?limit=1`, auth.stripe)
      assert.isDefined(dig(page.json, itemsKey.stripe, 0, "id"))
    })
  )
})
