/** The types of the errors on which programs rely. `tsc` compiles this file, and nothing runs. */
import { describe, expectTypeOf, it } from "@effect/vitest"
import { type Duration, Effect, type Option, type Redacted } from "effect"
import type {
  CheckoutDecodeError,
  CheckoutError,
  CheckoutPaginationError,
  CheckoutRequestError,
  CheckoutResponseError
} from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"

describe("errors", () => {
  const read = (error: CheckoutError) => {
    expectTypeOf(error.provider).toEqualTypeOf<
      "stripe" | "polar" | "flowglad" | "monime" | "leanrails"
    >()
    expectTypeOf(error.isRetryable).toEqualTypeOf<boolean>()
    expectTypeOf(error.cursor).toEqualTypeOf<Option.Option<Cursor>>()
    switch (error._tag) {
      case "CheckoutRequestError":
        expectTypeOf(error).toEqualTypeOf<CheckoutRequestError>()
        expectTypeOf(error.reason).toEqualTypeOf<
          "InvalidParams" | "Credentials" | "RateLimit" | "Transport" | "Timeout"
        >()
        expectTypeOf(error.timeout).toEqualTypeOf<Option.Option<"attempt" | "overall">>()
        return error.parameter
      case "CheckoutResponseError":
        expectTypeOf(error).toEqualTypeOf<CheckoutResponseError>()
        expectTypeOf(error.retryAfter).toEqualTypeOf<Option.Option<Duration.Duration>>()
        expectTypeOf(error.body).toEqualTypeOf<unknown>()
        // @ts-expect-error this class has no such reason
        return error.reason === "Transport"
      case "CheckoutDecodeError":
        expectTypeOf(error).toEqualTypeOf<CheckoutDecodeError>()
        expectTypeOf(error.raw).toEqualTypeOf<Redacted.Redacted<unknown>>()
        return error.index
      case "CheckoutPaginationError":
        expectTypeOf(error).toEqualTypeOf<CheckoutPaginationError>()
        // @ts-expect-error this class has no such field
        return error.attempts
      default:
        expectTypeOf(error).toEqualTypeOf<never>()
        return error
    }
  }

  it("an error narrows by its tag and by its reason", () => {
    expectTypeOf(read).parameter(0).toEqualTypeOf<CheckoutError>()
    const byReason = (error: CheckoutError) =>
      error.reason === "RateLimited" ? error.retryAfter : undefined
    expectTypeOf(byReason).returns.toEqualTypeOf<Option.Option<Duration.Duration> | undefined>()
    const byTag = (error: CheckoutError) =>
      Effect.catchTag(Effect.fail(error), "CheckoutResponseError", ({ status }) =>
        Effect.succeed(status)
      )
    expectTypeOf(byTag).returns.toEqualTypeOf<
      Effect.Effect<number, CheckoutRequestError | CheckoutDecodeError | CheckoutPaginationError>
    >()
  })
})
