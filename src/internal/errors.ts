import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import type { CheckoutError, ProviderName } from "../CheckoutError.js"
import {
  CheckoutDecodeError,
  CheckoutPaginationError,
  CheckoutRequestError,
  CheckoutResponseError
} from "../CheckoutError.js"

/** Which provider is asked, and by which method: every error and every span says so. */
export interface Call {
  readonly provider: ProviderName
  readonly operation: string
}

type Cursor = Option.Option.Value<CheckoutError["cursor"]>

interface Known {
  readonly cursor?: Option.Option<Cursor>
  readonly attempts?: number
  readonly elapsed?: Duration.Duration
}

// An error is immutable: facts that a caller adds go into a copy.
const amend = <E extends CheckoutError>(error: E, known: Known): CheckoutError => {
  switch (error._tag) {
    case "CheckoutRequestError":
      return new CheckoutRequestError({ ...error, ...known })
    case "CheckoutResponseError":
      return new CheckoutResponseError({ ...error, ...known })
    case "CheckoutDecodeError":
      return new CheckoutDecodeError({ ...error, ...known })
    case "CheckoutPaginationError":
      return new CheckoutPaginationError({ ...error, ...known })
  }
}

/** The error with the cursor of the place where it happened. */
export const located =
  (cursor: Cursor) =>
  (error: CheckoutError): CheckoutError =>
    amend(error, { cursor: Option.some(cursor) })

/** The error with how often and for how long its request was tried. */
export const tried = (error: CheckoutError, attempts: number, elapsed: number): CheckoutError =>
  amend(error, { attempts, elapsed: Duration.millis(elapsed) })
