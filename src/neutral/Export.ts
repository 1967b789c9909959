/**
 * Sessions as lines of text, for files and pipes.
 *
 * @since 0.2.0
 */
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Struct from "effect/Struct"
import { CheckoutSession } from "./CheckoutSession.js"

/**
 * What goes into a line.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Options {
  /** Whether the session as its provider sent it is in the line: it is by default. */
  readonly native?: boolean | undefined
  /**
   * Whether secrets are in it: `client_secret`, Polar's address of the page, which contains it, and the
   * metadata of Polar's payment processor. By default another text stands in their place.
   */
  readonly secrets?: boolean | undefined
}

const hidden = "<hidden>"

/** The places of secrets in a native session. The values in their place have the same type. */
const masks: Readonly<Record<string, unknown>> = {
  client_secret: hidden,
  payment_processor_metadata: {}
}

const withoutSecrets = (line: typeof CheckoutSession.Encoded): typeof CheckoutSession.Encoded => {
  const isPolar = line.provider === "polar"
  const native: unknown = line.native
  return Object.assign({}, line, {
    ...(isPolar && line.url !== null ? { url: hidden } : {}),
    native: Predicate.isRecord(native)
      ? {
          ...native,
          ...Object.fromEntries(
            Object.entries(isPolar ? { ...masks, url: hidden } : masks).filter(([key]) =>
              Predicate.isNotNullable(native[key])
            )
          )
        }
      : native
  })
}

const encode = Schema.encodeSync(CheckoutSession)

/**
 * A session as one line of JSON, without its end. `Schema.parseJson(CheckoutSession.CheckoutSession)` reads
 * it back if `native` is in it.
 *
 * @since 0.2.0
 * @category Conversions
 */
export const toJsonLine = (
  session: CheckoutSession,
  { native = true, secrets = false }: Options = {}
): string => {
  const encoded = encode(session)
  const line = secrets ? encoded : withoutSecrets(encoded)
  return JSON.stringify(native ? line : Struct.omit(line, "native"))
}

/**
 * Sessions as NDJSON: one line of JSON for each, with its end.
 *
 * @since 0.2.0
 * @category Conversions
 */
export const ndjson =
  (options?: Options) =>
  <E, R>(sessions: Stream.Stream<CheckoutSession, E, R>): Stream.Stream<string, E, R> =>
    Stream.map(sessions, (session) => `${toJsonLine(session, options)}\n`)
