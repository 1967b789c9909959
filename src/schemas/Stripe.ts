/**
 * Checkout sessions as Stripe sends them, and the parameters of its list.
 *
 * Required is what payloads of every age have. Stripe documents more as required today, but recorded
 * payloads of older API versions lack it.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import {
  CustomerDetails,
  CustomField,
  CustomText,
  InvoiceCreation,
  Liability,
  ShippingCost,
  ShippingDetails,
  TotalDetails
} from "./stripe/details.js"
import { AdjustableQuantity, Expandable, LineItemList } from "./stripe/lineItem.js"
import { PaymentMethodOptions } from "./stripe/paymentMethodOptions.js"
import {
  AfterExpiration,
  BrandingSettings,
  ConsentCollection,
  Locale,
  NameCollection,
  SavedPaymentMethodOptions
} from "./stripe/settings.js"
import { integer, json, map, nullish, openLiteral } from "./Wire.js"

export * from "./stripe/details.js"
export * from "./stripe/lineItem.js"
export * from "./stripe/params.js"
export * from "./stripe/paymentMethodOptions.js"
export * from "./stripe/settings.js"

/**
 * A checkout session of Stripe.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/object
 * @since 0.1.0
 * @category Schemas
 */
export const Session = Schema.Struct({
  id: Schema.String,
  object: Schema.Literal("checkout.session"),
  adaptive_pricing: nullish(Schema.Struct({ enabled: Schema.Boolean })),
  after_expiration: nullish(AfterExpiration),
  allow_promotion_codes: nullish(Schema.Boolean),
  allowed_payment_method_types: nullish(Schema.Array(Schema.String)),
  /** Minor units, before discounts and taxes. */
  amount_subtotal: nullish(integer),
  /** Minor units, after discounts and taxes. */
  amount_total: nullish(integer),
  automatic_tax: nullish(
    Schema.Struct({
      enabled: Schema.Boolean,
      liability: nullish(Liability),
      provider: nullish(Schema.String),
      status: nullish(openLiteral("complete", "failed", "requires_location_inputs"))
    })
  ),
  billing_address_collection: nullish(openLiteral("auto", "required")),
  branding_settings: nullish(BrandingSettings),
  cancel_url: nullish(Schema.String),
  /** The caller's own reference. */
  client_reference_id: nullish(Schema.String),
  /** A secret of the embedded forms: keep out of logs. */
  client_secret: nullish(Schema.String),
  collected_information: nullish(
    Schema.Struct({
      business_name: nullish(Schema.String),
      individual_name: nullish(Schema.String),
      shipping_details: nullish(ShippingDetails)
    })
  ),
  consent: nullish(
    Schema.Struct({
      promotions: nullish(openLiteral("opt_in", "opt_out")),
      terms_of_service: nullish(openLiteral("accepted"))
    })
  ),
  consent_collection: nullish(ConsentCollection),
  /** Unix seconds. Missing in payloads of 2020. */
  created: Schema.optionalWith(integer, { exact: true }),
  /** Lower-case ISO 4217. */
  currency: nullish(Schema.String),
  /**
   * Only in sessions from before 2025-03-31; amounts in minor units, `fx_rate` a decimal number.
   */
  currency_conversion: nullish(
    Schema.Struct({
      amount_subtotal: integer,
      amount_total: integer,
      fx_rate: Schema.String,
      source_currency: Schema.String
    })
  ),
  custom_fields: nullish(Schema.Array(CustomField)),
  custom_text: nullish(CustomText),
  customer: nullish(Expandable),
  /** The id of an account that acts as the customer. */
  customer_account: nullish(Schema.String),
  customer_creation: nullish(openLiteral("always", "if_required")),
  customer_details: nullish(CustomerDetails),
  /** What the form was filled with; what the buyer entered is in `customer_details`. */
  customer_email: nullish(Schema.String),
  discounts: nullish(
    Schema.Array(
      Schema.Struct({ coupon: nullish(Expandable), promotion_code: nullish(Expandable) })
    )
  ),
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
  managed_payments: nullish(Schema.Struct({ enabled: Schema.Boolean })),
  metadata: nullish(map(Schema.String)),
  mode: nullish(openLiteral("payment", "setup", "subscription")),
  name_collection: nullish(NameCollection),
  optional_items: nullish(
    Schema.Array(
      Schema.Struct({
        adjustable_quantity: nullish(AdjustableQuantity),
        /** The price's id. */
        price: Schema.String,
        quantity: nullish(integer)
      })
    )
  ),
  origin_context: nullish(openLiteral("mobile_app", "web")),
  /** In `payment` mode. */
  payment_intent: nullish(Expandable),
  /** The Payment Link that made the session. */
  payment_link: nullish(Expandable),
  payment_method_collection: nullish(openLiteral("always", "if_required")),
  payment_method_configuration_details: nullish(
    Schema.Struct({ id: Schema.String, parent: nullish(Schema.String) })
  ),
  payment_method_options: nullish(PaymentMethodOptions),
  payment_method_types: Schema.Array(Schema.String),
  /** This, not `status`, says whether to fulfil. */
  payment_status: nullish(openLiteral("no_payment_required", "paid", "unpaid")),
  permissions: nullish(
    Schema.Struct({
      update_shipping_details: nullish(openLiteral("client_only", "server_only"))
    })
  ),
  phone_number_collection: nullish(Schema.Struct({ enabled: Schema.Boolean })),
  /** What the buyer saw, in minor units of their currency. */
  presentment_details: nullish(
    Schema.Struct({ presentment_amount: integer, presentment_currency: Schema.String })
  ),
  /** The id of the expired session that this one recovers. */
  recovered_from: nullish(Schema.String),
  redirect_on_completion: nullish(openLiteral("always", "if_required", "never")),
  return_url: nullish(Schema.String),
  saved_payment_method_options: nullish(SavedPaymentMethodOptions),
  /** In `setup` mode. */
  setup_intent: nullish(Expandable),
  /** ISO 3166-1 alpha-2. */
  shipping_address_collection: nullish(
    Schema.Struct({ allowed_countries: nullish(Schema.Array(Schema.String)) })
  ),
  shipping_cost: nullish(ShippingCost),
  /** In older payloads; today it is in `collected_information`. */
  shipping_details: nullish(ShippingDetails),
  /** `shipping_amount` is in minor units. */
  shipping_options: nullish(
    Schema.Array(
      Schema.Struct({ shipping_amount: nullish(integer), shipping_rate: nullish(Expandable) })
    )
  ),
  /** `complete` is final, but the money may still be on its way: see `payment_status`. */
  status: nullish(openLiteral("complete", "expired", "open")),
  submit_type: nullish(openLiteral("auto", "book", "donate", "pay", "subscribe")),
  /** In `subscription` mode, once it is paid. */
  subscription: nullish(Expandable),
  success_url: nullish(Schema.String),
  tax_id_collection: nullish(
    Schema.Struct({
      enabled: Schema.Boolean,
      required: nullish(openLiteral("if_supported", "never"))
    })
  ),
  total_details: nullish(TotalDetails),
  /** Renamed in 2026-03-25.dahlia: `hosted`, `embedded` and `custom` are the older words. */
  ui_mode: nullish(
    openLiteral("hosted_page", "embedded_page", "elements", "form", "hosted", "embedded", "custom")
  ),
  /** The hosted page, only while the session is open. */
  url: nullish(Schema.String),
  wallet_options: nullish(
    Schema.Struct({
      link: nullish(Schema.Struct({ display: nullish(openLiteral("auto", "never")) }))
    })
  )
}).annotations({ identifier: "effect-checkout/Stripe/Session" })

/**
 * A checkout session of Stripe.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Session extends Schema.Schema.Type<typeof Session> {}

/**
 * One page of the list; its items are still unchecked.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/list
 * @since 0.1.0
 * @category Schemas
 */
export const SessionList = Schema.Struct({
  object: nullish(Schema.Literal("list")),
  data: Schema.Array(json),
  /** More in the direction of travel. */
  has_more: Schema.Boolean,
  /** The path that was asked, not a link to the next page. */
  url: nullish(Schema.String)
}).annotations({ identifier: "effect-checkout/Stripe/SessionList" })

/**
 * One page of the list; its items are still unchecked.
 *
 * @since 0.1.0
 * @category Models
 */
export interface SessionList extends Schema.Schema.Type<typeof SessionList> {}
