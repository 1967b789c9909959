/** Pages from the documentation, word for word. */

const address = {
  line1: "<string>",
  line2: "<string>",
  city: "<string>",
  state: "<string>",
  postal_code: "<string>",
  country: "<string>"
}

export const flowgladSession = {
  id: "<string>",
  createdAt: "2023-11-07T05:31:56Z",
  updatedAt: "2023-11-07T05:31:56Z",
  livemode: true,
  billingAddress: {
    name: "<string>",
    firstName: "<string>",
    lastName: "<string>",
    address,
    phone: "<string>"
  },
  priceId: "<string>",
  purchaseId: "<string>",
  invoiceId: "<string>",
  quantity: 123,
  organizationId: "<string>",
  customerName: "<string>",
  customerEmail: "<string>",
  customerId: "<string>",
  paymentMethodType: "card",
  discountId: "<string>",
  successUrl: "<string>",
  cancelUrl: "<string>",
  type: "purchase",
  outputMetadata: {},
  outputName: "<string>"
}

export const flowglad = {
  data: [flowgladSession],
  currentCursor: "<string>",
  nextCursor: "<string>",
  hasMore: true,
  total: 123
}

export const leanrails = {
  object: "list",
  data: [
    {
      id: "cs_xxx",
      object: "checkout.session",
      mode: "payment",
      status: "open",
      payment_status: "unpaid",
      ui_mode: "hosted",
      customer_creation: "always",
      billing_address_collection: "auto",
      expires_at: 123,
      metadata: {},
      livemode: false,
      created: 1234567890,
      url: "<string>",
      client_secret: "<string>",
      success_url: "<string>",
      cancel_url: "<string>",
      customer: "cus_xxx",
      customer_email: "<string>",
      customer_details: {
        email: "<string>",
        name: "<string>",
        phone: "<string>",
        address: {
          city: "<string>",
          country: "<string>",
          line1: "<string>",
          line2: "<string>",
          postal_code: "<string>",
          state: "<string>"
        }
      },
      payment_intent: "pi_xxx",
      currency: "usd",
      amount_subtotal: 123,
      amount_total: 123,
      total_details: { amount_discount: 123, amount_shipping: 123, amount_tax: 123 },
      client_reference_id: "<string>"
    }
  ],
  has_more: true,
  url: "/v1/checkout_sessions",
  next_cursor: "<string>"
}

export const monime = {
  success: true,
  messages: ["<any>"],
  result: [
    {
      id: "<string>",
      name: "<string>",
      reference: "<string>",
      description: "<string>",
      status: "pending",
      redirectUrl: "<string>",
      cancelUrl: "<string>",
      successUrl: "<string>",
      lineItems: {
        data: [
          {
            type: "custom",
            id: "<string>",
            name: "<string>",
            price: { currency: "<string>", value: 123 },
            quantity: 1,
            reference: "<string>",
            description: "<string>",
            images: ["<string>"]
          }
        ]
      },
      financialAccountId: "<string>",
      brandingOptions: { primaryColor: "<string>" },
      expireTime: "2023-11-07T05:31:56Z",
      createTime: "2023-11-07T05:31:56Z",
      ownershipGraph: {
        owner: {
          id: "<string>",
          type: "<string>",
          metadata: {},
          owner: { id: "<string>", type: "<string>", metadata: {}, owner: {} }
        }
      },
      metadata: {}
    }
  ],
  pagination: { count: 123, next: "<string>" }
}

const price = {
  created_at: "2023-11-07T05:31:56Z",
  modified_at: "2023-11-07T05:31:56Z",
  id: "<string>",
  amount_type: "fixed",
  is_archived: true,
  product_id: "<string>",
  type: "recurring",
  recurring_interval: "month",
  price_currency: "<string>",
  price_amount: 123
}

const product = {
  created_at: "2023-11-07T05:31:56Z",
  modified_at: "2023-11-07T05:31:56Z",
  id: "<string>",
  name: "<string>",
  description: "<string>",
  recurring_interval: "month",
  is_recurring: true,
  is_archived: true,
  organization_id: "<string>",
  prices: [price],
  benefits: [
    {
      created_at: "2023-11-07T05:31:56Z",
      modified_at: "2023-11-07T05:31:56Z",
      id: "<string>",
      type: "ads",
      description: "<string>",
      selectable: true,
      deletable: true,
      organization_id: "<string>"
    }
  ],
  medias: [
    {
      id: "<string>",
      organization_id: "<string>",
      name: "<string>",
      path: "<string>",
      mime_type: "<string>",
      size: 123,
      storage_version: "<string>",
      checksum_etag: "<string>",
      checksum_sha256_base64: "<string>",
      checksum_sha256_hex: "<string>",
      last_modified_at: "2023-11-07T05:31:56Z",
      version: "<string>",
      service: "product_media",
      is_uploaded: true,
      created_at: "2023-11-07T05:31:56Z",
      size_readable: "<string>",
      public_url: "<string>"
    }
  ]
}

/** The fields of Polar's page of early 2025, in its order. */
export const polar = {
  items: [
    {
      created_at: "2023-11-07T05:31:56Z",
      modified_at: "2023-11-07T05:31:56Z",
      id: "<string>",
      payment_processor: "stripe",
      status: "open",
      client_secret: "<string>",
      url: "<string>",
      expires_at: "2023-11-07T05:31:56Z",
      success_url: "<string>",
      embed_origin: "<string>",
      amount: 50000000,
      tax_amount: 123,
      currency: "<string>",
      subtotal_amount: 123,
      total_amount: 123,
      product_id: "<string>",
      product_price_id: "<string>",
      discount_id: "<string>",
      allow_discount_codes: true,
      is_discount_applicable: true,
      is_free_product_price: true,
      is_payment_required: true,
      is_payment_setup_required: true,
      is_payment_form_required: true,
      customer_id: "<string>",
      customer_name: "<string>",
      customer_email: "<string>",
      customer_ip_address: "<string>",
      customer_billing_address: address,
      customer_tax_id: "<string>",
      payment_processor_metadata: {},
      metadata: {},
      products: [product],
      product,
      product_price: price,
      discount: {
        duration: "once",
        type: "fixed",
        amount: 123,
        currency: "<string>",
        id: "<string>",
        name: "<string>",
        code: "<string>"
      },
      subscription_id: "<string>",
      attached_custom_fields: [
        {
          custom_field_id: "<string>",
          custom_field: {
            created_at: "2023-11-07T05:31:56Z",
            modified_at: "2023-11-07T05:31:56Z",
            id: "<string>",
            metadata: {},
            type: "text",
            slug: "<string>",
            name: "<string>",
            organization_id: "<string>",
            properties: {
              form_label: "<string>",
              form_help_text: "<string>",
              form_placeholder: "<string>",
              textarea: true,
              min_length: 1,
              max_length: 1
            }
          },
          order: 123,
          required: true
        }
      ],
      customer_metadata: {}
    }
  ],
  pagination: { total_count: 123, max_page: 123 }
}
