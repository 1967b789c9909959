import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutClient, CheckoutError, Cursor, Page } from "../index.js"
import * as Answer from "./answer.js"
import { count } from "./progress.js"
import type { Output } from "./screen.js"
import * as Session from "./session.js"

/** Why a list ended too early, and how to take it up again. */
class BrokeOff extends Data.TaggedError("BrokeOff")<{ readonly message: string }> {}

/** What of a list is printed, and how. */
export interface Wanted {
  /** Left out by us, where the provider cannot filter. */
  readonly matches: (session: unknown) => boolean
  readonly limit: number
  readonly json: boolean
}

/** How far a list has been printed. It changes only together with what is printed. */
export class Printed {
  pages = 0
  sessions = 0
  /** All that is wanted was printed. */
  complete = false
  readonly screen: Output
  readonly wanted: Wanted
  /** What comes after all that was printed. */
  next: Option.Option<Cursor.Cursor>

  constructor(screen: Output, wanted: Wanted, from: Option.Option<Cursor.Cursor>) {
    this.screen = screen
    this.wanted = wanted
    this.next = from
  }

  /** Prints sessions in one piece: an interruption comes before all of them or after. */
  print(sessions: ReadonlyArray<unknown>): Effect.Effect<void> {
    const { json, limit, matches } = this.wanted
    const lines = sessions
      .filter(matches)
      .slice(0, limit - this.sessions)
      .map((session) => `${json ? JSON.stringify(session) : Session.line(session)}\n`)
    return Effect.map(this.screen.write(lines.join("")), () => {
      this.sessions += lines.length
      this.complete = this.sessions >= limit
    })
  }

  page(page: Page.Page<unknown>): Effect.Effect<void> {
    return Effect.map(this.print(page.items), () => {
      this.pages++
      this.next = page.next
      this.complete ||= Option.isNone(page.next)
    }).pipe(Effect.uninterruptible)
  }

  /** The line that says how to go on, if there is anything to go on from. */
  wayOn(cursor: Option.Option<Cursor.Cursor>): string {
    const { limit } = this.wanted
    return Option.match(cursor, {
      onNone: () => "",
      onSome: (cursor) =>
        `\nTo go on from here: --from ${cursor}${limit === Infinity ? "" : ` --limit ${limit - this.sessions}`}`
    })
  }
}

type Client = CheckoutClient.CheckoutClient<unknown, unknown>

/**
 * The sessions before an item that is not as documented, and its error with the cursor that leads
 * to that item. Its page was withheld, so it is read once more; a provider that sends a good page
 * then has nothing to be printed here.
 */
const beforeInvalid = (
  client: Client,
  params: object,
  error: CheckoutError.CheckoutError
): Effect.Effect<readonly [ReadonlyArray<unknown>, CheckoutError.CheckoutError]> => {
  if (error._tag !== "CheckoutDecodeError" || error.reason !== "Item")
    return Effect.succeed([[], error])
  const good: Array<unknown> = []
  return client.streamSessions(params, { from: Option.getOrUndefined(error.cursor) }).pipe(
    // The good items of a page are one chunk, and its error is next.
    Stream.runForEachChunk((chunk) =>
      good.length > 0 ? Effect.fail(error) : Effect.sync(() => good.push(...chunk))
    ),
    Effect.flip,
    Effect.map((again) =>
      again !== error && again._tag === "CheckoutDecodeError" && again.reason === "Item"
        ? ([good, again] as const)
        : ([[], error] as const)
    ),
    Effect.catchAll(() => Effect.succeed([[], error] as const))
  )
}

const describe = (error: CheckoutError.CheckoutError, verbose: boolean) =>
  Effect.map(
    Answer.answerOf(error),
    Option.match({
      onNone: () => error.message,
      onSome: (answer) =>
        verbose
          ? `${error.message}\nThe provider's answer: ${answer}`
          : `${error.message}; ${Answer.hint}`
    })
  )

/** Prints a list to its end, or says how to go on from where it stopped. */
export const walk = (client: Client, params: object, printed: Printed, verbose: boolean) =>
  client.streamPages(params, { from: Option.getOrUndefined(printed.next) }).pipe(
    Stream.runForEachWhile((page) => Effect.map(printed.page(page), () => !printed.complete)),
    Effect.catchAll((error) =>
      Effect.gen(function* () {
        const [good, why] = yield* beforeInvalid(client, params, error)
        const text = yield* describe(why, verbose)
        yield* Effect.uninterruptible(
          Effect.gen(function* () {
            yield* printed.print(good)
            if (printed.complete) return
            // Before the first page there is nothing to go on from: the same command is to be run again.
            const begun = printed.pages > 0 || printed.sessions > 0
            yield* new BrokeOff({
              message: `${text}${begun ? printed.wayOn(why.cursor) : ""}`
            })
          })
        )
      })
    ),
    Effect.onInterrupt(() =>
      Effect.suspend(() => {
        if (printed.complete) return Effect.void
        process.exitCode = 130
        // Whoever reads the output must not take a part for the whole.
        return printed.screen.tell(
          `interrupted after ${count(printed.sessions, "session")}: the list is not complete${printed.wayOn(printed.next)}`
        )
      })
    )
  )
