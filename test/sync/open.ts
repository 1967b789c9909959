import { HttpClient } from "@effect/platform"
import { Effect, Layer } from "effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { SyncStore } from "../../src/sync/SyncStore.js"
import * as Memory from "./memory.js"

/** A sandbox, a store in memory, and the services that sync needs of them. */
export const open = (options: Sandbox.Options) =>
  Effect.map(Sandbox.make(options), (running) => {
    const store = Memory.make()
    const context = Layer.merge(
      Layer.succeed(SyncStore, store),
      Layer.succeed(HttpClient.HttpClient, running.httpClient)
    )
    return { running, store, context }
  })
