import type * as UrlParams from "@effect/platform/UrlParams"
import { identity } from "effect/Function"
import type * as Option from "effect/Option"
import type * as Schema from "effect/Schema"
import type { FailureFormat } from "../../http/internal/failure.js"
import type { Rate } from "../../http/RateLimit.js"
import type { SecretEffect } from "../../http/Secret.js"
import type * as Transport from "../../http/internal/transport.js"
import type { RawPage } from "../../pagination/internal/step.js"
import type { Options } from "../CheckoutClient.js"
import type { PageParams } from "../../pagination/internal/position.js"

/** A provider as data: what the one loop and the one pipeline need to know of it. */
export interface Definition<Params extends object, ParamsI, Session, SessionI, List, ListI> {
  readonly provider: string
  /** The module's name, for spans. */
  readonly module: string
  readonly baseUrl: string
  readonly path: string
  readonly params: Schema.Schema<Params, ParamsI>
  readonly session: Schema.Schema<Session, SessionI>
  readonly list: Schema.Schema<List, ListI>
  /** The largest page that the provider gives. */
  readonly maxLimit: number
  /** The parameters that are a place in the list and no part of the query. */
  readonly paging: ReadonlyArray<string>
  /** Where a walk begins that names no place; by default with no such parameter at all. */
  readonly start?: (limit: number | undefined) => PageParams
  /** Whether these parameters walk against the list's order. */
  readonly backwards?: (params: Params) => boolean
  /** The query as it goes on the wire: nested keys become `a[b]`, an array repeats its key. */
  readonly encode: (params: Params) => UrlParams.Input
  /** What a page says, in the order it was sent. */
  readonly read: (list: List, params: Params) => RawPage
  /** What tells an item that the page before already had, where pages may overlap. */
  readonly identify?: (item: unknown) => Option.Option<string>
  /** Where an item's id is a cursor: the page that starts after this item. */
  readonly pageAfter?: (item: unknown, params: Params) => Option.Option<PageParams>
  readonly failure: FailureFormat
  /** What a stream asks for unless told otherwise. */
  readonly streamDefaults?: Params
}

/** One client of it. */
export interface Settings<Params> extends Options {
  readonly secret: SecretEffect
  readonly authorize: Transport.Options["authorize"]
  readonly path?: string | undefined
  readonly documentedRate: (secret: string) => Option.Option<Rate>
  /** Parameters that the credentials bring along. */
  readonly defaults?: Params
  /** Headers besides the authorization, by name; those that are `undefined` are not sent. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Whose sessions are listed, beyond the key: part of what a cursor belongs to. */
  readonly identity?: ReadonlyArray<string | undefined>
  /** Bounds of `headers` that the provider documents. */
  readonly invalidHeader?: (name: string, value: string) => string | undefined
}

export interface Limited {
  readonly limit?: number | undefined
}

/** A definition with its types inferred from its schemas. */
export const define: <Params extends object & Limited, ParamsI, Session, SessionI, List, ListI>(
  definition: Definition<Params, ParamsI, Session, SessionI, List, ListI>
) => Definition<Params, ParamsI, Session, SessionI, List, ListI> = identity
