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
import { hidden, hide, masksOf } from "./internal/secrets.js"

/**
 * The parts of a session that go into a line.
 *
 * @since 0.2.0
 * @category Models
 */
export interface Options {
  /** Whether the session as its provider sent it is in the line: it is by default. */
  readonly native?: boolean | undefined
  /**
   * Whether secrets are in the line: `client_secret`, Polar's address of the page, other texts that contain
   * the secret, and the metadata of Polar's payment processor. By default a placeholder replaces them.
   */
  readonly secrets?: boolean | undefined
}

/**
 * A text of a session without the session's secret. Polar's own addresses contain it, that of the page
 * and that to which the buyer comes back (`url`, `successUrl`).
 *
 * @since 0.2.0
 * @category Conversions
 */
export const hideSecrets = ({ native }: CheckoutSession, text: string): string => hide(native, text)

const withoutSecrets = (line: typeof CheckoutSession.Encoded): typeof CheckoutSession.Encoded => {
  const isPolar = line.provider === "polar"
  const native: unknown = line.native
  const without = (value: unknown): unknown =>
    Predicate.isString(value) ? hide(native, value) : value
  const masked = masksOf(line.provider)
  return Object.assign({}, line, {
    url: isPolar && line.url !== null ? hidden : line.url,
    successUrl: without(line.successUrl),
    cancelUrl: without(line.cancelUrl),
    native: Predicate.isRecord(native)
      ? Object.fromEntries(
          Object.entries(native).map(([key, value]) => [
            key,
            Object.hasOwn(masked, key) && Predicate.isNotNullable(value)
              ? masked[key]
              : without(value)
          ])
        )
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
