/** Monime's list, from its documentation, in which "formally every field is optional". */
import { FastCheck as fc } from "effect"
import { any3, anything, dateTime, id, int, kinds, list, map, obj, opt, str, word } from "./kit.js"
import type { Fields, Gen } from "./kit.js"

const price = obj({ currency: opt(word("SLE", "USD")), value: opt(int) })

const lineFields: Fields = {
  id: opt(id("lit-")),
  name: opt(str),
  price: opt(price),
  quantity: opt(int),
  reference: any3(str),
  description: any3(str),
  images: any3(list(str))
}

const lineItem = kinds(
  "type",
  [
    obj({ ...lineFields, type: opt(fc.constant("custom")) }),
    // What the creation of a session requires, and nothing.
    obj({ name: str, price }),
    obj({})
  ],
  lineFields
)

/** "Same shape, may be absent or empty `{}`"; "depth has no stated bound". */
const owner = (depth: number): Gen =>
  depth === 0
    ? fc.constant({})
    : obj({
        id: opt(str),
        type: opt(word("checkout_session", "payment_code", "internal_transfer")),
        metadata: any3(map(anything)),
        owner: opt(owner(depth - 1))
      })

const fields: Fields = {
  status: opt(word("pending", "completed", "cancelled", "expired")),
  name: opt(str),
  reference: any3(str),
  description: any3(str),
  redirectUrl: opt(str),
  // "No in the spec; several SDKs type it nullable."
  cancelUrl: any3(str),
  successUrl: any3(str),
  lineItems: opt(obj({ data: any3(list(lineItem)) })),
  financialAccountId: any3(str),
  brandingOptions: any3(obj({ primaryColor: opt(str) })),
  expireTime: opt(dateTime),
  createTime: opt(dateTime),
  ownershipGraph: any3(obj({ owner: opt(owner(6)) })),
  metadata: any3(map(anything))
}

export const today = obj({ ...fields, id: id("scs-"), orderNumber: any3(str) })

export const earlier = obj({ ...fields, id: id("cos-") })
