// The parts of the zod schema that stand in several places, or are long.
import * as z from "zod"

export const bool = z.boolean().nullish()
export const int = z.int().nullish()
export const text = z.string().nullish()
export const texts = z.array(z.string()).nullish()
export const object = (fields) => z.looseObject(fields).nullish()
export const list = (item) => z.array(item).nullish()
export const metadata = z.record(z.string(), z.string()).nullish()
export const unchecked = z.unknown().optional()

export const Expanded = z.looseObject({ id: z.string(), object: text, deleted: bool })
export const expandable = z.union([z.string(), Expanded]).nullish()

// Amounts.
export const Tax = z.looseObject({
  amount: int,
  rate: Expanded.nullish(),
  taxability_reason: text,
  taxable_amount: int
})
export const AppliedDiscount = z.looseObject({ amount: int, discount: Expanded.nullish() })

// Line items.
export const adjustable_quantity = object({ enabled: bool, maximum: int, minimum: int })
const custom_unit_amount = object({ maximum: int, minimum: int, preset: int })
const tiers = list(
  z.looseObject({
    flat_amount: int,
    flat_amount_decimal: text,
    unit_amount: int,
    unit_amount_decimal: text,
    up_to: int
  })
)
const CurrencyOption = z.looseObject({
  custom_unit_amount,
  tax_behavior: text,
  tiers,
  unit_amount: int,
  unit_amount_decimal: text
})
const price = object({
  id: z.string(),
  object: z.literal("price").nullish(),
  active: bool,
  billing_scheme: text,
  created: int,
  currency: text,
  currency_options: z.record(z.string(), CurrencyOption).nullish(),
  custom_unit_amount,
  deleted: bool,
  livemode: bool,
  lookup_key: text,
  metadata,
  nickname: text,
  product: expandable,
  recurring: object({
    interval: text,
    interval_count: int,
    meter: text,
    trial_period_days: int,
    usage_type: text
  }),
  tax_behavior: text,
  tiers,
  tiers_mode: text,
  transform_quantity: object({ divide_by: int, round: text }),
  type: text,
  unit_amount: int,
  unit_amount_decimal: text
})
export const LineItem = z.looseObject({
  id: z.string(),
  object: z.literal("item"),
  adjustable_quantity,
  amount_discount: int,
  amount_subtotal: int,
  amount_tax: int,
  amount_total: int,
  currency: z.string(),
  description: text,
  discounts: list(AppliedDiscount),
  metadata,
  price,
  quantity: int,
  taxes: list(Tax)
})

// Payment methods. One schema for the settings of all methods, as in ours.
const paymentMethodOption = object({
  amount_includes_iof: text,
  app_id: text,
  bank_transfer: object({
    eu_bank_transfer: object({ country: text }),
    requested_address_types: texts,
    type: text
  }),
  capture_method: text,
  client: text,
  currency: text,
  expires_after_days: int,
  expires_after_seconds: int,
  financial_connections: object({
    filters: object({ account_subcategories: texts }),
    permissions: texts,
    prefetch: texts,
    return_url: text
  }),
  funding_type: text,
  installments: object({ enabled: bool }),
  mandate_options: object({
    amount: int,
    amount_includes_iof: text,
    amount_type: text,
    currency: text,
    custom_mandate_url: text,
    default_for: texts,
    description: text,
    end_date: z.union([z.int(), z.string()]).nullish(),
    interval_description: text,
    payment_schedule: text,
    payments_per_period: int,
    purpose: text,
    reference: text,
    reference_prefix: text,
    start_date: text,
    transaction_type: text
  }),
  preferred_locale: text,
  reference: text,
  request_extended_authorization: text,
  request_incremental_authorization: text,
  request_multicapture: text,
  request_overcapture: text,
  request_three_d_secure: text,
  restrictions: object({ brands_blocked: texts, funding_types_blocked: texts }),
  setup_future_usage: text,
  statement_descriptor_suffix_kana: text,
  statement_descriptor_suffix_kanji: text,
  target_date: text,
  verification_method: text
})
const methods =
  `acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact
  billie boleto card cashapp customer_balance eps fpx giropay grabpay ideal kakao_pay klarna konbini
  kr_card link mobilepay multibanco naver_pay oxxo p24 payco paynow paypal payto pix revolut_pay
  samsung_pay satispay scalapay sepa_debit sequra sofort sunbit swish twint upi us_bank_account
  wechat_pay`.split(/\s+/)

export const paymentMethodOptions = object(
  Object.fromEntries(methods.map((method) => [method, paymentMethodOption]))
)
