#!/usr/bin/env node
import * as Command from "@effect/cli/Command"
import * as ValidationError from "@effect/cli/ValidationError"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeTerminal from "@effect/platform-node/NodeTerminal"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { demo } from "./demo.js"
import { list } from "./list.js"
import { sandbox } from "./sandbox.js"
import * as Screen from "./screen.js"

/** Set by the bundler from package.json. */
declare const VERSION: string

const command = Command.make("effect-checkout").pipe(
  Command.withDescription(
    "Checkout sessions of Stripe, Polar, Flowglad, Monime and Leanrails: listed, streamed and simulated"
  ),
  Command.withSubcommands([demo, list, sandbox])
)

const run = Command.run(command, { name: "effect-checkout", version: VERSION })

run(process.argv).pipe(
  // The parser has already printed what it did not understand.
  Effect.catchIf(ValidationError.isValidationError, () =>
    Effect.sync(() => {
      process.exitCode = 2
    })
  ),
  Effect.catchAll((error) =>
    Effect.sync(() => {
      process.stderr.write(`${error.message}\n`)
      process.exitCode = 1
    })
  ),
  Effect.provide(
    Layer.mergeAll(
      FetchHttpClient.layer,
      NodeFileSystem.layer,
      NodePath.layer,
      NodeTerminal.layer,
      Screen.layer
    )
  ),
  // An interrupted command has printed what it left undone; its exit code stays.
  NodeRuntime.runMain({
    disablePrettyLogger: true,
    teardown: (exit, onExit) =>
      onExit(
        Exit.isFailure(exit) && !Cause.isInterruptedOnly(exit.cause)
          ? 1
          : Number(process.exitCode ?? 0)
      )
  })
)
