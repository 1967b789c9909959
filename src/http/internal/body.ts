import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { CheckoutDecodeError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import type { BodyError } from "./platformErrors.js"
import { orEmpty } from "./platformErrors.js"

const tooLarge = (call: Call, max: number) =>
  new CheckoutDecodeError({
    ...call,
    reason: "TooLarge",
    expected: `at most ${max} bytes (\`maxBodyBytes\`); ask for smaller pages with \`limit\``,
    raw: Redacted.make(undefined)
  })

const join = (chunks: ReadonlyArray<Uint8Array>): Uint8Array => {
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

const decoder = new TextDecoder()

/**
 * Whether a `content-length` counts the bytes that arrive. Browsers and some other runtimes unpack a
 * body and do not say so.
 */
const countsBytes = !(
  "document" in globalThis ||
  "WorkerGlobalScope" in globalThis ||
  "Bun" in globalThis
)

/** Whether the body can be read at once: it is short, and the runtime ends it at its length. */
const isShort = ({ headers }: HttpClientResponse.HttpClientResponse, max: number): boolean =>
  countsBytes &&
  headers["content-encoding"] === undefined &&
  /^\d{1,15}$/.test(headers["content-length"] ?? "") &&
  Number(headers["content-length"]) <= max

/** Adds the chunks of a body until it ends, or is longer than agreed. */
const collect = (
  call: Call,
  { stream }: HttpClientResponse.HttpClientResponse,
  max: number,
  chunks: Array<Uint8Array>
): Effect.Effect<void, CheckoutDecodeError | BodyError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const next = Effect.catchAll(
        yield* Stream.toPull(stream),
        Option.match({ onNone: () => Effect.succeed(undefined), onSome: Effect.fail<BodyError> })
      )
      let size = 0
      for (let arrived = yield* next; arrived !== undefined; arrived = yield* next) {
        for (const chunk of arrived) {
          size += chunk.length
          chunks.push(chunk)
        }
        if (size > max) return yield* tooLarge(call, max)
      }
    })
  )

/**
 * The body as text. It is dropped as soon as it is longer than agreed: a compressed body can be a
 * thousand times its own size. So all but short bodies are read chunk by chunk, which takes longer.
 */
export const read = (
  call: Call,
  response: HttpClientResponse.HttpClientResponse,
  max: number
): Effect.Effect<string, CheckoutDecodeError | BodyError> =>
  isShort(response, max)
    ? Effect.filterOrFail(
        response.text,
        (text) => text.length <= max,
        () => tooLarge(call, max)
      )
    : Effect.suspend(() => {
        const chunks: Array<Uint8Array> = []
        return orEmpty(collect(call, response, max, chunks)).pipe(
          Effect.map(() => decoder.decode(join(chunks)))
        )
      })

/** The body as JSON, checked for nothing but that. */
export const parse = (call: Call, text: string): Effect.Effect<unknown, CheckoutDecodeError> =>
  Effect.try({
    try: (): unknown => JSON.parse(text),
    // The parser's own message quotes the body.
    catch: () =>
      new CheckoutDecodeError({
        ...call,
        reason: "NotJson",
        expected:
          text.trim() === ""
            ? "JSON, got an empty body"
            : /^\s*</.test(text)
              ? "JSON, got HTML"
              : "complete JSON",
        raw: Redacted.make(text)
      })
  })
