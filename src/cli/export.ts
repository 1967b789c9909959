import * as Command from "@effect/cli/Command"
import * as HelpDoc from "@effect/cli/HelpDoc"
import * as Options from "@effect/cli/Options"
import * as ValidationError from "@effect/cli/ValidationError"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Answer from "./answer.js"
import * as Checkpoint from "./export/checkpoint.js"
import * as Read from "./export/read.js"
import * as Run from "./export/run.js"
import * as Target from "./export/target.js"
import * as Flags from "./flags.js"
import * as Progress from "./progress.js"
import * as Reading from "./reading.js"
import { type Output, Screen } from "./screen.js"
import * as Source from "./source.js"

const out = Flags.checked("out", "file", (text) =>
  text === "" || text === "-"
    ? Flags.expected("the name of a file; `list --json` writes to standard output", text)
    : Either.right(text)
).pipe(
  Options.withDescription(
    "The file to write. A file beside it, with .checkpoint after the name, says how far the export has come"
  )
)

const format = Options.choice("format", Run.Format.literals).pipe(
  Options.optional,
  Options.withDescription(
    "A line of JSON for each session, or CSV for spreadsheets; by default as the name of the file ends, or else ndjson"
  )
)

const resume = Options.boolean("resume").pipe(
  Options.withDescription(
    "Goes on with an earlier export to this file, with its options; begins one if there is none"
  )
)

const overwrite = Options.boolean("overwrite").pipe(
  Options.withDescription("Replaces the file if it exists")
)

// They have no defaults here: an export that goes on has its options in the checkpoint.
const sandbox = {
  sessions: Flags.whole("sessions", { least: 0 }).pipe(
    Options.optional,
    Options.withDescription("Sessions for each provider of the sandbox (250)")
  ),
  seed: Flags.whole("seed", { least: 0 }).pipe(
    Options.optional,
    Options.withDescription("The same seed makes the same sessions (1)")
  ),
  days: Flags.decimal("days", { least: 0 }).pipe(
    Options.optional,
    Options.withDescription("The age of the oldest session (30)")
  )
}

const refuse = (why: string) => Effect.fail(ValidationError.invalidValue(HelpDoc.p(why)))

/** A name, quoted for a shell. */
const quoted = (name: string): string =>
  /^[\w./:@%+=-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`

const wayOn = ({ envFile, out }: Run.Line): string =>
  `\nTo go on from here: effect-checkout export --resume --out ${quoted(out)}${Option.match(envFile, { onNone: () => "", onSome: (file) => ` --env-file ${quoted(file)}` })}`

const tellComplete = (
  screen: Output,
  out: string,
  { bytes, sessions, undated }: Checkpoint.Checkpoint,
  took: string
) =>
  screen.tell(
    `${out}: ${Progress.count(sessions, "session")}, ${Progress.count(bytes, "byte")}${took}${
      undated === 0
        ? ""
        : `; ${Progress.count(undated, "session")} without a time of creation, which --since and --until leave out`
    }`
  )

/** Reads from a checkpoint to the end, and prints how the export ended. */
const goOn = (line: Run.Line, start: Checkpoint.Checkpoint, verbose: boolean) =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const began = yield* Clock.currentTimeMillis
    const troubles: Reading.Troubles = { failed: [], unread: start.unread }
    const target = yield* Target.open(line.out, start)
    yield* Read.all(target, troubles).pipe(
      Effect.onInterrupt(() =>
        Effect.suspend(() => {
          if (Checkpoint.isComplete(target.at())) return Effect.void
          process.exitCode = 130
          return screen.tell(
            `interrupted after ${Progress.count(target.at().sessions, "session")}: ${line.out} is not complete${wayOn(line)}`
          )
        })
      )
    )
    const end = target.at()
    if (Checkpoint.isComplete(end)) {
      const took = (yield* Clock.currentTimeMillis) - began
      yield* tellComplete(screen, line.out, end, ` in ${Progress.time(took)}`)
    }
    yield* Reading.judge(screen, troubles, {
      begun: end.pages > 0,
      verbose,
      wayOn: Checkpoint.isComplete(end) ? "" : wayOn(line)
    })
  })

/** `effect-checkout export` */
export const exports = Command.make(
  "export",
  {
    named: Source.names,
    out,
    format,
    resume,
    overwrite,
    ...Source.filters,
    ...Source.options,
    ...sandbox,
    verbose: Answer.verbose
  },
  ({ overwrite, resume, verbose, ...line }) =>
    Effect.gen(function* () {
      if (overwrite && resume) return yield* refuse("--resume and --overwrite: give one of them")
      const screen = yield* Screen
      const before = yield* Target.earlier(line.out, { overwrite, resume })
      if (Option.isSome(before)) {
        const [wrong] = Run.contradictions(line, before.value.run)
        if (wrong !== undefined) {
          const [option, value] = wrong
          return yield* refuse(
            `${option}: the export to ${line.out} was begun with another value (${value}); leave it out, or begin again with --overwrite`
          )
        }
        if (Checkpoint.isComplete(before.value)) {
          yield* tellComplete(screen, line.out, before.value, ", complete: nothing is left to do")
          const { unread } = before.value
          return yield* Reading.judge(
            screen,
            { failed: [], unread },
            { begun: true, verbose, wayOn: "" }
          )
        }
      }
      const plan = Option.isSome(before) ? before.value.run : yield* Run.planOf(line)
      const named = Option.isSome(before) ? Run.providersOf(before.value.run) : line.named
      const context = yield* Effect.context<Target.Files>()
      yield* Source.reading(named, Run.givenOf(plan, line.envFile), (chosen) =>
        goOn(
          line,
          Option.getOrElse(before, () => Checkpoint.begin(Run.runOf(plan, chosen))),
          verbose
        ).pipe(Effect.provide(context), Effect.scoped)
      )
    })
).pipe(
  Command.withDescription(
    "Writes checkout sessions to a file. If the command is stopped or killed, --resume goes on. It reads a sandbox, or with --live the accounts that the environment names"
  )
)
