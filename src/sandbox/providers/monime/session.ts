import type { JsonObject } from "../../internal/json.js"
import type { Prng } from "../../internal/prng.js"
import * as Own from "../../internal/own.js"
import type { Source } from "../../internal/source.js"
import { DAY_MILLIS, FRESH_MILLIS, isoSeconds } from "../../internal/time.js"

export const idAt = (source: Source, index: number): string => {
  const mine = source.own?.[index]
  return mine === undefined ? `scs-${source.skeletons(index).base62(24)}` : Own.idOf(mine)
}

const STATUSES = ["pending", "completed", "completed", "cancelled", "expired"] as const

const lineItem = (prng: Prng, currency: string): JsonObject => ({
  type: "custom",
  id: `sli-${prng.base62(20)}`,
  name: prng.pick(["Bag of rice", "Palm oil, 5 l", "Gara tie-dye", "Café au lait ☕"]),
  // "value integer in minor units (SLE 1.00 = 100)".
  price: { currency, value: 100 * (1 + prng.int(500)) },
  quantity: 1 + prng.int(4),
  reference: prng.maybe(0.3, `sku-${prng.int(100)}`),
  description: prng.maybe(0.4, "An item of the example shop"),
  images: prng.pick([null, [], ["https://shop.example.com/rice.png"]])
})

const OWNER_TYPES = ["checkout_session", "payment_code", "internal_transfer"] as const

/** "owner: same shape, may be absent or empty {}"; "depth has no stated bound". */
const owner = (prng: Prng, depth: number): JsonObject => ({
  id: `own-${prng.base62(12)}`,
  type: prng.pick(OWNER_TYPES),
  metadata: prng.maybe(0.5, { level: String(depth) }),
  ...(depth > 1 ? { owner: owner(prng, depth - 1) } : prng.chance(0.5) ? { owner: {} } : {})
})

/** "expired: timed out at expireTime", so a session is `pending` only before it. */
export const statusAt = (source: Source, index: number): string => {
  const mine = source.own?.[index]
  if (mine !== undefined) return Own.textOf(mine, "status") ?? ""
  const drawn = source.bodies(index).pick(STATUSES)
  const age = source.rows.initialAge(index)
  return (
    source.rows.changeOf(index)?.status ??
    (age < FRESH_MILLIS || (drawn === "expired" && age < DAY_MILLIS)
      ? "pending"
      : drawn === "pending" && age >= DAY_MILLIS
        ? "expired"
        : drawn)
  )
}

/** The whole session. "Formally every field is optional": newer and nullable fields vary. */
export const build = (source: Source, index: number): JsonObject => {
  const mine = source.own?.[index]
  if (mine !== undefined) return mine
  const prng = source.bodies(index)
  const id = idAt(source, index)
  // Drawn here, too, by `statusAt`.
  prng.pick(STATUSES)
  const created = source.rows.createdAt(index)
  const currency = prng.chance(0.8) ? "SLE" : "USD"
  return {
    id,
    status: statusAt(source, index),
    name: `Order ${index}`,
    ...(prng.chance(0.9) ? { orderNumber: prng.maybe(0.9, `ON-${index}`) } : {}),
    reference: prng.maybe(0.6, `order-${index}`),
    description: prng.maybe(0.6, "Goods of the example shop: rice & palm oil"),
    redirectUrl: `https://checkout.monime.io/${id}`,
    cancelUrl: prng.maybe(0.8, "https://shop.example.com/cart"),
    successUrl: prng.maybe(0.8, "https://shop.example.com/thanks"),
    lineItems: {
      data: prng.chance(0.03)
        ? null
        : Array.from({ length: 1 + prng.int(3) }, () => lineItem(prng, currency))
    },
    financialAccountId: prng.maybe(0.5, "fac-sandbox"),
    brandingOptions: prng.pick([null, {}, { primaryColor: "#1e88e5" }]),
    expireTime: isoSeconds(created + DAY_MILLIS),
    createTime: isoSeconds(created),
    ownershipGraph: prng.maybe(0.6, { owner: owner(prng, 1 + prng.int(5)) }),
    metadata: prng.pick([null, {}, { order: `order-${index}`, note: "délivré à midi" }])
  }
}
