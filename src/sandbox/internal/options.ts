import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { ChangeEvent, Churn } from "../changes/kinds.js"
import type { FaultKind } from "../faults/kinds.js"
import type { Faults } from "../faults/plan.js"
import type { Life } from "../life/kinds.js"
import * as Own from "./own.js"
import type { Pace, Settings } from "./provider.js"
import type { ProviderName } from "./providerName.js"
import type { OwnSessions } from "./wire.js"

/**
 * One request that a sandbox received, whether or not it was answered.
 *
 * @since 0.1.0
 * @category Models
 */
export interface RequestEvent {
  readonly provider: ProviderName
  /** The number of the request, counted from 1 for each provider. */
  readonly request: number
  /** The status of the answer; missing where the request got none. */
  readonly status?: number | undefined
  /** The fault that this request met, if any. */
  readonly fault?: FaultKind | undefined
}

/**
 * The options of a sandbox. Each has a default.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options {
  /**
   * The number of sessions of each provider, 250 by default; or the sessions themselves, since 0.2.0:
   * `{ stripe: [Sandbox.session("stripe", …)] }`. Then a provider that is not named has none, and
   * they are listed in the provider's own order. `churn` is for sessions that the sandbox made.
   */
  readonly sessions?: number | OwnSessions | undefined
  /** Sandboxes with the same seed hold the same data; 1 by default. */
  readonly seed?: number | undefined
  /**
   * When the data was made, as a `DateTime` or in epoch milliseconds; seconds are rounded down. An app
   * takes the time of `Clock` by default. `Sandbox.sessions` has no clock: it takes 0, as `TestClock`.
   *
   * @since 0.2.0
   */
  readonly now?: DateTime.DateTime | number | undefined
  /**
   * The age of the oldest session; 30 days by default.
   *
   * @since 0.2.0
   */
  readonly span?: Duration.DurationInput | undefined
  /**
   * The order of Polar's sessions with equal sort keys. Polar promises none, so with "shuffled", the
   * default, they trade places from request to request. With "stable" they keep their order.
   *
   * @since 0.2.0
   */
  readonly ties?: "stable" | "shuffled" | undefined
  /**
   * How the data changes between requests; by default it does not.
   *
   * @since 0.2.0
   */
  readonly churn?: Churn | undefined
  /**
   * How sessions live by `Clock`; by default they do not. Not together with `churn`, and for sessions
   * that the sandbox made.
   *
   * @since 0.2.0
   */
  readonly life?: Life | undefined
  /** The time before each answer; none by default. */
  readonly latency?: Duration.DurationInput | undefined
  /** Which faults occur; none by default. */
  readonly faults?: Faults | undefined
  /** Whether the sandbox enforces the documented rate limits; "none" by default. */
  readonly rateLimits?: "none" | "documented" | undefined
  /** Flowglad publishes no limit. Beyond a limit set here, it answers as to an invalid key. */
  readonly flowgladLimit?:
    | { readonly limit: number; readonly interval: Duration.DurationInput }
    | undefined
  /** Runs for each request, before its answer is sent. */
  readonly onRequest?: ((event: RequestEvent) => Effect.Effect<void>) | undefined
  /**
   * Runs for each change by `churn`, before the answer that is the first to show it.
   *
   * @since 0.2.0
   */
  readonly onChange?: ((event: ChangeEvent) => Effect.Effect<void>) | undefined
}

const millis = (time: DateTime.DateTime | number): number =>
  DateTime.isDateTime(time) ? DateTime.toEpochMillis(time) : time

const wholeSecond = (millis: number): number => Math.floor(millis / 1000) * 1000

const names = ["stripe", "polar", "flowglad", "monime", "leanrails"] as const

const ownOf = (given: OwnSessions): Settings["own"] =>
  Object.fromEntries(names.map((name) => [name, Own.own(name, given[name] ?? [])]))

/** How many sessions are drawn, and which are given. Misuse is a defect: no program recovers from it. */
const dataOf = ({ churn, life, sessions = 250 }: Options): Pick<Settings, "own" | "sessions"> => {
  if (churn !== undefined && life !== undefined) {
    throw new Error("a session has one history: give the sandbox `churn` or `life`, not both")
  }
  if (typeof sessions === "number") return { sessions, own: undefined }
  const changing = churn !== undefined ? "churn" : life !== undefined ? "life" : undefined
  if (changing !== undefined) {
    throw new Error(
      `the sandbox changes only sessions that it made: leave out \`${changing}\`, or give \`sessions\` as a number`
    )
  }
  return { sessions: 0, own: ownOf(sessions) }
}

const paceOf = ({ perDay, seed = 1 }: Life): Pace => {
  if (!Number.isFinite(perDay) || perDay < 0) {
    throw new Error(`\`life.perDay\` is a number of sessions, 0 or more: ${perDay}`)
  }
  return { perDay, seed }
}

/** The moment that the options name, in epoch milliseconds; undefined where they name none. */
export const momentOf = ({ life, now }: Options): number | undefined =>
  now !== undefined ? millis(now) : life?.since !== undefined ? millis(life.since) : undefined

/** `clock` is the time where the options have none, in epoch milliseconds. */
export const settings = (options: Options, clock: number): Settings => ({
  ...dataOf(options),
  seed: options.seed ?? 1,
  now: wholeSecond(millis(options.life?.since ?? options.now ?? clock)),
  life: options.life === undefined ? undefined : paceOf(options.life),
  span: Duration.toMillis(options.span ?? "30 days"),
  shuffleTies: options.ties !== "stable",
  enforceLimits: options.rateLimits === "documented",
  flowgladLimit: options.flowgladLimit
})
