import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as HttpServer from "@effect/platform/HttpServer"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { Sandbox } from "../index.js"
import { faults, rateLimits } from "./faults.js"
import * as Flags from "./flags.js"
import * as Local from "./local.js"
import * as Progress from "./progress.js"
import { providers, variableOf } from "./providers.js"
import { Screen } from "./screen.js"

const port = Flags.whole("port", { least: 0, most: 65535 }).pipe(
  Options.withDefault(0),
  Options.withDescription("The port on 127.0.0.1 (any free one)")
)

const json = Options.boolean("json").pipe(
  Options.withDescription(
    'Print one line of JSON: {"url": …, "credentials": {"stripe": {"secretKey": …}, …}}'
  )
)

const describe = (url: string, sessions: number): string => {
  const variables = Object.entries(Sandbox.credentials).flatMap(([provider, credentials]) =>
    Object.entries(credentials).map(([key, value]) => `  ${variableOf(provider, key)}=${value}`)
  )
  return [
    `Sandbox on ${url}: ${Progress.count(sessions, "session")} for each of ${providers.length} providers`,
    "",
    "It accepts these credentials:",
    ...variables,
    "",
    "List from it with:",
    `  ${variableOf("stripe", "secretKey")}=${Sandbox.credentials.stripe.secretKey} npx effect-checkout list stripe --base-url ${url}`,
    "",
    "Ctrl-C ends it.",
    ""
  ].join("\n")
}

/** `effect-checkout sandbox` */
export const sandbox = Command.make(
  "sandbox",
  {
    port,
    sessions: Local.sessions(250),
    seed: Local.seed,
    latency: Local.latency(0),
    now: Local.now,
    days: Local.days,
    churn: Local.churn,
    faults,
    rateLimits,
    json
  },
  ({ faults, json, port, ...given }) => {
    const options: Local.SandboxOptions = { ...given, faults: Option.getOrUndefined(faults) }
    return Effect.gen(function* () {
      const screen = yield* Screen
      const url = Local.urlOf(yield* HttpServer.HttpServer)
      yield* screen.write(
        json
          ? `${JSON.stringify({ url, credentials: Sandbox.credentials })}\n`
          : describe(url, options.sessions)
      )
      return yield* Effect.never
    }).pipe(Effect.provide(Layer.provideMerge(Local.serving(options), Local.server(port))))
  }
).pipe(
  Command.withDescription(
    "Serves the list APIs of all providers, simulated, on loopback until interrupted"
  )
)
