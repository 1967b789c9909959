/** The refusals of Stripe and Leanrails, whose errors have a type and a code. */
import { json, message, type Refusal } from "./refusal.js"

const stripeError = (error: object) => ({ error: { message, ...error } })
const stripeId = { "request-id": "req_8iF1" }
const requestId = "req_8iF1"

export const stripe: ReadonlyArray<Refusal> = [
  json(
    "a bad parameter, without a code",
    400,
    stripeError({ type: "invalid_request_error", param: "limit" }),
    { reason: "Invalid", code: "invalid_request_error", requestId },
    stripeId
  ),
  json(
    "a bad parameter, with a code",
    400,
    stripeError({ type: "invalid_request_error", code: "parameter_unknown" }),
    { reason: "Invalid", code: "parameter_unknown", requestId },
    stripeId
  ),
  json(
    "too many requests, with the status of a bad request",
    400,
    stripeError({ type: "invalid_request_error", code: "rate_limit" }),
    { reason: "RateLimited", code: "rate_limit", requestId, isRetryable: true },
    stripeId
  ),
  json(
    "an invalid key",
    401,
    stripeError({ type: "invalid_request_error" }),
    { reason: "Unauthorized", code: "invalid_request_error", requestId },
    stripeId
  ),
  json("a declined card", 402, stripeError({ type: "card_error", code: "card_declined" }), {
    reason: "Unexpected",
    code: "card_declined"
  }),
  json(
    "a restricted key without the permission",
    403,
    stripeError({ type: "invalid_request_error", code: "more_permissions_required" }),
    { reason: "Forbidden", code: "more_permissions_required" }
  ),
  json(
    "a missing object",
    404,
    stripeError({ type: "invalid_request_error", code: "resource_missing" }),
    { reason: "NotFound", code: "resource_missing" }
  ),
  json("a conflict", 409, stripeError({ type: "invalid_request_error", code: "lock_timeout" }), {
    reason: "Conflict",
    code: "lock_timeout",
    isRetryable: false
  }),
  json(
    "a conflict that Stripe says to retry",
    409,
    stripeError({ type: "api_error" }),
    { reason: "Conflict", code: "api_error", isRetryable: true },
    { "Stripe-Should-Retry": "true" }
  ),
  json(
    "too many requests",
    429,
    stripeError({ type: "invalid_request_error", code: "rate_limit" }),
    { reason: "RateLimited", code: "rate_limit", isRetryable: true }
  ),
  json(
    "too many requests that Stripe says not to retry",
    429,
    stripeError({ type: "rate_limit_error" }),
    { reason: "RateLimited", code: "rate_limit_error", isRetryable: false },
    { "stripe-should-retry": "false" }
  ),
  json("a problem of Stripe's", 500, stripeError({ type: "api_error" }), {
    reason: "Unavailable",
    code: "api_error",
    isRetryable: true
  }),
  json(
    "a server error that Stripe says not to retry",
    503,
    stripeError({ type: "api_error" }),
    { reason: "Unavailable", code: "api_error", isRetryable: false },
    { "stripe-should-retry": "false" }
  ),
  json(
    "Stripe-Should-Retry that is neither true nor false",
    503,
    stripeError({ type: "api_error" }),
    { reason: "Unavailable", code: "api_error", isRetryable: true },
    { "stripe-should-retry": "maybe" }
  ),
  json("an error that is a string", 400, { error: "canary" }, { reason: "Invalid" })
]

const leanrailsError = (type: string, code: string) => ({
  error: { type, code, message, param: null, doc_url: "https://docs.leanrails.example/canary" }
})

export const leanrails: ReadonlyArray<Refusal> = [
  json("a bad parameter", 400, leanrailsError("invalid_request_error", "parameter_invalid"), {
    reason: "Invalid",
    code: "parameter_invalid"
  }),
  json("an invalid key", 401, leanrailsError("authentication_error", "authentication_failed"), {
    reason: "Unauthorized",
    code: "authentication_failed"
  }),
  json("a failed payment", 402, leanrailsError("payment_error", "payment_failed"), {
    reason: "Unexpected",
    code: "payment_failed"
  }),
  json("a missing object", 404, leanrailsError("invalid_request_error", "resource_missing"), {
    reason: "NotFound",
    code: "resource_missing"
  }),
  json(
    "another body with the same idempotency key",
    422,
    leanrailsError("invalid_request_error", "idempotency_key_reused"),
    { reason: "Invalid", code: "idempotency_key_reused" }
  ),
  json(
    "too many requests",
    429,
    leanrailsError("rate_limit_error", "rate_limit_exceeded"),
    { reason: "RateLimited", code: "rate_limit_exceeded", retryAfter: 30_000, isRetryable: true },
    { "retry-after": "30" }
  ),
  json("a server error", 500, leanrailsError("api_error", "internal"), {
    reason: "Unavailable",
    code: "internal",
    isRetryable: true
  })
]
