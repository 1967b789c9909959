import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { CheckoutError, CheckoutSession, type CheckoutSessions } from "../../index.js"
import * as Flags from "../flags.js"
import { type Provider, providers } from "../providers.js"
import type * as Source from "../source.js"

/** The formats of a file. */
export const Format = Schema.Literal("ndjson", "csv")

export type Format = typeof Format.Type

/** A bound of creation. An age becomes a time when the export begins; its milliseconds are kept beside it. */
const Bound = Schema.Struct({ at: Schema.DateTimeUtc, age: Schema.NullOr(Schema.Number) })

/** The options of an export, fixed when it begins. */
export const Run = Schema.Struct({
  format: Format,
  providers: Schema.Array(CheckoutError.ProviderName),
  status: Schema.NullOr(Schema.Array(CheckoutSession.Status)),
  since: Schema.NullOr(Bound),
  until: Schema.NullOr(Bound),
  source: Schema.Union(
    Schema.TaggedStruct("Sandbox", {
      sessions: Schema.Int,
      seed: Schema.Int,
      days: Schema.Number,
      // The sandbox makes other data at another time.
      now: Schema.DateTimeUtc
    }),
    Schema.TaggedStruct("Live", { baseUrl: Schema.NullOr(Schema.String) })
  )
})

export type Run = typeof Run.Type

/** The options of a line. `None` and `false`: not given. */
export interface Line extends Source.Filters {
  readonly named: ReadonlyArray<Provider>
  readonly out: string
  readonly format: Option.Option<Format>
  readonly live: boolean
  readonly baseUrl: Option.Option<string>
  readonly envFile: Option.Option<string>
  readonly sessions: Option.Option<number>
  readonly seed: Option.Option<number>
  readonly days: Option.Option<number>
  readonly now: Option.Option<DateTime.DateTime>
}

const ageOf = (time: Flags.Time): number | null =>
  time._tag === "Ago" ? Duration.toMillis(time.age) : null

const boundAt =
  (now: DateTime.Utc) =>
  (time: Flags.Time): typeof Bound.Type => ({ at: Flags.timeAt(now)(time), age: ageOf(time) })

const formatOf = ({ format, out }: Line): Format =>
  Option.getOrElse(format, () => (/\.csv$/i.test(out) ? "csv" : "ndjson"))

/** All options but the providers. Without names, those are known once the credentials have been read. */
export type Plan = Omit<Run, "providers">

/** The query of a command line, its times fixed now. */
export const planOf = (line: Line): Effect.Effect<Plan> =>
  Effect.map(DateTime.now, (now) => ({
    format: formatOf(line),
    status: Option.getOrNull(line.status),
    since: Option.getOrNull(Option.map(line.since, boundAt(now))),
    until: Option.getOrNull(Option.map(line.until, boundAt(now))),
    source:
      line.live || Option.isSome(line.baseUrl)
        ? { _tag: "Live", baseUrl: Option.getOrNull(line.baseUrl) }
        : {
            _tag: "Sandbox",
            sessions: Option.getOrElse(line.sessions, () => 250),
            seed: Option.getOrElse(line.seed, () => 1),
            days: Option.getOrElse(line.days, () => 30),
            now: Option.match(line.now, { onNone: () => now, onSome: DateTime.toUtc })
          }
  }))

/** The options that say where sessions come from. */
export const givenOf = ({ source }: Plan, envFile: Option.Option<string>): Source.Given => ({
  live: source._tag === "Live",
  baseUrl: source._tag === "Live" ? Option.fromNullable(source.baseUrl) : Option.none(),
  envFile,
  ...(source._tag === "Sandbox"
    ? { ...source, now: Option.some(source.now) }
    : { sessions: 0, seed: 0, days: 0, now: Option.none() })
})

/** The providers of an export, in the order in which they are read. */
export const providersOf = (run: Run): ReadonlyArray<Provider> =>
  providers.filter(({ provider }) => run.providers.includes(provider))

/** The same run whatever the order in which the providers were named. */
export const runOf = (plan: Plan, chosen: ReadonlyArray<Provider>): Run => ({
  ...plan,
  providers: providers
    .filter((provider) => chosen.includes(provider))
    .map(({ provider }) => provider)
})

/** The query to one provider of an export. */
export const queryOf = (
  { since, status, until }: Run,
  provider: CheckoutError.ProviderName
): CheckoutSessions.Query => ({
  providers: [provider],
  status: status ?? undefined,
  createdAfter: since?.at,
  createdBefore: until?.at
})

const list = (words: ReadonlyArray<string> | null): string =>
  words === null ? "" : [...new Set(words)].sort().join(",")

/** A text that is equal for two lines with the same meaning, and for no others. */
const textOf = (bound: typeof Bound.Type | null): string =>
  bound === null
    ? ""
    : bound.age === null
      ? DateTime.formatIso(bound.at)
      : `${bound.age / 60_000} minutes ago`

const sourceOf = ({ source }: Run): Readonly<Record<string, string>> =>
  source._tag === "Live"
    ? { "--live": "yes", "--base-url": source.baseUrl ?? "" }
    : {
        "--live": "no",
        "--base-url": "",
        "--sessions": String(source.sessions),
        "--seed": String(source.seed),
        "--days": String(source.days),
        "--now": DateTime.formatIso(source.now)
      }

/** The options of a line that contradict the export that it continues. */
export const contradictions = (
  line: Line,
  run: Run
): ReadonlyArray<readonly [option: string, before: string]> => {
  // An age is compared with an age, so it does not matter from when it is counted.
  const epoch = DateTime.unsafeMake(0)
  const text = (time: Option.Option<Flags.Time>) =>
    Option.map(time, (time) => textOf(boundAt(epoch)(time)))
  const held: Readonly<Record<string, string>> = {
    ...sourceOf(run),
    "the providers": list(run.providers),
    "--format": run.format,
    "--status": list(run.status),
    "--since": textOf(run.since),
    "--until": textOf(run.until)
  }
  const said: Readonly<Record<string, Option.Option<string>>> = {
    "the providers":
      line.named.length === 0
        ? Option.none()
        : Option.some(list(line.named.map(({ provider }) => provider))),
    "--format": line.format,
    "--status": Option.map(line.status, list),
    "--since": text(line.since),
    "--until": text(line.until),
    "--live": line.live ? Option.some("yes") : Option.none(),
    "--base-url": line.baseUrl,
    "--sessions": Option.map(line.sessions, String),
    "--seed": Option.map(line.seed, String),
    "--days": Option.map(line.days, String),
    "--now": Option.map(line.now, DateTime.formatIso)
  }
  return Object.entries(said).flatMap(([option, value]) => {
    const before = held[option]
    // The sandbox's options mean nothing to an export of real accounts.
    return before === undefined || Option.isNone(value) || value.value === before
      ? []
      : [[option, before === "" ? "not given" : before] as const]
  })
}
