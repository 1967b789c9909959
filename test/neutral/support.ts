import { readFileSync } from "node:fs"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type { CheckoutSession } from "../../src/neutral/CheckoutSession.js"
import type { ProviderName } from "../../src/CheckoutError.js"
import type { Read } from "../../src/neutral/internal/model.js"
import * as flowglad from "../../src/neutral/sessions/flowglad.js"
import * as leanrails from "../../src/neutral/sessions/leanrails.js"
import * as monime from "../../src/neutral/sessions/monime.js"
import * as polar from "../../src/neutral/sessions/polar.js"
import * as stripe from "../../src/neutral/sessions/stripe.js"
import * as Flowglad from "../../src/schemas/Flowglad.js"
import * as Leanrails from "../../src/schemas/Leanrails.js"
import * as Monime from "../../src/schemas/Monime.js"
import * as Polar from "../../src/schemas/Polar.js"
import * as Stripe from "../../src/schemas/Stripe.js"

interface Neutral {
  readonly name: ProviderName
  readonly schema: Schema.Schema<unknown>
  readonly read: Read
  readonly fromUnknown: (raw: unknown) => CheckoutSession
}

const neutralOf = <A, I>(
  name: ProviderName,
  schema: Schema.Schema<A, I>,
  { fromNative, read }: { readonly read: Read; readonly fromNative: (native: A) => CheckoutSession }
): Neutral => {
  const is = Schema.is(schema)
  return {
    name,
    schema: Schema.make(schema.ast),
    read,
    fromUnknown: (raw) => {
      if (!is(raw)) throw new Error(`no session of ${name}`)
      return fromNative(raw)
    }
  }
}

/** Each provider's session, and how it becomes a session of the common form. */
export const neutral: ReadonlyArray<Neutral> = [
  neutralOf("stripe", Stripe.Session, stripe),
  neutralOf("polar", Polar.Session, polar),
  neutralOf("flowglad", Flowglad.Session, flowglad),
  neutralOf("monime", Monime.Session, monime),
  neutralOf("leanrails", Leanrails.Session, leanrails)
]

/** The first session of `today.json`, which has today's full shape. */
export const fixture = (provider: ProviderName): { readonly [key: string]: unknown } => {
  const page: unknown = JSON.parse(
    readFileSync(new URL(`../fixtures/${provider}/today.json`, import.meta.url), "utf8")
  )
  const found = Object.values(Predicate.isRecord(page) ? page : {})
    .flatMap((value): ReadonlyArray<unknown> => (Array.isArray(value) ? value : []))
    .find(Predicate.isRecord)
  if (found === undefined) throw new Error(`no session of ${provider}`)
  return found
}
