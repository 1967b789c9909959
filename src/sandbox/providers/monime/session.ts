import type { JsonObject } from "../../internal/json.js"
import * as Prng from "../../internal/prng.js"
import { createdSeconds, DAY_SECONDS, isoSeconds } from "../../internal/time.js"

/** The data of one space in one mode. */
export interface Source {
  readonly ids: (index: number) => Prng.Prng
  readonly bodies: (index: number) => Prng.Prng
}

export const source = (seed: number, livemode: boolean): Source => {
  const mode = livemode ? "live" : "test"
  return {
    ids: Prng.streams(seed, `monime/${mode}/id`),
    bodies: Prng.streams(seed, `monime/${mode}/body`)
  }
}

export const idAt = (source: Source, index: number): string => `scs-${source.ids(index).base62(24)}`

const lineItem = (prng: Prng.Prng, currency: string): JsonObject => ({
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
const owner = (prng: Prng.Prng, depth: number): JsonObject => ({
  id: `own-${prng.base62(12)}`,
  type: prng.pick(OWNER_TYPES),
  metadata: prng.maybe(0.5, { level: String(depth) }),
  ...(depth > 1 ? { owner: owner(prng, depth - 1) } : prng.chance(0.5) ? { owner: {} } : {})
})

/** The whole session. "Formally every field is optional": newer and nullable fields vary. */
export const build = (source: Source, index: number): JsonObject => {
  const prng = source.bodies(index)
  const id = idAt(source, index)
  const created = createdSeconds(index)
  const currency = prng.chance(0.8) ? "SLE" : "USD"
  return {
    id,
    status: prng.pick(["pending", "completed", "completed", "cancelled", "expired"]),
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
    expireTime: isoSeconds(created + DAY_SECONDS),
    createTime: isoSeconds(created),
    ownershipGraph: prng.maybe(0.6, { owner: owner(prng, 1 + prng.int(5)) }),
    metadata: prng.pick([null, {}, { order: `order-${index}`, note: "délivré à midi" }])
  }
}
