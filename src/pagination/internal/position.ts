import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { CheckoutPaginationError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import { Cursor } from "../Cursor.js"
import { fingerprint } from "./fingerprint.js"

/**
 * The parameters that lead to a page, as its provider spells them: `{ starting_after: "cs_1" }`,
 * `{ page: 3, limit: 100 }`. Merged over a query they are the next request.
 */
export const PageParams = Schema.Record({
  key: Schema.String,
  value: Schema.Union(Schema.String, Schema.Number)
})
export type PageParams = typeof PageParams.Type

/** Where a walk resumes: a page, and the items that the consumer already has. */
export interface ResumePoint {
  readonly at: PageParams
  /** Fingerprints of the ids that were handed out of this page. They name what, not how many. */
  readonly had: ReadonlyArray<string>
  /** How many items without an id were handed out of this page. */
  readonly nameless: number
  /** Fingerprints of the ids before this page, for lists whose pages shift. */
  readonly seen: ReadonlyArray<string>
  /** Whether `seen` names every id before this page, and not only the last ones. */
  readonly seenAll: boolean
  /** How many of the last ids in `seen` this page begins with, unless the list changed. */
  readonly overlap: number
  /** How many sessions the list had when the page before was read. */
  readonly total: number | undefined
  /** Whether sessions moved before this page and were not handed out yet. */
  readonly unsure: boolean
  /** The first id of the whole walk, for lists that begin with the newest session. */
  readonly head: string | undefined
}

/** Whole seconds of creation, from the first to the one after the last. A side may be open. */
export interface Range {
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** A part of a list, and where in it a walk resumes. */
export interface Place {
  readonly range: Range
  readonly point: ResumePoint
}

/** The most places that a cursor holds. */
export const mostPlaces = 64

/** The facts that tell one list from others. */
export interface Query {
  readonly fingerprint: string
  /** The parameters, each with a part of its value's fingerprint. */
  readonly parts: Readonly<Record<string, string>>
}

/** Tells one list from others: whose sessions these are, its query, the direction asked for. */
export const queryOf = (
  scope: ReadonlyArray<string | undefined>,
  query: ReadonlyArray<readonly [string, string]>,
  backwards: boolean
): Query => {
  const parts: Record<string, string> = {}
  for (const [key, value] of query) {
    parts[key] = fingerprint(`${parts[key] ?? ""}${value}`).slice(-4)
  }
  return { fingerprint: fingerprint(JSON.stringify([scope, query, backwards])), parts }
}

/** Why a cursor belongs to another list than this one. */
const difference = ({ parts }: Query, others: Query["parts"]): string => {
  const keys = [...new Set([...Object.keys(parts), ...Object.keys(others)])].sort()
  // A forged cursor can name anything, and the name gets into a message.
  const differing = keys.filter((key) => parts[key] !== others[key] && /^[\w[\]]{1,40}$/.test(key))
  return differing.length > 0
    ? `\`from\` is a cursor of another query: ${differing.map((key) => `\`${key}\``).join(" and ")} ${differing.length > 1 ? "differ" : "differs"}; store the parameters with the cursor and give both back`
    : "`from` is a cursor of another account or direction; give it back to the client and the parameters that it came from"
}

/** The point at which nothing was handed out yet. */
export const startAt = (at: PageParams): ResumePoint => ({
  at,
  had: [],
  nameless: 0,
  seen: [],
  seenAll: true,
  overlap: 0,
  total: undefined,
  unsure: false,
  head: undefined
})

// Short keys: this is stored in people's databases.
const point = {
  a: PageParams,
  s: Schema.optional(Schema.NonNegativeInt),
  d: Schema.optional(Schema.Array(Schema.String)),
  h: Schema.optional(Schema.Array(Schema.String)),
  n: Schema.optional(Schema.Boolean),
  o: Schema.optional(Schema.NonNegativeInt),
  t: Schema.optional(Schema.NonNegativeInt),
  m: Schema.optional(Schema.Boolean),
  f: Schema.optional(Schema.String)
}

const Point = Schema.Struct(point)

const Payload = Schema.Struct({
  // A cursor of several places has a version of its own, which earlier versions of the library refuse.
  v: Schema.Literal(1, 2, 3),
  // The provider's name gets into a message, and a forged one could be anything.
  p: Schema.String.pipe(Schema.pattern(/^[a-z]{1,20}$/)),
  q: Schema.String,
  ...point,
  // The parameters of the query, each with a part of its value's fingerprint: they name what differs.
  w: Schema.optional(Schema.Record({ key: Schema.String, value: Schema.String })),
  // The places, each with its range.
  l: Schema.optional(
    Schema.Array(
      Schema.Struct({ ...point, g: Schema.optional(Schema.Int), e: Schema.optional(Schema.Int) })
    ).pipe(Schema.minItems(1), Schema.maxItems(mostPlaces))
  )
})

const Code = Schema.compose(Schema.StringFromBase64Url, Schema.parseJson(Payload))
const encode = Schema.encodeSync(Code)
const decode = Schema.decodeUnknownEither(Code)

const orNothing = <A>(list: ReadonlyArray<A>) => (list.length === 0 ? undefined : list)

const written = ({
  at,
  had,
  head,
  nameless,
  overlap,
  seen,
  seenAll,
  total,
  unsure
}: ResumePoint): typeof Point.Type => ({
  a: at,
  s: nameless === 0 ? undefined : nameless,
  d: orNothing(seen),
  h: orNothing(had),
  n: seenAll ? undefined : false,
  o: overlap === 0 ? undefined : overlap,
  t: total,
  m: unsure || undefined,
  f: head
})

const listed = (provider: string, { fingerprint, parts }: Query) => ({
  p: provider,
  q: fingerprint,
  w: Object.keys(parts).length === 0 ? undefined : parts
})

/** The point as a string that only a walk of the same list takes back. */
export const toCursor = (provider: string, query: Query, point: ResumePoint): Cursor =>
  Cursor.make(encode({ v: 2, ...listed(provider, query), ...written(point) }))

/** Several places as one string. */
export const toCursorOfPlaces = (
  provider: string,
  query: Query,
  places: ReadonlyArray<Place>
): Cursor =>
  Cursor.make(
    encode({
      v: 3,
      ...listed(provider, query),
      a: {},
      l: places.map(({ point, range }) => ({ ...written(point), g: range.from, e: range.to }))
    })
  )

export const foreignCursor = (call: Call, description: string) =>
  new CheckoutPaginationError({ ...call, reason: "CursorForeign", description })

/** The error of a cursor that leads where its provider's parameters cannot. */
export const tampered = (call: Call): CheckoutPaginationError =>
  foreignCursor(call, "`from` was tampered with")

const read = ({ a, d, f, h, m, n, o, s, t }: typeof Point.Type, rest: boolean): ResumePoint => ({
  at: a,
  had: h ?? [],
  nameless: s ?? 0,
  seen: d ?? [],
  seenAll: n ?? rest,
  overlap: o ?? 0,
  total: t,
  unsure: m ?? false,
  head: f
})

/** The places of a cursor. One that a sequential walk wrote has one, in the range of its query. */
export const placesOf = (
  call: Call,
  query: Query,
  paging: ReadonlyArray<string>,
  bounds: Option.Option<Range>,
  cursor: string
): Effect.Effect<Arr.NonEmptyReadonlyArray<Place>, CheckoutPaginationError> => {
  const foreign = (description: string) => Effect.fail(foreignCursor(call, description))
  const payload = decode(cursor)
  if (Either.isLeft(payload)) return foreign("`from` is not a cursor of this library")
  const { l = [], p, q, v, w = {}, ...point } = payload.right
  if (p !== call.provider) return foreign(`\`from\` is a cursor of ${p}, not of ${call.provider}`)
  const leads = ({ a }: typeof Point.Type) => Object.keys(a).every((key) => paging.includes(key))
  if (![point, ...l].every(leads)) return Effect.fail(tampered(call))
  if (q !== query.fingerprint) return foreign(difference(query, v === 1 ? query.parts : w))
  if (v === 1 && point.s !== undefined) {
    return foreign("`from` is a cursor of version 0.1.0 into the middle of a page; start again")
  }
  const places = l.map(({ e, g, ...point }) => ({
    range: { from: g, to: e },
    point: read(point, true)
  }))
  if ((v === 3) !== Arr.isNonEmptyReadonlyArray(places)) return Effect.fail(tampered(call))
  if (!Arr.isNonEmptyReadonlyArray(places)) {
    const range = Option.getOrElse(bounds, () => ({}))
    return Effect.succeed([{ range, point: read(point, v === 2 || point.d === undefined) }])
  }
  const inside = Option.exists(bounds, (all) => places.every(({ range }) => isWithin(range, all)))
  return inside ? Effect.succeed(places) : Effect.fail(tampered(call))
}

/** Whether a range is no wider than another. A side that is open is as wide as can be. */
const isWithin = (
  { from = -Infinity, to = Infinity }: Range,
  { from: least = -Infinity, to: most = Infinity }: Range
): boolean => from >= least && to <= most

/** Takes the cursor of one place back, if it belongs to this list. */
export const fromCursor = (
  call: Call,
  query: Query,
  paging: ReadonlyArray<string>,
  cursor: string
): Effect.Effect<ResumePoint, CheckoutPaginationError> =>
  Effect.map(placesOf(call, query, paging, Option.none(), cursor), ([{ point }]) => point)
