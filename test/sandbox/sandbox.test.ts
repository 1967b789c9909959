import * as HttpClient from "@effect/platform/HttpClient"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { assert, describe, it, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as TestClock from "effect/TestClock"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, dig, get, itemsKey, list, names, urls } from "./raw.js"

describe("the data of the sandbox", () => {
  it("is equal for equal seeds and differs between seeds", () => {
    for (const name of names) {
      const text = JSON.stringify(Sandbox.sessions(name))
      assert.strictEqual(text, JSON.stringify(Sandbox.sessions(name, { seed: 1 })))
      assert.notStrictEqual(text, JSON.stringify(Sandbox.sessions(name, { seed: 2 })))
    }
  })

  it("is JSON with unique ids, every documented status and some equal creation times", () => {
    const statuses = { stripe: 4, polar: 5, flowglad: 5, monime: 4, leanrails: 3 }
    const created = {
      stripe: "created",
      polar: "created_at",
      flowglad: "createdAt",
      monime: "createTime",
      leanrails: "created"
    }
    for (const name of names) {
      const sessions = Sandbox.sessions(name, { sessions: 1000 })
      assert.deepStrictEqual(
        JSON.parse(JSON.stringify(sessions.slice(0, 50))),
        sessions.slice(0, 50)
      )
      assert.strictEqual(new Set(sessions.map(({ id }) => id)).size, 1000)
      assert.strictEqual(new Set(sessions.map(({ status }) => status)).size, statuses[name])
      const times = new Set(sessions.map((session) => session[created[name]])).size
      assert.isBelow(times, 900, "some are tied")
      assert.isAbove(times, 700)
    }
  })

  it("contains nothing that looks like a real secret", () => {
    const text = JSON.stringify(names.map((name) => Sandbox.sessions(name)))
    assert.isNull(/(sk|rk)_(live|test)_[0-9a-zA-Z]{16,}/.exec(text))
    for (const [email] of text.matchAll(/[\w.-]+@[\w.-]+/g)) assert.match(email, /@example\.com$/)
  })
})

describe("the sandbox in process", () => {
  it.effect("a request to an unknown host is a transport error that names the host", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(get("https://api.example.com/v1/checkout/sessions"))
      assert.strictEqual(error._tag, "RequestError")
      assert.strictEqual(error.reason, "Transport")
      assert.include(error.message, "api.example.com")
    }).pipe(Effect.provide(Sandbox.layerHttpClient()))
  )

  it.effect("an empty account has an empty list", () =>
    Effect.gen(function* () {
      for (const name of names) {
        const { json } = yield* get(urls[name], auth[name])
        assert.deepStrictEqual(dig(json, itemsKey[name]), [])
      }
    }).pipe(Effect.provide(Sandbox.layerHttpClient({ sessions: 0 })))
  )

  it.effect("builds one page out of fifty thousand sessions", () =>
    Effect.gen(function* () {
      const { json } = yield* get(`${urls.polar}?limit=100&page=500`, auth.polar)
      assert.lengthOf(list(dig(json, "items")), 100)
      assert.strictEqual(dig(json, "pagination", "max_page"), 500)
    }).pipe(Effect.provide(Sandbox.layerHttpClient({ sessions: 50_000 })))
  )

  it.effect("latency passes by the caller's Clock", () =>
    Effect.gen(function* () {
      const fiber = yield* Effect.fork(get(urls.stripe, auth.stripe))
      yield* TestClock.adjust("9 seconds")
      assert.isTrue(Option.isNone(yield* Fiber.poll(fiber)))
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(fiber)).status, 200)
    }).pipe(Effect.provide(Sandbox.layerHttpClient({ latency: "10 seconds" })))
  )

  it.effect("interrupting the caller ends the request", () => {
    const seen: Array<Sandbox.RequestEvent> = []
    const onRequest = (event: Sandbox.RequestEvent) => Effect.sync(() => void seen.push(event))
    return Effect.gen(function* () {
      const fiber = yield* Effect.fork(get(urls.stripe, auth.stripe))
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(fiber)
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(seen, [])
    }).pipe(Effect.provide(Sandbox.layerHttpClient({ latency: "10 seconds", onRequest })))
  })

  it.effect("reports every request, counted for each provider", () => {
    const seen: Array<Sandbox.RequestEvent> = []
    const onRequest = (event: Sandbox.RequestEvent) => Effect.sync(() => void seen.push(event))
    return Effect.gen(function* () {
      yield* get(urls.stripe, auth.stripe)
      yield* get(urls.polar)
      yield* get(urls.stripe)
      assert.deepStrictEqual(seen, [
        { provider: "stripe", request: 1, status: 200 },
        { provider: "polar", request: 1, status: 401 },
        { provider: "stripe", request: 2, status: 401 }
      ])
    }).pipe(Effect.provide(Sandbox.layerHttpClient({ onRequest })))
  })
})

const overHttp = Sandbox.serve().pipe(Layer.provideMerge(NodeHttpServer.layerTest))

layer(overHttp)("the sandbox over real HTTP", (it) => {
  it.effect("serves all five by path, with the same bytes as in process", () =>
    Effect.gen(function* () {
      const served = yield* HttpClient.HttpClient
      for (const name of names) {
        const path = new URL(urls[name]).pathname
        const real = yield* get(`${path}?limit=3`, auth[name])
        const inProcess = yield* Effect.provide(
          get(`${urls[name]}?limit=3`, auth[name]),
          Sandbox.layerHttpClient()
        )
        assert.strictEqual(real.status, 200)
        assert.strictEqual(real.text, inProcess.text)
      }
      assert.strictEqual((yield* served.get("/nowhere")).status, 404)
    })
  )

  it.effect("Polar's redirect names the requested address", () =>
    Effect.gen(function* () {
      const { headers, status } = yield* get("/v1/checkouts?page=2", auth.polar)
      assert.strictEqual(status, 307)
      assert.match(
        String(headers["location"]),
        /^http:\/\/127\.0\.0\.1:\d+\/v1\/checkouts\/\?page=2$/
      )
    })
  )
})
