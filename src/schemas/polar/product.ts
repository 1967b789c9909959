/**
 * The products of Polar's checkout sessions, with their benefits and pictures.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { ProductPrice } from "./price.js"
import { integer, nullish, openLiteral, unknownValue } from "../Wire.js"

const benefit = {
  id: Schema.String,
  created_at: Schema.String,
  modified_at: nullish(Schema.String),
  description: Schema.String,
  /** Whether it can be chosen when a product is made. */
  selectable: Schema.Boolean,
  deletable: Schema.Boolean,
  is_deleted: nullish(Schema.Boolean),
  organization_id: Schema.String
}

const plain = [
  "custom",
  "discord",
  "github_repository",
  "downloadables",
  "license_keys",
  "feature_flag",
  "slack_shared_channel",
  "ads"
] as const

/**
 * A benefit without public properties; `ads` is in older payloads only.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const BenefitPlain = Schema.Struct({
  ...benefit,
  type: Schema.Literal(...plain)
}).annotations({ identifier: "effect-checkout/Polar/BenefitPlain" })

/**
 * A benefit without public properties; `ads` is in older payloads only.
 *
 * @since 0.1.0
 * @category Models
 */
export interface BenefitPlain extends Schema.Schema.Type<typeof BenefitPlain> {}

/**
 * A benefit that credits units to a meter.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const BenefitMeterCredit = Schema.Struct({
  ...benefit,
  type: Schema.Literal("meter_credit"),
  properties: Schema.Struct({ units: Schema.Finite, meter_id: Schema.String })
}).annotations({ identifier: "effect-checkout/Polar/BenefitMeterCredit" })

/**
 * A benefit that credits units to a meter.
 *
 * @since 0.1.0
 * @category Models
 */
export interface BenefitMeterCredit extends Schema.Schema.Type<typeof BenefitMeterCredit> {}

/**
 * A benefit of a `type` that was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const BenefitUnknown = Schema.Struct({
  ...benefit,
  type: unknownValue(...plain, "meter_credit")
}).annotations({ identifier: "effect-checkout/Polar/BenefitUnknown" })

/**
 * A benefit of a `type` that was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Models
 */
export interface BenefitUnknown extends Schema.Schema.Type<typeof BenefitUnknown> {}

/**
 * What a product grants, told apart by `type`.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const Benefit = Schema.Union(BenefitPlain, BenefitMeterCredit, BenefitUnknown).annotations({
  identifier: "effect-checkout/Polar/Benefit"
})

/**
 * What a product grants, told apart by `type`.
 *
 * @since 0.1.0
 * @category Models
 */
export type Benefit = Schema.Schema.Type<typeof Benefit>

/**
 * A picture of a product.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const ProductMedia = Schema.Struct({
  id: Schema.String,
  organization_id: nullish(Schema.String),
  name: nullish(Schema.String),
  path: nullish(Schema.String),
  mime_type: nullish(Schema.String),
  /** Bytes. */
  size: nullish(integer),
  /** The size in words, such as `1.2 MB`. */
  size_readable: nullish(Schema.String),
  storage_version: nullish(Schema.String),
  checksum_etag: nullish(Schema.String),
  checksum_sha256_base64: nullish(Schema.String),
  checksum_sha256_hex: nullish(Schema.String),
  created_at: nullish(Schema.String),
  last_modified_at: nullish(Schema.String),
  version: nullish(Schema.String),
  service: nullish(openLiteral("product_media")),
  is_uploaded: nullish(Schema.Boolean),
  public_url: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Polar/ProductMedia" })

/**
 * A picture of a product.
 *
 * @since 0.1.0
 * @category Models
 */
export interface ProductMedia extends Schema.Schema.Type<typeof ProductMedia> {}

const interval = nullish(openLiteral("day", "week", "month", "year"))

/**
 * A product that a session offers.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const CheckoutProduct = Schema.Struct({
  id: Schema.String,
  created_at: Schema.String,
  modified_at: nullish(Schema.String),
  name: Schema.String,
  description: nullish(Schema.String),
  visibility: nullish(openLiteral("draft", "private", "public")),
  /** `null` if the product is bought once. */
  recurring_interval: interval,
  recurring_interval_count: nullish(integer),
  meter_interval: interval,
  meter_interval_count: nullish(integer),
  trial_interval: interval,
  trial_interval_count: nullish(integer),
  is_recurring: Schema.Boolean,
  is_archived: Schema.Boolean,
  organization_id: Schema.String,
  prices: Schema.Array(ProductPrice),
  benefits: Schema.Array(Benefit),
  medias: Schema.Array(ProductMedia)
}).annotations({ identifier: "effect-checkout/Polar/CheckoutProduct" })

/**
 * A product that a session offers.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CheckoutProduct extends Schema.Schema.Type<typeof CheckoutProduct> {}
