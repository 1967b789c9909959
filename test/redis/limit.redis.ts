import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { HttpServer } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createServer as createHttpServer } from "node:http"
import { createServer } from "node:net"
import { fileURLToPath } from "node:url"
import { Sandbox } from "../../src/index.js"

const freePort = Effect.promise(async () => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  if (address === null || typeof address === "string") throw new Error("no port")
  return address.port
})

/** A redis-server of this test, stopped when the scope closes. */
const redis = Effect.gen(function* () {
  const port = yield* freePort
  yield* Effect.acquireRelease(
    Effect.promise(async () => {
      const child = spawn(
        "redis-server",
        ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        { stdio: ["ignore", "pipe", "inherit"] }
      )
      for await (const chunk of child.stdout) {
        if (String(chunk).includes("Ready to accept connections")) break
      }
      return child
    }),
    (child) =>
      Effect.promise(async () => {
        child.kill()
        if (child.exitCode === null) await once(child, "exit")
      })
  )
  return port
})

const drainInAProcess = (baseUrl: string, port: number) =>
  Effect.promise(async () => {
    const worker = fileURLToPath(new URL("worker.ts", import.meta.url))
    const child = spawn(process.execPath, ["--import", "tsx", worker, baseUrl, String(port)], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    let output = ""
    child.stdout.on("data", (chunk) => {
      output += String(chunk)
    })
    const [code] = await once(child, "exit")
    return { code, sessions: Number(output) }
  })

/** The most requests in any window of this many milliseconds. */
const busiest = (times: ReadonlyArray<number>, window: number) => {
  let most = 0
  for (let first = 0, last = 0; last < times.length; last++) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= window) first++
    most = Math.max(most, last - first + 1)
  }
  return most
}

describe("RateLimitStore over Redis", () => {
  it.scopedLive("four processes together stay under one limit", () =>
    Effect.gen(function* () {
      const arrivals: Array<number> = []
      let refused = 0
      const serving = Sandbox.serve({
        sessions: 1000,
        rateLimits: "documented",
        onRequest: ({ status }) =>
          Effect.sync(() => {
            arrivals.push(performance.now())
            if (status === 429) refused++
          })
      }).pipe(
        Layer.provideMerge(
          NodeHttpServer.layerServer(() => createHttpServer(), { port: 0, host: "127.0.0.1" })
        )
      )
      const { address } = yield* Effect.map(Layer.build(serving), (context) =>
        HttpServer.HttpServer.pipe(Effect.provide(context), Effect.runSync)
      )
      if (address._tag !== "TcpAddress") return yield* Effect.dieMessage("no address")
      const port = yield* redis
      const drained = yield* Effect.replicateEffect(
        drainInAProcess(`http://127.0.0.1:${address.port}`, port),
        4,
        { concurrency: "unbounded" }
      )

      assert.deepStrictEqual(
        drained,
        Array.from({ length: 4 }, () => ({ code: 0, sessions: 1000 }))
      )
      assert.strictEqual(arrivals.length, 160)
      assert.strictEqual(refused, 0)
      // Stripe's documented rate for a test key: 25 reads a second.
      assert.isAtMost(busiest(arrivals, 1000), 25)
      const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000
      console.log(
        `160 requests of 4 processes in ${seconds.toFixed(2)} s: ${(159 / seconds).toFixed(1)} a second, at most ${busiest(arrivals, 1000)} in any second`
      )
      // An attempt that is late for its time gives it up, so a busy machine is slower, never faster.
      assert.isAtLeast(159 / seconds, 0.5 * 25)
    })
  )
})
