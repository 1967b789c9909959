import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpServer from "@effect/platform/HttpServer"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/TestClock"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, dig, get, ids, list, names, urls } from "./raw.js"

/** The first request of each provider meets this fault. */
const first = (fault: Sandbox.FaultKind): Sandbox.Options => ({
  faults: { script: [{ request: 1, fault }] }
})

const inProcess = (fault: Sandbox.FaultKind) => Sandbox.layerHttpClient(first(fault))

const port = HttpServer.addressWith((address) =>
  address._tag === "TcpAddress" ? Effect.succeed(address.port) : Effect.dieMessage("no port")
)

/** A client of one kind, connected to a served sandbox by sockets. */
const overHttp = (options: Sandbox.Options, kind: "fetch" | "node") => {
  const served = Sandbox.serve(options).pipe(Layer.provideMerge(NodeHttpServer.layerTest))
  const client =
    kind === "node"
      ? Layer.empty
      : Layer.effect(
          HttpClient.HttpClient,
          Effect.gen(function* () {
            const at = `http://127.0.0.1:${yield* port}`
            const client = yield* HttpClient.HttpClient
            return HttpClient.mapRequest(client, HttpClientRequest.prependUrl(at))
          })
        ).pipe(
          Layer.provide(FetchHttpClient.layer),
          Layer.provide(Layer.succeed(FetchHttpClient.RequestInit, { redirect: "manual" }))
        )
  return Layer.provideMerge(client, served)
}

const path = new URL(urls.stripe).pathname

/** The three ways of sending a request: in process by URL, over HTTP by path. */
const ways = [
  ["in process", inProcess, urls.stripe],
  ["over HTTP by fetch", (fault: Sandbox.FaultKind) => overHttp(first(fault), "fetch"), path],
  ["over HTTP by node:http", (fault: Sandbox.FaultKind) => overHttp(first(fault), "node"), path]
] as const

for (const [way, layerOf, url] of ways) {
  const ask = get(`${url}?limit=20`, auth.stripe)

  describe(`faults ${way}`, () => {
    const answers = [
      ["500", 500, "application/json"],
      ["502", 502, "text/html; charset=utf-8"],
      ["503", 503, "application/json"],
      ["504", 504, "text/html; charset=utf-8"],
      ["html-200", 200, "text/html; charset=utf-8"],
      ["429-bare", 429, "application/json"],
      ["redirect", 302, undefined]
    ] as const
    for (const [fault, status, type] of answers) {
      it.effect(`${fault} is answered, and the next request gets the whole page`, () =>
        Effect.gen(function* () {
          const spoiled = yield* ask
          assert.strictEqual(spoiled.status, status)
          assert.strictEqual(spoiled.headers["content-type"], type)
          assert.isUndefined(spoiled.headers["retry-after"])
          if (fault === "redirect") {
            assert.strictEqual(spoiled.headers["location"], "https://elsewhere.example/")
          }
          const whole = yield* ask
          assert.lengthOf(ids(dig(whole.json, "data")), 20)
        }).pipe(Effect.provide(layerOf(fault)))
      )
    }

    for (const fault of ["refused", "reset-before-headers"] as const) {
      it.effect(`${fault} is a transport error, and the next request gets the whole page`, () =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(ask)
          assert.strictEqual(error._tag, "RequestError")
          assert.strictEqual(error.reason, "Transport")
          assert.strictEqual((yield* ask).status, 200)
        }).pipe(Effect.provide(layerOf(fault)))
      )
    }

    for (const fault of ["reset-mid-body", "wrong-content-length"] as const) {
      it.effect(`${fault} is an error of the body, and the next request gets the whole page`, () =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(ask)
          assert.strictEqual(error._tag, "ResponseError")
          assert.strictEqual((yield* ask).status, 200)
        }).pipe(Effect.provide(layerOf(fault)))
      )
    }

    it.effect("truncated-json arrives without an error and does not parse", () =>
      Effect.gen(function* () {
        const { headers, json, status, text } = yield* ask
        assert.strictEqual(status, 200)
        assert.strictEqual(headers["content-type"], "application/json")
        assert.isUndefined(json)
        assert.isTrue(text.startsWith('{"object":"list"'))
      }).pipe(Effect.provide(layerOf("truncated-json")))
    )

    it.effect("broken-gzip never gives the page", () =>
      Effect.gen(function* () {
        const outcome = yield* Effect.either(ask)
        assert.isTrue(outcome._tag === "Left" || outcome.right.json === undefined)
        assert.lengthOf(ids(dig((yield* ask).json, "data")), 20)
      }).pipe(Effect.provide(layerOf("broken-gzip")))
    )

    it.live("stalled-body sends headers, then nothing; a reader can be interrupted", () =>
      Effect.gen(function* () {
        const client = yield* HttpClient.HttpClient
        const response = yield* client.get(url, { headers: auth.stripe })
        assert.strictEqual(response.status, 200)
        const outcome = yield* Effect.timeoutOption(response.text, "30 millis")
        assert.strictEqual(outcome._tag, "None")
      }).pipe(Effect.provide(layerOf("stalled-body")))
    )
  })
}

describe("faults of every provider", () => {
  it.effect("429 carries Retry-After in seconds, or as a date by the clock", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 5, 1, 0, 0, 0, 250))
      for (const name of names) {
        const seconds = yield* get(urls[name], auth[name])
        assert.strictEqual(seconds.status, 429)
        assert.strictEqual(seconds.headers["retry-after"], "1")
        const date = yield* get(urls[name], auth[name])
        assert.strictEqual(date.status, 429)
        assert.strictEqual(date.headers["retry-after"], "Mon, 01 Jun 2026 00:00:02 GMT")
      }
    }).pipe(
      Effect.provide(
        Sandbox.layerHttpClient({
          faults: {
            script: [
              { request: 1, fault: "429-seconds" },
              { request: 2, fault: "429-date" }
            ]
          }
        })
      )
    )
  )

  const keys = {
    stripe: "data",
    polar: "items",
    flowglad: "data",
    monime: "result",
    leanrails: "data"
  }

  for (const [fault, status] of [
    ["bad-item", 17],
    ["unknown-enum", "in_review"]
  ] as const) {
    it.effect(`${fault} changes the middle item and nothing else`, () =>
      Effect.gen(function* () {
        for (const name of names) {
          const { json } = yield* get(urls[name], auth[name])
          const expected = Sandbox.sessions(name).slice(0, 10)
          for (const [at, item] of list(dig(json, keys[name])).entries()) {
            assert.deepStrictEqual(item, at === 5 ? { ...expected[at], status } : expected[at])
          }
        }
      }).pipe(Effect.provide(inProcess(fault)))
    )
  }

  it.effect("stalled-cursor promises more without a new cursor", () =>
    Effect.gen(function* () {
      const at = Sandbox.sessions("stripe")[9]?.["id"]
      const stripe = yield* get(`${urls.stripe}?starting_after=${String(at)}`, auth.stripe)
      assert.deepStrictEqual(ids(dig(stripe.json, "data")), [at])
      assert.strictEqual(dig(stripe.json, "has_more"), true)
      const anchor = Sandbox.sessions("leanrails")[9]?.["id"]
      const leanrails = yield* get(
        `${urls.leanrails}?starting_after=${String(anchor)}`,
        auth.leanrails
      )
      assert.strictEqual(dig(leanrails.json, "next_cursor"), anchor)
      // The client chooses Polar's page number.
      const polar = yield* get(`${urls.polar}?page=3`, auth.polar)
      assert.lengthOf(list(dig(polar.json, "items")), 10)
      const flowglad = yield* get(urls.flowglad, auth.flowglad)
      assert.strictEqual(dig(flowglad.json, "hasMore"), true)
      assert.isNull(dig(flowglad.json, "nextCursor"))
      // Monime's first page has no cursor that it could repeat.
      const monime = yield* get(urls.monime, auth.monime)
      assert.lengthOf(list(dig(monime.json, "result")), 10)
    }).pipe(Effect.provide(inProcess("stalled-cursor")))
  )

  it.effect(
    "a rate spreads over its kinds, equally for equal seeds, and each request is reported",
    () => {
      const run = (seed: number) => {
        const seen: Array<string> = []
        const options: Sandbox.Options = {
          sessions: 3,
          faults: { seed, rate: 0.3, kinds: ["500", "refused", "429-seconds"] },
          onRequest: ({ fault, request }) =>
            Effect.sync(() => void seen.push(`${request} ${fault}`))
        }
        return Effect.gen(function* () {
          yield* Effect.replicateEffect(Effect.either(get(urls.stripe)), 100)
          return seen
        }).pipe(Effect.provide(Sandbox.layerHttpClient(options)))
      }
      return Effect.gen(function* () {
        const one = yield* run(1)
        assert.lengthOf(one, 100)
        const faults = one.filter((line) => !line.endsWith("undefined"))
        assert.isAbove(faults.length, 15)
        assert.isBelow(faults.length, 45)
        assert.strictEqual(new Set(faults.map((line) => line.split(" ")[1])).size, 3)
        assert.deepStrictEqual(yield* run(1), one)
        assert.notDeepEqual(yield* run(2), one)
      })
    }
  )

  it.effect("a fault that does not fit leaves the request unchanged and unreported", () => {
    const seen: Array<Sandbox.RequestEvent> = []
    return Effect.gen(function* () {
      yield* get(urls.monime, auth.monime)
      assert.deepStrictEqual(seen, [{ provider: "monime", request: 1, status: 200 }])
    }).pipe(
      Effect.provide(
        Sandbox.layerHttpClient({
          sessions: 0,
          ...first("bad-item"),
          onRequest: (event) => Effect.sync(() => void seen.push(event))
        })
      )
    )
  })

  it.effect("data faults and wire faults together are all faults", () =>
    Effect.sync(() =>
      assert.sameMembers(
        [...Sandbox.dataFaultKinds, ...Sandbox.wireFaultKinds],
        [...Sandbox.faultKinds]
      )
    )
  )

  it.effect("interrupting the reader ends a stalled body in process", () =>
    Effect.gen(function* () {
      const client = yield* HttpClient.HttpClient
      const response = yield* client.get(urls.stripe, { headers: auth.stripe })
      const fiber = yield* Effect.fork(response.text)
      yield* Effect.yieldNow()
      const exit = yield* Fiber.interrupt(fiber)
      assert.strictEqual(exit._tag, "Failure")
    }).pipe(Effect.provide(inProcess("stalled-body")))
  )
})
