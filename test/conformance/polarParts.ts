/** The objects inside a Polar checkout. */
import { FastCheck as fc } from "effect"
import {
  any3,
  bool,
  dateTime,
  float,
  int,
  kinds,
  list,
  map,
  nul,
  obj,
  opt,
  str,
  word
} from "./kit.js"
import type { Fields } from "./kit.js"

/** "uuid4"; where documentation shows an example of one, it may read `<string>`. */
export const uuid: fc.Arbitrary<string> = fc.uuidV(4)
const currency = word("usd", "eur")
export const interval = word("day", "week", "month", "year")
export const metadata = map(fc.oneof(str, int, float, bool))

export const stamps: Fields = { id: uuid, created_at: dateTime, modified_at: nul(dateTime) }

const tiers = obj({
  type: word("volume", "graduated"),
  tiers: list(obj({ bound: any3(int), unit_amount: fc.constantFrom("0.05", "12") }))
})
const seatTiers = obj({
  seat_tier_type: opt(word("volume", "graduated")),
  tiers: list(obj({ min_seats: int, max_seats: any3(int), price_per_seat: int })),
  minimum_seats: opt(int),
  maximum_seats: any3(int)
})
const meter = obj({ id: uuid, name: str })

const priceFields: Fields = {
  ...stamps,
  source: word("catalog", "ad_hoc"),
  price_currency: currency,
  tax_behavior: nul(word("location", "inclusive", "exclusive")),
  is_archived: bool,
  product_id: uuid,
  // "Emitted but absent from the OpenAPI."
  type: opt(word("recurring", "one_time")),
  recurring_interval: any3(interval)
}

const price = (amountType: string, fields: Fields) =>
  obj({ ...priceFields, amount_type: fc.constant(amountType), ...fields })

const legacy = {
  type: fc.constant("recurring"),
  recurring_interval: interval,
  legacy: fc.constant(true)
}
const custom = { minimum_amount: int, maximum_amount: nul(int), preset_amount: nul(int) }

export const priceToday = kinds(
  "amount_type",
  [
    price("fixed", { price_amount: int }),
    price("custom", custom),
    price("free", {}),
    // The page of 2025 shows fixed prices only: it promises none of what these kinds have.
    price("seat_based", { seat_tiers: any3(seatTiers), price_per_seat: any3(int) }),
    price("metered_unit", {
      unit_amount: any3(fc.constantFrom("0.000001", "10")),
      cap_amount: nul(int),
      meter_id: any3(uuid),
      meter: any3(meter)
    }),
    price("unit_based", {
      tiers: any3(tiers),
      minimum_units: nul(int),
      maximum_units: nul(int),
      // Labels, by grammatical form and by language.
      unit_label: nul(map(map(str)))
    }),
    price("metered_tiers", {
      tiers: any3(tiers),
      cap_amount: nul(int),
      meter_id: any3(uuid),
      meter: any3(meter)
    }),
    price("fixed", { ...legacy, price_amount: int }),
    price("custom", { ...legacy, ...custom }),
    price("free", legacy)
  ],
  priceFields
)

/** "The type of the price: recurring. The price in cents." */
const earlierFields: Fields = {
  ...stamps,
  is_archived: bool,
  product_id: uuid,
  type: word("recurring", "one_time"),
  recurring_interval: any3(word("month", "year"))
}

export const priceEarlier = kinds(
  "amount_type",
  [
    obj({
      ...earlierFields,
      amount_type: fc.constant("fixed"),
      price_currency: currency,
      price_amount: int
    }),
    obj({
      ...earlierFields,
      amount_type: fc.constant("custom"),
      price_currency: currency,
      minimum_amount: nul(int),
      maximum_amount: nul(int),
      preset_amount: nul(int)
    }),
    obj({ ...earlierFields, amount_type: fc.constant("free") })
  ],
  earlierFields
)

const discountFields: Fields = { id: uuid, name: str, code: nul(str) }
const repeating = { duration: fc.constant("repeating"), duration_in_months: int }
const once = { duration: word("once", "forever") }
const fixed = {
  type: fc.constant("fixed"),
  amounts: map(int),
  amount: opt(int),
  currency: opt(currency)
}
const percentage = { type: fc.constant("percentage"), basis_points: int }

export const discountToday = kinds(
  "type",
  [
    obj({ ...discountFields, ...fixed, ...once }),
    obj({ ...discountFields, ...fixed, ...repeating }),
    obj({ ...discountFields, ...percentage, ...once }),
    obj({ ...discountFields, ...percentage, ...repeating })
  ],
  { ...discountFields, duration: word("once") }
)

/** "Schema for a fixed amount discount that is applied once or forever." */
export const discountEarlier = kinds(
  "type",
  [
    obj({
      duration: word("once", "forever", "repeating"),
      duration_in_months: opt(int),
      type: fc.constant("fixed"),
      amount: int,
      currency,
      id: uuid,
      name: opt(str),
      code: any3(str)
    }),
    obj({ ...once, type: fc.constant("percentage"), basis_points: int, id: uuid, name: opt(str) })
  ],
  { id: uuid }
)

const customFieldFields: Fields = {
  ...stamps,
  metadata: opt(metadata),
  slug: str,
  name: str,
  organization_id: uuid
}

const form = { form_label: opt(str), form_help_text: opt(str), form_placeholder: opt(str) }

export const attachedCustomField = obj({
  custom_field_id: uuid,
  custom_field: kinds(
    "type",
    [
      obj({
        ...customFieldFields,
        type: fc.constant("text"),
        properties: obj({
          ...form,
          textarea: opt(bool),
          min_length: opt(int),
          max_length: opt(int)
        })
      }),
      obj({
        ...customFieldFields,
        type: word("number", "date"),
        properties: obj({ ...form, ge: opt(int), le: opt(int) })
      }),
      obj({ ...customFieldFields, type: fc.constant("checkbox"), properties: obj(form) }),
      obj({
        ...customFieldFields,
        type: fc.constant("select"),
        properties: obj({ ...form, options: list(obj({ value: str, label: str })) })
      })
    ],
    customFieldFields
  ),
  order: int,
  required: bool
})

export const address = obj({
  country: word("US", "FR"),
  line1: any3(str),
  line2: any3(str),
  postal_code: any3(str),
  city: any3(str),
  state: any3(str)
})
