import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Cursor } from "../index.js"
import * as Answer from "./answer.js"
import * as Flags from "./flags.js"
import { Printed, walk } from "./printed.js"
import { connect, providers, statusOf, variableOf } from "./providers.js"
import { Screen } from "./screen.js"

const provider = Args.choice(
  providers.map((descriptor) => [descriptor.provider, descriptor] as const),
  { name: "provider" }
).pipe(Args.withDescription("Whose sessions"))

const limit = Flags.whole("limit", { least: 1 }).pipe(
  Options.optional,
  Options.withDescription(
    "At most so many sessions in total (all). They are the first of the list: the newest at Stripe, the oldest at Polar and Flowglad; Monime and Leanrails document no order"
  )
)

const status = Flags.text("status", "status").pipe(
  Options.optional,
  Options.withDescription(
    "Only sessions with this status, in the provider's own word; where its API has no such filter, all are read and the rest left out"
  )
)

const json = Options.boolean("json").pipe(
  Options.withDescription(
    "Each session as the provider sent it, as a line of JSON; without it: id, status, when it was created (ISO 8601, UTC), and the amount in the currency's smallest unit, between tabs"
  )
)

const baseUrl = Flags.checked("base-url", "address", (text) =>
  /^https?:\/\/[^\s/?#]/i.test(text)
    ? Either.right(text)
    : Flags.expected("an address such as http://127.0.0.1:4571", text)
).pipe(
  Options.optional,
  Options.withDescription(
    "Another address than the provider's own: that of `effect-checkout sandbox`"
  )
)

const isCursor = Schema.is(Cursor.Cursor)

const from = Flags.checked("from", "cursor", (text) =>
  isCursor(text)
    ? Either.right(text)
    : Flags.expected("what a list that broke off printed after --from", text)
).pipe(
  Options.optional,
  Options.withDescription(
    "Goes on where a list with the same provider and --status broke off or was interrupted"
  )
)

/** `effect-checkout list` */
export const list = Command.make(
  "list",
  { provider, limit, status, json, baseUrl, from, verbose: Answer.verbose },
  ({ baseUrl, from, json, limit, provider, status, verbose }) =>
    Effect.gen(function* () {
      const screen = yield* Screen
      const client = yield* connect(provider, { baseUrl: Option.getOrUndefined(baseUrl) })
      const wanted = Option.getOrUndefined(status)
      const filtered = provider.filtersByStatus || wanted === undefined
      const params = {
        ...(provider.filtersByStatus && { status: wanted }),
        // A few sessions take no full page; every provider gives pages of fifty.
        ...(filtered && Option.isSome(limit) && limit.value < 50 && { limit: limit.value })
      }
      const printed = new Printed(
        screen,
        {
          matches: filtered ? () => true : (session) => statusOf(session) === wanted,
          limit: Option.getOrElse(limit, () => Infinity),
          json
        },
        from
      )
      yield* walk(client, params, printed, verbose)
    })
).pipe(
  Command.withDescription(
    `Streams a provider's checkout sessions, of the account that the environment's credentials name: ${providers
      .flatMap(({ credentials, provider }) =>
        credentials.map(({ key }) => variableOf(provider, key))
      )
      .join(", ")}`
  )
)
