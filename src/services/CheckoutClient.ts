/**
 * The interface of all providers' clients.
 *
 * @since 0.1.0
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import type * as Config from "effect/Config"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Stream from "effect/Stream"
import type { CheckoutDecodeError, CheckoutError } from "../CheckoutError.js"
import type { Cursor } from "../pagination/Cursor.js"
import type { Page } from "../pagination/Page.js"

/**
 * How one page is taken.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ListOptions<A = void, E = never, R = never> {
  /** Goes on from a stored `Cursor` of the same query, in place of the cursor parameters. */
  readonly from?: Cursor | undefined
  /**
   * Runs for an item that is not as documented. If it returns a value, the value takes the item's place;
   * otherwise the item is left out. Without it, the stream fails there with a `CheckoutDecodeError`.
   */
  readonly onInvalidItem?: ((error: CheckoutDecodeError) => Effect.Effect<A, E, R>) | undefined
}

/**
 * How a list is walked.
 *
 * @since 0.1.0
 * @category Models
 */
export interface StreamOptions<A = void, E = never, R = never> extends ListOptions<A, E, R> {
  /** How many pages may be fetched ahead of the consumer; none by default. */
  readonly prefetch?: number | undefined
}

/**
 * How a list that can be read in several places at once is streamed.
 *
 * @since 0.2.0
 * @category Models
 */
export interface ParallelOptions<A = void, E = never, R = never> extends StreamOptions<A, E, R> {
  /**
   * How many requests may be on their way at once, from 1 to 64. At most twice as many pages are held
   * for the consumer, and `prefetch` is of no use. Polar's sessions arrive in the order of the list,
   * Stripe's in no order, unless it is asked for. A walk with `ending_before` stays a sequential one.
   */
  readonly concurrency?: number | undefined
}

/**
 * How a list that is divided by time is streamed.
 *
 * @since 0.2.0
 * @category Models
 */
export interface DividedOptions<A = void, E = never, R = never> extends ParallelOptions<A, E, R> {
  /**
   * Whether sessions arrive in the provider's own order, newest first, also with `concurrency`. It costs
   * some more requests, and up to four pages for each of them are held; by default `false`.
   */
  readonly ordered?: boolean | undefined
}

/**
 * A provider's checkout sessions. Every method fails with `CheckoutError` and has no requirements. The
 * errors and requirements of its `onInvalidItem` are added.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CheckoutClient<Params, Session> {
  /**
   * One request, one page, in the order that the provider sent. Takes every parameter that the
   * provider documents, cursors included; one outside of its documented bounds is `InvalidParams`,
   * and no request is made.
   */
  readonly listSessions: <A = void, E = never, R = never>(
    params?: Params,
    options?: ListOptions<A, E, R>
  ) => Effect.Effect<Page<Session | Exclude<A, void>>, CheckoutError | E, R>
  /**
   * Every session from the page that `params` name to the end of the list. `limit` is the size of
   * a page, by default the provider's maximum; `Stream.take` bounds the number of sessions.
   *
   * Lazy: a page is requested when its first session is asked for. When the stream fails, the error's
   * `cursor` resumes it where it stopped.
   */
  readonly streamSessions: <A = void, E = never, R = never>(
    params?: Params,
    options?: StreamOptions<A, E, R>
  ) => Stream.Stream<Session | Exclude<A, void>, CheckoutError | E, R>
  /**
   * The same, a page at a time, for programs that store `resume` after each page. A page with an item
   * that is not as documented is withheld, and the stream fails with that item's error.
   */
  readonly streamPages: <A = void, E = never, R = never>(
    params?: Params,
    options?: StreamOptions<A, E, R>
  ) => Stream.Stream<Page<Session | Exclude<A, void>>, CheckoutError | E, R>
  /**
   * One session by its id. For an id that the provider does not know, it fails with a
   * `CheckoutResponseError` whose `reason` is `NotFound`. A session that is not as documented, or that has
   * another id, is a `CheckoutDecodeError`.
   *
   * @since 0.2.0
   */
  readonly retrieveSession: (id: string) => Effect.Effect<Session, CheckoutError>
}

/**
 * A provider whose retrieval of one session takes parameters.
 *
 * @since 0.2.0
 * @category Models
 */
export interface RetrievingClient<Params, Session> {
  /** One session by its id, as `CheckoutClient` says. */
  readonly retrieveSession: (id: string, params?: Params) => Effect.Effect<Session, CheckoutError>
}

/**
 * The sessions of a provider whose list can be read in several places at once.
 *
 * @since 0.2.0
 * @category Models
 */
export interface ParallelClient<Params, Session> extends CheckoutClient<Params, Session> {
  /**
   * Every session, as `CheckoutClient` says. With `concurrency`, several requests at once; the
   * `cursor` of an error then leads to all sessions that were not handed out, with any `concurrency`.
   */
  readonly streamSessions: <A = void, E = never, R = never>(
    params?: Params,
    options?: ParallelOptions<A, E, R>
  ) => Stream.Stream<Session | Exclude<A, void>, CheckoutError | E, R>
}

/**
 * The sessions of a provider whose list is divided by time, to be read in several places at once.
 *
 * @since 0.2.0
 * @category Models
 */
export interface DividedClient<Params, Session> extends ParallelClient<Params, Session> {
  /**
   * Every session, as `ParallelClient` says. With `concurrency`, they arrive in no order unless
   * `ordered` is `true`; then the stream fails, if it does, after all sessions before the failure.
   */
  readonly streamSessions: <A = void, E = never, R = never>(
    params?: Params,
    options?: DividedOptions<A, E, R>
  ) => Stream.Stream<Session | Exclude<A, void>, CheckoutError | E, R>
}

/**
 * The options of every client.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Options {
  /** In place of the provider's own address: a proxy, or a sandbox. */
  readonly baseUrl?: string | undefined
  /**
   * Names the account where only its key does (Polar without `organizationId`, Flowglad, Leanrails,
   * Stripe without `account`). A cursor belongs to it: one of another account is `CursorForeign`.
   * Without it, a cursor cannot tell two such accounts apart.
   */
  readonly identity?: string | undefined
  /** The last word on the `HttpClient`, for every attempt: logging, proxies, more headers. */
  readonly transformClient?: ((client: HttpClient.HttpClient) => HttpClient.HttpClient) | undefined
  /** The longest body that is read, in bytes after decompression: 33,554,432 (32 MiB) by default. */
  readonly maxBodyBytes?: number | undefined
}

/**
 * The same keys for `layerConfig`: each as a plain value or as `Config`. An optional one may be left
 * out, or be a `Config` with a default or of an `Option` (`Config.option`).
 *
 * @since 0.2.0
 * @category Models
 */
export type Configs<A> = {
  readonly [Key in keyof A]: undefined extends A[Key]
    ? A[Key] | Config.Config<A[Key] | Option.Option<Exclude<A[Key], undefined>>>
    : A[Key] | Config.Config<A[Key]>
}

/**
 * The options of every client, in the form that `layerConfig` takes.
 *
 * @since 0.2.0
 * @category Models
 */
export interface ConfigOptions
  extends Configs<Omit<Options, "transformClient">>, Pick<Options, "transformClient"> {}
