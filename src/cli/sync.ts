import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Flags from "./flags.js"
import * as Local from "./local.js"
import * as Source from "./source.js"

const db = Args.text({ name: "db" }).pipe(
  Args.withDescription("A file of SQLite, which is made if it is missing, or postgres://…")
)

const named = Args.text({ name: "source" }).pipe(
  Args.repeated,
  Args.withDescription(
    "The accounts to read: stripe, polar, flowglad, monime, leanrails, or an account such as stripe/eu, whose variables end in __EU; by default all that have credentials"
  )
)

const once = Options.boolean("once").pipe(
  Options.withDescription(
    "Ends when everything is read, for cron; without it, sync goes on until Ctrl-C"
  )
)

const units = { s: "seconds", m: "minutes", h: "hours" } as const

const everyOf = (text: string): Either.Either<Duration.Duration, string> => {
  const [, count = "", unit = ""] = /^(\d{1,5})([smh])$/.exec(text) ?? []
  return Number(count) > 0 && (unit === "s" || unit === "m" || unit === "h")
    ? Either.right(Duration.decode(`${Number(count)} ${units[unit]}`))
    : Flags.expected("a duration such as 30s, 5m or 1h", text)
}

const every = Flags.checked("every", "duration", everyOf).pipe(
  Options.withDefault(Duration.minutes(5)),
  Options.withDescription("How often each source is read again once it is loaded (5m)")
)

const demo = Options.boolean("demo").pipe(
  Options.withDescription(
    "Reads a sandbox once, without any account; --sessions, --seed and --days describe it"
  )
)

const keepSecrets = Options.boolean("keep-secrets").pipe(
  Options.withDescription(
    "Keeps client secrets and the addresses that contain them; without it, they never reach the database"
  )
)

const force = Options.boolean("force").pipe(
  Options.withDescription("Marks sessions as gone even if more than a fifth of them is missing")
)

const json = Options.boolean("json").pipe(Options.withDescription("Each row as a line of JSON"))

const options = {
  every,
  keepSecrets,
  demo,
  baseUrl: Source.options.baseUrl,
  envFile: Source.options.envFile,
  sessions: Local.sessions(250),
  seed: Local.seed,
  days: Local.days
}

/** The package is damaged: the file that this command loads is missing. */
class NotLoaded extends Data.TaggedError("NotLoaded")<{ readonly message: string }> {}

/** The part that needs a database. */
const loaded = Effect.tryPromise({
  try: () => import("./sync/run.js"),
  catch: (error) =>
    new NotLoaded({
      message: `sync cannot be loaded: ${error instanceof Error ? error.message : "unknown"}`
    })
})

/** `effect-checkout sync status` */
export const status = Command.make("status", { db, every, json }, ({ db, every, json }) =>
  Effect.flatMap(loaded, ({ status }) => status(db, every, json))
).pipe(
  Command.withDescription(
    "Shows the sessions of each source in the database, and whether they are current; ends with 1 if a source was not read for three rounds"
  )
)

/** `effect-checkout sync audit` */
export const audit = Command.make(
  "audit",
  { db, named, force, ...options },
  ({ envFile, force, ...given }) =>
    Effect.zipRight(
      Source.readEnvFile(envFile),
      Effect.flatMap(loaded, ({ audit }) => audit({ ...given, once: true }, force))
    )
).pipe(
  Command.withDescription(
    "Reads every list whole and marks the sessions that their providers no longer have; nothing is deleted"
  )
)

const address = Options.text("address").pipe(
  Options.optional,
  Options.withDescription(
    "The name of this runner in the table of runners, such as host:port; nothing listens there (the machine's name)"
  )
)

const { baseUrl, envFile } = options

/** `effect-checkout sync runner` */
export const runner = Command.make(
  "runner",
  { db, named, address, every, keepSecrets, baseUrl, envFile },
  ({ address, envFile, ...given }) =>
    Effect.gen(function* () {
      yield* Source.readEnvFile(envFile)
      const { runner } = yield* loaded
      const noDemo = { once: false, demo: false, sessions: 0, seed: 1, days: 1 }
      yield* runner({ ...given, ...noDemo }, Option.getOrUndefined(address))
    })
).pipe(
  Command.withDescription(
    "Reads a share of the accounts, as one of several processes over one Postgres; when it ends, another process goes on"
  )
)

/** `effect-checkout sync query` */
export const query = Command.make(
  "query",
  {
    db,
    sql: Args.text({ name: "sql" }).pipe(
      Args.optional,
      Args.withDescription("A query in SQL; without it, examples are shown")
    ),
    json
  },
  ({ db, json, sql }) => Effect.flatMap(loaded, ({ query }) => query(db, sql, json))
).pipe(Command.withDescription("Runs a query that only reads the database"))

/** The line has no database. */
class NoDatabase extends Data.TaggedError("NoDatabase") {
  readonly exitCode = 2
  override get message(): string {
    return "expected a db: the name of a file, or postgres://…; see effect-checkout sync --help"
  }
}

/** `effect-checkout sync` */
export const sync = Command.make(
  "sync",
  { db: Args.optional(db), named, once, ...options },
  ({ db, envFile, once, ...given }) =>
    Effect.gen(function* () {
      if (Option.isNone(db)) return yield* new NoDatabase()
      yield* Source.readEnvFile(envFile)
      const { sync } = yield* loaded
      // A sandbox of this process alone does not change while it is read.
      yield* sync({ ...given, db: db.value, once: once || given.demo })
    })
).pipe(
  Command.withDescription(
    "Keeps every session of every account in a database of your own: loads all of them, then follows their changes"
  ),
  Command.withSubcommands([status, audit, query, runner])
)
