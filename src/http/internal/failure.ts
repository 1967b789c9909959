import type * as Headers from "@effect/platform/Headers"
import * as HeadersModule from "@effect/platform/Headers"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { ResponseReason } from "../../CheckoutError.js"
import { CheckoutResponseError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"

/** An answer whose body was read to the end. */
export interface Answer {
  readonly status: number
  readonly headers: Headers.Headers
  readonly text: string
  /** The secret of the request. A careless server repeats it, and it must not get into a message. */
  readonly secrets: ReadonlyArray<string>
}

/** The parts of a provider's own error body. None is trusted to be there. */
export interface FailureBody {
  readonly code?: unknown
  readonly requestId?: unknown
  /** Where a provider's code says more than its status. */
  readonly reason?: ResponseReason | undefined
}

/** How one provider reports a refusal. */
export interface FailureFormat {
  readonly requestIdHeader: string | undefined
  /** Reads a body that may be JSON of any shape, or text, or nothing. */
  readonly read: (body: unknown, status: number) => FailureBody
}

const reasons: Record<number, ResponseReason> = {
  400: "Invalid",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  408: "Unavailable",
  409: "Conflict",
  410: "NotFound",
  411: "Invalid",
  413: "Invalid",
  422: "Invalid",
  429: "RateLimited"
}

/** The one table from status to reason. A status that is not in it is `Unexpected`, never retried. */
export const reasonOf = (status: number): ResponseReason =>
  reasons[status] ?? (status >= 500 && status < 600 ? "Unavailable" : "Unexpected")

// A code and an id go into messages and logs: only a text that looks like one gets there.
const token = (value: unknown): Option.Option<string> =>
  typeof value === "string" && /^[\w.:-]{1,100}$/.test(value)
    ? Option.some(value)
    : typeof value === "number"
      ? Option.some(String(value))
      : Option.none()

/** An HTTP date in one of its three forms. `Date.parse` alone reads "soon 60" as a year. */
const httpDate = (header: string): Option.Option<number> => {
  const text = header.trim()
  if (!/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d\d:\d\d:\d\d/i.test(text)) return Option.none()
  // The oldest form ends with its year and names no zone: it is GMT all the same.
  const date = Date.parse(/ \d{4}$/.test(text) ? `${text} GMT` : text)
  return Number.isNaN(date) ? Option.none() : Option.some(date)
}

/**
 * `Retry-After`, as seconds or as an HTTP date. A date is compared with the answer's own `Date`: the
 * clocks of the two machines may differ by minutes.
 */
const retryAfter = (header: string, now: number): Option.Option<Duration.Duration> =>
  /^\d+(\.\d+)?$/.test(header.trim())
    ? Option.some(Duration.seconds(Number(header)))
    : Option.map(httpDate(header), (date) => Duration.millis(Math.max(0, date - now)))

// Leaves out credentials (`//user:password@host`) and e-mail addresses in the path.
const origin = (location: string, secrets: ReadonlyArray<string>): string =>
  secrets.reduce(
    (text, secret) => text.replaceAll(secret, "*"),
    (location.split(/[?#]/)[0] ?? "")
      .split("/")
      .map((part) => part.split(/@|%40/i).at(-1))
      .join("/")
  )

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The error that an answer outside of 2xx is. */
export const fromAnswer = (
  call: Call,
  format: FailureFormat,
  { headers, secrets, status, text }: Answer
): Effect.Effect<CheckoutResponseError> =>
  Effect.map(Clock.currentTimeMillis, (now) => {
    const header = (name: string) => HeadersModule.get(headers, name)
    const word = (value: unknown) =>
      Option.filter(token(value), (text) => !secrets.some((secret) => text.includes(secret)))
    const body = parse(text)
    const sentAt = Option.getOrElse(Option.flatMap(header("date"), httpDate), () => now)
    const said = format.read(body, status)
    const advice = Option.filter(
      header("stripe-should-retry"),
      (value) => value === "true" || value === "false"
    )
    return new CheckoutResponseError({
      ...call,
      reason: said.reason ?? reasonOf(status),
      status,
      code: word(said.code),
      requestId: Option.fromNullable(format.requestIdHeader).pipe(
        Option.flatMap(header),
        Option.flatMap(word),
        Option.orElse(() => word(said.requestId))
      ),
      retryAfter: Option.flatMap(header("retry-after"), (value) => retryAfter(value, sentAt)),
      shouldRetry: Option.map(advice, (value) => value === "true"),
      location:
        status >= 300 && status < 400
          ? Option.map(header("location"), (location) => origin(location, secrets))
          : Option.none(),
      redactedBody: Redacted.make(body)
    })
  })
