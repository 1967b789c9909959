/** Each provider's facts as data, so that one contract suite runs for all five. */
import type { HttpClient } from "@effect/platform"
import { Effect, Redacted } from "effect"
import type { CheckoutClient, Options } from "../../src/services/CheckoutClient.js"
import type { Secret } from "../../src/http/Secret.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import { type Client, loosen } from "./loose.js"

export type { Client } from "./loose.js"

export type Item = Readonly<Record<string, unknown>> & { readonly id: string }

/** The parameters that all providers share. Each provider's own tests cover the others. */
export interface Common {
  readonly limit?: number | undefined
}

export interface Driver {
  readonly provider: "stripe" | "polar" | "flowglad" | "monime" | "leanrails"
  /** The service's name in its spans. */
  readonly module: string
  readonly secret: string
  /** The exact bytes of `Authorization` for `secret`. */
  readonly authorization: string
  readonly url: string
  readonly maxLimit: number
  /** Makes a client with a secret, or with an effect that runs for every attempt. */
  readonly make: (
    options?: Options,
    secret?: Secret<unknown>
  ) => Effect.Effect<CheckoutClient<Common, unknown>, never, HttpClient.HttpClient>
  /** The same client, for parameters that its types refuse. */
  readonly loose: Effect.Effect<Client, never, HttpClient.HttpClient>
  readonly item: (n: number) => Item
  /** An item with an invalid value at `path`, which contains "canary". */
  readonly bad: { readonly path: string; readonly item: (n: number) => Item }
  /** Page `number`, from 1, of a list that continues or ends there. */
  readonly page: (items: ReadonlyArray<unknown>, number: number, more: boolean) => unknown
  /** The query parameters that select the page after that one. */
  readonly onward: (
    items: ReadonlyArray<Item>,
    number: number
  ) => ReadonlyArray<readonly [string, string]>
  /** A page of one item with this cursor, if the provider's answer chooses the cursor. */
  readonly leadingTo?: (cursor: string) => unknown
  /** Pages that promise more items but give no cursor. */
  readonly lost: ReadonlyArray<unknown>
}

/** Base64 with `+`, `/` and `=`, which changes on the way unless it is percent-encoded. */
export const opaque = (n: number | string): string => btoa(`\u00fb\u00ff\u00be${n}`)

const idOf = (items: ReadonlyArray<Item>): string => items.at(-1)?.id ?? ""

const stripeItem = (n: number): Item => ({
  id: `cs_test_${n}`,
  object: "checkout.session",
  created: 1_770_000_000 + n,
  livemode: false,
  payment_method_types: ["card"]
})

export const stripe: Driver = {
  provider: "stripe",
  module: "StripeClient",
  secret: "sk_test_canary",
  authorization: "Bearer sk_test_canary",
  url: "https://api.stripe.com/v1/checkout/sessions",
  maxLimit: 100,
  make: (options, secret = Redacted.make("sk_test_canary")) =>
    Effect.provide(
      StripeClient.make(options),
      StripeClient.layerCredentials({ secretKey: secret })
    ),
  loose: Effect.map(StripeClient.make(), loosen).pipe(
    Effect.provide(StripeClient.layerCredentials({ secretKey: Redacted.make("sk_test_canary") }))
  ),
  item: stripeItem,
  bad: { path: "created", item: (n) => ({ ...stripeItem(n), created: "canary" }) },
  page: (data, _, has_more) => ({ object: "list", data, has_more, url: "/v1/checkout/sessions" }),
  onward: (items) => [["starting_after", idOf(items)]],
  leadingTo: (id) => ({ data: [{ ...stripeItem(0), id }], has_more: true }),
  lost: [
    { data: [], has_more: true },
    { data: [{ ...stripeItem(0), id: "" }], has_more: true }
  ]
}

const polarItem = (n: number): Item => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
  created_at: "2026-08-22T09:30:00.123456Z",
  payment_processor: "stripe",
  status: "open",
  client_secret: "polar_c_example",
  url: "https://polar.example/checkout/polar_c_example",
  expires_at: "2026-08-23T09:30:00.123456Z",
  success_url: "https://shop.example/ok",
  allow_discount_codes: true,
  is_discount_applicable: true,
  is_free_product_price: false,
  is_payment_required: true,
  is_payment_setup_required: true,
  is_payment_form_required: true,
  products: []
})

export const polar: Driver = {
  provider: "polar",
  module: "PolarClient",
  secret: "polar_oat_canary",
  authorization: "Bearer polar_oat_canary",
  url: "https://api.polar.sh/v1/checkouts/",
  maxLimit: 100,
  make: (options, secret = Redacted.make("polar_oat_canary")) =>
    Effect.provide(
      PolarClient.make(options),
      PolarClient.layerCredentials({ accessToken: secret })
    ),
  loose: Effect.map(PolarClient.make(), loosen).pipe(
    Effect.provide(PolarClient.layerCredentials({ accessToken: Redacted.make("polar_oat_canary") }))
  ),
  item: polarItem,
  bad: {
    path: "is_payment_required",
    item: (n) => ({ ...polarItem(n), is_payment_required: "canary" })
  },
  page: (items, number, more) => ({
    items,
    pagination: { total_count: 1000, max_page: more ? number + 1 : number }
  }),
  onward: (_, number) => [["page", String(number + 1)]],
  lost: []
}

const flowgladItem = (n: number): Item => ({
  id: `chckt_session_${n}`,
  createdAt: 1_772_000_000_000 + n,
  updatedAt: 1_772_000_100_000 + n,
  livemode: false,
  organizationId: "org_1",
  type: "product",
  quantity: 1,
  priceId: "price_1"
})

export const flowglad: Driver = {
  provider: "flowglad",
  module: "FlowgladClient",
  secret: "sk_test_canary",
  authorization: "sk_test_canary",
  url: "https://app.flowglad.com/api/v1/checkout-sessions",
  maxLimit: 100,
  make: (options, secret = Redacted.make("sk_test_canary")) =>
    Effect.provide(
      FlowgladClient.make(options),
      FlowgladClient.layerCredentials({ secretKey: secret })
    ),
  loose: Effect.map(FlowgladClient.make(), loosen).pipe(
    Effect.provide(FlowgladClient.layerCredentials({ secretKey: Redacted.make("sk_test_canary") }))
  ),
  item: flowgladItem,
  bad: { path: "livemode", item: (n) => ({ ...flowgladItem(n), livemode: "canary" }) },
  page: (data, number, hasMore) => ({
    data,
    currentCursor: number === 1 ? null : opaque(number - 1),
    nextCursor: hasMore ? opaque(number) : null,
    hasMore,
    total: 1000
  }),
  onward: (_, number) => [["cursor", opaque(number)]],
  leadingTo: (nextCursor) => ({ data: [flowgladItem(0)], nextCursor, hasMore: true, total: 9 }),
  lost: [
    { data: [flowgladItem(0)], hasMore: true, nextCursor: null, total: 9 },
    { data: [], hasMore: true, nextCursor: "", total: 9 },
    { data: [], hasMore: true, total: 9 }
  ]
}

const monimeItem = (n: number): Item => ({
  id: `scs-${n}`,
  status: "pending",
  name: "Hat",
  createTime: "2026-03-01T10:00:00Z"
})

export const monime: Driver = {
  provider: "monime",
  module: "MonimeClient",
  secret: "mon_test_canary",
  authorization: "Bearer mon_test_canary",
  url: "https://api.monime.io/v1/checkout-sessions",
  maxLimit: 50,
  make: (options, secret = Redacted.make("mon_test_canary")) =>
    Effect.provide(
      MonimeClient.make(options),
      MonimeClient.layerCredentials({ accessToken: secret, spaceId: "spc-1" })
    ),
  loose: Effect.map(MonimeClient.make(), loosen).pipe(
    Effect.provide(
      MonimeClient.layerCredentials({
        accessToken: Redacted.make("mon_test_canary"),
        spaceId: "spc-1"
      })
    )
  ),
  item: monimeItem,
  bad: { path: "name", item: (n) => ({ ...monimeItem(n), name: ["canary"] }) },
  page: (result, number, more) => ({
    success: true,
    messages: [],
    result,
    pagination: { count: result.length, next: more ? opaque(number) : null }
  }),
  onward: (_, number) => [["after", opaque(number)]],
  leadingTo: (next) => ({ success: true, result: [monimeItem(0)], pagination: { count: 1, next } }),
  lost: []
}

const leanrailsItem = (n: number): Item => ({
  id: `cs_${n}`,
  object: "checkout.session",
  mode: "payment",
  status: "open",
  payment_status: "unpaid"
})

export const leanrails: Driver = {
  provider: "leanrails",
  module: "LeanrailsClient",
  secret: "sk_test_canary",
  // "sk_test_canary:" in base64.
  authorization: "Basic c2tfdGVzdF9jYW5hcnk6",
  url: "https://api.leanrails.com/v1/checkout_sessions",
  maxLimit: 100,
  make: (options, secret = Redacted.make("sk_test_canary")) =>
    Effect.provide(
      LeanrailsClient.make(options),
      LeanrailsClient.layerCredentials({ secretKey: secret })
    ),
  loose: Effect.map(LeanrailsClient.make(), loosen).pipe(
    Effect.provide(LeanrailsClient.layerCredentials({ secretKey: Redacted.make("sk_test_canary") }))
  ),
  item: leanrailsItem,
  bad: { path: "object", item: (n) => ({ ...leanrailsItem(n), object: "canary" }) },
  page: (data, number, has_more) => ({
    object: "list",
    data,
    has_more,
    // A page without items still has the provider's own cursor.
    next_cursor: has_more ? (data.length === 0 ? `cs_empty_${number}` : idOfLast(data)) : null
  }),
  onward: (items, number) => [
    ["starting_after", items.length === 0 ? `cs_empty_${number}` : idOf(items)]
  ],
  leadingTo: (next_cursor) => ({ data: [leanrailsItem(0)], has_more: true, next_cursor }),
  lost: [
    { data: [], has_more: true },
    { data: [], has_more: true, next_cursor: "" },
    { data: [], has_more: true, next_cursor: null }
  ]
}

const idOfLast = (items: ReadonlyArray<unknown>): string => {
  const last = items.at(-1)
  return typeof last === "object" && last !== null && "id" in last ? String(last.id) : ""
}

export const drivers: ReadonlyArray<Driver> = [stripe, polar, flowglad, monime, leanrails]
