import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
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

const join = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

const decoder = new TextDecoder()

/**
 * The body as text. It is read chunk by chunk and dropped as soon as it is longer than agreed: a
 * `content-length` can lie, and a compressed body can be a thousand times its own size.
 */
export const read = (
  call: Call,
  response: HttpClientResponse.HttpClientResponse,
  max: number
): Effect.Effect<string, CheckoutDecodeError | BodyError> =>
  Effect.suspend(() => {
    const chunks: Array<Uint8Array> = []
    let size = 0
    return response.stream.pipe(
      Stream.runForEach((chunk) => {
        size += chunk.length
        if (size > max) return tooLarge(call, max)
        chunks.push(chunk)
        return Effect.void
      }),
      orEmpty,
      Effect.map(() => decoder.decode(join(chunks, size)))
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
