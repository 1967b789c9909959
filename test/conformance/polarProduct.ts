/** Polar's products, of today and of early 2025. */
import { FastCheck as fc } from "effect"
import {
  any3,
  anything,
  bool,
  dateTime,
  int,
  kinds,
  list,
  nul,
  obj,
  opt,
  str,
  word
} from "./kit.js"
import type { Fields } from "./kit.js"
import { interval, metadata, priceEarlier, priceToday, stamps, uuid } from "./polarParts.js"

const benefitFields: Fields = {
  ...stamps,
  description: str,
  selectable: bool,
  deletable: bool,
  organization_id: uuid
}

const benefitToday = kinds(
  "type",
  [
    obj({
      ...benefitFields,
      is_deleted: bool,
      metadata: opt(metadata),
      type: word(
        "custom",
        "discord",
        "github_repository",
        "downloadables",
        "license_keys",
        "feature_flag",
        "slack_shared_channel"
      )
    }),
    obj({
      ...benefitFields,
      is_deleted: bool,
      type: fc.constant("meter_credit"),
      // "Adds `properties` from 2027-01 on"; the documents of 2026-04 and 2026-10 have none.
      properties: any3(obj({ units: opt(int), meter_id: opt(uuid), rollover: opt(bool) }))
    })
  ],
  { ...benefitFields, is_deleted: bool }
)

const benefitEarlier = obj({
  ...benefitFields,
  type: word("custom", "ads", "discord", "github_repository", "downloadables", "license_keys"),
  properties: opt(anything)
})

const media = obj({
  id: uuid,
  organization_id: uuid,
  name: str,
  path: str,
  mime_type: str,
  size: int,
  storage_version: any3(str),
  checksum_etag: any3(str),
  checksum_sha256_base64: any3(str),
  checksum_sha256_hex: any3(str),
  last_modified_at: any3(dateTime),
  version: any3(str),
  service: word("product_media"),
  is_uploaded: bool,
  created_at: dateTime,
  size_readable: str,
  public_url: str
})

const productFields: Fields = {
  ...stamps,
  name: str,
  description: nul(str),
  is_recurring: bool,
  is_archived: bool,
  organization_id: uuid,
  medias: list(media, 2)
}

export const productToday = obj({
  ...productFields,
  visibility: word("draft", "private", "public"),
  recurring_interval: nul(interval),
  recurring_interval_count: nul(int),
  meter_interval: any3(interval),
  meter_interval_count: any3(int),
  trial_interval: nul(interval),
  trial_interval_count: nul(int),
  prices: list(priceToday),
  benefits: list(benefitToday, 2)
})

export const productEarlier = obj({
  ...productFields,
  recurring_interval: nul(word("month", "year")),
  prices: list(priceEarlier),
  benefits: list(benefitEarlier, 2)
})
