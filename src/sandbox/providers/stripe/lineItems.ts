import type { JsonObject } from "../../internal/json.js"
import type { Prng } from "../../internal/prng.js"

/** One line of a basket, before it becomes a payload. */
export interface Line {
  readonly id: string
  readonly price: string
  readonly product: string
  readonly name: string
  readonly unitAmount: number
  readonly quantity: number
  readonly discount: number
  readonly tax: number
  readonly recurring: boolean
}

const CATALOGUE = [
  ["Starter", 1900],
  ["Team", 4900],
  ["T-shirt, blau", 2450],
  ["コーヒー豆 200g", 1200],
  ["Workshop seat", 15_000],
  ["Free sample", 0]
] as const

// jpy has no minor unit, kwd has three decimals whose last digit is always zero.
const inMinorUnits = (currency: string, cents: number): number =>
  currency === "jpy" ? cents : currency === "kwd" ? cents * 10 : cents

const TAX_RATE = 0.2
const DISCOUNT_RATE = 0.1

export interface Basket {
  readonly currency: string
  readonly recurring: boolean
  readonly discounted: boolean
  readonly taxed: boolean
  readonly free: boolean
}

/** Draws one to three lines. */
export const draw = (prng: Prng, basket: Basket): ReadonlyArray<Line> =>
  Array.from({ length: 1 + prng.int(3) }, () => {
    const number = basket.free ? CATALOGUE.length - 1 : prng.int(CATALOGUE.length - 1)
    const [name, cents] = CATALOGUE[number] ?? CATALOGUE[0]
    const unitAmount = inMinorUnits(basket.currency, cents)
    const quantity = 1 + prng.int(3)
    const subtotal = unitAmount * quantity
    const discount = basket.discounted ? Math.round(subtotal * DISCOUNT_RATE) : 0
    return {
      id: `li_${prng.base62(24)}`,
      price: `price_sandbox${number}${basket.currency}${basket.recurring ? "m" : "o"}`,
      product: `prod_sandbox${number}`,
      name,
      unitAmount,
      quantity,
      discount,
      tax: basket.taxed ? Math.round((subtotal - discount) * TAX_RATE) : 0,
      recurring: basket.recurring
    }
  })

export const sum = (
  lines: ReadonlyArray<Line>
): { readonly subtotal: number; readonly discount: number; readonly tax: number } => {
  let subtotal = 0
  let discount = 0
  let tax = 0
  for (const line of lines) {
    subtotal += line.unitAmount * line.quantity
    discount += line.discount
    tax += line.tax
  }
  return { subtotal, discount, tax }
}

const price = (line: Line, currency: string, created: number, livemode: boolean): JsonObject => ({
  id: line.price,
  object: "price",
  active: true,
  billing_scheme: "per_unit",
  created,
  currency,
  custom_unit_amount: null,
  livemode,
  lookup_key: null,
  metadata: {},
  nickname: null,
  product: line.product,
  recurring: line.recurring
    ? {
        interval: "month",
        interval_count: 1,
        meter: null,
        trial_period_days: null,
        usage_type: "licensed"
      }
    : null,
  tax_behavior: "exclusive",
  tiers_mode: null,
  transform_quantity: null,
  type: line.recurring ? "recurring" : "one_time",
  unit_amount: line.unitAmount,
  unit_amount_decimal: String(line.unitAmount)
})

/** The expanded sub-list, "an inner list envelope with its own has_more". */
export const envelope = (
  lines: ReadonlyArray<Line>,
  session: {
    readonly id: string
    readonly currency: string
    readonly created: number
    readonly livemode: boolean
    /** Fields of an item that appear only when expanded. */
    readonly withDiscounts: boolean
    readonly withTaxes: boolean
  }
): JsonObject => ({
  object: "list",
  data: lines.map((line): JsonObject => ({
    id: line.id,
    object: "item",
    adjustable_quantity: null,
    amount_discount: line.discount,
    amount_subtotal: line.unitAmount * line.quantity,
    amount_tax: line.tax,
    amount_total: line.unitAmount * line.quantity - line.discount + line.tax,
    currency: session.currency,
    description: line.name,
    ...(session.withDiscounts ? { discounts: [] } : {}),
    metadata: {},
    price: price(line, session.currency, session.created, session.livemode),
    quantity: line.quantity,
    ...(session.withTaxes ? { taxes: [] } : {})
  })),
  has_more: false,
  url: `/v1/checkout/sessions/${session.id}/line_items`
})
