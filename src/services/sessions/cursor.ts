import * as DateTime from "effect/DateTime"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Cursor } from "../../pagination/Cursor.js"
import { fingerprint } from "../../pagination/internal/fingerprint.js"
import { CheckoutSessionsError } from "./errors.js"
import type { Order, Resolved } from "./query.js"

/** The last session that was handed out of a page: when it was created, in milliseconds, and its id. */
export interface Key {
  readonly millis: number
  readonly id: string
}

/** Where one provider's list stands. Without a cursor it is at its beginning. */
export type Place =
  | { readonly _tag: "Done" }
  | {
      readonly _tag: "At"
      readonly cursor: Option.Option<Cursor>
      /** The sessions that were handed out after the cursor. */
      readonly after: Option.Option<Key>
    }

export const start: Place = { _tag: "At", cursor: Option.none(), after: Option.none() }

export const done: Place = { _tag: "Done" }

/** The place of each provider. */
export type Places = ReadonlyMap<string, Place>

/** The longest cursor, in characters. */
const longest = 8192

const Json = Schema.Record({ key: Schema.String, value: Schema.Unknown })

// Short keys: this is stored in people's databases.
const Payload = Schema.Struct({
  v: Schema.Literal("s1"),
  // The query and its order.
  q: Schema.String,
  l: Schema.Record({
    key: Schema.String,
    value: Schema.Union(
      Schema.Literal("done"),
      Schema.Struct({
        // The content of the provider's own cursor. To encode it twice would take a third more.
        c: Schema.optional(Json),
        k: Schema.optional(Schema.Tuple(Schema.Number, Schema.String))
      })
    )
  })
})

const Code = Schema.compose(Schema.StringFromBase64Url, Schema.parseJson(Payload))
const encode = Schema.encodeEither(Code)
const decode = Schema.decodeUnknownEither(Code)

const unpack = Schema.decodeEither(
  Schema.compose(Schema.StringFromBase64Url, Schema.parseJson(Json))
)
const pack = (payload: typeof Json.Type): Cursor =>
  Cursor.make(Encoding.encodeBase64Url(JSON.stringify(payload)))

const millisOf = (time: Option.Option<DateTime.Utc>) =>
  Option.getOrNull(Option.map(time, DateTime.toEpochMillis))

/** Tells a query and its order from others. */
export const queryOf = (
  { createdAfter, createdBefore, lanes, status }: Resolved,
  order: Order
): string =>
  fingerprint(
    JSON.stringify([
      lanes.map(({ provider }) => provider).sort(),
      Option.getOrNull(Option.map(status, (statuses) => [...new Set(statuses)].sort())),
      millisOf(createdAfter),
      millisOf(createdBefore),
      order
    ])
  )

const written = (place: Place) =>
  place._tag === "Done"
    ? Either.right("done" as const)
    : Either.map(
        Option.match(place.cursor, {
          onNone: () => Either.right(undefined),
          onSome: (cursor) => unpack(cursor)
        }),
        (payload) => ({
          ...(payload === undefined ? {} : { c: payload }),
          ...Option.match(place.after, {
            onNone: () => ({}),
            onSome: ({ id, millis }) => ({ k: [millis, id] as const })
          })
        })
      )

/** The places of all providers as one string. */
export const toCursor = (
  query: string,
  places: Places
): Either.Either<Cursor, CheckoutSessionsError> =>
  Either.all(Object.fromEntries([...places].map(([name, place]) => [name, written(place)]))).pipe(
    Either.flatMap((l) => encode({ v: "s1", q: query, l })),
    Either.map((text) => Cursor.make(text)),
    Either.mapLeft(
      () =>
        new CheckoutSessionsError({
          reason: "CursorForeign",
          description: "a client gave a cursor that this library did not make"
        })
    ),
    Either.filterOrLeft(
      (cursor) => cursor.length <= longest,
      (cursor) =>
        new CheckoutSessionsError({
          reason: "CursorTooLarge",
          description: `the cursor would have ${cursor.length} characters, more than ${longest}; ask for fewer providers at once`
        })
    )
  )

const foreign = (description: string) =>
  Either.left(new CheckoutSessionsError({ reason: "CursorForeign", description }))

/** Takes the places of a cursor back, if it belongs to this query. */
export const fromCursor = (
  query: string,
  names: ReadonlyArray<string>,
  cursor: Cursor
): Either.Either<Places, CheckoutSessionsError> => {
  const payload = decode(cursor)
  if (Either.isLeft(payload)) return foreign("`from` is not a cursor of `CheckoutSessions`")
  const { l, q } = payload.right
  const missing = names.filter((name) => !Object.hasOwn(l, name))
  const strange = Object.keys(l).filter((name) => !names.includes(name))
  const differing = [...missing, ...strange].filter((name) => /^[a-z]{1,20}$/.test(name))
  if (differing.length > 0) {
    return foreign(`\`from\` is a cursor of other providers: ${differing.join(", ")}`)
  }
  if (q !== query || strange.length > 0) {
    return foreign(
      "`from` is a cursor of another query or order; store both with the cursor, with times that do not move"
    )
  }
  return Either.right(
    new Map(
      names.map((name): readonly [string, Place] => {
        const place = l[name]
        if (place === undefined || place === "done") return [name, done]
        const { c, k } = place
        return [
          name,
          {
            _tag: "At",
            cursor: c === undefined ? Option.none() : Option.some(pack(c)),
            after: k === undefined ? Option.none() : Option.some({ millis: k[0], id: k[1] })
          }
        ]
      })
    )
  )
}
