import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { CheckoutPaginationError } from "../../CheckoutError.js"
import { Cursor } from "../Cursor.js"
import type { Call } from "../../internal/errors.js"

/**
 * The parameters that lead to a page, as its provider spells them: `{ starting_after: "cs_1" }`,
 * `{ page: 3, limit: 100 }`. Merged over a query they are the next request.
 */
export const PageParams = Schema.Record({
  key: Schema.String,
  value: Schema.Union(Schema.String, Schema.Number)
})
export type PageParams = typeof PageParams.Type

/** A place in a list: a page, and what of it a consumer already has. */
export interface ResumePoint {
  readonly at: PageParams
  /** How many items of this page, in walking order, were already handed out. */
  readonly skip: number
  /** Fingerprints of the ids on the page before, for lists whose pages may overlap. */
  readonly seen: ReadonlyArray<string>
}

// Short keys: this is stored in people's databases.
const Payload = Schema.Struct({
  v: Schema.Literal(1),
  // It gets into a message, and a forged one could be anything.
  p: Schema.String.pipe(Schema.pattern(/^[a-z]{1,20}$/)),
  q: Schema.String,
  a: PageParams,
  s: Schema.optional(Schema.NonNegativeInt),
  d: Schema.optional(Schema.Array(Schema.String))
})

const Code = Schema.compose(Schema.StringFromBase64Url, Schema.parseJson(Payload))
const encode = Schema.encodeSync(Code)
const decode = Schema.decodeUnknownEither(Code)

const prime = 0x100000001b3n
const mask = 0xffffffffffffffffn

/**
 * FNV-1a over UTF-16 code units, 64 bits. Written here because a stored cursor must outlive
 * versions: `effect`'s `Hash` promises nothing across them. It tells queries apart; it guards
 * nothing.
 */
export const fingerprint = (text: string): string => {
  let hash = 0xcbf29ce484222325n
  for (let i = 0; i < text.length; i++) {
    hash = ((hash ^ BigInt(text.charCodeAt(i))) * prime) & mask
  }
  return hash.toString(36)
}

/** The position as a string that only a walk of the same list takes back. */
export const toCursor = (
  provider: string,
  query: string,
  { at, seen, skip }: ResumePoint
): Cursor =>
  Cursor.make(
    encode({
      v: 1,
      p: provider,
      q: query,
      a: at,
      s: skip === 0 ? undefined : skip,
      d: seen.length === 0 ? undefined : seen
    })
  )

const foreignCursor = (call: Call, description: string) =>
  new CheckoutPaginationError({ ...call, reason: "CursorForeign", description })

/** A cursor that leads where its provider's parameters cannot. */
export const tampered = (call: Call): CheckoutPaginationError =>
  foreignCursor(call, "`from` was tampered with")

/** Takes a cursor back, if it is of this list. */
export const fromCursor = (
  call: Call,
  query: string,
  paging: ReadonlyArray<string>,
  cursor: string
): Effect.Effect<ResumePoint, CheckoutPaginationError> => {
  const foreign = (description: string) => Effect.fail(foreignCursor(call, description))
  const payload = decode(cursor)
  if (Either.isLeft(payload)) return foreign("`from` is not a cursor of this library")
  const { a, d, p, q, s } = payload.right
  if (p !== call.provider) return foreign(`\`from\` is a cursor of ${p}, not of ${call.provider}`)
  if (!Object.keys(a).every((key) => paging.includes(key))) return Effect.fail(tampered(call))
  if (q !== query) {
    return foreign(
      "`from` is a cursor of another query or account; give it back with the parameters it came from"
    )
  }
  return Effect.succeed({ at: a, skip: s ?? 0, seen: d ?? [] })
}
