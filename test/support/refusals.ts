/** The providers' refusals, body and headers, and the error that each must become. */
import type { Driver } from "./drivers.js"
import * as Http from "./http.js"
import { json, message, type Refusal, text } from "./refusal.js"
import { leanrails, stripe } from "./refusalsOfTypes.js"

const polar: ReadonlyArray<Refusal> = [
  json(
    "a missing Authorization header",
    401,
    { error: "Unauthorized", detail: "Unauthorized" },
    { reason: "Unauthorized", code: "Unauthorized" }
  ),
  json(
    "a bad token, in OAuth's format",
    401,
    { error: "invalid_token", error_description: message },
    { reason: "Unauthorized", code: "invalid_token" }
  ),
  json(
    "a missing scope, in OAuth's format",
    403,
    { error: "insufficient_scope", error_description: message },
    { reason: "Forbidden", code: "insufficient_scope" }
  ),
  json(
    "an operation that is not permitted",
    403,
    { error: "NotPermitted", detail: message },
    { reason: "Forbidden", code: "NotPermitted" }
  ),
  json(
    "a missing resource",
    404,
    { error: "ResourceNotFound", detail: message },
    { reason: "NotFound", code: "ResourceNotFound" }
  ),
  json(
    "an unknown version or route, without `error`",
    404,
    { detail: "Not Found" },
    { reason: "NotFound" }
  ),
  json(
    "a locked resource",
    409,
    { error: "CheckoutLocked", detail: message },
    { reason: "Conflict", code: "CheckoutLocked" }
  ),
  json(
    "an expired resource",
    410,
    { error: "ExpiredCheckoutError", detail: message },
    { reason: "NotFound", code: "ExpiredCheckoutError" }
  ),
  json(
    "a detail that is an array",
    422,
    {
      error: "RequestValidationError",
      detail: [{ loc: ["query", "limit"], msg: message, type: "int", input: "canary" }]
    },
    { reason: "Invalid", code: "RequestValidationError" }
  ),
  json(
    "a detail that is a string",
    422,
    { error: "CheckoutCustomerExternalIdMismatch", detail: message },
    { reason: "Invalid", code: "CheckoutCustomerExternalIdMismatch" }
  ),
  {
    what: "429, without a body or a content type",
    status: 429,
    body: "",
    reason: "RateLimited",
    retryAfter: 60_000,
    isRetryable: true,
    reply: Http.bodiless({ status: 429, headers: { "retry-after": "60" } })
  },
  text("plain text", 500, "Internal Server Error", { reason: "Unavailable", isRetryable: true })
]

const flowgladError = (error: unknown, rest: object = {}) => ({
  error,
  request_id: "0a1b2c3d",
  ...rest
})

const flowglad: ReadonlyArray<Refusal> = [
  text("a key, in plain text", 401, "API key verification failed. canary", {
    reason: "Unauthorized"
  }),
  text("a route, in plain text", 404, "Not Found", { reason: "NotFound" }),
  json(
    "a body with issues in an array",
    400,
    flowgladError([{ code: "too_big", path: ["limit"], message }], { code: "BAD_REQUEST" }),
    { reason: "Invalid", code: "BAD_REQUEST", requestId: "0a1b2c3d" }
  ),
  json("issues as JSON in a string", 400, flowgladError(JSON.stringify([{ message }])), {
    reason: "Invalid",
    requestId: "0a1b2c3d"
  }),
  json(
    "the body that the specification promises",
    403,
    { message, code: "FORBIDDEN", issues: [{ message }] },
    { reason: "Forbidden", code: "FORBIDDEN" }
  ),
  json("a conflict", 409, flowgladError(message, { code: "CONFLICT" }), {
    reason: "Conflict",
    code: "CONFLICT",
    requestId: "0a1b2c3d"
  }),
  json(
    "a missing id, with the status of a server error",
    500,
    flowgladError("No customers found with id: cust_1", { code: "INTERNAL_SERVER_ERROR" }),
    { reason: "NotFound", code: "INTERNAL_SERVER_ERROR", requestId: "0a1b2c3d", isRetryable: false }
  ),
  json("a server error", 500, flowgladError(message, { code: "INTERNAL_SERVER_ERROR" }), {
    reason: "Unavailable",
    code: "INTERNAL_SERVER_ERROR",
    requestId: "0a1b2c3d",
    isRetryable: true
  }),
  json(
    "a request id in header and body, of which the header's counts",
    500,
    flowgladError(message),
    { reason: "Unavailable", requestId: "ffffffff", isRetryable: true },
    { "X-Request-Id": "ffffffff" }
  ),
  json(
    "a code that is a number",
    403,
    { error: message, code: 4031 },
    {
      reason: "Forbidden",
      code: "4031"
    }
  )
]

const monimeError = (code: number, reason: string) => ({
  success: false,
  messages: [message],
  error: { code, reason, message, details: [{ message }] }
})
const monimeId = { "Monime-Request-Id": "req-5f2d" }

const monime: ReadonlyArray<Refusal> = [
  json(
    "a failed validation",
    400,
    monimeError(400, "validation_failed"),
    { reason: "Invalid", code: "validation_failed", requestId: "req-5f2d" },
    monimeId
  ),
  json(
    "a bad token",
    401,
    monimeError(401, "unauthenticated"),
    { reason: "Unauthorized", code: "unauthenticated", requestId: "req-5f2d" },
    monimeId
  ),
  json("another space", 403, monimeError(403, "permission_denied"), {
    reason: "Forbidden",
    code: "permission_denied"
  }),
  json("nothing there", 404, monimeError(404, "not_found"), {
    reason: "NotFound",
    code: "not_found"
  }),
  json("a conflict", 409, monimeError(409, "idempotency_key_in_use"), {
    reason: "Conflict",
    code: "idempotency_key_in_use"
  }),
  json(
    "too many requests",
    429,
    monimeError(429, "too_many_requests"),
    {
      reason: "RateLimited",
      code: "too_many_requests",
      retryAfter: 1000,
      requestId: "req-5f2d",
      isRetryable: true
    },
    { ...monimeId, "Retry-After": "1", "Monime-Rate-Limit": "endpoint-limit" }
  ),
  json("a server error", 500, monimeError(500, "internal_error"), {
    reason: "Unavailable",
    code: "internal_error",
    isRetryable: true
  }),
  json("a body without an error", 400, { success: false, messages: [] }, { reason: "Invalid" })
]

export const refusals: Readonly<Record<Driver["provider"], ReadonlyArray<Refusal>>> = {
  stripe,
  polar,
  flowglad,
  monime,
  leanrails
}
