import { assert, describe, layer } from "@effect/vitest"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Effect from "effect/Effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, basicOf, dig, drain, get, ids, list, send, urls } from "./raw.js"
import { sameItems } from "./same.js"

const URL = urls.stripe
const all = Sandbox.sessions("stripe")
const page = (query: string, headers = auth.stripe) => get(`${URL}?${query}`, headers)

describe("the simulated Stripe", () => {
  layer(Sandbox.layerHttpClient())((it) => {
    it.effect("takes the key as Bearer or as Basic with an empty password", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* page("")).status, 200)
        assert.strictEqual((yield* page("", basicOf("sk_test_sandbox"))).status, 200)
        const withPassword = { authorization: `Basic ${btoa("sk_test_sandbox:x")}` }
        for (const headers of [{}, { authorization: "Bearer nope" }, withPassword, basicOf("x")]) {
          const refused = yield* get(URL, headers)
          assert.strictEqual(refused.status, 401)
          assert.strictEqual(dig(refused.json, "error", "type"), "invalid_request_error")
          assert.isTrue(refused.headers["request-id"]?.startsWith("req_"))
        }
      })
    )

    it.effect("lists newest first, ten by default, in the documented envelope", () =>
      Effect.gen(function* () {
        const { headers, json } = yield* page("")
        assert.deepStrictEqual(json, {
          object: "list",
          data: all.slice(0, 10),
          has_more: true,
          url: "/v1/checkout/sessions"
        })
        assert.strictEqual(headers["stripe-version"], "2026-07-29.dahlia")
        assert.strictEqual(headers["content-type"], "application/json")
        assert.strictEqual(Object.keys(all[0] ?? {}).includes("line_items"), false)
      })
    )

    it.effect("walks to the end by the last id", () =>
      Effect.gen(function* () {
        const items = yield* drain(
          URL,
          auth.stripe,
          "data",
          (json) =>
            dig(json, "has_more") === true
              ? `limit=100&starting_after=${String(dig(json, "data", -1, "id"))}`
              : undefined,
          "limit=100"
        )
        sameItems(items, all)
      })
    )

    it.effect("ending_before gives the page before, in list order", () =>
      Effect.gen(function* () {
        const { json } = yield* page(`limit=3&ending_before=${String(all[10]?.["id"])}`)
        assert.deepStrictEqual(dig(json, "data"), all.slice(7, 10))
        assert.strictEqual(dig(json, "has_more"), true)
        const head = yield* page(`limit=5&ending_before=${String(all[3]?.["id"])}`)
        assert.deepStrictEqual(dig(head.json, "data"), all.slice(0, 3))
        assert.strictEqual(dig(head.json, "has_more"), false)
        const none = yield* page(`ending_before=${String(all[0]?.["id"])}`)
        assert.deepStrictEqual(dig(none.json, "data"), [])
      })
    )

    it.effect("refuses invalid parameters with 400 and the parameter's name", () =>
      Effect.gen(function* () {
        const cases: ReadonlyArray<readonly [string, string | undefined]> = [
          ["limit=0", "limit"],
          ["limit=101", "limit"],
          ["limit=ten", "limit"],
          ["status=done", "status"],
          ["sort=created", "sort"],
          ["starting_after=cs_test_none", "starting_after"],
          ["starting_after=a&ending_before=b", undefined],
          ["created[after]=1", "created[after]"],
          ["created[gt]=soon", "created[gt]"],
          ["expand[]=customer", "expand"],
          ["expand[]=data.id", "expand"],
          ["expand[]=data.line_items.data.price.product", "expand"],
          ["customer=", "customer"]
        ]
        for (const [query, param] of cases) {
          const { json, status } = yield* page(query)
          assert.strictEqual(status, 400, query)
          assert.strictEqual(dig(json, "error", "param"), param, query)
          assert.strictEqual(dig(json, "error", "type"), "invalid_request_error")
        }
        const both = yield* page("starting_after=a&ending_before=b")
        assert.strictEqual(dig(both.json, "error", "code"), undefined)
      })
    )

    it.effect("filters on every page of a walk", () =>
      Effect.gen(function* () {
        const expired = all.filter((session) => session["status"] === "expired")
        const items = yield* drain(
          URL,
          auth.stripe,
          "data",
          (json) =>
            dig(json, "has_more") === true
              ? `status=expired&limit=7&starting_after=${String(dig(json, "data", -1, "id"))}`
              : undefined,
          "status=expired&limit=7"
        )
        assert.isAbove(expired.length, 14, "several pages")
        assert.deepStrictEqual(items, expired)
        for (const key of [
          "customer",
          "customer_account",
          "payment_intent",
          "payment_link",
          "subscription"
        ] as const) {
          const value = all.find((session) => session[key] !== null)?.[key]
          const { json } = yield* page(`limit=100&${key}=${String(value)}`)
          assert.deepStrictEqual(
            dig(json, "data"),
            all.filter((session) => session[key] === value),
            key
          )
        }
        const email = "customer-4@example.com"
        const byEmail = yield* page(`limit=100&customer_details[email]=${email}`)
        assert.isNotEmpty(ids(dig(byEmail.json, "data")))
        for (const item of list(dig(byEmail.json, "data"))) {
          assert.strictEqual(dig(item, "customer_details", "email"), email)
        }
      })
    )

    it.effect("reads created as a time or as bounds, with raw or encoded brackets", () =>
      Effect.gen(function* () {
        const at = Number(all[40]?.["created"])
        const inRange = all.filter(
          (s) => Number(s["created"]) >= at && Number(s["created"]) < at + 400
        )
        for (const query of [
          `limit=100&created[gte]=${at}&created[lt]=${at + 400}`,
          `limit=100&created%5Bgte%5D=${at}&created%5Blt%5D=${at + 400}`
        ]) {
          assert.deepStrictEqual(dig((yield* page(query)).json, "data"), inRange)
        }
        const exact = yield* page(`created=${at}`)
        assert.isNotEmpty(ids(dig(exact.json, "data")))
        for (const item of list(dig(exact.json, "data"))) {
          assert.strictEqual(dig(item, "created"), at)
        }
      })
    )

    it.effect("expands ids to objects and line_items to a list", () =>
      Effect.gen(function* () {
        for (const [a, b] of [
          ["expand[]", "expand[]"],
          ["expand[0]", "expand[1]"],
          ["expand%5B0%5D", "expand%5B1%5D"]
        ]) {
          const { json } = yield* page(`limit=100&${a}=data.customer&${b}=data.line_items`)
          for (const [i, item] of list(dig(json, "data")).entries()) {
            const plain = all[i]
            assert.strictEqual(dig(item, "customer", "id") ?? null, plain?.["customer"])
            assert.strictEqual(dig(item, "line_items", "object"), "list")
            const amounts = list(dig(item, "line_items", "data")).map((line) =>
              Number(dig(line, "amount_subtotal"))
            )
            if (plain?.["mode"] !== "setup") {
              assert.strictEqual(
                amounts.reduce((sum, amount) => sum + amount, 0),
                plain?.["amount_subtotal"]
              )
            }
          }
        }
      })
    )

    it.effect("shapes the payload by the pinned version", () =>
      Effect.gen(function* () {
        const old = yield* page("", { ...auth.stripe, "stripe-version": "2025-03-31.basil" })
        assert.strictEqual(old.headers["stripe-version"], "2025-03-31.basil")
        for (const item of list(dig(old.json, "data"))) {
          assert.include(["hosted", "embedded", "custom"], dig(item, "ui_mode"))
        }
        const endive = yield* page("", { ...auth.stripe, "stripe-version": "2026-09-30.endive" })
        assert.property(dig(endive.json, "data", 0), "allowed_payment_method_types")
        const bad = yield* page("", { ...auth.stripe, "stripe-version": "latest" })
        assert.strictEqual(bad.status, 400)
        const acting = yield* page("", { ...auth.stripe, "stripe-account": "acct_1Sandbox" })
        assert.strictEqual(acting.headers["stripe-account"], "acct_1Sandbox")
      })
    )

    it.effect("answers 404 to other paths and methods", () =>
      Effect.gen(function* () {
        const elsewhere = yield* get("https://api.stripe.com/v1/customers", auth.stripe)
        const post = yield* send(HttpClientRequest.del(URL, { headers: auth.stripe }))
        for (const { json, status } of [elsewhere, post]) {
          assert.strictEqual(status, 404)
          assert.strictEqual(dig(json, "error", "type"), "invalid_request_error")
        }
      })
    )
  })
})
