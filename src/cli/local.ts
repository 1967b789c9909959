import * as Options from "@effect/cli/Options"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import type * as HttpServer from "@effect/platform/HttpServer"
import * as Data from "effect/Data"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { createServer } from "node:http"
import { Sandbox } from "../index.js"

/** The options of a sandbox on loopback. */
export interface SandboxOptions {
  readonly sessions: number
  readonly seed: number
  readonly latency: number
  readonly faults?: Sandbox.Faults | undefined
  readonly rateLimits?: boolean | undefined
}

const whole = (name: string) =>
  Options.integer(name).pipe(Options.withSchema(Schema.NonNegativeInt))

export const sessions = (standard: number) =>
  whole("sessions").pipe(
    Options.withDefault(standard),
    Options.withDescription(`Sessions for each provider (${standard})`)
  )

export const seed = whole("seed").pipe(
  Options.withDefault(1),
  Options.withDescription("The same seed makes the same sessions (1)")
)

export const latency = (standard: number) =>
  whole("latency").pipe(
    Options.withDefault(standard),
    Options.withDescription(`Milliseconds before each answer (${standard})`)
  )

/** Another program uses the port. */
class PortTaken extends Data.TaggedError("PortTaken")<{ readonly message: string }> {}

/** A server on loopback; port 0 is any free one. */
export const server = (port: number): Layer.Layer<HttpServer.HttpServer, PortTaken> =>
  NodeHttpServer.layerServer(() => createServer(), { port, host: "127.0.0.1" }).pipe(
    Layer.mapError(
      ({ cause }) =>
        new PortTaken({
          message: `cannot listen on 127.0.0.1:${port}: ${cause instanceof Error ? cause.message : "it is refused"}; choose another --port, or none`
        })
    )
  )

export const serving = ({
  faults,
  rateLimits = false,
  seed,
  ...options
}: SandboxOptions): Layer.Layer<never, never, HttpServer.HttpServer> =>
  Sandbox.serve({
    ...options,
    seed,
    faults: faults && { seed, ...faults },
    rateLimits: rateLimits ? "documented" : "none"
  })

export const urlOf = ({ address }: HttpServer.HttpServer): string =>
  address._tag === "TcpAddress" ? `http://${address.hostname}:${address.port}` : address.path
