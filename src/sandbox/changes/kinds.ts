import type { JsonObject } from "../internal/json.js"
import type { ProviderName } from "../internal/providerName.js"

/**
 * The names of all changes. A provider makes only the changes that its documentation knows.
 *
 * - `created`: a new `open` (at Monime `pending`) session, with the time of `Clock`
 * - `completed`: an open session is paid: `complete`, `completed` or `succeeded`
 * - `expired`: an open session becomes `expired`. At Stripe and Leanrails any open session, as by
 *   their expire call; at Polar and Monime only a session past its deadline; at Flowglad none
 * - `deleted`: at Polar any session; at Monime a `pending` one; at Flowglad one of more than 14 days
 *   that is neither `succeeded` nor `pending`; at Stripe and Leanrails none
 *
 * @since 0.2.0
 * @category Churn
 */
export const changeKinds = ["created", "completed", "expired", "deleted"] as const

/**
 * The name of one change.
 *
 * @since 0.2.0
 * @category Churn
 */
export type ChangeKind = (typeof changeKinds)[number]

/**
 * One change before one request. Requests count from 1 for each provider.
 *
 * @since 0.2.0
 * @category Churn
 */
export interface ScriptedChange {
  readonly request: number
  /** Without a provider, the change comes before this request of each provider. */
  readonly provider?: ProviderName | undefined
  readonly change: ChangeKind
  /** How many sessions change; 1 by default. Not for sessions that `ids` names. */
  readonly count?: number | undefined
  /** The sessions to change; by default the seed chooses. Not for `created`. */
  readonly ids?: ReadonlyArray<string> | undefined
}

/**
 * How the data of test mode changes while a program reads it. A change comes before the answer to a
 * request, retries included. A change that the provider never makes does not happen.
 *
 * @since 0.2.0
 * @category Churn
 */
export interface Churn {
  /** The share of requests with a change from `kinds` before them, 0 to 1; 0 by default. */
  readonly rate?: number | undefined
  /** The changes that `rate` chooses from; all by default. */
  readonly kinds?: ReadonlyArray<ChangeKind> | undefined
  /** Decides which requests `rate` hits and which sessions change; 1 by default. */
  readonly seed?: number | undefined
  /** Changes before chosen requests. They come in this order, and before one by `rate`. */
  readonly script?: ReadonlyArray<ScriptedChange> | undefined
}

/**
 * One change that happened.
 *
 * @since 0.2.0
 * @category Churn
 */
export interface ChangeEvent {
  readonly provider: ProviderName
  /** The request whose answer is the first to show the change. */
  readonly request: number
  readonly change: ChangeKind
  readonly id: string
  /** The session before the change; missing for `created`. */
  readonly before?: JsonObject | undefined
  /** The session after the change; missing for `deleted`. */
  readonly after?: JsonObject | undefined
}
