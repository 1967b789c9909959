import type { Json, JsonObject } from "../../internal/json.js"
import { address, person } from "../../internal/people.js"
import * as Own from "../../internal/own.js"
import type { Prng } from "../../internal/prng.js"
import type { Source } from "../../internal/source.js"
import { DAY_MILLIS, FRESH_MILLIS } from "../../internal/time.js"

export const createdAt = ({ rows }: Source, index: number): number => rows.createdAt(index)

const rawId = (source: Source, index: number): string =>
  `chckt_session_${source.skeletons(index).base62(21)}`

/** "Ascending createdAt, then id": tied sessions have their ids in ascending order. */
export const idAt = (source: Source, index: number): string => {
  const mine = source.own?.[index]
  if (mine !== undefined) return Own.idOf(mine)
  const { rows } = source
  let first = index
  while (rows.tied(first - 1, index)) first--
  let next = index + 1
  while (rows.tied(next, index)) next++
  if (next - first === 1) return rawId(source, index)
  const ids = Array.from({ length: next - first }, (_, at) => rawId(source, first + at))
  return ids.sort((a, b) => (a < b ? -1 : 1))[index - first] ?? ""
}

/** "Sessions neither succeeded nor pending are hard-deleted after 14 days." */
export const RETENTION_MILLIS = 14 * DAY_MILLIS

const HOUR_MILLIS = 3_600_000

const STATUSES = ["open", "open", "pending", "succeeded", "succeeded", "failed"] as const

export const statusAt = (source: Source, index: number): string => {
  const mine = source.own?.[index]
  if (mine !== undefined) return Own.textOf(mine, "status") ?? ""
  const { rows } = source
  const changed = rows.changeOf(index)
  if (changed !== undefined) return changed.status
  const prng = source.bodies(index)
  const rare = prng.chance(0.03)
  const common = prng.pick(STATUSES)
  const age = rows.initialAge(index)
  // "open to expired: no writer found at this commit". The word is documented, so it occurs rarely.
  const drawn = rare && age >= DAY_MILLIS ? "expired" : common
  if (age < FRESH_MILLIS) return "open"
  // "an hourly job": the last one ran at the last full hour.
  const lastJob = Math.floor(rows.now / HOUR_MILLIS) * HOUR_MILLIS
  return rows.createdAt(index) >= lastJob - RETENTION_MILLIS || drawn === "pending"
    ? drawn
    : "succeeded"
}

const TYPES = ["product", "purchase", "add_payment_method", "activate_subscription"] as const

type Type = (typeof TYPES)[number]

/** The fields that the documented matrix lists by type. */
const byType = (type: Type, prng: Prng): JsonObject => {
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

const billingAddress = (prng: Prng, number: number): JsonObject | null => {
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
  const mine = source.own?.[index]
  if (mine !== undefined) return mine
  const prng = source.bodies(index)
  // Drawn here, too, by `statusAt`.
  prng.chance(0.03)
  prng.pick(STATUSES)
  const created = createdAt(source, index)
  const type = prng.pick(TYPES)
  const status = statusAt(source, index)
  const number = prng.int(40)
  const buyer = person(number)
  const customer = `cust_sandbox${String(number).padStart(4, "0")}`
  return {
    id: idAt(source, index),
    createdAt: created,
    updatedAt:
      source.rows.changeOf(index)?.at ?? (status === "open" ? created : created + FRESH_MILLIS),
    // "created + 24 h; note the name, not expiresAt".
    expires: created + DAY_MILLIS,
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
