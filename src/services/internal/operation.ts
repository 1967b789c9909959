import type * as HttpMethod from "@effect/platform/HttpMethod"
import type * as UrlParams from "@effect/platform/UrlParams"
import { identity } from "effect/Function"
import type * as Option from "effect/Option"
import type { SchemaOf } from "../../schemas/internal/checker.js"
import type * as PagesAhead from "../../pagination/internal/ahead.js"
import type * as Parallel from "../../pagination/internal/parallel.js"
import type { PageParams, Range } from "../../pagination/internal/position.js"
import type { Arrivals } from "../../pagination/internal/resume.js"
import type { Numbered } from "../../pagination/internal/shift.js"
import type { RawPage } from "../../pagination/internal/step.js"
import type { KeyOf } from "../../pagination/internal/windows.js"

/** One endpoint of a provider, as data. */
export interface Operation<Params extends object, Answer> {
  /** The client's method, for errors and spans. */
  readonly name: string
  readonly method: HttpMethod.HttpMethod
  readonly path: (params: Params) => string
  readonly params: SchemaOf<Params>
  readonly answer: SchemaOf<Answer>
  /** The query as it is sent: nested keys become `a[b]`, an array repeats its key. */
  readonly encode: (params: Params) => UrlParams.Input
  /** Whether sending it twice has the effect of sending it once. Only then is it ever retried. */
  readonly repeatable: (params: Params) => boolean
}

/** The parameters of a list: how many items a page holds is one of them. */
export interface ListParams {
  readonly limit?: number | undefined
}

/** How a list is divided: by the whole second in which an item was created. */
export interface Split<Params> {
  readonly keyOf: KeyOf
  /** The range that the parameters ask for. */
  readonly bounds: (params: Params) => Range
  /** The parameters that ask for the items created in a range. */
  readonly within: (params: Params, range: Range) => Params
  /** The walk itself: only providers whose lists can be divided bring it along. */
  readonly items: typeof Parallel.items
}

/** How the page numbers of a list are known before its pages are read. */
export interface Ahead {
  /** The page after a full one, of a list with so many items; `most` is what the walk wants of a page. */
  readonly after: (
    at: PageParams,
    total: number,
    most: number | undefined
  ) => Option.Option<PageParams>
  /** The walk itself: only providers whose pages are known ahead bring it along. */
  readonly items: typeof PagesAhead.items
}

/** An operation whose answer is one page of many. */
export interface ListOperation<Params extends ListParams, Answer, Item> extends Operation<
  Params,
  Answer
> {
  readonly item: SchemaOf<Item>
  /** The largest page that the provider gives. */
  readonly maxLimit: number
  /** The parameters that say where in the list a page is. They are no part of the query. */
  readonly paging: ReadonlyArray<string>
  /** The first page of a walk that names none; by default without any such parameter. */
  readonly start?: (limit: number | undefined) => PageParams
  /** Whether these parameters walk against the list's order. */
  readonly backwards?: (params: Params) => boolean
  /** Where sessions appear that are new after the end of a walk; by default it is not documented. */
  readonly arrivals?: (params: Params) => Arrivals
  /**
   * Reads a page; its items are in the order in which they were sent. `most` is how many items the walk
   * wants of a page: this page's own `limit` may be less.
   */
  readonly read: (answer: Answer, params: Params, most: number | undefined) => RawPage
  /** Where pages are numbered, so that sessions move between them: how those are found. */
  readonly previous?: Numbered
  /** Where an item's id is a cursor: the page that starts after this item. */
  readonly pageAfter?: (item: unknown, params: Params) => Option.Option<PageParams>
  /** How the list is divided; without it, the list is walked from one end to the other. */
  readonly split?: Split<Params>
  /** Which pages can be fetched before the walk comes to them. */
  readonly ahead?: Ahead
  /** The parameters of a stream unless the program gives others. */
  readonly streamDefaults?: Params
}

/** An operation whose answer is one session. */
export interface RetrieveOperation<Params extends object, Answer, Item> extends Operation<
  Params,
  Answer
> {
  readonly item: SchemaOf<Item>
  /** The session in an answer. */
  readonly read: (answer: Answer) => unknown
}

/** An operation, its types inferred from its schemas. */
export const operation: <Params extends object, Answer>(
  operation: Operation<Params, Answer>
) => Operation<Params, Answer> = identity

/** A list, its types inferred from its schemas. Listing reads, so it may always be repeated. */
export const list = <Params extends ListParams, Answer, Item>({
  path,
  ...rest
}: Omit<ListOperation<Params, Answer, Item>, "name" | "method" | "path" | "repeatable"> & {
  readonly path: string
}): ListOperation<Params, Answer, Item> => ({
  ...rest,
  name: "listSessions",
  method: "GET",
  path: () => path,
  repeatable: () => true
})

/** A retrieval, its types inferred from its schemas. It reads, so it may always be repeated. */
export const retrieve = <Params extends { readonly id: string }, Answer, Item>({
  path,
  ...rest
}: Omit<RetrieveOperation<Params, Answer, Item>, "name" | "method" | "path" | "repeatable"> & {
  /** The path of the list, with a slash at its end or without. */
  readonly path: string
}): RetrieveOperation<Params, Answer, Item> => ({
  ...rest,
  name: "retrieveSession",
  method: "GET",
  path: ({ id }) => `${path.replace(/\/$/, "")}/${encodeURIComponent(id)}`,
  repeatable: () => true
})
