import type { JsonObject } from "../../internal/json.js"
import * as Prng from "../../internal/prng.js"
import { isoMicros } from "../../internal/time.js"

/** A product of the catalogue. `price` is the price that the buyer selected. */
export interface Product {
  readonly id: string
  readonly recurring: boolean
  readonly amount: number
  readonly price: JsonObject
  readonly payload: JsonObject
}

/** When the catalogue was made: the same for all data. */
const LONG_AGO = Date.UTC(2024, 2, 1)
export const CREATED = isoMicros(LONG_AGO + 120, 34)
const MODIFIED = isoMicros(LONG_AGO + 4_711_000)

/** All documented ways of pricing: six by `amount_type`, and two legacy ones. */
export const KINDS = [
  "fixed",
  "custom",
  "seat_based",
  "metered_unit",
  "unit_based",
  "metered_tiers",
  "legacy_fixed",
  "legacy_custom"
] as const

type Kind = (typeof KINDS)[number]

const BENEFITS = [
  "custom",
  "discord",
  "github_repository",
  "downloadables",
  "license_keys",
  "meter_credit",
  "feature_flag",
  "slack_shared_channel"
] as const

const TIERS: JsonObject = {
  type: "graduated",
  tiers: [
    { bound: 100, unit_amount: "0.5" },
    { bound: null, unit_amount: "0.250000000001" }
  ]
}

const meter = (prng: Prng.Prng): { readonly meter_id: string; readonly meter: JsonObject } => {
  const id = prng.uuid4()
  return {
    meter_id: id,
    meter: { id, name: "API calls", unit: "scalar", custom_label: null, custom_multiplier: null }
  }
}

const byKind = (kind: Kind, amount: number, prng: Prng.Prng): JsonObject => {
  switch (kind) {
    case "fixed":
    case "legacy_fixed":
      return { amount_type: "fixed", price_amount: amount }
    case "custom":
    case "legacy_custom":
      return {
        amount_type: "custom",
        minimum_amount: 500,
        maximum_amount: prng.maybe(0.5, 100_000),
        preset_amount: prng.maybe(0.5, amount)
      }
    case "seat_based":
      return {
        amount_type: "seat_based",
        seat_tiers: {
          seat_tier_type: "volume",
          tiers: [
            { min_seats: 1, max_seats: 9, price_per_seat: amount },
            { min_seats: 10, max_seats: null, price_per_seat: Math.floor(amount * 0.9) }
          ],
          minimum_seats: 1,
          maximum_seats: null
        },
        // "Emitted but absent from the OpenAPI".
        price_per_seat: amount
      }
    case "metered_unit":
      // "decimal as string".
      return {
        amount_type: "metered_unit",
        unit_amount: "0.000123456789",
        cap_amount: prng.maybe(0.5, 10_000),
        ...meter(prng)
      }
    case "unit_based":
      return {
        amount_type: "unit_based",
        tiers: TIERS,
        minimum_units: prng.maybe(0.5, 1),
        maximum_units: null,
        unit_label: prng.maybe(0.5, { en: { one: "credit", other: "credits" } })
      }
    case "metered_tiers":
      return {
        amount_type: "metered_tiers",
        tiers: TIERS,
        cap_amount: null,
        ...meter(prng)
      }
  }
}

export const price = (
  kind: Kind,
  product: string,
  amount: number,
  currency: string,
  source: "catalog" | "ad_hoc",
  prng: Prng.Prng
): JsonObject => {
  const legacy = kind === "legacy_fixed" || kind === "legacy_custom"
  return {
    id: prng.uuid4(),
    created_at: CREATED,
    modified_at: prng.maybe(0.4, MODIFIED),
    source,
    price_currency: currency,
    tax_behavior: prng.pick(["location", "inclusive", "exclusive", null]),
    is_archived: prng.chance(0.1),
    product_id: product,
    ...byKind(kind, amount, prng),
    // "on prices type, recurring_interval (null for non-legacy)".
    ...(legacy
      ? { type: "recurring", recurring_interval: prng.pick(["month", "year"]), legacy: true }
      : { type: "one_time", recurring_interval: null })
  }
}

const benefit = (number: number, organization: string, prng: Prng.Prng): JsonObject => {
  const type = BENEFITS[number % BENEFITS.length] ?? BENEFITS[0]
  return {
    id: prng.uuid4(),
    created_at: CREATED,
    modified_at: prng.maybe(0.3, MODIFIED),
    type,
    description: `Benefit: ${type}`,
    selectable: prng.chance(0.8),
    deletable: prng.chance(0.8),
    is_deleted: false,
    organization_id: organization,
    ...(type === "meter_credit" ? { properties: { units: 1000, meter_id: prng.uuid4() } } : {})
  }
}

const media = (organization: string, prng: Prng.Prng): JsonObject => {
  const id = prng.uuid4()
  return {
    id,
    organization_id: organization,
    name: "cover.png",
    path: `product_media/${id}/cover.png`,
    mime_type: "image/png",
    size: 20_480,
    storage_version: null,
    checksum_etag: null,
    checksum_sha256_base64: null,
    checksum_sha256_hex: null,
    last_modified_at: null,
    version: null,
    service: "product_media",
    is_uploaded: true,
    created_at: CREATED,
    size_readable: "20.0 KB",
    public_url: "https://media.example.com/cover.png"
  }
}

/** The product with this number. The number also decides how it is priced. */
export const product = (
  prng: Prng.Prng,
  number: number,
  currency: string,
  organization: string
): Product => {
  const id = prng.uuid4()
  const kind = KINDS[number % KINDS.length] ?? KINDS[0]
  const recurring = kind !== "fixed" && kind !== "custom"
  const amount = number === 0 ? 0 : 900 + 100 * number
  const selected = price(kind, id, amount, currency, "catalog", prng)
  const interval = recurring ? prng.pick(["day", "week", "month", "year"]) : null
  const trial = recurring && prng.chance(0.4)
  return {
    id,
    recurring,
    amount: kind.startsWith("metered") ? 0 : amount,
    price: selected,
    payload: {
      id,
      created_at: CREATED,
      modified_at: prng.maybe(0.5, MODIFIED),
      trial_interval: trial ? "day" : null,
      trial_interval_count: trial ? 14 : null,
      name: `Product ${number}`,
      description: prng.maybe(0.6, "A product of the *example* shop."),
      visibility: prng.pick(["draft", "private", "public"]),
      recurring_interval: interval,
      recurring_interval_count: recurring ? 1 : null,
      meter_interval: null,
      meter_interval_count: null,
      is_recurring: recurring,
      is_archived: false,
      organization_id: organization,
      prices: [selected],
      benefits: Array.from({ length: number % 3 }, (_, i) =>
        benefit(number + 3 * i, organization, prng)
      ),
      medias: prng.chance(0.3) ? [media(organization, prng)] : []
    }
  }
}
