import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import type * as HttpClient from "@effect/platform/HttpClient"
import * as HttpServer from "@effect/platform/HttpServer"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { RateLimit } from "../index.js"
import * as Answer from "./answer.js"
import * as Local from "./local.js"
import * as Progress from "./progress.js"
import type { Provider } from "./providers.js"
import { missing, providers, sandboxVariables } from "./providers.js"
import { type Output, Screen } from "./screen.js"
import { summary } from "./table.js"

/** Some readings failed; the line of each reading says why. */
class Incomplete extends Data.TaggedError("Incomplete")<{
  readonly providers: ReadonlyArray<string>
  /** Whether a provider gave an answer that was not shown. */
  readonly silent: boolean
}> {
  override get message(): string {
    const names = `not read to the end: ${this.providers.join(", ")}`
    return this.silent ? `${names}; ${Answer.hint}` : names
  }
}

/** No provider has credentials. */
class NothingToRead extends Data.TaggedError("NothingToRead") {
  override get message(): string {
    return "set the variables of at least one provider and run this again"
  }
}

const live = Options.boolean("live").pipe(
  Options.withDescription(
    "Reads the real accounts of all providers that have credentials in the environment"
  )
)

/** All sessions of a provider. */
const everything = {
  status: Option.none(),
  createdAfter: Option.none(),
  createdBefore: Option.none()
}

const readOne = (
  screen: Output,
  adapter: Provider,
  reading: Progress.Reading,
  baseUrl: string | undefined
): Effect.Effect<void, never, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const lane = yield* adapter.connect({ baseUrl })
    const pages = Option.getOrElse(lane.pages(everything), () => Stream.empty)
    yield* Stream.runForEach(pages, (page) => {
      reading.pages++
      reading.sessions += page.items.length
      reading.total = page.total
      for (const session of page.items) {
        const status = Option.getOrElse(session.providerStatus, () => "(none)")
        reading.statuses.set(status, (reading.statuses.get(status) ?? 0) + 1)
      }
      return Progress.tell(screen, reading, page.items.length)
    })
  }).pipe(
    Effect.catchAll((error) =>
      Effect.map(Answer.answerOf(error), (answer) => {
        reading.failure = error.message
        reading.answer = Option.getOrUndefined(answer)
      })
    ),
    // After an interruption nothing is said: it would read as if the list had ended.
    Effect.zipRight(
      Effect.map(Clock.currentTimeMillis, (now) => {
        reading.took = now - reading.began
      })
    ),
    Effect.zipRight(Effect.suspend(() => Progress.tellEnd(screen, reading)))
  )

/** All providers at once, each on a fiber of its own. */
const drain = (adapters: ReadonlyArray<Provider>, baseUrl: string | undefined, verbose: boolean) =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const began = yield* Clock.currentTimeMillis
    const readings = yield* Effect.forEach(adapters, (adapter) =>
      Effect.map(Progress.begin(adapter.provider), (reading) => [adapter, reading] as const)
    )
    yield* Effect.forEach(
      readings,
      ([adapter, reading]) => readOne(screen, adapter, reading, baseUrl),
      {
        concurrency: "unbounded",
        discard: true
      }
    ).pipe(
      Progress.showing(
        screen,
        readings.map(([, reading]) => reading)
      )
    )

    const all = readings.map(([, reading]) => reading)
    const took = (yield* Clock.currentTimeMillis) - began
    yield* screen.write(`\n${summary(all, took)}\n`)
    const answered = all.filter((reading) => reading.answer !== undefined)
    if (verbose && answered.length > 0) {
      const answers = answered.map(({ answer, provider }) => `${provider} answered: ${answer}\n`)
      yield* screen.write(`\n${answers.join("")}`)
    }
    const failed = all
      .filter((reading) => reading.failure !== undefined)
      .map((reading) => reading.provider)
    if (failed.length > 0) {
      yield* new Incomplete({ providers: failed, silent: !verbose && answered.length > 0 })
    }
  }).pipe(
    Effect.onInterrupt(() =>
      Effect.sync(() => {
        process.exitCode = 130
      })
    )
  )

const fromAccounts = (verbose: boolean) =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const known = yield* Effect.forEach(providers, (adapter) =>
      Effect.map(missing(adapter), (variables) => ({ adapter, variables }))
    )
    const without = known.filter(({ variables }) => variables.length > 0)
    const ready = known
      .filter(({ variables }) => variables.length === 0)
      .map(({ adapter }) => adapter)
    const named = without.map(
      ({ adapter, variables }) => `${adapter.provider} (${variables.join(", ")})`
    )
    if (named.length > 0)
      yield* screen.write(`Skipped, because these variables are not set: ${named.join("; ")}\n`)
    if (ready.length === 0) {
      return yield* new NothingToRead()
    }
    yield* screen.write(
      `Reading ${ready.map(({ provider }) => provider).join(", ")} at their documented pace\n\n`
    )
    yield* drain(ready, undefined, verbose).pipe(Effect.provide(RateLimit.layerDocumented))
  })

const fromSandbox = (options: Local.SandboxOptions, verbose: boolean) =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const server = yield* HttpServer.HttpServer
    const url = Local.urlOf(server)
    yield* screen.write(
      `Sandbox on ${url}: ${Progress.count(options.sessions, "session")} for each of ${providers.length} providers\n\n`
    )
    yield* Effect.withConfigProvider(drain(providers, url, verbose), sandboxVariables)
  }).pipe(Effect.provide(Layer.provideMerge(Local.serving(options), Local.server(0))))

/** `effect-checkout demo` */
export const demo = Command.make(
  "demo",
  {
    live,
    sessions: Local.sessions(3000),
    seed: Local.seed,
    latency: Local.latency(15),
    now: Local.now,
    days: Local.days,
    verbose: Answer.verbose
  },
  ({ live, verbose, ...options }) =>
    Effect.if(live, {
      onTrue: () => fromAccounts(verbose),
      onFalse: () => fromSandbox(options, verbose)
    })
).pipe(
  Command.withDescription(
    "Streams the checkout sessions of all providers at once: of a sandbox on loopback, or with --live of real accounts"
  )
)
