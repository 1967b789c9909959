/** Each provider's client as a program makes it, and the envelopes of its pages. */
import type { HttpClient } from "@effect/platform"
import { Effect, FastCheck as fc, Layer, Redacted } from "effect"
import type { CheckoutClient } from "../../src/services/CheckoutClient.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import * as flowgladShapes from "./flowglad.js"
import { any3, anything, int, type Item, nul, obj, opt, str } from "./kit.js"
import * as leanrailsShapes from "./leanrails.js"
import * as monimeShapes from "./monime.js"
import * as polarShapes from "./polar.js"
import * as stripeShapes from "./stripe.js"

const key = Redacted.make("sk_test_conformance")

export const stripe = Effect.provide(
  StripeClient.StripeClient,
  Layer.provide(StripeClient.layer(), StripeClient.layerCredentials({ secretKey: key }))
)
export const polar = Effect.provide(
  PolarClient.PolarClient,
  Layer.provide(PolarClient.layer(), PolarClient.layerCredentials({ accessToken: key }))
)
export const flowglad = Effect.provide(
  FlowgladClient.FlowgladClient,
  Layer.provide(FlowgladClient.layer(), FlowgladClient.layerCredentials({ secretKey: key }))
)
export const monime = Effect.provide(
  MonimeClient.MonimeClient,
  Layer.provide(
    MonimeClient.layer(),
    MonimeClient.layerCredentials({ accessToken: key, spaceId: "spc-conformance" })
  )
)
export const leanrails = Effect.provide(
  LeanrailsClient.LeanrailsClient,
  Layer.provide(LeanrailsClient.layer(), LeanrailsClient.layerCredentials({ secretKey: key }))
)

/** A page's position in its list. */
export interface Place {
  readonly items: ReadonlyArray<Item>
  /** From 1. */
  readonly number: number
  readonly more: boolean
}

export interface Provider {
  readonly name: string
  readonly client: Effect.Effect<
    CheckoutClient<{ readonly limit?: number | undefined }, unknown>,
    never,
    HttpClient.HttpClient
  >
  readonly shapes: Readonly<Record<"today" | "earlier", fc.Arbitrary<Item>>>
  /** An id in the provider's format, a different one for each number. */
  readonly id: (n: number) => string
  /** The envelopes that the documentation allows around these items. */
  readonly envelope: (place: Place) => fc.Arbitrary<unknown>
  /** The query parameter that selects the next page. */
  readonly onward: (place: Place) => readonly [string, string]
  readonly total: number | undefined
}

const lastId = ({ items }: Place): string => String(items.at(-1)?.["id"])
/** Opaque, and in need of percent-encoding: "base64 with `+ / =`". */
const opaque = ({ number }: Place): string => `+/${btoa(`ÿþ¾${number}`)}==`

export const providers: ReadonlyArray<Provider> = [
  {
    name: "stripe",
    client: stripe,
    shapes: stripeShapes,
    id: (n) => `cs_test_a1${String(n).padStart(56, "0")}`,
    envelope: ({ items, more }) =>
      obj({
        object: fc.constant("list"),
        data: fc.constant(items),
        has_more: fc.constant(more),
        url: fc.constant("/v1/checkout/sessions"),
        total_count: opt(int)
      }),
    onward: (place) => ["starting_after", lastId(place)],
    total: undefined
  },
  {
    name: "polar",
    client: polar,
    shapes: polarShapes,
    id: (n) => `3c90c3cc-0d44-4b50-8888-${String(n).padStart(12, "0")}`,
    envelope: ({ items, more, number }) =>
      obj({
        items: fc.constant(items),
        pagination: obj({
          total_count: fc.constant(250),
          // "0 when empty."
          max_page: fc.constant(more ? number + 2 : items.length === 0 ? 0 : number)
        })
      }),
    onward: ({ number }) => ["page", String(number + 1)],
    total: 250
  },
  {
    name: "flowglad",
    client: flowglad,
    shapes: flowgladShapes,
    id: (n) => `chckt_session_${n}`,
    envelope: (place) =>
      obj({
        data: fc.constant(place.items),
        currentCursor: any3(str),
        nextCursor: place.more ? fc.constant(opaque(place)) : any3(fc.constantFrom("", "e30=")),
        hasMore: fc.constant(place.more),
        total: fc.constant(250)
      }),
    onward: (place) => ["cursor", opaque(place)],
    total: 250
  },
  {
    name: "monime",
    client: monime,
    shapes: monimeShapes,
    id: (n) => `scs-${n}`,
    envelope: (place) => {
      const next = place.more ? fc.constant(opaque(place)) : fc.constantFrom<unknown>(null, "")
      const count = opt(fc.constant(place.items.length))
      const last = obj({ count, next: opt(next) })
      const common = {
        success: opt(fc.constant(true)),
        messages: opt(fc.array(anything, { maxLength: 2 }))
      }
      // "No envelope field is declared required", but an answer with neither of these is no page.
      return place.items.length === 0
        ? fc.oneof(
            obj({ ...common, result: any3(fc.constant([])), pagination: last }),
            obj({ ...common, result: nul(fc.constant([])), pagination: opt(last) })
          )
        : obj({
            ...common,
            result: fc.constant(place.items),
            pagination: place.more ? obj({ count, next }) : opt(last)
          })
    },
    onward: (place) => ["after", opaque(place)],
    total: undefined
  },
  {
    name: "leanrails",
    client: leanrails,
    shapes: leanrailsShapes,
    id: (n) => `cs_${n}`,
    envelope: (place) =>
      obj({
        object: fc.constant("list"),
        data: fc.constant(place.items),
        has_more: fc.constant(place.more),
        url: opt(fc.constant("/v1/checkout_sessions")),
        // "Without `next_cursor`, use the last item's id."
        next_cursor: place.more ? opt(fc.constant(lastId(place))) : any3(fc.constantFrom("cs_last"))
      }),
    onward: (place) => ["starting_after", lastId(place)],
    total: undefined
  }
]
