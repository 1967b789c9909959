import type { JsonObject } from "../../internal/json.js"
import type { Prng } from "../../internal/prng.js"

/** The parts of a session that a merchant configures. */

export const branding = (prng: Prng): JsonObject => ({
  background_color: "#ffffff",
  border_style: prng.pick(["pill", "rectangular", "rounded"]),
  button_color: "#0074d4",
  display_name: "Example Shop",
  font_family: "default",
  icon: prng.maybe(0.5, { file: "file_1SandboxIcon", type: "file" }),
  logo: prng.maybe(0.3, { type: "url", url: "https://shop.example.com/logo.png" })
})

export const consentCollection = (prng: Prng): JsonObject | null =>
  prng.maybe(0.2, {
    payment_method_reuse_agreement: prng.maybe(0.5, { position: prng.pick(["auto", "hidden"]) }),
    promotions: prng.maybe(0.5, prng.pick(["auto", "none"])),
    terms_of_service: prng.maybe(0.5, prng.pick(["none", "required"]))
  })

// "up to 3; the value sits under the key named by type".
const FIELDS = ["dropdown", "numeric", "text"] as const

export const customFields = (prng: Prng, done: boolean): ReadonlyArray<JsonObject> =>
  prng.chance(0.7)
    ? []
    : FIELDS.slice(0, 1 + prng.int(3)).map((type): JsonObject => ({
        key: `${type}1`,
        label: { custom: `Your ${type}`, type: "custom" },
        optional: prng.chance(0.5),
        type,
        [type]:
          type === "dropdown"
            ? {
                default_value: null,
                options: [
                  { label: "Small", value: "s" },
                  { label: "Large", value: "l" }
                ],
                value: done ? "s" : null
              }
            : {
                default_value: prng.maybe(0.2, "1"),
                maximum_length: prng.maybe(0.5, 40),
                minimum_length: prng.maybe(0.2, 1),
                value: done ? (type === "numeric" ? "42" : "engraved: Ünïcödé ✓") : null
              }
      }))

export const customText = (prng: Prng): JsonObject => ({
  after_submit: prng.maybe(0.1, { message: "Thank you!" }),
  shipping_address: null,
  submit: prng.maybe(0.1, { message: "We ship within two days." }),
  terms_of_service_acceptance: prng.maybe(0.1, {
    message: "I agree to the [terms](https://shop.example.com/terms)"
  })
})

/** Customer details before the buyer entered any: only the prefilled e-mail. */
export const noDetails = (email: string): JsonObject => ({
  address: null,
  business_name: null,
  email,
  individual_name: null,
  name: null,
  phone: null,
  tax_exempt: "none",
  tax_ids: null
})

export const discounts = (prng: Prng, discounted: boolean): ReadonlyArray<JsonObject> | null =>
  discounted
    ? [
        prng.chance(0.5)
          ? { coupon: "SandboxCoupon", promotion_code: null }
          : { coupon: null, promotion_code: "promo_1SandboxCode" }
      ]
    : prng.maybe(0.6, [])

export const invoiceCreation = (prng: Prng, enabled: boolean): JsonObject => ({
  enabled,
  invoice_data: {
    account_tax_ids: null,
    custom_fields: prng.maybe(0.1, [{ name: "PO", value: "4711" }]),
    description: prng.maybe(0.2, "Invoice of the example shop"),
    footer: null,
    issuer: prng.maybe(0.3, { type: "self" }),
    metadata: {},
    rendering_options: prng.maybe(0.1, {
      amount_tax_display: "include_inclusive_tax",
      template: null
    })
  }
})

export const metadata = (prng: Prng, index: number): JsonObject | null =>
  prng.chance(0.03)
    ? null
    : prng.chance(0.4)
      ? {}
      : { order: `order-${index}`, note: prng.pick(["", "gift", "délivré à midi"]) }

export const nameCollection = (prng: Prng): JsonObject => ({
  business: { enabled: prng.chance(0.5), optional: true },
  ...(prng.chance(0.5) ? { individual: { enabled: true, optional: prng.chance(0.5) } } : {})
})

/** "may be absent or null", or present. */
export const optionalItems = (prng: Prng): JsonObject => {
  if (prng.chance(0.6)) return {}
  return {
    optional_items: prng.maybe(0.4, [
      {
        adjustable_quantity: prng.maybe(0.5, { enabled: true, maximum: 10, minimum: 0 }),
        price: "price_sandboxoptional",
        quantity: 1
      }
    ])
  }
}

export const paymentMethodOptions = (prng: Prng): JsonObject | null =>
  prng.pick([
    {},
    { card: { request_three_d_secure: "automatic" } },
    {
      card: { request_three_d_secure: "any", setup_future_usage: "off_session" },
      us_bank_account: { verification_method: "automatic" }
    },
    null
  ])

export const savedPaymentMethods = (prng: Prng): JsonObject | null =>
  prng.maybe(0.4, {
    allow_redisplay_filters: prng.maybe(0.8, ["always"]),
    payment_method_remove: prng.maybe(0.5, prng.pick(["disabled", "enabled"])),
    payment_method_save: prng.maybe(0.5, prng.pick(["disabled", "enabled"]))
  })
