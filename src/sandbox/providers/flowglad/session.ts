import type { Json, JsonObject } from "../../internal/json.js"
import { address, person } from "../../internal/people.js"
import * as Prng from "../../internal/prng.js"
import { createdSeconds, DAY_SECONDS, isTie, tick } from "../../internal/time.js"

/** The data of one pricing model in one mode. */
export interface Source {
  readonly livemode: boolean
  readonly size: number
  readonly ids: (index: number) => Prng.Prng
  readonly bodies: (index: number) => Prng.Prng
  readonly millis: (tick: number) => Prng.Prng
}

export const source = (seed: number, size: number, livemode: boolean): Source => {
  const mode = livemode ? "live" : "test"
  return {
    livemode,
    size,
    ids: Prng.streams(seed, `flowglad/${mode}/id`),
    bodies: Prng.streams(seed, `flowglad/${mode}/body`),
    millis: Prng.streams(seed, `flowglad/${mode}/millis`)
  }
}

/** Epoch milliseconds. Drawn for each tick, so that tied sessions agree to the millisecond. */
export const createdAt = (source: Source, index: number): number =>
  createdSeconds(index) * 1000 + source.millis(tick(index)).int(1000)

const rawId = (source: Source, index: number): string =>
  `chckt_session_${source.ids(index).base62(21)}`

/** "Ascending createdAt, then id": of two tied sessions the smaller id comes first. */
export const idAt = (source: Source, index: number): string => {
  const own = rawId(source, index)
  const second = isTie(index)
  const pair = second ? index - 1 : index + 1
  if (!second && (!isTie(pair) || pair >= source.size)) return own
  const other = rawId(source, pair)
  return second === own > other ? own : other
}

const TYPES = ["product", "purchase", "add_payment_method", "activate_subscription"] as const

type Type = (typeof TYPES)[number]

/** The fields that the documented matrix lists by type. */
const byType = (type: Type, prng: Prng.Prng): JsonObject => {
  const price = `price_${prng.base62(21)}`
  const purchase = `prchs_${prng.base62(21)}`
  const invoice = `inv_${prng.base62(21)}`
  // "null, opt" and "bool, opt": sometimes missing.
  const optional = (key: string, value: Json): JsonObject =>
    prng.chance(0.7) ? { [key]: value } : {}
  switch (type) {
    case "product":
      return {
        priceId: price,
        purchaseId: prng.maybe(0.5, purchase),
        ...optional("invoiceId", null),
        ...optional("targetSubscriptionId", null),
        ...optional("automaticallyUpdateSubscriptions", null),
        ...optional("preserveBillingCycleAnchor", prng.chance(0.5))
      }
    case "purchase":
      return {
        priceId: price,
        purchaseId: purchase,
        invoiceId: prng.maybe(0.5, invoice),
        ...optional("targetSubscriptionId", null),
        ...optional("automaticallyUpdateSubscriptions", null),
        ...optional("preserveBillingCycleAnchor", false)
      }
    case "add_payment_method":
      return {
        priceId: prng.maybe(0.3, price),
        purchaseId: prng.maybe(0.3, purchase),
        invoiceId: prng.maybe(0.3, invoice),
        ...optional("targetSubscriptionId", prng.maybe(0.5, `sub_${prng.base62(21)}`)),
        ...optional("automaticallyUpdateSubscriptions", prng.maybe(0.5, prng.chance(0.5))),
        preserveBillingCycleAnchor: prng.chance(0.5)
      }
    case "activate_subscription":
      return {
        priceId: prng.maybe(0.5, price),
        ...optional("purchaseId", null),
        ...optional("invoiceId", null),
        targetSubscriptionId: `sub_${prng.base62(21)}`,
        automaticallyUpdateSubscriptions: prng.maybe(0.5, prng.chance(0.5)),
        ...optional("preserveBillingCycleAnchor", prng.chance(0.5))
      }
  }
}

const billingAddress = (prng: Prng.Prng, number: number): JsonObject | null => {
  if (prng.chance(0.3)) return null
  const buyer = person(number)
  const where = address(prng)
  return {
    ...(prng.chance(0.7) ? { name: prng.maybe(0.9, buyer.name) } : {}),
    ...(prng.chance(0.5) ? { firstName: buyer.first, lastName: buyer.last } : {}),
    ...(prng.chance(0.5) ? { email: prng.maybe(0.8, buyer.email) } : {}),
    ...(prng.chance(0.3) ? { phone: prng.maybe(0.5, buyer.phone) } : {}),
    // "required country; postal_code is the one snake_case key".
    address: prng.chance(0.2)
      ? { country: where.country }
      : { ...where, name: prng.maybe(0.3, buyer.name) }
  }
}

/** The whole record: "bare records, no url". */
export const build = (source: Source, index: number): JsonObject => {
  const prng = source.bodies(index)
  const created = createdAt(source, index)
  const type = prng.pick(TYPES)
  // "open to expired: no writer found at this commit". The word is documented, so it occurs rarely.
  const status = prng.chance(0.03)
    ? "expired"
    : prng.pick(["open", "open", "pending", "succeeded", "succeeded", "failed"])
  const number = prng.int(40)
  const buyer = person(number)
  const customer = `cust_sandbox${String(number).padStart(4, "0")}`
  return {
    id: idAt(source, index),
    createdAt: created,
    updatedAt: created + (status === "open" ? 0 : 90_000),
    // "created + 24 h; note the name, not expiresAt".
    expires: created + DAY_SECONDS * 1000,
    livemode: source.livemode,
    pricingModelId: "pricing_model_sandbox",
    organizationId: "org_sandbox",
    status,
    type,
    quantity: prng.chance(0.8) ? 1 : 1 + prng.int(12),
    customerId: type === "add_payment_method" ? customer : prng.maybe(0.7, customer),
    customerName: prng.maybe(0.7, buyer.name),
    customerEmail: prng.maybe(0.7, buyer.email),
    discountId: prng.maybe(0.1, "discount_sandbox"),
    outputName: prng.maybe(0.2, "Pro plan"),
    ...(prng.chance(0.9) ? { billingAddress: billingAddress(prng, number) } : {}),
    ...(prng.chance(0.9)
      ? {
          paymentMethodType: prng.pick(["card", "link", "us_bank_account", "sepa_debit", null])
        }
      : {}),
    ...(prng.chance(0.95)
      ? { successUrl: prng.maybe(0.95, "https://shop.example.com/thanks") }
      : {}),
    ...(prng.chance(0.95) ? { cancelUrl: prng.maybe(0.95, "https://shop.example.com/cart") } : {}),
    ...(prng.chance(0.8)
      ? {
          outputMetadata: prng.pick([
            null,
            {},
            { order: `order-${index}`, seats: 3, gift: true, note: "Ünïcödé ✓" }
          ])
        }
      : {}),
    ...byType(type, prng)
  }
}
