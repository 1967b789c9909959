/**
 * The products of Polar's checkout sessions, with their benefits and pictures.
 *
 * A field is required only if the documents of all API versions show it, and none of them as nullable:
 * see `Polar.ts`.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { Interval } from "./interval.js"
import { ProductPrice } from "./productPrice.js"
import { integer, nullish, opaque, openLiteral, unknownAmong } from "../Wire.js"

const benefit = {
  id: Schema.String,
  created_at: Schema.String,
  modified_at: nullish(Schema.String),
  description: Schema.String,
  /** Whether a new product may have it. */
  selectable: Schema.Boolean,
  deletable: Schema.Boolean,
  is_deleted: nullish(Schema.Boolean),
  organization_id: Schema.String
}

/**
 * A benefit without documented properties. Only older payloads have `ads`.
 *
 * @since 0.1.0
 * @category Models
 */
export class BenefitPlain extends opaque<BenefitPlain>("effect-checkout/Polar/BenefitPlain")(
  Schema.Struct({
    ...benefit,
    type: Schema.Literal(
      "custom",
      "discord",
      "github_repository",
      "downloadables",
      "license_keys",
      "feature_flag",
      "slack_shared_channel",
      "ads"
    )
  })
) {}

/**
 * The units that a benefit credits to a meter.
 *
 * @since 0.2.0
 * @category Models
 */
export class BenefitMeterCreditProperties extends opaque<BenefitMeterCreditProperties>(
  "effect-checkout/Polar/BenefitMeterCreditProperties"
)(Schema.Struct({ units: nullish(Schema.Finite), meter_id: nullish(Schema.String) })) {}

/**
 * A benefit that credits units to a meter.
 *
 * @since 0.1.0
 * @category Models
 */
export class BenefitMeterCredit extends opaque<BenefitMeterCredit>(
  "effect-checkout/Polar/BenefitMeterCredit"
)(
  Schema.Struct({
    ...benefit,
    type: Schema.Literal("meter_credit"),
    /** Since API version 2027-01; the documents of 2026-04 and 2026-10 do not have it. */
    properties: nullish(BenefitMeterCreditProperties)
  })
) {}

/**
 * A benefit of a `type` that was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Models
 */
export class BenefitUnknown extends opaque<BenefitUnknown>("effect-checkout/Polar/BenefitUnknown")(
  Schema.Struct({ ...benefit, type: unknownAmong("type", BenefitPlain, BenefitMeterCredit) })
) {}

/**
 * A benefit that a product grants. `type` says which kind it is: compare it with `===` or in a
 * `switch`.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const Benefit = Schema.Union(BenefitPlain, BenefitMeterCredit, BenefitUnknown).annotations({
  identifier: "effect-checkout/Polar/Benefit"
})

/**
 * @since 0.1.0
 * @category Models
 */
export type Benefit = Schema.Schema.Type<typeof Benefit>

/**
 * A picture of a product.
 *
 * @since 0.1.0
 * @category Models
 */
export class ProductMedia extends opaque<ProductMedia>("effect-checkout/Polar/ProductMedia")(
  Schema.Struct({
    id: Schema.String,
    organization_id: nullish(Schema.String),
    name: nullish(Schema.String),
    path: nullish(Schema.String),
    mime_type: nullish(Schema.String),
    /** Bytes. */
    size: nullish(integer),
    /** The size as text, such as `1.2 MB`. */
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
  })
) {}

const interval = nullish(Interval)

/**
 * A product that a session offers.
 *
 * @since 0.1.0
 * @category Models
 */
export class CheckoutProduct extends opaque<CheckoutProduct>(
  "effect-checkout/Polar/CheckoutProduct"
)(
  Schema.Struct({
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
  })
) {}
