import { isJsonObject, type Json, type JsonObject } from "../../internal/json.js"
import { person } from "../../internal/people.js"
import * as LineItems from "./lineItems.js"
import type { Built } from "./session.js"

/** The paths that `expand` may name. Below an expanded object, any path is accepted. */
const EXPANDABLE = [
  "customer",
  "discounts.coupon",
  "discounts.promotion_code",
  "invoice",
  "line_items",
  "payment_intent",
  "payment_link",
  "setup_intent",
  "shipping_cost.shipping_rate",
  "shipping_cost.taxes",
  "subscription",
  "total_details.breakdown"
] as const

// "depth at most 4", the leading `data` of a list's path included.
const MAX_DEPTH = 4

const IN_LIST = "data."

/** The path within a session, without the `data.` of a list. */
export const within = (path: string, listed: boolean): string =>
  listed ? path.slice(IN_LIST.length) : path

/**
 * The reason to refuse an expand path; undefined where the path is valid. "On lists every path starts
 * with `data.`"; where one session is asked for, a path starts at the session.
 */
export const refuse = (path: string, listed: boolean): string | undefined => {
  if (listed && !path.startsWith(IN_LIST)) {
    return `This property cannot be expanded (${path}). You may want to try expanding 'data.${path}' instead.`
  }
  if (path.split(".").length > MAX_DEPTH) {
    return `You cannot expand more than ${MAX_DEPTH} levels of a property. Property: ${path}`
  }
  const own = within(path, listed)
  return EXPANDABLE.some((known) => own === known || own.startsWith(`${known}.`))
    ? undefined
    : `This property cannot be expanded (${path}).`
}

const customer = (built: Built, id: string): JsonObject => {
  const buyer = person(built.skeleton.person)
  // "also a deleted-customer object".
  if (built.skeleton.person % 13 === 12) return { id, object: "customer", deleted: true }
  return {
    id,
    object: "customer",
    address: null,
    balance: 0,
    created: built.skeleton.created,
    currency: built.currency,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: buyer.email,
    invoice_prefix: "SANDBOX",
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null
    },
    livemode: built.session["livemode"] ?? false,
    metadata: {},
    name: buyer.name,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null
  }
}

/** An object that replaces its id. Its other fields are not part of the sandbox's facts. */
const plain = (built: Built, id: string, object: string, more: JsonObject = {}): JsonObject => ({
  id,
  object,
  created: built.skeleton.created,
  livemode: built.session["livemode"] ?? false,
  metadata: {},
  ...more
})

const isId = (value: Json | undefined): value is string => typeof value === "string"

const money = (built: Built): JsonObject => ({
  amount: built.session["amount_total"] ?? null,
  currency: built.currency
})

const expandDiscounts = (built: Built, key: "coupon" | "promotion_code"): Json => {
  const discounts = built.session["discounts"]
  if (!Array.isArray(discounts)) return null
  return discounts.map((discount: Json): Json => {
    if (!isJsonObject(discount)) return discount
    const id = discount[key]
    if (!isId(id)) return discount
    return key === "coupon"
      ? {
          coupon: plain(built, id, "coupon", { duration: "once", percent_off: 10, valid: true }),
          promotion_code: discount["promotion_code"] ?? null
        }
      : {
          coupon: discount["coupon"] ?? null,
          promotion_code: plain(built, id, "promotion_code", { active: true, code: "SANDBOX10" })
        }
  })
}

/** Expands these paths of one session. They are checked already, and start at the session. */
export const expand = (built: Built, paths: ReadonlySet<string>): JsonObject => {
  if (paths.size === 0) return built.session
  const has = (path: string): boolean =>
    paths.has(path) || Array.from(paths).some((p) => p.startsWith(`${path}.`))
  const session: Record<string, Json> = { ...built.session }
  const replace = (key: string, make: (id: string) => JsonObject): void => {
    const id = session[key]
    if (has(key) && isId(id)) session[key] = make(id)
  }
  replace("customer", (id) => customer(built, id))
  replace("invoice", (id) => plain(built, id, "invoice", { status: "paid" }))
  replace("payment_intent", (id) =>
    plain(built, id, "payment_intent", { ...money(built), status: "succeeded" })
  )
  replace("payment_link", (id) =>
    plain(built, id, "payment_link", { active: true, url: `https://buy.stripe.com/${id}` })
  )
  replace("setup_intent", (id) => plain(built, id, "setup_intent", { status: "succeeded" }))
  replace("subscription", (id) => plain(built, id, "subscription", { status: "active" }))
  // A session that the reader gave can have its line items already.
  if (has("line_items") && session["line_items"] === undefined) {
    session["line_items"] = LineItems.envelope(built.lines, {
      id: built.skeleton.id,
      currency: built.currency,
      created: built.skeleton.created,
      livemode: built.session["livemode"] === true,
      withDiscounts: has("line_items.data.discounts"),
      withTaxes: has("line_items.data.taxes")
    })
  }
  if (has("discounts.coupon")) session["discounts"] = expandDiscounts(built, "coupon")
  if (has("discounts.promotion_code"))
    session["discounts"] = expandDiscounts({ ...built, session }, "promotion_code")
  const shipping = session["shipping_cost"]
  if (isJsonObject(shipping)) {
    const rate = shipping["shipping_rate"]
    session["shipping_cost"] = {
      ...shipping,
      ...(has("shipping_cost.taxes") ? { taxes: [] } : {}),
      ...(has("shipping_cost.shipping_rate") && isId(rate)
        ? { shipping_rate: plain(built, rate, "shipping_rate", { active: true }) }
        : {})
    }
  }
  const details = session["total_details"]
  if (has("total_details.breakdown") && isJsonObject(details)) {
    session["total_details"] = { ...details, breakdown: { discounts: [], taxes: [] } }
  }
  return session
}
