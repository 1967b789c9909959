import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import * as Http from "../support/http.js"
import { type Provider, providers } from "./clients.js"
import * as examples from "./examples.js"
import type { Item } from "./kit.js"
import * as stripe from "./stripeExamples.js"

const provider = (name: Provider["name"]): Provider => {
  const found = providers.find((provider) => provider.name === name)
  if (found === undefined) throw new Error(`no provider ${name}`)
  return found
}

/** Checks that these items in this page arrive unchanged. */
const keeps = (
  title: string,
  name: Provider["name"],
  items: ReadonlyArray<Item>,
  page: unknown,
  more: boolean,
  total: number | undefined = undefined
) =>
  it.effect(`${name}: ${title}`, () =>
    Effect.gen(function* () {
      const server = Http.script(Http.json(page))
      const client = yield* Effect.provide(provider(name).client, server.layer)
      const got = yield* client.listSessions()
      assert.deepStrictEqual<unknown>(got.items, items)
      assert.strictEqual(JSON.stringify(got.items), JSON.stringify(items))
      assert.strictEqual(Option.isSome(got.next), more)
      assert.strictEqual(Option.getOrUndefined(got.total), total)
    })
  )

const stripePage = (data: ReadonlyArray<Item>) => ({
  object: "list",
  data,
  has_more: true,
  url: "/v1/checkout/sessions"
})

describe("documented examples arrive unchanged", () => {
  const { flowglad, leanrails, monime, polar } = examples
  keeps("the documented page", "flowglad", flowglad.data, flowglad, true, 123)
  keeps("the documented page", "leanrails", leanrails.data, leanrails, true)
  keeps("the documented page", "monime", monime.result, monime, true)
  keeps("the fields of early 2025", "polar", polar.items, polar, true, 123)
})

describe("realistic Stripe sessions arrive unchanged", () => {
  for (const [title, session] of Object.entries(stripe)) {
    keeps(title, "stripe", [session], stripePage([session]), true)
  }
  const all = Object.values(stripe)
  keeps("all of these on one page", "stripe", all, stripePage(all), true)

  const hundred = Array.from({ length: 100 }, (_, n) => ({ ...stripe.subscription, id: `cs_${n}` }))
  keeps("a page of one hundred", "stripe", hundred, stripePage(hundred), true)
})

describe("unusual payloads arrive unchanged", () => {
  const [polar] = examples.polar.items
  const { discount, product_price: price } = polar ?? {}
  const polarPage = (over: Item) => {
    const items = [{ ...polar, ...over }]
    return [items, { items, pagination: { total_count: 1, max_page: 1 } }] as const
  }
  const variants: ReadonlyArray<readonly [string, Item]> = [
    // "once, forever, repeating; fixed, percentage": the older fixed discount has both enums in full.
    [
      "a discount with neither a share nor months",
      { discount: { ...discount, duration: "repeating" } }
    ],
    ["a percentage discount without its share", { discount: { ...discount, type: "percentage" } }],
    [
      "a discount of an unknown kind",
      { discount: { id: "1", type: "gift", duration: "lunar", gift: ["x"] } }
    ],
    [
      "a price of an unknown kind",
      { product_price: { ...price, amount_type: "auction", price_amount: {} } }
    ],
    ["prices by product", { prices: { a: [], b: [price, { ...price, legacy: true }] } }],
    [
      "a session without a product",
      { product: null, product_id: null, product_price: null, amount: null }
    ],
    ["metadata of all types", { metadata: { a: 1, b: 1.5, c: true, d: "", ["__proto__"]: "x" } }]
  ]
  for (const [title, over] of variants) keeps(title, "polar", ...polarPage(over), false, 1)

  const [leanrails] = examples.leanrails.data
  const nested = [{ ...leanrails, metadata: { cart: { items: [1, null] }, tags: ["a"] } }]
  keeps(
    "metadata that is not text",
    "leanrails",
    nested,
    { ...examples.leanrails, data: nested },
    true
  )

  const expiring = [{ ...examples.flowgladSession, expires: "2023-11-08T05:31:56Z" }]
  keeps(
    "an older moment of expiry",
    "flowglad",
    expiring,
    { ...examples.flowglad, data: expiring },
    true,
    123
  )
})
