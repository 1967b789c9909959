import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { type CheckoutError, CheckoutSession, CheckoutSessions, Export } from "../index.js"
import * as Answer from "./answer.js"
import { providers } from "./providers.js"
import { Screen } from "./screen.js"
import * as Source from "./source.js"

const provider = Args.choice(
  providers.map((adapter) => [adapter.provider, adapter] as const),
  { name: "provider" }
).pipe(Args.withDescription("The provider of the session"))

const id = Args.text({ name: "id" }).pipe(Args.withDescription("The provider's id of the session"))

const native = Options.boolean("native").pipe(
  Options.withDescription("The session as its provider sent it, without the common form")
)

/** The session could not be retrieved. */
class NotRetrieved extends Data.TaggedError("NotRetrieved")<{ readonly message: string }> {}

/** The reason of a failure, with advice. */
const refused = (
  error: CheckoutError.CheckoutError | CheckoutSessions.CheckoutSessionsError,
  id: string,
  verbose: boolean
): Effect.Effect<never, NotRetrieved, Screen> =>
  Effect.gen(function* () {
    const answer = yield* Answer.answerOf(error)
    const isMissing = error._tag === "CheckoutResponseError" && error.reason === "NotFound"
    const what = isMissing
      ? `${error.provider} has no session ${id}, or this key may not read it`
      : error.message
    const hint = Option.isSome(answer) && !verbose ? `; ${Answer.hint}` : ""
    const screen = yield* Screen
    if (Option.isSome(answer) && verbose) {
      yield* screen.tell(`The provider's answer: ${answer.value}`)
    }
    return yield* new NotRetrieved({ message: `${what}${hint}` })
  })

/** `effect-checkout retrieve` */
export const retrieve = Command.make(
  "retrieve",
  { provider, id, native, ...Source.options, verbose: Answer.verbose },
  ({ id, native, provider, verbose, ...given }) =>
    Source.reading([provider], given, () =>
      Effect.gen(function* () {
        const screen = yield* Screen
        const { retrieve } = yield* CheckoutSessions.CheckoutSessions
        const session: CheckoutSession.CheckoutSession = yield* Effect.catchAll(
          retrieve(provider.provider, id),
          (error) => refused(error, id, verbose)
        )
        const line: unknown = JSON.parse(Export.toJsonLine(session))
        const shown = native && Predicate.hasProperty(line, "native") ? line.native : line
        yield* screen.write(`${JSON.stringify(shown, undefined, 2)}\n`)
        if (CheckoutSession.isDrifted(session)) {
          yield* screen.tell(
            "The session departs from the provider's documentation: `drift` says where"
          )
        }
      })
    )
).pipe(
  Command.withDescription(
    "Shows one session, by its provider and its id, as JSON; secrets are left out"
  )
)
