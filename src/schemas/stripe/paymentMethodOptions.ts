/**
 * What a Stripe checkout session sets for its payment methods.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, json, nullish, openLiteral } from "../Wire.js"

const MandateOptions = Schema.Struct({
  /** Minor units. */
  amount: nullish(integer),
  amount_includes_iof: nullish(openLiteral("always", "never")),
  amount_type: nullish(openLiteral("fixed", "maximum")),
  currency: nullish(Schema.String),
  custom_mandate_url: nullish(Schema.String),
  default_for: nullish(Schema.Array(openLiteral("invoice", "subscription"))),
  description: nullish(Schema.String),
  /** Unix seconds for UPI, a date for the others. */
  end_date: nullish(Schema.Union(integer, Schema.String)),
  interval_description: nullish(Schema.String),
  payment_schedule: nullish(Schema.String),
  payments_per_period: nullish(integer),
  purpose: nullish(Schema.String),
  reference: nullish(Schema.String),
  reference_prefix: nullish(Schema.String),
  start_date: nullish(Schema.String),
  transaction_type: nullish(openLiteral("business", "personal"))
})

const BankTransfer = Schema.Struct({
  eu_bank_transfer: nullish(Schema.Struct({ country: nullish(Schema.String) })),
  requested_address_types: nullish(
    Schema.Array(openLiteral("aba", "iban", "sepa", "sort_code", "spei", "swift", "zengin"))
  ),
  type: nullish(
    openLiteral(
      "eu_bank_transfer",
      "gb_bank_transfer",
      "jp_bank_transfer",
      "mx_bank_transfer",
      "us_bank_transfer"
    )
  )
})

const FinancialConnections = Schema.Struct({
  filters: nullish(
    Schema.Struct({
      account_subcategories: nullish(Schema.Array(openLiteral("checking", "savings")))
    })
  ),
  permissions: nullish(
    Schema.Array(openLiteral("balances", "ownership", "payment_method", "transactions"))
  ),
  prefetch: nullish(Schema.Array(openLiteral("balances", "ownership", "transactions"))),
  return_url: nullish(Schema.String)
})

/**
 * What a session sets for one payment method. The methods share their keys' meanings, so this is
 * one type for all: each method has some of them.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const PaymentMethodOption = Schema.Struct({
  amount_includes_iof: nullish(openLiteral("always", "never")),
  app_id: nullish(Schema.String),
  bank_transfer: nullish(BankTransfer),
  capture_method: nullish(openLiteral("manual")),
  client: nullish(openLiteral("android", "ios", "web")),
  currency: nullish(Schema.String),
  expires_after_days: nullish(integer),
  expires_after_seconds: nullish(integer),
  financial_connections: nullish(FinancialConnections),
  funding_type: nullish(openLiteral("bank_transfer")),
  installments: nullish(Schema.Struct({ enabled: nullish(Schema.Boolean) })),
  mandate_options: nullish(MandateOptions),
  preferred_locale: nullish(Schema.String),
  reference: nullish(Schema.String),
  request_extended_authorization: nullish(openLiteral("if_available", "never")),
  request_incremental_authorization: nullish(openLiteral("if_available", "never")),
  request_multicapture: nullish(openLiteral("if_available", "never")),
  request_overcapture: nullish(openLiteral("if_available", "never")),
  request_three_d_secure: nullish(openLiteral("any", "automatic", "challenge")),
  restrictions: nullish(
    Schema.Struct({
      brands_blocked: nullish(
        Schema.Array(
          openLiteral("american_express", "discover_global_network", "mastercard", "visa")
        )
      ),
      funding_types_blocked: nullish(Schema.Array(openLiteral("credit", "debit", "prepaid")))
    })
  ),
  setup_future_usage: nullish(openLiteral("none", "off_session", "on_session")),
  statement_descriptor_suffix_kana: nullish(Schema.String),
  statement_descriptor_suffix_kanji: nullish(Schema.String),
  /** A date, `YYYY-MM-DD`. */
  target_date: nullish(Schema.String),
  verification_method: nullish(openLiteral("automatic", "instant", "microdeposits"))
}).annotations({ identifier: "effect-checkout/Stripe/PaymentMethodOption" })

/**
 * What a session sets for one payment method.
 *
 * @since 0.1.0
 * @category Models
 */
export interface PaymentMethodOption extends Schema.Schema.Type<typeof PaymentMethodOption> {}

const option = nullish(PaymentMethodOption)

/**
 * What a session sets for its payment methods, by their names; often empty. A method that was not
 * documented when this version was written may set anything.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const PaymentMethodOptions = Schema.Struct(
  {
    acss_debit: option,
    affirm: option,
    afterpay_clearpay: option,
    alipay: option,
    alma: option,
    amazon_pay: option,
    au_becs_debit: option,
    bacs_debit: option,
    bancontact: option,
    billie: option,
    boleto: option,
    card: option,
    cashapp: option,
    customer_balance: option,
    eps: option,
    fpx: option,
    giropay: option,
    grabpay: option,
    ideal: option,
    kakao_pay: option,
    klarna: option,
    konbini: option,
    kr_card: option,
    link: option,
    mobilepay: option,
    multibanco: option,
    naver_pay: option,
    oxxo: option,
    p24: option,
    payco: option,
    paynow: option,
    paypal: option,
    payto: option,
    pix: option,
    revolut_pay: option,
    samsung_pay: option,
    satispay: option,
    scalapay: option,
    sepa_debit: option,
    sequra: option,
    sofort: option,
    sunbit: option,
    swish: option,
    twint: option,
    upi: option,
    us_bank_account: option,
    wechat_pay: option
  },
  // "One optional key per method": what a new method sets is not known yet.
  { key: Schema.String, value: json }
).annotations({ identifier: "effect-checkout/Stripe/PaymentMethodOptions" })

/**
 * What a session sets for its payment methods, by their names; often empty.
 *
 * @since 0.1.0
 * @category Models
 */
export interface PaymentMethodOptions extends Schema.Schema.Type<typeof PaymentMethodOptions> {}
