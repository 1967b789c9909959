/** Sockets that are closed, refused or reset. A scripted `HttpClient` cannot show these. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { gzipSync } from "node:zlib"
import { FetchHttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Layer, Option, Stream } from "effect"
import * as Retry from "../../src/http/Retry.js"
import * as Timeouts from "../../src/http/Timeouts.js"
import type { Options } from "../../src/services/CheckoutClient.js"
import { type Driver, drivers, stripe } from "../support/drivers.js"
import { all, expectTag } from "../support/run.js"

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const portOf = (server: Server): number => {
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("not listening")
  return address.port
}

/** Serves on loopback until the scope is closed. */
const serving = (handler: Handler) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.async<Server>((resume) => {
        const server = createServer(handler)
        server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
      }),
      (server) =>
        Effect.async<void>((resume) => {
          server.close(() => resume(Effect.void))
          server.closeAllConnections()
        })
    ),
    (server) => `http://127.0.0.1:${portOf(server)}`
  )

const connect = (driver: Driver, options: Options, layer: Layer.Layer<never> = Layer.empty) =>
  Effect.provide(
    driver.make(options),
    Layer.mergeAll(FetchHttpClient.layer, Retry.layerNone, layer)
  )

const respond = (response: ServerResponse, body: unknown) => {
  response.setHeader("content-type", "application/json")
  response.end(JSON.stringify(body))
}

const failing = (handler: Handler, options: Options = {}) =>
  Effect.gen(function* () {
    const baseUrl = yield* serving(handler)
    const client = yield* connect(stripe, { ...options, baseUrl })
    return yield* Effect.flip(client.listSessions())
  })

describe("the transport over real sockets", () => {
  for (const driver of drivers) {
    it.scopedLive(`${driver.provider}: lists, and sends its key with every request`, () =>
      Effect.gen(function* () {
        const seen: Array<readonly [string | undefined, string | undefined]> = []
        const baseUrl = yield* serving((request, response) => {
          seen.push([request.headers.authorization, request.headers.traceparent?.toString()])
          respond(response, driver.page([driver.item(seen.length)], seen.length, seen.length < 3))
        })
        const client = yield* connect(driver, { baseUrl })
        const items = yield* Effect.withSpan(all(client.streamSessions()), "caller")
        assert.deepEqual(items, [1, 2, 3].map(driver.item))
        assert.deepEqual(
          seen,
          Array.from({ length: 3 }, () => [driver.authorization, undefined])
        )
      })
    )
  }

  for (const [what, begin] of [
    ["before the headers", () => undefined],
    ["in the middle of the body", (response: ServerResponse) => void response.write('{"data": [')]
  ] as const) {
    it.scopedLive(`interruption closes the socket ${what}`, () =>
      Effect.gen(function* () {
        const arrived = yield* Deferred.make<void>()
        const closed = yield* Deferred.make<void>()
        const baseUrl = yield* serving((request, response) => {
          request.socket.once("close", () => Deferred.unsafeDone(closed, Effect.void))
          begin(response)
          Deferred.unsafeDone(arrived, Effect.void)
        })
        const client = yield* connect(stripe, { baseUrl })
        const fiber = yield* Effect.fork(Stream.runDrain(client.streamSessions()))
        yield* Deferred.await(arrived)
        yield* Fiber.interrupt(fiber)
        yield* Deferred.await(closed)
      })
    )
  }

  it.scopedLive("a timeout closes the socket", () =>
    Effect.gen(function* () {
      const closed = yield* Deferred.make<void>()
      const baseUrl = yield* serving((request, response) => {
        request.socket.once("close", () => Deferred.unsafeDone(closed, Effect.void))
        response.write('{"data": [')
      })
      const client = yield* connect(stripe, { baseUrl }, Timeouts.layer({ attempt: 50 }))
      const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
      assert.strictEqual(Option.getOrUndefined(error.timeout), "attempt")
      yield* Deferred.await(closed)
    })
  )

  it.scopedLive("a request that the runtime refuses to send is Transport, with its words", () =>
    Effect.gen(function* () {
      // No browser and no `fetch` sends a request to this port.
      const client = yield* connect(stripe, { baseUrl: "http://127.0.0.1:9" })
      const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
      assert.strictEqual(error.reason, "Transport")
      assert.include(error.message, "no answer came (bad port)")
    })
  )

  it.scopedLive("a refused connection is Transport, with the system's code", () =>
    Effect.gen(function* () {
      const baseUrl = yield* Effect.scoped(serving(() => undefined))
      const client = yield* connect(stripe, { baseUrl })
      const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
      assert.strictEqual(error.reason, "Transport")
      assert.include(error.message, "no answer came (ECONNREFUSED)")
    })
  )

  it.scopedLive("a reset before the headers is Transport", () =>
    Effect.gen(function* () {
      const error = expectTag(
        yield* failing((request) => request.socket.destroy()),
        "CheckoutRequestError"
      )
      assert.strictEqual(error.reason, "Transport")
      assert.match(error.message, /no answer came \((?:UND_ERR_SOCKET|ECONNRESET)\)/)
    })
  )

  it.scopedLive("a reset in the middle of the body is Transport, not a defect", () =>
    Effect.gen(function* () {
      for (const headers of [{}, { "content-length": "100000" }]) {
        const error = expectTag(
          yield* failing((_, response) => {
            response.writeHead(200, headers)
            response.write('{"data": [', () => setImmediate(() => response.destroy()))
          }),
          "CheckoutRequestError"
        )
        assert.strictEqual(error.reason, "Transport")
        assert.match(error.message, /the answer broke off \((?:UND_ERR_SOCKET|ECONNRESET)\)/)
      }
    })
  )

  it.scopedLive("a redirect to another host is not followed, so that host never sees the key", () =>
    Effect.gen(function* () {
      let followed = 0
      const elsewhere = yield* serving((_, response) => {
        followed++
        response.end("{}")
      })
      for (const status of [301, 302, 303, 307, 308]) {
        const error = expectTag(
          yield* failing((_, response) => {
            response.writeHead(status, { location: `${elsewhere}/a?b=c` })
            response.end("moved")
          }),
          "CheckoutResponseError"
        )
        assert.strictEqual(error.status, status)
        assert.strictEqual(Option.getOrUndefined(error.location), `${elsewhere}/a`)
      }
      assert.strictEqual(followed, 0)
    })
  )

  it.scopedLive("an endless body is TooLarge, and its socket is closed", () =>
    Effect.gen(function* () {
      const closed = yield* Deferred.make<void>()
      let sent = 0
      const chunk = Buffer.alloc(65_536, " ")
      const error = expectTag(
        yield* failing(
          (request, response) => {
            request.socket.once("close", () => Deferred.unsafeDone(closed, Effect.void))
            const more = () => {
              while (!response.destroyed) {
                sent += chunk.length
                if (!response.write(chunk)) return
              }
            }
            response.on("drain", more)
            more()
          },
          { maxBodyBytes: 1_000_000 }
        ),
        "CheckoutDecodeError"
      )
      assert.strictEqual(error.reason, "TooLarge")
      yield* Deferred.await(closed)
      assert.isBelow(sent, 50_000_000)
    })
  )

  it.scopedLive("a compressed body is measured after decompression", () =>
    Effect.gen(function* () {
      const bomb = gzipSync(Buffer.alloc(20_000_000, " "))
      assert.isBelow(bomb.length, 50_000)
      const error = expectTag(
        yield* failing(
          (_, response) => {
            response.writeHead(200, { "content-encoding": "gzip" })
            response.end(bomb)
          },
          { maxBodyBytes: 1_000_000 }
        ),
        "CheckoutDecodeError"
      )
      assert.strictEqual(error.reason, "TooLarge")
    })
  )

  it.scopedLive("a compressed body that breaks off is retried, and a whole one is read", () =>
    Effect.gen(function* () {
      const page = JSON.stringify(stripe.page([stripe.item(1)], 1, false))
      const packed = gzipSync(Buffer.from(page))
      let turn = 0
      const baseUrl = yield* serving((_, response) => {
        response.writeHead(200, { "content-encoding": "gzip" })
        response.end(turn++ === 0 ? packed.subarray(0, packed.length - 12) : packed)
      })
      const client = yield* connect(stripe, { baseUrl })
      const error = yield* Effect.flip(client.listSessions())
      assert.include(["Transport", "NotJson"], error.reason)
      assert.isTrue(error.isRetryable)
      assert.deepEqual(yield* all(client.streamSessions()), [stripe.item(1)])
    })
  )
})
