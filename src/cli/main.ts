#!/usr/bin/env node
import * as Command from "@effect/cli/Command"
import * as ValidationError from "@effect/cli/ValidationError"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeTerminal from "@effect/platform-node/NodeTerminal"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import * as Ansi from "./ansi.js"
import { demo } from "./demo.js"
import { exports } from "./export.js"
import { list } from "./list.js"
import { report } from "./report.js"
import { retrieve } from "./retrieve.js"
import { sandbox } from "./sandbox.js"
import * as Screen from "./screen.js"
import { summary } from "./summary.js"
import * as Sync from "./sync.js"
import * as Usage from "./usage.js"

/** Set by the bundler from package.json. */
declare const VERSION: string

const name = "effect-checkout"

const command = Command.make(name).pipe(
  Command.withDescription(
    "Checkout sessions of Stripe, Polar, Flowglad, Monime and Leanrails: listed, streamed and simulated"
  ),
  Command.withSubcommands([demo, list, retrieve, exports, summary, report, Sync.sync, sandbox])
)

const shapes: ReadonlyArray<Usage.Shape> = [
  { name: "demo", usage: Command.getUsage(demo) },
  { name: "list", usage: Command.getUsage(list) },
  { name: "retrieve", usage: Command.getUsage(retrieve) },
  { name: "export", usage: Command.getUsage(exports) },
  { name: "summary", usage: Command.getUsage(summary) },
  { name: "report", usage: Command.getUsage(report) },
  { name: "sync", usage: Command.getUsage(Sync.sync) },
  { name: "sync status", usage: Command.getUsage(Sync.status) },
  { name: "sync audit", usage: Command.getUsage(Sync.audit) },
  { name: "sync query", usage: Command.getUsage(Sync.query) },
  { name: "sync runner", usage: Command.getUsage(Sync.runner) },
  { name: "sandbox", usage: Command.getUsage(sandbox) }
]

/** 1, unless the error has an exit code of its own. */
const codeOf = (error: Error): number =>
  "exitCode" in error && typeof error.exitCode === "number" ? error.exitCode : 1

/** Why the program failed, as one line, and its exit code; nothing if a signal ended it. */
const explain = (
  cause: Cause.Cause<Error | ValidationError.ValidationError>
): Option.Option<readonly [line: string, code: number]> => {
  const notWritten = Chunk.findFirst(
    Cause.defects(cause),
    (defect) => defect instanceof Screen.NotWritten
  )
  if (Option.isSome(notWritten)) {
    return notWritten.value.readerGone ? Option.none() : Option.some([notWritten.value.message, 1])
  }
  // An interrupted command has printed how far it came; its exit code stays.
  if (Cause.isInterruptedOnly(cause)) return Option.none()
  return Option.some(
    Option.match(Cause.failureOption(cause), {
      onNone: () => [Cause.pretty(cause), 1] as const,
      onSome: (error) =>
        ValidationError.isValidationError(error)
          ? ([Usage.explain(name, shapes, process.argv.slice(2), error), 2] as const)
          : ([error.message, codeOf(error)] as const)
    })
  )
}

const program = Effect.gen(function* () {
  const screen = yield* Screen.Screen
  const wrong = Usage.refusal(name, shapes, process.argv.slice(2))
  if (wrong !== undefined) {
    process.exitCode = 2
    return yield* screen.tell(wrong)
  }
  yield* Command.run(command, { name, version: VERSION })(process.argv).pipe(
    Ansi.withConsole(screen),
    Effect.onExit((exit) =>
      Effect.suspend(() => {
        const why = Exit.isFailure(exit) ? explain(exit.cause) : Option.none()
        if (Option.isNone(why)) return Effect.void
        const [line, code] = why.value
        process.exitCode = code
        return screen.tell(line)
      })
    )
  )
})

program.pipe(
  Effect.provide(
    Layer.mergeAll(
      FetchHttpClient.layer,
      NodeFileSystem.layer,
      NodePath.layer,
      NodeTerminal.layer,
      Screen.layer,
      // Standard output is for sessions alone.
      Logger.replace(
        Logger.defaultLogger,
        Logger.make(({ message }) => {
          process.stderr.write(`${Arr.ensure(message).map(String).join(" ")}\n`)
        })
      )
    )
  ),
  NodeRuntime.runMain({
    disablePrettyLogger: true,
    disableErrorReporting: true,
    // All that was written has been taken. A connection that is kept alive is no reason to stay.
    teardown: () => process.exit()
  })
)
