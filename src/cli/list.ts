import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { CheckoutSession } from "../index.js"
import { Cursor, Export } from "../index.js"
import * as Answer from "./answer.js"
import * as Flags from "./flags.js"
import * as Progress from "./progress.js"
import { providers } from "./providers.js"
import * as Reading from "./reading.js"
import * as Rows from "./rows.js"
import type { Output } from "./screen.js"
import { Screen } from "./screen.js"
import * as Source from "./source.js"

const limit = Flags.whole("limit", { least: 1 }).pipe(
  Options.optional,
  Options.withDescription(
    "At most this many sessions in total (all): the first that arrive, or with --newest-first the newest"
  )
)

const json = Options.boolean("json").pipe(
  Options.withDescription(
    "Each session as a line of JSON: the common form, and in `native` the session as its provider sent it; secrets are left out"
  )
)

const newestFirst = Options.boolean("newest-first").pipe(
  Options.withDescription(
    "Newest first over all providers: the lists of Flowglad, Monime and Leanrails are then read whole before the first line. Without it, sessions come as fast as each provider answers"
  )
)

const isCursor = Schema.is(Cursor.Cursor)

const from = Flags.checked("from", "cursor", (text) =>
  isCursor(text)
    ? Either.right(text)
    : Flags.expected("the text that an unfinished list printed after --from", text)
).pipe(
  Options.optional,
  Options.withDescription(
    "Goes on after an earlier list that stopped, with the same providers, filters and order; give --since and --until as times, not as ages"
  )
)

/** How sessions are printed: for people on a terminal, for programs elsewhere. */
const printer = (screen: Output, json: boolean) => ({
  header: !json && screen.isTerminal ? `${Rows.line(Rows.header, screen.columns)}\n` : "",
  line: (session: CheckoutSession.CheckoutSession): string => {
    if (json) return `${Export.toJsonLine(session)}\n`
    const row = Rows.cells(session)
    return `${screen.isTerminal ? Rows.line(row, screen.columns) : Rows.tabbed(row)}\n`
  }
})

/** `effect-checkout list` */
export const list = Command.make(
  "list",
  {
    named: Source.names,
    limit,
    json,
    newestFirst,
    from,
    ...Source.filters,
    ...Source.options,
    verbose: Answer.verbose
  },
  ({ from, json, limit, named, newestFirst, verbose, ...given }) =>
    Source.reading(named, given, (chosen) =>
      Effect.gen(function* () {
        const screen = yield* Screen
        const query = yield* Source.queryOf(chosen, given)
        const most = Option.getOrElse(limit, () => Infinity)
        const { header, line } = printer(screen, json)
        const troubles: Reading.Troubles = { failed: [], unread: 0 }
        let printed = 0
        let pages = 0
        let complete = false
        let cursor = from

        const wayOn = () =>
          Option.match(cursor, {
            onNone: () => "",
            onSome: (cursor) =>
              `\nTo go on from here: --from ${cursor}${most === Infinity ? "" : ` --limit ${most - printed}`}`
          })

        yield* screen.write(header)
        yield* Reading.pages(
          query,
          {
            from: Option.getOrUndefined(from),
            order: newestFirst ? "createdDescending" : "arrival"
          },
          troubles,
          (page) =>
            // An interruption comes before all of a page or after it.
            Effect.uninterruptible(
              Effect.suspend(() => {
                const items = page.items.slice(0, most - printed)
                return Effect.map(screen.write(items.map(line).join("")), () => {
                  printed += items.length
                  pages++
                  complete = printed >= most
                  // A page that was cut has no cursor of its own.
                  if (items.length === page.items.length) cursor = Option.some(page.cursor)
                  return !complete
                })
              })
            )
        ).pipe(
          Effect.onInterrupt(() =>
            Effect.suspend(() => {
              if (complete) return Effect.void
              process.exitCode = 130
              // A reader of the output must not take a part for the whole.
              return screen.tell(
                `interrupted after ${Progress.count(printed, "session")}: the list is not complete${wayOn()}`
              )
            })
          )
        )
        yield* Reading.judge(screen, troubles, {
          begun: pages > 0,
          verbose,
          wayOn: complete ? "" : wayOn()
        })
      })
    )
).pipe(
  Command.withDescription(
    `Lists the checkout sessions of one or more providers, of a sandbox or with --live of the accounts that the environment names: ${providers
      .flatMap(({ variables }) => variables.map(({ name }) => name))
      .join(", ")}`
  )
)
