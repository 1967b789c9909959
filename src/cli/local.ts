import * as Options from "@effect/cli/Options"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import type * as HttpServer from "@effect/platform/HttpServer"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { createServer } from "node:http"
import { Sandbox } from "../index.js"
import * as Flags from "./flags.js"

/** The options of a sandbox on loopback. */
export interface SandboxOptions {
  readonly sessions: number
  readonly seed: number
  readonly latency: number
  readonly now: Option.Option<DateTime.DateTime>
  readonly days: number
  readonly churn?: number | undefined
  readonly faults?: Sandbox.Faults | undefined
  readonly rateLimits?: boolean | undefined
}

const whole = (name: string) => Flags.whole(name, { least: 0 })

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

export const now = Flags.checked("now", "time", (text) =>
  Option.match(DateTime.make(text), {
    onNone: () => Flags.expected("a date or a time, such as 2026-06-01T12:00:00Z", text),
    onSome: (time) => Either.right(time)
  })
).pipe(
  Options.optional,
  Options.withDescription("The time at which the data was made (the current time)")
)

export const days = Flags.decimal("days", { least: 0 }).pipe(
  Options.withDefault(30),
  Options.withDescription("The age of the oldest session (30)")
)

export const churn = Flags.decimal("churn", { least: 0, most: 1 }).pipe(
  Options.withDefault(0),
  Options.withDescription("The share of requests before which a session changes (0)")
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
  churn,
  days,
  faults,
  now,
  rateLimits = false,
  seed,
  ...options
}: SandboxOptions): Layer.Layer<never, never, HttpServer.HttpServer> =>
  Sandbox.serve({
    ...options,
    seed,
    now: Option.getOrUndefined(now),
    span: Duration.days(days),
    churn: { rate: churn, seed },
    faults: faults && { seed, ...faults },
    rateLimits: rateLimits ? "documented" : "none"
  })

export const urlOf = ({ address }: HttpServer.HttpServer): string =>
  address._tag === "TcpAddress" ? `http://${address.hostname}:${address.port}` : address.path
