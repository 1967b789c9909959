import * as HttpClient from "@effect/platform/HttpClient"
import type * as SqlClient from "@effect/sql/SqlClient"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { RateLimit, Sandbox } from "../../index.js"
import type * as Sync from "../../sync/Sync.js"
import * as SyncStore from "../../sync/SyncStore.js"
import { sandboxVariables } from "../providers.js"
import type { Screen } from "../screen.js"
import * as Accounts from "./accounts.js"
import * as Database from "./database.js"
import type { Given } from "./given.js"

/** Runs an effect with the accounts, of a sandbox or of the environment, and with the store. */
export const withSources = <A, E, R>(
  { baseUrl, days, db, demo, keepSecrets, named, seed, sessions }: Given,
  use: (
    sources: ReadonlyArray<Sync.Source>
  ) => Effect.Effect<A, E, R | Screen | SqlClient.SqlClient | SyncStore.SyncStore>
) => {
  const connected = Effect.gen(function* () {
    const accounts = yield* Accounts.chosen(named, demo ? {} : process.env)
    return yield* Effect.forEach(accounts, (account) =>
      Accounts.connect(account, { baseUrl: Option.getOrUndefined(baseUrl) })
    )
  })
  const store = SyncStore.layerSql({ keepSecrets }).pipe(Layer.provideMerge(Database.layer(db)))
  const client = demo
    ? Sandbox.layerHttpClient({ sessions, seed, span: Duration.days(days) })
    : Layer.effect(HttpClient.HttpClient, HttpClient.HttpClient)
  const sources = Effect.provide(
    demo ? Effect.withConfigProvider(connected, sandboxVariables) : connected,
    demo || Option.isSome(baseUrl) ? Layer.empty : RateLimit.layerDocumented
  )
  return Effect.flatMap(sources, use).pipe(Effect.provide(client), Effect.provide(store))
}
