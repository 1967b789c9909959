import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Answer from "./answer.js"
import * as Counting from "./counting.js"
import { count } from "./progress.js"
import * as Reading from "./reading.js"
import * as Replace from "./replace.js"
import { Screen } from "./screen.js"
import * as Flags from "./flags.js"
import * as Source from "./source.js"

/** Set by the bundler from package.json. */
declare const VERSION: string

const out = Flags.text("out", "file").pipe(
  Options.withDefault("report.html"),
  Options.withDescription("The file to write (report.html); an older report is replaced")
)

const force = Options.boolean("force").pipe(
  Options.withDescription("Replaces the file even if it is not a report")
)

/** `effect-checkout report` */
export const report = Command.make(
  "report",
  {
    named: Source.names,
    out,
    force,
    zone: Counting.zone,
    ...Source.filters,
    ...Source.options,
    verbose: Answer.verbose
  },
  ({ force, named, out, verbose, zone, ...given }) =>
    Effect.gen(function* () {
      const screen = yield* Screen
      // Before the reading, which can take minutes.
      const file = yield* Replace.open(out, { force, isOwn: (text) => text.includes(marker) })
      const { figures, troubles } = yield* Source.reading(named, given, (chosen) =>
        Effect.flatMap(Source.queryOf(chosen, given), (query) =>
          Counting.read(query, { ...given, zone })
        )
      )
      // The plotting library is as large as all the rest, and no other command draws with it.
      const { page } = yield* Effect.promise(() => import("./report/page.js"))
      yield* file.write(page(figures, `effect-checkout ${VERSION}`, marker))
      yield* screen.tell(`${out}: ${count(figures.sessions, "session")}`)
      yield* Reading.judge(screen, troubles, { begun: true, verbose, wayOn: `; ${out} says so` })
    }).pipe(Effect.scoped, Counting.whole)
).pipe(
  Command.withDescription(
    "Writes one HTML page with charts and tables of the checkout sessions of one or more providers. The page has no ids, names or addresses, and needs no network and no scripts"
  )
)

/** The mark by which a file is recognized as a report. */
const marker = '<meta name="generator" content="effect-checkout report'
