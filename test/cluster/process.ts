// A process of these tests: a runner, the sandbox, or one that follows all sources without a cluster.
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { FetchHttpClient, HttpServer } from "@effect/platform"
import { Duration, Effect, Layer, Logger, Schema } from "effect"
import { createServer } from "node:http"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as Sync from "../../src/sync/Sync.js"
import * as SyncCluster from "../../src/sync/SyncCluster.js"
import * as SyncStore from "../../src/sync/SyncStore.js"
import { client } from "../postgres/client.js"
import { sourceOf } from "../sync/sources.js"
import type { Plan } from "./plan.js"
import { lanes, sandbox, Told } from "./plan.js"

const told = Schema.decodeSync(Told)(process.argv[2] ?? "")

const print = (line: unknown) =>
  Effect.sync(() => void process.stdout.write(`${JSON.stringify(line)}\n`))

const options: Sync.Options = {
  every: Duration.seconds(1),
  onProgress: ({ kind, source }) => Effect.suspend(() => print({ source, kind, at: Date.now() }))
}

const sourcesOf = ({ accounts, provider }: Plan) =>
  Effect.forEach(accounts, (account) => sourceOf(provider, account, { baseUrl: told.baseUrl }))

const database = Layer.provideMerge(SyncStore.layerSql(), client(told.host, told.database))

const runner = Layer.launch(
  SyncCluster.layer({
    ...options,
    address: told.address,
    lanes: lanes
      .filter(({ name }) => told.lanes.includes(name))
      .map((lane) => ({ name: lane.name, sources: sourcesOf(lane) }))
  })
).pipe(Effect.provide(Layer.merge(database, FetchHttpClient.layer)), Effect.orDie)

const alone = Effect.forEach(lanes, sourcesOf).pipe(
  Effect.flatMap((sources) => Sync.follow(sources.flat(), options)),
  Effect.provide(Layer.merge(database, FetchHttpClient.layer)),
  Effect.orDie
)

const serve = HttpServer.addressWith((address) =>
  address._tag === "TcpAddress"
    ? print({ url: `http://${address.hostname}:${address.port}` })
    : Effect.void
).pipe(
  Effect.zipRight(Effect.never),
  Effect.provide(Sandbox.serve(sandbox(told))),
  Effect.provide(NodeHttpServer.layer(() => createServer(), { port: 0, host: "127.0.0.1" })),
  Effect.orDie
)

const programs: Readonly<Record<typeof told.role, Effect.Effect<never>>> = {
  runner,
  alone,
  sandbox: serve
}

programs[told.role].pipe(
  Effect.provide(
    Logger.replace(Logger.defaultLogger, Logger.withConsoleError(Logger.logfmtLogger))
  ),
  NodeRuntime.runMain({ disablePrettyLogger: true })
)
