import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { ProviderName } from "../../CheckoutError.js"
import type { CheckoutSession } from "../../neutral/CheckoutSession.js"
import { Status } from "../../neutral/CheckoutSession.js"
import type { Lane, LaneQuery } from "../Adapter.js"
import { CheckoutSessionsError } from "./errors.js"

/**
 * The query to all providers. If a provider has no such filter, its sessions are filtered here.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Query {
  /** Only these; all of the layer by default. */
  readonly providers?: ReadonlyArray<ProviderName> | undefined
  /** Only sessions with one of these statuses, as their providers say them. */
  readonly status?: Status | ReadonlyArray<Status> | undefined
  /** Only sessions that were created at this time or later. Those without such a time are left out. */
  readonly createdAfter?: DateTime.DateTime.Input | undefined
  /** Only sessions that were created before this time, so that windows tile. */
  readonly createdBefore?: DateTime.DateTime.Input | undefined
}

/**
 * The order of a stream. `arrival`: as pages come, fastest provider first. `createdDescending`: newest
 * first over all providers; each page then waits for the slowest of them.
 *
 * @since 0.2.0
 * @category Models
 */
export type Order = "arrival" | "createdDescending"

/** A query whose parts were checked. */
export interface Resolved extends LaneQuery {
  readonly lanes: ReadonlyArray<Lane>
}

const invalid = (description: string) =>
  Effect.fail(new CheckoutSessionsError({ reason: "InvalidQuery", description }))

const isStatus = Schema.is(Status)

const timeOf = (key: string, input: DateTime.DateTime.Input | undefined) => {
  if (input === undefined) return Effect.succeed(Option.none<DateTime.Utc>())
  const time = Option.map(DateTime.make(input), DateTime.toUtc)
  return Option.isNone(time)
    ? invalid(
        `\`${key}\` is not a time; give a Date, a DateTime, or a text such as 2026-06-01T00:00:00Z`
      )
    : Effect.succeed(time)
}

const noAdapter = (all: ReadonlyArray<Lane>, name: ProviderName) =>
  invalid(
    `no adapter for ${name} was given to the layer, only for ${all.map(({ provider }) => provider).join(", ")}`
  )

/** The list of one provider of a layer. */
export const laneFor = (
  all: ReadonlyArray<Lane>,
  name: ProviderName
): Effect.Effect<Lane, CheckoutSessionsError> => {
  const lane = all.find(({ provider }) => provider === name)
  return lane === undefined ? noAdapter(all, name) : Effect.succeed(lane)
}

/** Checks a query against the providers of a layer. */
export const resolve = (
  all: ReadonlyArray<Lane>,
  query: Query
): Effect.Effect<Resolved, CheckoutSessionsError> =>
  Effect.gen(function* () {
    const { providers, status } = query
    const strange = providers?.find((name) => !all.some(({ provider }) => provider === name))
    if (strange !== undefined) return yield* noAdapter(all, strange)
    const statuses = status === undefined ? undefined : [status].flat()
    if (statuses?.length === 0) return yield* invalid("`status` is empty; leave it out to get all")
    const word = statuses?.find((asked) => !isStatus(asked))
    if (word !== undefined) {
      return yield* invalid(
        `\`status\` is one of ${Status.literals.join(", ")}, or an array of them`
      )
    }
    const createdAfter = yield* timeOf("createdAfter", query.createdAfter)
    const createdBefore = yield* timeOf("createdBefore", query.createdBefore)
    return {
      lanes: all.filter(({ provider }) => providers?.includes(provider) ?? true),
      status: Option.fromNullable(statuses),
      createdAfter,
      createdBefore
    }
  })

/** Whether a session was created too early, or too late, for a query. */
export const tooOld = ({ createdAfter }: LaneQuery, { createdAt }: CheckoutSession): boolean =>
  Option.exists(createdAfter, (bound) => Option.exists(createdAt, DateTime.lessThan(bound)))

export const tooNew = ({ createdBefore }: LaneQuery, { createdAt }: CheckoutSession): boolean =>
  Option.exists(createdBefore, (bound) =>
    Option.exists(createdAt, DateTime.greaterThanOrEqualTo(bound))
  )

/** Whether a bound leaves a session out because its time of creation is unknown. */
export const isUndated = (query: LaneQuery, { createdAt }: CheckoutSession): boolean =>
  Option.isNone(createdAt) &&
  (Option.isSome(query.createdAfter) || Option.isSome(query.createdBefore))

/** Whether a session matches the query. */
export const matches = (query: LaneQuery, session: CheckoutSession): boolean =>
  Option.getOrElse(
    Option.map(query.status, (asked) => asked.includes(session.status)),
    () => true
  ) &&
  !isUndated(query, session) &&
  !tooOld(query, session) &&
  !tooNew(query, session)
