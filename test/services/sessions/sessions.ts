import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { ProviderName } from "../../../src/CheckoutError.js"
import { CheckoutDecodeError } from "../../../src/CheckoutError.js"
import type { CheckoutSession } from "../../../src/neutral/CheckoutSession.js"
import type { Read } from "../../../src/neutral/internal/model.js"
import * as Drifted from "../../../src/neutral/sessions/drifted.js"
import { read as flowglad } from "../../../src/neutral/sessions/flowglad.js"
import { read as leanrails } from "../../../src/neutral/sessions/leanrails.js"
import { read as monime } from "../../../src/neutral/sessions/monime.js"
import { read as polar } from "../../../src/neutral/sessions/polar.js"
import { read as stripe } from "../../../src/neutral/sessions/stripe.js"

const readers: Readonly<Record<ProviderName, Read>> = { flowglad, leanrails, monime, polar, stripe }

/** A session with little more than an id and a time of creation. */
export const sessionOf = (
  provider: ProviderName,
  n: number,
  seconds: number | null,
  id = `id_${n}`,
  fields: object = {}
): CheckoutSession => {
  const time = seconds === null ? undefined : new Date(seconds * 1000).toISOString()
  return Option.getOrThrow(
    Drifted.fromError(
      readers[provider],
      new CheckoutDecodeError({
        provider,
        operation: "streamPages",
        reason: "Item",
        expected: "more",
        raw: Redacted.make({
          id,
          status: "open",
          created: seconds,
          created_at: time,
          createdAt: time,
          createTime: time,
          ...fields
        })
      })
    )
  )
}
