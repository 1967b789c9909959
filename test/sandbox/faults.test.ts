import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpServer from "@effect/platform/HttpServer"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, dig, get, ids, urls } from "./raw.js"

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

    // With `fetch` the server takes three seconds to close such a connection: one status is enough.
    const stalled =
      way === "over HTTP by fetch" ? ([401] as const) : ([401, 404, 429, 503] as const)
    for (const status of stalled) {
      it.live(`stalled-${status} sends headers and the first bytes, then nothing`, () =>
        Effect.gen(function* () {
          const client = yield* HttpClient.HttpClient
          const response = yield* client.get(url, { headers: auth.stripe })
          assert.strictEqual(response.status, status)
          assert.strictEqual(response.headers["content-type"], "application/json")
          assert.strictEqual(response.headers["retry-after"], status === 429 ? "1" : undefined)
          let read = ""
          const outcome = yield* response.stream.pipe(
            Stream.decodeText(),
            Stream.runForEach((text) => Effect.sync(() => void (read += text))),
            Effect.timeoutOption("50 millis")
          )
          assert.strictEqual(outcome._tag, "None")
          assert.match(read, /^\{"error":\{/)
          assert.isFalse(read.endsWith("}}"))
          assert.strictEqual((yield* ask).status, 200)
        }).pipe(Effect.provide(layerOf(`stalled-${status}`)))
      )
    }

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
