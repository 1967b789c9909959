/**
 * The fields that every version of a provider's documents promises, by model, and where they do.
 * Nothing else may be required: see `required.test.ts`.
 */
export interface Promised {
  readonly model: string
  readonly fields: ReadonlyArray<string>
  readonly source: string
}

const polar =
  "page of early 2025, OpenAPI 2026-04, 2026-10 and 2027-01: in all of them, nowhere nullable"
const flowglad = "older page (ISO 8601 times) shows it, OpenAPI of 2026-03 requires it"

/** A discriminant, which says what else to expect. */
const kind = (field: string, ...models: ReadonlyArray<string>): ReadonlyArray<Promised> =>
  models.map((model) => ({ model, fields: [field], source: "the union's discriminant" }))

const each = (
  models: ReadonlyArray<string>,
  fields: ReadonlyArray<string>,
  source: string
): ReadonlyArray<Promised> => models.map((model) => ({ model, fields, source }))

const polarPrices = [
  "ProductPriceFixed",
  "ProductPriceCustom",
  "ProductPriceSeatBased",
  "ProductPriceUnitBased",
  "ProductPriceMeteredUnit",
  "ProductPriceMeteredTiers"
]
const polarLegacy = ["LegacyRecurringProductPriceFixed", "LegacyRecurringProductPriceCustom"]
const polarBenefits = ["BenefitPlain", "BenefitMeterCredit", "BenefitUnknown"]
const polarFields = ["Text", "Number", "Date", "Checkbox", "Select", "Unknown"].map(
  (name) => `CustomField${name}`
)
const polarDiscounts = [
  "DiscountFixedOnceForever",
  "DiscountFixedRepeat",
  "DiscountPercentageOnceForever",
  "DiscountPercentageRepeat",
  "DiscountUnknownDuration"
]
const flowgladKinds = ["Product", "Purchase", "AddPaymentMethod", "ActivateSubscription", "Unknown"]

export const promised: { readonly [provider: string]: ReadonlyArray<Promised> } = {
  stripe: [
    {
      model: "Session",
      fields: ["id", "object", "livemode", "payment_method_types"],
      source: "documents of 2019-12-03 and of 2026-07-29.dahlia to 2026-10-28.endive"
    },
    {
      model: "LineItem",
      fields: ["id", "object", "currency"],
      source: "documents of 2020-08-27, where its amounts are nullable, and of 2026"
    },
    {
      model: "LineItemList",
      fields: ["data", "has_more"],
      source: "OpenAPI: a list of line items"
    },
    { model: "Expanded", fields: ["id"], source: "OpenAPI: an id, or the object with that id" },
    { model: "Price", fields: ["id"], source: "OpenAPI: the price, not its id" },
    { model: "SessionList", fields: ["data", "has_more"], source: "OpenAPI: required" }
  ],
  polar: [
    {
      model: "Session",
      fields: [
        "id",
        "created_at",
        "payment_processor",
        "status",
        "client_secret",
        "url",
        "expires_at",
        "success_url",
        "allow_discount_codes",
        "is_discount_applicable",
        "is_free_product_price",
        "is_payment_required",
        "is_payment_setup_required",
        "is_payment_form_required",
        "products"
      ],
      source: polar
    },
    {
      model: "CheckoutProduct",
      fields: [
        "id",
        "created_at",
        "name",
        "is_recurring",
        "is_archived",
        "organization_id",
        "prices",
        "benefits",
        "medias"
      ],
      source: polar
    },
    { model: "ProductMedia", fields: ["id"], source: polar },
    ...each(
      [...polarPrices, ...polarLegacy, "ProductPriceUnknown"],
      ["id", "created_at", "is_archived", "product_id"],
      polar
    ),
    ...each([...polarPrices, ...polarLegacy], ["price_currency"], polar),
    ...each(["ProductPriceFixed", "LegacyRecurringProductPriceFixed"], ["price_amount"], polar),
    ...each(polarLegacy, ["type", "recurring_interval"], polar),
    ...kind("amount_type", ...polarPrices, ...polarLegacy, "ProductPriceUnknown"),
    ...kind("legacy", ...polarLegacy),
    ...each(
      polarBenefits,
      ["id", "created_at", "description", "selectable", "deletable", "organization_id"],
      polar
    ),
    ...kind("type", ...polarBenefits, ...polarFields),
    ...each(polarFields, ["id", "created_at", "slug", "name", "organization_id"], polar),
    ...each([...polarDiscounts, "DiscountUnknownType"], ["id"], polar),
    ...kind("type", ...polarDiscounts, "DiscountUnknownType"),
    ...kind("duration", ...polarDiscounts),
    {
      model: "AttachedCustomField",
      fields: ["custom_field_id", "custom_field", "order", "required"],
      source: polar
    },
    {
      model: "SessionList",
      fields: ["items", "pagination"],
      source: "OpenAPI 2026-04: the envelope of a list"
    },
    { model: "Pagination", fields: ["max_page"], source: "OpenAPI 2026-04: says where a list ends" }
  ],
  flowglad: [
    ...each(
      flowgladKinds.map((name) => `Session${name}`),
      ["id", "createdAt", "updatedAt", "livemode", "organizationId", "quantity"],
      flowglad
    ),
    ...kind("type", ...flowgladKinds.map((name) => `Session${name}`)),
    // The one kind that the older page shows.
    { model: "SessionPurchase", fields: ["priceId", "purchaseId"], source: flowglad },
    { model: "BillingAddress", fields: ["address"], source: flowglad },
    { model: "Address", fields: ["country"], source: flowglad },
    { model: "SessionList", fields: ["data", "hasMore"], source: "OpenAPI of 2026-03: required" }
  ],
  monime: [
    {
      model: "Session",
      fields: ["id"],
      source:
        "OpenAPI caph.2025-06-20 and caph.2025-08-23 require none; without an id it is nothing"
    },
    ...kind("type", "LineItemUnknown")
  ],
  leanrails: [
    {
      model: "Session",
      fields: ["id", "object", "mode", "status", "payment_status"],
      source: "stated by the older and the newer pages"
    },
    {
      model: "SessionList",
      fields: ["data", "has_more"],
      source: "list page: required; `object` and `url` are, too, but a walk does not need them"
    }
  ]
}
