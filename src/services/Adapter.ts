/**
 * A provider's client for programs that treat all providers alike. `CheckoutSessions.layer` takes adapters.
 *
 * @since 0.2.0
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import type * as ConfigError from "effect/ConfigError"
import type * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Stream from "effect/Stream"
import type { CheckoutDecodeError, CheckoutError, ProviderName } from "../CheckoutError.js"
import type { CheckoutSession, Status } from "../neutral/CheckoutSession.js"
import type { Cursor } from "../pagination/Cursor.js"
import type { Page } from "../pagination/Page.js"
import type { Options } from "./CheckoutClient.js"

/**
 * The fields of a session that not every provider sends.
 *
 * @since 0.2.0
 * @category Models
 */
export type OptionalField =
  | "providerPaymentStatus"
  | "total"
  | "createdAt"
  | "expiresAt"
  | "updatedAt"
  | "url"
  | "successUrl"
  | "cancelUrl"
  | "reference"
  | "livemode"
  | "metadata"
  | "lineItems"
  | `customer.${"id" | "externalId" | "email" | "name"}`

/**
 * The fields, filters and order that a provider's list has. The table in the documentation is made from
 * this record, and a test compares it with the sandbox.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Capabilities {
  /** The statuses that its sessions can have besides `unknown`. */
  readonly statuses: ReadonlyArray<Status>
  /** Whether the provider filters by status, or this library does after all pages were read. */
  readonly filtersByStatus: boolean
  /** The same for the time of creation. */
  readonly filtersByCreation: boolean
  /** The order in which sessions arrive: by the time of creation, or `unknown`. */
  readonly order: "newest" | "oldest" | "unknown"
  /** Whether a total is sent, computed from the line items, or never there. */
  readonly total: "exact" | "derived" | "never"
  /** Whether the provider sends `expired` at the deadline, some time after it, or never. */
  readonly expiry: "told" | "late" | "never"
  /** The fields that can be there. */
  readonly fields: ReadonlyArray<OptionalField>
  /** Whether a page says how many sessions the whole list has. */
  readonly count: boolean
  /** The most sessions on a page. */
  readonly pageMaximum: number
  /** How long after its creation a session is kept, where the provider deletes it. */
  readonly retention: Option.Option<Duration.Duration>
}

/**
 * The query to each provider.
 *
 * @since 0.2.0
 * @category Models
 */
export interface LaneQuery {
  readonly status: Option.Option<ReadonlyArray<Status>>
  /** Sessions that were created at this time or later. */
  readonly createdAfter: Option.Option<DateTime.Utc>
  /** Sessions that were created before this time. */
  readonly createdBefore: Option.Option<DateTime.Utc>
}

/**
 * How the pages of one provider are read.
 *
 * @since 0.2.0
 * @category Models
 */
export interface LaneOptions<E = never, R = never> {
  /** Goes on from a stored cursor of the same query. */
  readonly from?: Cursor | undefined
  /** The size of a page; the provider's largest by default. */
  readonly limit?: number | undefined
  /** Runs for an item without an id. Without it, the stream fails there. */
  readonly onInvalidItem?: ((error: CheckoutDecodeError) => Effect.Effect<void, E, R>) | undefined
}

/**
 * The sessions of one provider in the common form, page by page, as far as the provider filters them.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Lane {
  readonly provider: ProviderName
  readonly capabilities: Capabilities
  /** One session by its id, in spite of its drift. An id that the provider does not know is `NotFound`. */
  readonly retrieve: (id: string) => Effect.Effect<CheckoutSession, CheckoutError>
  /** `None` if no session of this provider can match the query. No request is made then. */
  readonly pages: <E = never, R = never>(
    query: LaneQuery,
    options?: LaneOptions<E, R>
  ) => Option.Option<Stream.Stream<Page<CheckoutSession>, CheckoutError | E, R>>
}

/**
 * An environment variable that a credential is read from.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Variable {
  readonly name: string
  readonly optional: boolean
}

/**
 * A provider's client in the form that all providers share. `Id` is the client's tag, which
 * `CheckoutSessions.layer` then needs.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Adapter<Id, Name extends ProviderName = ProviderName> {
  readonly provider: Name
  readonly capabilities: Capabilities
  /** The client in the context. */
  readonly lane: Effect.Effect<Lane, never, Id>
  /** The environment variables of its credentials, the required ones first. */
  readonly variables: ReadonlyArray<Variable>
  /** A client with its credentials from these variables, by the `ConfigProvider` in force. */
  readonly connect: (
    options?: Options
  ) => Effect.Effect<Lane, ConfigError.ConfigError, HttpClient.HttpClient>
}
