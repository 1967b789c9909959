/**
 * Checkout sessions as Stripe sends them, and the parameters of its list.
 *
 * A field of a session is required only if payloads of every age have it. The documents of
 * 2026-07-29.dahlia, 2026-09-30.endive and 2026-10-28.endive require twelve fields. Of these, the
 * document of 2019-12-03 (in stripe-node) has `id`, `object`, `livemode` and `payment_method_types`; it
 * lacks the others, or has them as nullable. Inside a session, required are a line item's `id`,
 * `object` and `currency`, the keys of a list, and the `id` of an object that stands for its id. All
 * other fields may be missing or `null`.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { advice, noError } from "./internal/page.js"
import {
  CurrencyConversion,
  PresentmentDetails,
  SessionDiscount,
  ShippingCost,
  ShippingOption,
  TotalDetails
} from "./stripe/amounts.js"
import {
  ConsentCollection,
  NameCollection,
  PhoneNumberCollection,
  ShippingAddressCollection,
  TaxIdCollection
} from "./stripe/collection.js"
import { CustomField, CustomText } from "./stripe/customField.js"
import {
  CollectedInformation,
  Consent,
  CustomerDetails,
  ShippingDetails
} from "./stripe/details.js"
import { Expandable } from "./stripe/expandable.js"
import { AutomaticTax, InvoiceCreation } from "./stripe/invoice.js"
import { LineItemList, OptionalItem } from "./stripe/lineItem.js"
import { PaymentMethodOptions } from "./stripe/paymentMethodOptions.js"
import {
  AdaptivePricing,
  AfterExpiration,
  BrandingSettings,
  Locale,
  ManagedPayments,
  PaymentMethodConfigurationDetails,
  Permissions,
  SavedPaymentMethodOptions,
  WalletOptions
} from "./stripe/settings.js"
import { statuses } from "./stripe/status.js"
import { integer, json, map, nullish, opaque, openLiteral } from "./Wire.js"

export * from "./stripe/amounts.js"
export * from "./stripe/collection.js"
export * from "./stripe/customField.js"
export * from "./stripe/details.js"
export * from "./stripe/expandable.js"
export * from "./stripe/invoice.js"
export * from "./stripe/lineItem.js"
export * from "./stripe/params.js"
export * from "./stripe/paymentMethodOptions.js"
export * from "./stripe/price.js"
export * from "./stripe/settings.js"

const ifRequired = nullish(openLiteral("always", "if_required"))

/**
 * A checkout session of Stripe.
 *
 * @since 0.1.0
 * @category Models
 */
export class Session extends opaque<Session>("effect-checkout/Stripe/Session")(
  Schema.Struct({
    id: Schema.String,
    object: Schema.Literal("checkout.session"),
    adaptive_pricing: nullish(AdaptivePricing),
    after_expiration: nullish(AfterExpiration),
    allow_promotion_codes: nullish(Schema.Boolean),
    allowed_payment_method_types: nullish(Schema.Array(Schema.String)),
    /** Minor units, before discounts and taxes. */
    amount_subtotal: nullish(integer),
    /** Minor units, after discounts and taxes. */
    amount_total: nullish(integer),
    automatic_tax: nullish(AutomaticTax),
    billing_address_collection: nullish(openLiteral("auto", "required")),
    branding_settings: nullish(BrandingSettings),
    cancel_url: nullish(Schema.String),
    /** The caller's own reference. */
    client_reference_id: nullish(Schema.String),
    /** A secret of the embedded forms: keep out of logs. */
    client_secret: nullish(Schema.String),
    collected_information: nullish(CollectedInformation),
    consent: nullish(Consent),
    consent_collection: nullish(ConsentCollection),
    /** Unix seconds. Missing in payloads of 2020. */
    created: nullish(integer),
    /** Lower-case ISO 4217. */
    currency: nullish(Schema.String),
    currency_conversion: nullish(CurrencyConversion),
    custom_fields: nullish(Schema.Array(CustomField)),
    custom_text: nullish(CustomText),
    customer: nullish(Expandable),
    /** The id of an account that acts as the customer. */
    customer_account: nullish(Schema.String),
    customer_creation: ifRequired,
    customer_details: nullish(CustomerDetails),
    /** The prefilled address. The address that the buyer entered is in `customer_details`. */
    customer_email: nullish(Schema.String),
    discounts: nullish(Schema.Array(SessionDiscount)),
    excluded_payment_method_types: nullish(Schema.Array(Schema.String)),
    /** Unix seconds. */
    expires_at: nullish(integer),
    integration_identifier: nullish(Schema.String),
    invoice: nullish(Expandable),
    invoice_creation: nullish(InvoiceCreation),
    /** Missing unless `expand` asked for it. */
    line_items: nullish(LineItemList),
    livemode: Schema.Boolean,
    locale: nullish(Locale),
    managed_payments: nullish(ManagedPayments),
    metadata: nullish(map(Schema.String)),
    mode: nullish(openLiteral("payment", "setup", "subscription")),
    name_collection: nullish(NameCollection),
    optional_items: nullish(Schema.Array(OptionalItem)),
    origin_context: nullish(openLiteral("mobile_app", "web")),
    /** In `payment` mode. */
    payment_intent: nullish(Expandable),
    /** The Payment Link that made the session. */
    payment_link: nullish(Expandable),
    payment_method_collection: ifRequired,
    payment_method_configuration_details: nullish(PaymentMethodConfigurationDetails),
    payment_method_options: nullish(PaymentMethodOptions),
    payment_method_types: Schema.Array(Schema.String),
    /** Decides whether to fulfil the order; `status` does not. */
    payment_status: nullish(openLiteral("no_payment_required", "paid", "unpaid")),
    permissions: nullish(Permissions),
    phone_number_collection: nullish(PhoneNumberCollection),
    presentment_details: nullish(PresentmentDetails),
    /** The id of the expired session that this one recovers. */
    recovered_from: nullish(Schema.String),
    redirect_on_completion: nullish(openLiteral("always", "if_required", "never")),
    return_url: nullish(Schema.String),
    saved_payment_method_options: nullish(SavedPaymentMethodOptions),
    /** In `setup` mode. */
    setup_intent: nullish(Expandable),
    shipping_address_collection: nullish(ShippingAddressCollection),
    shipping_cost: nullish(ShippingCost),
    /** Only in older payloads. Today it stands in `collected_information`. */
    shipping_details: nullish(ShippingDetails),
    shipping_options: nullish(Schema.Array(ShippingOption)),
    /** `complete` is final, but the payment may still be pending: see `payment_status`. */
    status: nullish(openLiteral(...statuses)),
    submit_type: nullish(openLiteral("auto", "book", "donate", "pay", "subscribe")),
    /** In `subscription` mode, once it is paid. */
    subscription: nullish(Expandable),
    success_url: nullish(Schema.String),
    tax_id_collection: nullish(TaxIdCollection),
    total_details: nullish(TotalDetails),
    /** Renamed in 2026-03-25.dahlia: `hosted`, `embedded` and `custom` are the older words. */
    ui_mode: nullish(
      openLiteral(
        "hosted_page",
        "embedded_page",
        "elements",
        "form",
        "hosted",
        "embedded",
        "custom"
      )
    ),
    /** The address of the hosted page, only while the session is open. */
    url: nullish(Schema.String),
    wallet_options: nullish(WalletOptions)
  })
) {}

/**
 * One page of the list: an answer without an error that has `data` and `has_more`. Its items are not
 * checked yet.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/list
 * @since 0.1.0
 * @category Models
 */
export class SessionList extends opaque<SessionList>("effect-checkout/Stripe/SessionList")(
  Schema.Struct({
    error: noError,
    object: advice,
    data: Schema.Array(json),
    /** Whether more sessions follow in the direction of the walk. */
    has_more: Schema.Boolean,
    /** The path of the request, not a link to the next page. */
    url: advice
  })
) {}
