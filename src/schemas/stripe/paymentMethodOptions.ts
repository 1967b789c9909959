/**
 * The settings of the payment methods of a Stripe checkout session.
 *
 * No field here is required: that the documents of all versions have it was not established. See
 * `Stripe.ts`.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, json, nullish, opaque, openLiteral } from "../Wire.js"

const includesIof = nullish(openLiteral("always", "never"))

const ifAvailable = nullish(openLiteral("if_available", "never"))

/**
 * The mandate that a buyer gives for a payment method.
 *
 * @since 0.2.0
 * @category Models
 */
export class MandateOptions extends opaque<MandateOptions>("effect-checkout/Stripe/MandateOptions")(
  Schema.Struct({
    /** Minor units. */
    amount: nullish(integer),
    amount_includes_iof: includesIof,
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
) {}

/**
 * The country of a bank transfer in the European Union.
 *
 * @since 0.2.0
 * @category Models
 */
export class EuBankTransfer extends opaque<EuBankTransfer>("effect-checkout/Stripe/EuBankTransfer")(
  Schema.Struct({ country: nullish(Schema.String) })
) {}

/**
 * The kind of a bank transfer, and the account numbers that the buyer gets for it.
 *
 * @since 0.2.0
 * @category Models
 */
export class BankTransfer extends opaque<BankTransfer>("effect-checkout/Stripe/BankTransfer")(
  Schema.Struct({
    eu_bank_transfer: nullish(EuBankTransfer),
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
) {}

/**
 * The bank accounts that a buyer may link.
 *
 * @since 0.2.0
 * @category Models
 */
export class FinancialConnectionsFilters extends opaque<FinancialConnectionsFilters>(
  "effect-checkout/Stripe/FinancialConnectionsFilters"
)(
  Schema.Struct({
    account_subcategories: nullish(Schema.Array(openLiteral("checking", "savings")))
  })
) {}

/**
 * The data of a linked bank account that a session asks for.
 *
 * @since 0.2.0
 * @category Models
 */
export class FinancialConnections extends opaque<FinancialConnections>(
  "effect-checkout/Stripe/FinancialConnections"
)(
  Schema.Struct({
    filters: nullish(FinancialConnectionsFilters),
    permissions: nullish(
      Schema.Array(openLiteral("balances", "ownership", "payment_method", "transactions"))
    ),
    prefetch: nullish(Schema.Array(openLiteral("balances", "ownership", "transactions"))),
    return_url: nullish(Schema.String)
  })
) {}

/**
 * Whether a card may be charged in instalments.
 *
 * @since 0.2.0
 * @category Models
 */
export class Installments extends opaque<Installments>("effect-checkout/Stripe/Installments")(
  Schema.Struct({ enabled: nullish(Schema.Boolean) })
) {}

/**
 * The cards that a session refuses.
 *
 * @since 0.2.0
 * @category Models
 */
export class CardRestrictions extends opaque<CardRestrictions>(
  "effect-checkout/Stripe/CardRestrictions"
)(
  Schema.Struct({
    brands_blocked: nullish(
      Schema.Array(openLiteral("american_express", "discover_global_network", "mastercard", "visa"))
    ),
    funding_types_blocked: nullish(Schema.Array(openLiteral("credit", "debit", "prepaid")))
  })
) {}

/**
 * The settings of one payment method. A key means the same for every method, so one type serves
 * all of them: each method has some of the keys.
 *
 * @since 0.1.0
 * @category Models
 */
export class PaymentMethodOption extends opaque<PaymentMethodOption>(
  "effect-checkout/Stripe/PaymentMethodOption"
)(
  Schema.Struct({
    amount_includes_iof: includesIof,
    app_id: nullish(Schema.String),
    bank_transfer: nullish(BankTransfer),
    capture_method: nullish(openLiteral("manual")),
    client: nullish(openLiteral("android", "ios", "web")),
    currency: nullish(Schema.String),
    expires_after_days: nullish(integer),
    expires_after_seconds: nullish(integer),
    financial_connections: nullish(FinancialConnections),
    funding_type: nullish(openLiteral("bank_transfer")),
    installments: nullish(Installments),
    mandate_options: nullish(MandateOptions),
    preferred_locale: nullish(Schema.String),
    reference: nullish(Schema.String),
    request_extended_authorization: ifAvailable,
    request_incremental_authorization: ifAvailable,
    request_multicapture: ifAvailable,
    request_overcapture: ifAvailable,
    request_three_d_secure: nullish(openLiteral("any", "automatic", "challenge")),
    restrictions: nullish(CardRestrictions),
    setup_future_usage: nullish(openLiteral("none", "off_session", "on_session")),
    statement_descriptor_suffix_kana: nullish(Schema.String),
    statement_descriptor_suffix_kanji: nullish(Schema.String),
    /** A date, `YYYY-MM-DD`. */
    target_date: nullish(Schema.String),
    verification_method: nullish(openLiteral("automatic", "instant", "microdeposits"))
  })
) {}

const option = nullish(PaymentMethodOption)

/**
 * The settings of payment methods, by their names. The object is often empty. The settings of a
 * method that is not documented yet are unchecked.
 *
 * @since 0.1.0
 * @category Models
 */
export class PaymentMethodOptions extends opaque<PaymentMethodOptions>(
  "effect-checkout/Stripe/PaymentMethodOptions"
)(
  Schema.Struct(
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
    // "One optional key per method": the settings of a new method are not known yet.
    { key: Schema.String, value: json }
  )
) {}
