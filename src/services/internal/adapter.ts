import type * as HttpClient from "@effect/platform/HttpClient"
import type * as ConfigError from "effect/ConfigError"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutDecodeError, CheckoutError, ProviderName } from "../../CheckoutError.js"
import type { CheckoutSession } from "../../neutral/CheckoutSession.js"
import type { Read } from "../../neutral/internal/model.js"
import * as Drifted from "../../neutral/sessions/drifted.js"
import type { Adapter, Capabilities, Lane, LaneOptions, LaneQuery, Variable } from "../Adapter.js"
import type { CheckoutClient, Options } from "../CheckoutClient.js"
import * as Drift from "./drift.js"

/** How a provider's list becomes one of the common form, as data. */
export interface Neutral<Name extends ProviderName, Params, Session> {
  readonly provider: Name
  readonly capabilities: Capabilities
  /** The part of the query that the provider filters by itself. The caller filters in any case. */
  readonly params: (query: LaneQuery) => Option.Option<Params>
  readonly read: Read
  readonly fromNative: (native: Session) => CheckoutSession
}

/** The query without statuses that the provider never has; `None` if none is left. */
const attainable = ({ statuses }: Capabilities, query: LaneQuery): Option.Option<LaneQuery> => {
  if (Option.isNone(query.status)) return Option.some(query)
  const asked = query.status.value.filter(
    (status) => status === "unknown" || statuses.includes(status)
  )
  return asked.length === 0 ? Option.none() : Option.some({ ...query, status: Option.some(asked) })
}

const isItem = (error: CheckoutError): error is CheckoutDecodeError =>
  error._tag === "CheckoutDecodeError" && error.reason === "Item"

/** The adapter of a client. */
export const make = <Id, Name extends ProviderName, Params, Session>(
  tag: Context.Tag<Id, CheckoutClient<Params, Session>>,
  { capabilities, fromNative, params, provider, read }: Neutral<Name, Params, Session>,
  variables: ReadonlyArray<Variable>,
  layer: (options?: Options) => Layer.Layer<Id, ConfigError.ConfigError, HttpClient.HttpClient>
): Adapter<Id, Name> => {
  const lane = Effect.map(tag, (client): Lane => {
    const noticed = Drift.make()

    /** The session in spite of its drift. One without an id is the program's to judge. */
    const drifted = <E, R>(
      error: CheckoutDecodeError,
      onInvalidItem: LaneOptions<E, R>["onInvalidItem"]
    ): Effect.Effect<Drifted.DriftedSession | undefined, CheckoutDecodeError | E, R> =>
      Option.match(Drifted.fromError(read, error), {
        onSome: (session) => Effect.as(noticed(error), session),
        onNone: () =>
          onInvalidItem === undefined
            ? Effect.fail(error)
            : Effect.as(onInvalidItem(error), undefined)
      })

    return {
      provider,
      capabilities,
      retrieve: (id) =>
        client.retrieveSession(id).pipe(
          Effect.map(fromNative),
          Effect.catchIf(isItem, (error) =>
            Option.match(Drifted.fromError(read, error), {
              onSome: (session) => Effect.as(noticed(error), session),
              onNone: () => Effect.fail(error)
            })
          )
        ),
      pages: (query, { from, limit, onInvalidItem } = {}) =>
        Option.map(Option.flatMap(attainable(capabilities, query), params), (params) =>
          Stream.map(
            client.streamPages(limit === undefined ? params : { ...params, limit }, {
              from,
              onInvalidItem: (error) => drifted(error, onInvalidItem)
            }),
            (page) => ({
              ...page,
              items: page.items.map((item) =>
                item instanceof Drifted.DriftedSession ? item : fromNative(item)
              )
            })
          )
        )
    }
  })
  return {
    provider,
    capabilities,
    variables: variables.map(({ name, optional }) => ({ name, optional })),
    lane,
    connect: (options) => Effect.provide(lane, layer(options))
  }
}
