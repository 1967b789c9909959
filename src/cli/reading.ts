import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutError } from "../index.js"
import { CheckoutSessions } from "../index.js"
import * as Answer from "./answer.js"
import * as Progress from "./progress.js"
import type { Output } from "./screen.js"
import { Screen } from "./screen.js"

/** Some providers were not read to their end, or some sessions could not be read. */
export class Incomplete extends Data.TaggedError("Incomplete")<{
  readonly message: string
  /** The exit code: scripts can tell a part from the whole, and from nothing. */
  readonly exitCode: 3
}> {}

/** One line for an error, with the provider's answer if the command asks for it. */
export const describe = (error: CheckoutError.CheckoutError, verbose: boolean) =>
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

/** The failures of a reading whose other sessions arrived. */
export interface Troubles {
  readonly failed: Array<CheckoutSessions.ProviderFailed>
  /** Sessions without an id. */
  unread: number
}

/** Nothing could be read; the message says why. */
class NotRead extends Data.TaggedError("NotRead")<{ readonly message: string }> {}

/** Prints which sessions are missing, and fails if any is. `begun`: whether anything was read at all. */
export const judge = (
  screen: Output,
  { failed, unread }: Troubles,
  {
    begun,
    verbose,
    wayOn
  }: { readonly begun: boolean; readonly verbose: boolean; readonly wayOn: string }
): Effect.Effect<void, Incomplete | NotRead> =>
  Effect.gen(function* () {
    const reasons = yield* Effect.forEach(failed, ({ error }) => describe(error, verbose))
    if (failed.length > 0 && !begun) return yield* new NotRead({ message: reasons.join("\n") })
    for (const reason of reasons) yield* screen.tell(reason)
    const parts = [
      ...(failed.length > 0
        ? [`not read to the end: ${failed.map(({ provider }) => provider).join(", ")}`]
        : []),
      ...(unread > 0
        ? [`${Progress.count(unread, "session")} without an id, which are left out`]
        : [])
    ]
    if (parts.length > 0) {
      yield* new Incomplete({ message: `${parts.join("; ")}${wayOn}`, exitCode: 3 })
    }
  })

/** Reads pages to the end, or as long as the command wants more. A failed provider does not end the others. */
export const pages = (
  query: CheckoutSessions.Query,
  options: Omit<CheckoutSessions.Options, "onInvalidItem" | "onProviderFailure">,
  troubles: Troubles,
  use: (page: CheckoutSessions.SessionsPage) => Effect.Effect<boolean>
): Effect.Effect<
  void,
  CheckoutSessions.CheckoutSessionsError,
  CheckoutSessions.CheckoutSessions | Screen
> =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const { streamPages } = yield* CheckoutSessions.CheckoutSessions
    yield* streamPages(query, {
      ...options,
      onProviderFailure: "isolate",
      onInvalidItem: (error) => {
        troubles.unread++
        return screen.tell(error.message)
      }
    }).pipe(
      Stream.runForEachWhile((page) => {
        if (!(page instanceof CheckoutSessions.ProviderFailed)) return use(page)
        troubles.failed.push(page)
        return Effect.succeed(true)
      })
    )
  })
