/** Realistic Stripe sessions: three modes, from three years. */

const noDetails = {
  after_expiration: null,
  allow_promotion_codes: null,
  billing_address_collection: null,
  client_reference_id: null,
  consent: null,
  consent_collection: null,
  customer_email: null,
  locale: null,
  metadata: {},
  payment_link: null,
  recovered_from: null,
  setup_intent: null,
  shipping_address_collection: null,
  submit_type: null
}

/** 2020-03-02: before amounts, times, tax and states were part of a session. */
export const of2020 = {
  id: "cs_test_5lJpNVN8hCXGPjLWT2xkK3dJYbMqnOKTxNqBCbAeVzH7S0fFuGbGxGjF",
  object: "checkout.session",
  billing_address_collection: null,
  cancel_url: "https://shop.example/cancel",
  client_reference_id: null,
  customer: null,
  customer_email: null,
  display_items: [
    { amount: 1500, currency: "usd", quantity: 2, type: "custom", custom: { name: "Hat" } }
  ],
  livemode: false,
  locale: null,
  metadata: {},
  mode: "payment",
  payment_intent: "pi_1GItoQ2eZvKYlo2CzTsYFzGb",
  payment_method_types: ["card"],
  setup_intent: null,
  shipping: null,
  shipping_address_collection: null,
  shipping_details: null,
  submit_type: null,
  subscription: null,
  success_url: "https://shop.example/ok",
  ui_mode: "hosted"
}

/** 2022-11-15: a finished payment of a customer who was deleted later. */
export const of2022 = {
  id: "cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u",
  object: "checkout.session",
  ...noDetails,
  amount_subtotal: 2198,
  amount_total: 2698,
  automatic_tax: { enabled: false, status: null },
  cancel_url: "https://shop.example/cancel",
  created: 1679600215,
  currency: "usd",
  custom_fields: [
    {
      dropdown: null,
      key: "engraving",
      label: { custom: "Engraving", type: "custom" },
      numeric: null,
      optional: true,
      text: { maximum_length: null, minimum_length: null, value: "für Ada" },
      type: "text"
    }
  ],
  custom_text: { shipping_address: null, submit: null },
  customer: { id: "cus_NaBcDeFgHiJkLm", object: "customer", deleted: true },
  customer_creation: "if_required",
  customer_details: {
    address: {
      city: "Lyon",
      country: "FR",
      line1: "1 rue de l'Exemple",
      line2: null,
      postal_code: "69001",
      state: null
    },
    email: "ada@shop.example",
    name: "Ada Exemple",
    phone: null,
    tax_exempt: "none",
    tax_ids: [{ type: "eu_vat", value: null }]
  },
  expires_at: 1679686615,
  invoice: null,
  invoice_creation: {
    enabled: false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      metadata: {},
      rendering_options: null
    }
  },
  livemode: false,
  mode: "payment",
  payment_intent: "pi_1GszsK2eZvKYlo2CfhZyoZLp",
  payment_method_collection: "always",
  payment_method_options: {},
  payment_method_types: ["card", "sofort"],
  payment_status: "paid",
  phone_number_collection: { enabled: false },
  shipping_cost: {
    amount_subtotal: 500,
    amount_tax: 0,
    amount_total: 500,
    shipping_rate: "shr_1NaBcD"
  },
  shipping_details: {
    address: {
      city: "Lyon",
      country: "FR",
      line1: "1 rue de l'Exemple",
      line2: null,
      postal_code: "69001",
      state: null
    },
    name: "Ada Exemple"
  },
  shipping_options: [{ shipping_amount: 500, shipping_rate: "shr_1NaBcD" }],
  status: "complete",
  subscription: null,
  success_url: "https://shop.example/ok?id={CHECKOUT_SESSION_ID}",
  total_details: { amount_discount: 0, amount_shipping: 500, amount_tax: 0 },
  url: null
}

const today = {
  ...noDetails,
  adaptive_pricing: null,
  automatic_tax: {
    enabled: true,
    liability: { type: "self" },
    provider: "stripe",
    status: "requires_location_inputs"
  },
  cancel_url: null,
  client_secret: "cs_test_b1_secret_example",
  collected_information: null,
  created: 1785319200,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: { message: "Thank you" },
    terms_of_service_acceptance: null
  },
  customer_account: null,
  expires_at: 1785405600,
  integration_identifier: null,
  invoice: null,
  livemode: true,
  managed_payments: { enabled: false },
  optional_items: null,
  origin_context: "web",
  payment_method_collection: "if_required",
  payment_method_configuration_details: { id: "pmc_1", parent: null },
  permissions: null,
  phone_number_collection: { enabled: true },
  return_url: "https://shop.example/return",
  redirect_on_completion: "if_required",
  shipping_cost: null,
  shipping_options: [],
  success_url: null,
  ui_mode: "embedded_page",
  url: null,
  wallet_options: null
}

/** 2026-07-29.dahlia: an open subscription, with all that `expand` can add. */
export const subscription = {
  id: "cs_live_b1Qb4",
  object: "checkout.session",
  ...today,
  amount_subtotal: 1000,
  amount_total: 900,
  currency: "eur",
  customer: { id: "cus_1", object: "customer", balance: 0, address: null, metadata: {} },
  customer_creation: null,
  customer_details: null,
  discounts: [{ coupon: null, promotion_code: "promo_1" }],
  invoice_creation: null,
  line_items: {
    object: "list",
    data: [
      {
        id: "li_1",
        object: "item",
        adjustable_quantity: null,
        amount_discount: 100,
        amount_subtotal: 1000,
        amount_tax: 0,
        amount_total: 900,
        currency: "eur",
        description: null,
        metadata: {},
        price: {
          id: "price_1",
          object: "price",
          active: true,
          billing_scheme: "per_unit",
          created: 1785319200,
          currency: "eur",
          custom_unit_amount: null,
          livemode: true,
          lookup_key: null,
          metadata: {},
          nickname: null,
          product: { id: "prod_1", object: "product", deleted: true },
          recurring: {
            interval: "month",
            interval_count: 1,
            meter: null,
            trial_period_days: null,
            usage_type: "licensed"
          },
          tax_behavior: "unspecified",
          tiers_mode: null,
          transform_quantity: null,
          type: "recurring",
          unit_amount: 1000,
          unit_amount_decimal: "1000"
        },
        quantity: 1
      }
    ],
    has_more: false,
    url: "/v1/checkout/sessions/cs_live_b1Qb4/line_items"
  },
  mode: "subscription",
  payment_intent: null,
  payment_method_options: { card: { request_three_d_secure: "automatic" }, method_of_2030: [1] },
  payment_method_types: ["card", "link", "method_of_2030"],
  payment_status: "unpaid",
  saved_payment_method_options: {
    allow_redisplay_filters: ["always"],
    payment_method_remove: "disabled",
    payment_method_save: null
  },
  status: "open",
  subscription: null,
  tax_id_collection: { enabled: true, required: "never" },
  total_details: {
    amount_discount: 100,
    amount_shipping: 0,
    amount_tax: 0,
    breakdown: {
      discounts: [{ amount: 100, discount: { id: "di_1", object: "discount", coupon: null } }],
      taxes: []
    }
  }
}

/** 2026-07-29.dahlia: a setup that stores a card, without a payment. */
export const setup = {
  id: "cs_live_c1Qc5",
  object: "checkout.session",
  ...today,
  amount_subtotal: null,
  amount_total: null,
  currency: null,
  customer: "cus_1",
  customer_creation: null,
  customer_details: null,
  discounts: null,
  invoice_creation: null,
  mode: "setup",
  payment_intent: null,
  payment_method_options: {},
  payment_method_types: ["card"],
  payment_status: "no_payment_required",
  saved_payment_method_options: null,
  setup_intent: "seti_1",
  status: "open",
  subscription: null,
  total_details: null
}
