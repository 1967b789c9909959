/** A refusal, and the error that it must become. */
import type { ResponseReason } from "../../src/CheckoutError.js"
import * as Http from "./http.js"

export interface Refusal {
  readonly what: string
  readonly status: number
  readonly reason: ResponseReason
  readonly code?: string
  readonly requestId?: string
  readonly retryAfter?: number
  readonly isRetryable?: boolean
  /** Parsed if it is JSON. */
  readonly body: unknown
  readonly reply: Http.Reply
}

type Expected = Omit<Refusal, "what" | "status" | "body" | "reply">
type Headers = Readonly<Record<string, string>>

export const json = (
  what: string,
  status: number,
  body: unknown,
  expected: Expected,
  headers: Headers = {}
): Refusal => ({
  what: `${status}, ${what}`,
  status,
  body,
  reply: Http.json(body, { status, headers }),
  ...expected
})

export const text = (
  what: string,
  status: number,
  body: string,
  expected: Expected,
  headers: Headers = {}
): Refusal => ({
  what: `${status}, ${what}`,
  status,
  body,
  reply: Http.text(body, { status, headers: { "content-type": "text/plain", ...headers } }),
  ...expected
})

// Every message contains "canary", because none of them may reach a log.
export const message = "canary: ada@example.com may not"
