import type { JsonObject } from "../../internal/json.js"
import type { Prng } from "../../internal/prng.js"
import * as Product from "./product.js"

/** A discount. `value` is an amount or a number of basis points. */
export interface Discount {
  readonly value: number
  readonly payload: JsonObject
}

/** "No single discriminator key: (type, duration) pair": all six pairs occur. */
export const discount = (prng: Prng, currency: string): Discount | null => {
  if (prng.chance(0.7)) return null
  const type = prng.pick(["fixed", "percentage"] as const)
  const duration = prng.pick(["once", "forever", "repeating"] as const)
  const value = type === "fixed" ? 250 : 1000
  return {
    value,
    payload: {
      id: prng.uuid4(),
      name: "Sommerrabatt ☀",
      code: prng.maybe(0.7, "SOMMER"),
      type,
      duration,
      ...(duration === "repeating" ? { duration_in_months: 3 } : {}),
      ...(type === "fixed"
        ? { amount: value, currency, amounts: { [currency]: value } }
        : { basis_points: value })
    }
  }
}

const PARTS = ["country", "state", "city", "postal_code", "line1", "line2"] as const

export const addressFields = (prng: Prng): Readonly<Record<string, string>> =>
  Object.fromEntries(
    PARTS.map((part) => [
      part,
      part === "country" ? "required" : prng.pick(["required", "optional", "disabled"])
    ])
  )

/** The hidden deprecated form: "customer_billing_address_fields (booleans)". */
export const addressBooleans = (fields: Readonly<Record<string, string>>): JsonObject =>
  Object.fromEntries(Object.entries(fields).map(([part, mode]) => [part, mode !== "disabled"]))

export const metadata = (prng: Prng, index: number): JsonObject =>
  prng.chance(0.4)
    ? {}
    : { order: `order-${index}`, attempt: 1, score: 0.5, gift: prng.chance(0.5) }

export const customFieldData = (prng: Prng): JsonObject =>
  prng.chance(0.5)
    ? {}
    : {
        engraving: "Ünïcödé ✓",
        age: 42,
        newsletter: true,
        since: "2026-01-31T00:00:00Z",
        none: null
      }

/** "map<uuid4, price union[]>". The second price has the ad hoc source. */
export const prices = (prng: Prng, product: Product.Product): JsonObject => ({
  [product.id]: prng.chance(0.2)
    ? [product.price, Product.price("fixed", product.id, 1900, "usd", "ad_hoc", prng)]
    : [product.price]
})

const FIELD_TYPES = ["text", "number", "date", "checkbox", "select"] as const

const properties = (type: (typeof FIELD_TYPES)[number]): JsonObject => {
  switch (type) {
    case "text":
      return { form_label: "Engraving", textarea: false, max_length: 40 }
    case "number":
      return { ge: 0, le: 120 }
    case "date":
      return { ge: 1_700_000_000 }
    case "checkbox":
      return {}
    case "select":
      return {
        options: [
          { value: "s", label: "Small" },
          { value: "l", label: "Large" }
        ]
      }
  }
}

export const attachedFields = (
  prng: Prng,
  organization: string
): ReadonlyArray<JsonObject> | null => {
  if (prng.chance(0.2)) return null
  if (prng.chance(0.6)) return []
  const type = prng.pick(FIELD_TYPES)
  const id = prng.uuid4()
  return [
    {
      custom_field_id: id,
      custom_field: {
        id,
        created_at: Product.CREATED,
        modified_at: null,
        metadata: {},
        type,
        slug: `${type}-field`,
        name: `A ${type} field`,
        organization_id: organization,
        properties: properties(type)
      },
      order: 1,
      required: prng.chance(0.5)
    }
  ]
}
