import { inspect } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Duration, Effect, Equal, Exit, Option, Redacted, Schema } from "effect"
import {
  CheckoutDecodeError,
  CheckoutError,
  CheckoutPaginationError,
  CheckoutRequestError,
  CheckoutResponseError,
  isCheckoutError
} from "../src/CheckoutError.js"
import { Cursor } from "../src/pagination/Cursor.js"

const where = { provider: "stripe", operation: "listSessions" } as const

const request = new CheckoutRequestError({
  ...where,
  reason: "Timeout",
  description: "an attempt took longer than 30s",
  timeout: Option.some("attempt")
})
const response = new CheckoutResponseError({
  ...where,
  reason: "RateLimited",
  status: 429,
  code: Option.some("rate_limit"),
  requestId: Option.some("req_1"),
  retryAfter: Option.some(Duration.seconds(90)),
  attempts: 3,
  elapsed: Duration.millis(4500),
  redactedBody: Redacted.make({ canary: "canary" })
})
const decode = new CheckoutDecodeError({
  ...where,
  reason: "Item",
  index: Option.some(7),
  itemId: Option.some("cs_1"),
  path: ["metadata", "*"],
  expected: "string",
  raw: Redacted.make({ canary: "canary" })
})
const pagination = new CheckoutPaginationError({
  ...where,
  reason: "CursorStalled",
  description: "the list came back",
  cursor: Option.some(Cursor.make("abc"))
})
const errors = [request, response, decode, pagination]

describe("CheckoutError", () => {
  it("a message names the operation and the problem, and gives advice", () => {
    assert.strictEqual(request.message, "stripe.listSessions: an attempt took longer than 30s")
    assert.strictEqual(
      response.message,
      "stripe.listSessions: too many requests (HTTP 429 rate_limit); asks to wait 1m 30s; tried 3 times in 4s 500ms [request req_1]"
    )
    assert.strictEqual(
      decode.message,
      "stripe.listSessions: item 7 (cs_1) is not as documented at metadata.*: expected string"
    )
    assert.strictEqual(pagination.message, "stripe.listSessions: the list came back")
  })

  it("each reason of a refusal has its own message", () => {
    const reasons = [
      "Unauthorized",
      "Forbidden",
      "NotFound",
      "Invalid",
      "RateLimited",
      "Conflict",
      "Unavailable",
      "Unexpected"
    ] as const
    const messages = reasons.map(
      (reason) =>
        new CheckoutResponseError({
          ...where,
          reason,
          status: 400,
          redactedBody: Redacted.make("")
        }).message
    )
    assert.strictEqual(new Set(messages).size, reasons.length)
  })

  it("every error is an Error with a tag, a name and a stack", () => {
    for (const error of errors) {
      assert.instanceOf(error, Error)
      assert.strictEqual(error.name, error._tag)
      assert.include(error.stack ?? "", error.message)
      assert.strictEqual(String(error), `${error._tag}: ${error.message}`)
    }
  })

  it("no rendering of an error shows the provider's data", () => {
    assert.deepEqual(response.body, { canary: "canary" })
    assert.deepEqual(Redacted.value(decode.raw), { canary: "canary" })
    for (const error of errors) {
      for (const shown of [
        JSON.stringify(error),
        inspect(error, { depth: Infinity, showHidden: true }),
        Cause.pretty(Cause.fail(error), { renderErrorCause: true }),
        JSON.stringify(Exit.fail(error))
      ]) {
        assert.notInclude(shown, "canary")
      }
    }
  })

  it("the reason decides whether an error is retryable", () => {
    const of = (reason: CheckoutRequestError["reason"], timeout?: "attempt" | "overall") =>
      new CheckoutRequestError({
        ...where,
        reason,
        description: "",
        timeout: Option.fromNullable(timeout)
      }).isRetryable
    assert.isTrue(of("Transport"))
    assert.isTrue(of("Timeout", "attempt"))
    assert.isFalse(of("Timeout", "overall"))
    assert.isFalse(of("InvalidParams"))
    assert.isFalse(of("Credentials"))

    const decoding = (reason: CheckoutDecodeError["reason"]) =>
      new CheckoutDecodeError({ ...where, reason, expected: "", raw: Redacted.make(0) }).isRetryable
    assert.isTrue(decoding("NotJson"))
    assert.isFalse(decoding("TooLarge"))
    assert.isFalse(decoding("Envelope"))
    assert.isFalse(decoding("Item"))

    const advised = (shouldRetry: boolean, reason: CheckoutResponseError["reason"]) =>
      new CheckoutResponseError({
        ...where,
        reason,
        status: 400,
        shouldRetry: Option.some(shouldRetry),
        redactedBody: Redacted.make("")
      }).isRetryable
    assert.isTrue(advised(true, "Conflict"))
    assert.isFalse(advised(false, "Unavailable"))
    assert.isFalse(pagination.isRetryable)
  })

  it.effect("catchTags catches each error by a tag that begins with Checkout", () =>
    Effect.gen(function* () {
      for (const error of errors) {
        const caught = yield* Effect.fail<CheckoutError>(error).pipe(
          Effect.catchTags({
            CheckoutRequestError: ({ _tag }) => Effect.succeed(_tag),
            CheckoutResponseError: ({ _tag }) => Effect.succeed(_tag),
            CheckoutDecodeError: ({ _tag }) => Effect.succeed(_tag),
            CheckoutPaginationError: ({ _tag }) => Effect.succeed(_tag)
          })
        )
        assert.strictEqual(caught, error._tag)
        assert.isTrue(error._tag.startsWith("Checkout"))
      }
    })
  )

  it("isCheckoutError and the schema accept every error, and refuse other values", () => {
    for (const error of errors) {
      assert.isTrue(isCheckoutError(error))
      assert.isTrue(Schema.is(CheckoutError)(error))
    }
    for (const other of [
      null,
      undefined,
      "x",
      {},
      new Error("x"),
      { _tag: "CheckoutRequestError" }
    ])
      assert.isFalse(isCheckoutError(other))
  })

  it("errors with the same content are equal", () => {
    const twin = new CheckoutPaginationError({
      ...where,
      reason: "CursorStalled",
      description: "the list came back",
      cursor: Option.some(Cursor.make("abc"))
    })
    assert.isTrue(Equal.equals(pagination, twin))
    assert.isFalse(Equal.equals(pagination, request))
  })
})
