import * as Args from "@effect/cli/Args"
import * as Options from "@effect/cli/Options"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { CheckoutSession, CheckoutSessions, RateLimit, Sandbox } from "../index.js"
import * as Flags from "./flags.js"
import * as Local from "./local.js"
import * as Progress from "./progress.js"
import type { Provider } from "./providers.js"
import { MissingVariables, missing, providers, sandboxVariables } from "./providers.js"
import { Screen } from "./screen.js"

// Where a command gets its sessions from: a sandbox of its own, or accounts.

const baseUrl = Flags.checked("base-url", "address", (text) =>
  /^https?:\/\/[^\s/?#]/i.test(text)
    ? Either.right(text)
    : Flags.expected("an address such as http://127.0.0.1:4571", text)
).pipe(
  Options.optional,
  Options.withDescription(
    "Another address than the providers' own, such as that of `effect-checkout sandbox`; it implies --live"
  )
)

const live = Options.boolean("live").pipe(
  Options.withDescription(
    "Reads the real accounts whose credentials are in the environment, at the pace that the providers document; without it, a sandbox"
  )
)

const envFile = Flags.text("env-file", "file").pipe(
  Options.optional,
  Options.withDescription("Reads variables from this file; those of the environment win")
)

/** The providers to read; all by default. */
export const names = Args.choice(
  providers.map((adapter) => [adapter.provider, adapter] as const),
  { name: "provider" }
).pipe(Args.repeated, Args.withDescription("The providers to read; all by default"))

/** The options that say where sessions come from. */
export const options = {
  live,
  baseUrl,
  envFile,
  sessions: Local.sessions(250),
  seed: Local.seed,
  now: Local.now,
  days: Local.days
}

/** The values of these options. */
export interface Given {
  readonly live: boolean
  readonly baseUrl: Option.Option<string>
  readonly envFile: Option.Option<string>
  readonly sessions: number
  readonly seed: number
  readonly now: Option.Option<DateTime.DateTime>
  readonly days: number
}

const isStatus = (word: string): word is CheckoutSession.Status =>
  CheckoutSession.Status.literals.some((status) => status === word)

/** The options that say which sessions. */
export const filters = {
  status: Flags.checked("status", "status", (text) => {
    const words = text.split(",").map((word) => word.trim())
    return words.every(isStatus)
      ? Either.right(words.filter(isStatus))
      : Flags.expected(
          `${CheckoutSession.Status.literals.join(", ")}, or several of them separated by commas`,
          text
        )
  }).pipe(
    Options.optional,
    Options.withDescription(
      "Only sessions with this status, or with one of several, separated by commas"
    )
  ),
  since: Flags.time("since").pipe(
    Options.optional,
    Options.withDescription(
      "Only sessions created at this time or later: a time, or an age such as 7d"
    )
  ),
  until: Flags.time("until").pipe(
    Options.optional,
    Options.withDescription("Only sessions created before this time")
  )
}

/** The values of these options. */
export interface Filters {
  readonly status: Option.Option<ReadonlyArray<CheckoutSession.Status>>
  readonly since: Option.Option<Flags.Time>
  readonly until: Option.Option<Flags.Time>
}

/** The query of these options, its times fixed now. */
export const queryOf = (
  chosen: ReadonlyArray<Provider>,
  { since, status, until }: Filters
): Effect.Effect<CheckoutSessions.Query> =>
  Effect.map(DateTime.now, (now) => ({
    providers: chosen.map(({ provider }) => provider),
    status: Option.getOrUndefined(status),
    createdAfter: Option.getOrUndefined(Option.map(since, Flags.timeAt(now))),
    createdBefore: Option.getOrUndefined(Option.map(until, Flags.timeAt(now)))
  }))

/** No provider has credentials. */
class NothingToRead extends Data.TaggedError("NothingToRead") {
  override get message(): string {
    return "set the variables of at least one provider, in the environment or in an --env-file, or leave out --live"
  }
}

/** The file of variables cannot be read. */
class NoEnvFile extends Data.TaggedError("NoEnvFile")<{ readonly message: string }> {}

/** Those of the environment win, as with `node --env-file`. */
export const readEnvFile = (file: Option.Option<string>) =>
  Option.match(file, {
    onNone: () => Effect.void,
    onSome: (name) =>
      Effect.try({
        try: () => process.loadEnvFile(name),
        catch: (error) =>
          new NoEnvFile({
            message: `--env-file ${name}: ${error instanceof Error ? error.message : "it cannot be read"}`
          })
      })
  })

/** The providers that were named, all of which must have credentials; or those that have. */
const ready = (named: ReadonlyArray<Provider>) =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const known = yield* Effect.forEach(named.length > 0 ? named : providers, (adapter) =>
      Effect.map(missing(adapter), (variables) => ({ adapter, variables }))
    )
    const without = known.filter(({ variables }) => variables.length > 0)
    if (named.length > 0 && without.length > 0) {
      return yield* new MissingVariables({
        variables: without.flatMap(({ variables }) => variables)
      })
    }
    if (without.length === known.length) return yield* new NothingToRead()
    if (without.length > 0) {
      const skipped = without.map(
        ({ adapter, variables }) => `${adapter.provider} (${variables.join(", ")})`
      )
      yield* screen.tell(`Skipped, because these variables are not set: ${skipped.join("; ")}`)
    }
    return known.filter(({ variables }) => variables.length === 0).map(({ adapter }) => adapter)
  })

/** Runs a command over the sessions of some providers, of a sandbox or of real accounts. */
export const reading = <A, E>(
  named: ReadonlyArray<Provider>,
  { baseUrl, days, envFile, live, now, seed, sessions }: Given,
  use: (
    chosen: ReadonlyArray<Provider>
  ) => Effect.Effect<A, E, CheckoutSessions.CheckoutSessions | Screen>
) =>
  Effect.gen(function* () {
    const screen = yield* Screen
    yield* readEnvFile(envFile)
    if (live || Option.isSome(baseUrl)) {
      const chosen = yield* ready(named)
      const pace = Option.isSome(baseUrl) ? Layer.empty : RateLimit.layerDocumented
      const layer = CheckoutSessions.layerVariables(chosen, {
        baseUrl: Option.getOrUndefined(baseUrl)
      }).pipe(Layer.provide(pace), Layer.orDie)
      return yield* Effect.provide(use(chosen), layer)
    }
    const chosen = named.length > 0 ? named : providers
    yield* screen.tell(
      `Sandbox: ${Progress.count(sessions, "session")} for each provider; --live reads your accounts`
    )
    const layer: Layer.Layer<CheckoutSessions.CheckoutSessions> = CheckoutSessions.layerVariables(
      chosen
    ).pipe(
      Layer.provide(
        Sandbox.layerHttpClient({
          sessions,
          seed,
          now: Option.getOrUndefined(now),
          span: Duration.days(days)
        })
      ),
      Layer.orDie
    )
    return yield* Effect.provide(use(chosen), layer).pipe(
      Effect.withConfigProvider(sandboxVariables)
    )
  })
