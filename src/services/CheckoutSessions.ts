/**
 * The checkout sessions of several providers as one list, each in the form that all providers share.
 *
 * @since 0.2.0
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Arr from "effect/Array"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { type CheckoutError, ProviderName } from "../CheckoutError.js"
import type { CheckoutSession } from "../neutral/CheckoutSession.js"
import type { Adapter, Capabilities, Lane, LaneOptions } from "./Adapter.js"
import type { Options as CommonOptions } from "./CheckoutClient.js"
import type { CheckoutSessionsError, ProviderFailed } from "./sessions/errors.js"
import { laneOf } from "./sessions/memory.js"
import { laneFor, type Order, type Query } from "./sessions/query.js"
import type { SessionsPage } from "./sessions/stream.js"
import * as Pages from "./sessions/stream.js"
import type { Summary } from "./sessions/summary.js"
import { summarize } from "./sessions/summary.js"

export { CheckoutSessionsError, ProviderFailed } from "./sessions/errors.js"
export type { Order, Query } from "./sessions/query.js"
export type { SessionsPage } from "./sessions/stream.js"
export type { Summary, Totals } from "./sessions/summary.js"

/**
 * How the sessions of several providers are read.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Options<E = never, R = never> extends LaneOptions<E, R> {
  /** `arrival` by default. */
  readonly order?: Order | undefined
  /**
   * In `createdDescending`, how many sessions of one provider are held at most if its list is not newest
   * first (Flowglad, Monime, Leanrails): 100,000 by default.
   */
  readonly maxBuffered?: number | undefined
  /** Ends the stream with the first provider that fails. This is the default. */
  readonly onProviderFailure?: "fail" | undefined
}

/**
 * The same, but a provider that fails is an element of the stream, and the others go on.
 *
 * @since 0.2.0
 * @category Models
 */
export interface IsolatedOptions<E = never, R = never> extends Omit<
  Options<E, R>,
  "onProviderFailure"
> {
  readonly onProviderFailure: "isolate"
}

/**
 * How sessions are counted and summed.
 *
 * @since 0.2.0
 * @category Models
 */
export interface SummaryOptions<E = never, R = never> extends LaneOptions<E, R> {
  /** The zone in which days begin and end: UTC by default. */
  readonly zone?: DateTime.TimeZone | undefined
}

/**
 * A stream of sessions or of pages. `onProviderFailure` decides how a failing provider affects it.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Reads<A> {
  <E = never, R = never>(
    query: Query | undefined,
    options: IsolatedOptions<E, R>
  ): Stream.Stream<A | ProviderFailed, CheckoutSessionsError | E, R>
  <E = never, R = never>(
    query?: Query,
    options?: Options<E, R>
  ): Stream.Stream<A, ProviderFailed | CheckoutSessionsError | E, R>
}

/**
 * The sessions of all providers of a layer.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Service {
  /** The fields, filters and order of each provider's list. */
  readonly capabilities: ReadonlyArray<Capabilities & { readonly provider: ProviderName }>
  /** All sessions that match the query. */
  readonly stream: Reads<CheckoutSession>
  /** The same, a page at a time, for programs that store its `cursor` and go on from there. */
  readonly streamPages: Reads<SessionsPage>
  /**
   * One session by its provider and its id. For an id that the provider does not know, it fails with a
   * `CheckoutResponseError` whose `reason` is `NotFound`.
   */
  readonly retrieve: (
    provider: ProviderName,
    id: string
  ) => Effect.Effect<CheckoutSession, CheckoutError | CheckoutSessionsError>
  /**
   * Counts and sums all sessions that match the query, in one pass. Its memory grows with the number of
   * days, not of sessions. A provider that fails is named in `incomplete`.
   */
  readonly summary: <E = never, R = never>(
    query?: Query,
    options?: SummaryOptions<E, R>
  ) => Effect.Effect<Summary, CheckoutSessionsError | E, R>
}

/**
 * The tag of the neutral service: `yield*` it to read the sessions of all providers.
 *
 * @since 0.2.0
 * @category Tags
 */
export class CheckoutSessions extends Context.Tag("effect-checkout/CheckoutSessions")<
  CheckoutSessions,
  Service
>() {}

const utc = DateTime.zoneMakeOffset(0)

// The checker takes the type parameters of an overload and of its implementation for different ones.
// @effect-diagnostics missingEffectContext:off missingEffectError:off
/** Reads pages, and makes the elements of the stream from them. */
const reads = <A>(
  lanes: ReadonlyArray<Lane>,
  of: <E, R>(
    pages: Stream.Stream<SessionsPage | ProviderFailed, E, R>
  ) => Stream.Stream<A | ProviderFailed, E, R>
): Reads<A> => {
  function read<E = never, R = never>(
    query: Query | undefined,
    options: IsolatedOptions<E, R>
  ): Stream.Stream<A | ProviderFailed, CheckoutSessionsError | E, R>
  function read<E = never, R = never>(
    query?: Query,
    options?: Options<E, R>
  ): Stream.Stream<A, ProviderFailed | CheckoutSessionsError | E, R>
  function read<E, R>(
    query: Query = {},
    options: Options<E, R> | IsolatedOptions<E, R> = {}
  ): Stream.Stream<A | ProviderFailed, ProviderFailed | CheckoutSessionsError | E, R> {
    const pages = Pages.pages(lanes, query, options)
    return of(options.onProviderFailure === "isolate" ? pages : Pages.failing(pages))
  }
  return read
}

const serviceOf = (lanes: ReadonlyArray<Lane>): Service => {
  return {
    capabilities: lanes.map(({ capabilities, provider }) => ({ ...capabilities, provider })),
    stream: reads(lanes, Pages.items),
    streamPages: reads(lanes, (pages) => pages),
    retrieve: (provider, id) =>
      Effect.flatMap(laneFor(lanes, provider), ({ retrieve }) => retrieve(id)),
    summary: (query, options = {}) =>
      summarize(
        query?.providers ?? lanes.map(({ provider }) => provider),
        Pages.pages(lanes, query ?? {}, options),
        options.zone ?? utc
      )
  }
}

/** A provider that is named twice is read once. */
const byName = <A extends { readonly provider: ProviderName }>(adapters: Iterable<A>) =>
  new Map(Array.from(adapters, (adapter) => [adapter.provider, adapter] as const)).values()

/**
 * The neutral service over the clients of these adapters, which the layer then needs, and no others:
 * `CheckoutSessions.layer(StripeClient.adapter, PolarClient.adapter)`.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layer = <Clients extends readonly [unknown, ...ReadonlyArray<unknown>]>(
  ...adapters: { readonly [Key in keyof Clients]: Adapter<Clients[Key]> } & ReadonlyArray<
    Adapter<Clients[number]>
  >
): Layer.Layer<CheckoutSessions, never, Clients[number]> =>
  Layer.effect(
    CheckoutSessions,
    Effect.map(
      Effect.forEach(byName(adapters), ({ lane }) => lane),
      serviceOf
    )
  )

/**
 * The service over the accounts whose credentials are in the environment: each adapter says in `variables`
 * which ones. It needs no other layer than an `HttpClient`.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layerVariables = (
  adapters: Iterable<Pick<Adapter<unknown>, "connect" | "provider">>,
  options?: CommonOptions
): Layer.Layer<CheckoutSessions, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Layer.effect(
    CheckoutSessions,
    Effect.map(
      Effect.forEach(byName(adapters), ({ connect }) => connect(options)),
      serviceOf
    )
  )

/**
 * The service over lists of any other kind: those of a database, or of a test. A lane is one provider's list.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layerLanes = <E, R>(
  lanes: Effect.Effect<Iterable<Lane>, E, R>
): Layer.Layer<CheckoutSessions, E, R> =>
  Layer.effect(
    CheckoutSessions,
    Effect.map(lanes, (lanes) => serviceOf([...byName(lanes)]))
  )

/**
 * The service over sessions in memory, for tests: no client, no credentials, no HTTP. Queries, orders,
 * cursors and summaries work as over real lists; each provider lists its newest session first.
 *
 * Make sessions with `CheckoutSession.fromNative`. `pageSize` is 100 by default.
 *
 * @since 0.2.0
 * @category Testing
 */
export const layerTest = (
  sessions: ReadonlyArray<CheckoutSession>,
  { pageSize = 100 }: { readonly pageSize?: number | undefined } = {}
): Layer.Layer<CheckoutSessions> =>
  Layer.sync(CheckoutSessions, () => {
    const groups = Arr.groupBy(sessions, ({ provider }) => provider)
    return serviceOf(
      ProviderName.literals.map((provider) => laneOf(provider, groups[provider] ?? [], pageSize))
    )
  })
