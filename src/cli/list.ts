import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { CheckoutError } from "../index.js"
import { Cursor } from "../index.js"
import { connect, providers, statusOf, variableOf } from "./providers.js"
import { Screen } from "./screen.js"

const provider = Args.choice(
  providers.map((descriptor) => [descriptor.provider, descriptor] as const),
  {
    name: "provider"
  }
).pipe(Args.withDescription(`One of ${providers.map(({ provider }) => provider).join(", ")}`))

const limit = Options.integer("limit").pipe(
  Options.withSchema(Schema.Int.pipe(Schema.positive())),
  Options.optional,
  Options.withDescription("At most so many sessions (all)")
)

const status = Options.text("status").pipe(
  Options.optional,
  Options.withDescription(
    "Only sessions with this status, in the provider's own word; where its API has no such filter, all are read and the rest left out"
  )
)

const json = Options.boolean("json").pipe(
  Options.withDescription("Each session as the provider sent it, as a line of JSON")
)

const baseUrl = Options.text("base-url").pipe(
  Options.optional,
  Options.withDescription(
    "Another address than the provider's own: that of `effect-checkout sandbox`"
  )
)

const from = Options.text("from").pipe(
  Options.withSchema(Cursor.Cursor),
  Options.optional,
  Options.withDescription("Goes on where an earlier list with the same options broke off")
)

/** A list that broke off, and how to take it up again. */
class BrokeOff extends Data.TaggedError("BrokeOff")<{ readonly message: string }> {}

const withWayOn = (error: CheckoutError.CheckoutError) =>
  Option.isNone(error.cursor)
    ? error
    : new BrokeOff({
        message: `${error.message}\nTo go on from here: --from ${error.cursor.value}`
      })

const field = (session: unknown, ...names: ReadonlyArray<string>): string => {
  for (const name of names) {
    if (Predicate.hasProperty(session, name)) {
      const value = session[name]
      if (typeof value === "string" || typeof value === "number") return String(value)
    }
  }
  return ""
}

const plain = (session: unknown): string =>
  [
    field(session, "id"),
    statusOf(session),
    field(session, "created", "created_at", "createdAt", "createTime")
  ].join("\t")

/** `effect-checkout list` */
export const list = Command.make(
  "list",
  { provider, limit, status, json, baseUrl, from },
  ({ baseUrl, from, json, limit, provider, status }) =>
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
      const all = client.streamSessions(params, { from: Option.getOrUndefined(from) })
      // Where the provider cannot filter, we do.
      const matching = filtered
        ? all
        : Stream.filter(all, (session) => statusOf(session) === wanted)
      const sessions = Option.match(limit, {
        onNone: () => matching,
        onSome: (limit) => Stream.take(matching, limit)
      })
      let arrived = 0
      yield* Stream.runForEach(sessions, (session) => {
        arrived++
        return screen.write(`${json ? JSON.stringify(session) : plain(session)}\n`)
      }).pipe(
        Effect.mapError((error) => (arrived === 0 ? error : withWayOn(error))),
        // Whoever reads the output must not take a part for the whole.
        Effect.onInterrupt(() =>
          Effect.sync(() => {
            process.exitCode = 130
            process.stderr.write(
              `interrupted after ${arrived} sessions: the list is not complete\n`
            )
          })
        )
      )
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
