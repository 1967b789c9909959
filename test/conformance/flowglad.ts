/** Flowglad's list, from its documentation: today's four kinds, and the seed's one. */
import { FastCheck as fc } from "effect"
import {
  any3,
  bool,
  dateTime,
  float,
  id,
  int,
  kinds,
  map,
  millis,
  nul,
  obj,
  opt,
  str,
  word
} from "./kit.js"
import type { Fields } from "./kit.js"

const address: Fields = {
  name: any3(str),
  line1: any3(str),
  line2: any3(str),
  city: any3(str),
  state: any3(str),
  postal_code: any3(str),
  country: str
}

const billingAddress = obj({
  name: any3(str),
  firstName: any3(str),
  lastName: any3(str),
  email: any3(str),
  phone: any3(str),
  address: obj(address)
})

const common: Fields = {
  id: id("chckt_session_"),
  createdAt: millis,
  updatedAt: millis,
  expires: millis,
  livemode: bool,
  pricingModelId: id("pricing_model_"),
  organizationId: id("org_"),
  status: word("open", "pending", "succeeded", "failed", "expired"),
  quantity: int,
  customerName: nul(str),
  customerEmail: nul(str),
  discountId: nul(id("discount_")),
  outputName: nul(str),
  // "An undefined output property is encoded as null", so an optional field may be null.
  billingAddress: any3(billingAddress),
  paymentMethodType: any3(word("card", "link", "us_bank_account", "sepa_debit")),
  successUrl: any3(str),
  cancelUrl: any3(str),
  outputMetadata: any3(map(fc.oneof(str, int, float, bool)))
}

const none = fc.constant(null)
const link = (prefix: string) => nul(id(prefix))

// The older page shows no kind but `purchase`: it promises no id of the others.
const product = obj({
  ...common,
  type: fc.constant("product"),
  priceId: any3(id("price_")),
  purchaseId: link("purchase_"),
  invoiceId: opt(none),
  customerId: link("cust_"),
  targetSubscriptionId: opt(none),
  automaticallyUpdateSubscriptions: opt(none),
  preserveBillingCycleAnchor: any3(bool)
})

const purchase = obj({
  ...common,
  type: fc.constant("purchase"),
  priceId: id("price_"),
  purchaseId: id("purchase_"),
  invoiceId: link("inv_"),
  customerId: link("cust_"),
  targetSubscriptionId: opt(none),
  automaticallyUpdateSubscriptions: opt(none),
  preserveBillingCycleAnchor: any3(fc.constant(false))
})

const addPaymentMethod = obj({
  ...common,
  type: fc.constant("add_payment_method"),
  priceId: link("price_"),
  purchaseId: link("purchase_"),
  invoiceId: link("inv_"),
  customerId: any3(id("cust_")),
  targetSubscriptionId: any3(id("sub_")),
  automaticallyUpdateSubscriptions: any3(bool),
  preserveBillingCycleAnchor: bool
})

const activateSubscription = obj({
  ...common,
  type: fc.constant("activate_subscription"),
  priceId: link("price_"),
  purchaseId: opt(none),
  invoiceId: opt(none),
  customerId: link("cust_"),
  targetSubscriptionId: any3(id("sub_")),
  automaticallyUpdateSubscriptions: nul(bool),
  preserveBillingCycleAnchor: any3(bool)
})

/** "`invoice` existed and was removed 2026-01-08"; rows of it may still be stored. */
const invoice = obj({
  ...common,
  type: fc.constant("invoice"),
  priceId: any3(id("price_")),
  purchaseId: any3(id("purchase_")),
  invoiceId: id("inv_"),
  customerId: link("cust_"),
  targetSubscriptionId: any3(id("sub_"))
})

export const today = kinds(
  "type",
  [product, purchase, addPaymentMethod, activateSubscription, invoice],
  common
)

/** ISO timestamps, `purchase` only; the ids that it must have are those of today's `purchase`. */
export const earlier = obj({
  id: id("chckt_session_"),
  createdAt: dateTime,
  updatedAt: dateTime,
  // The seed lacks this field. Where an older payload has it, it is a timestamp like the others.
  expires: opt(dateTime),
  livemode: bool,
  billingAddress: any3(
    obj({
      name: any3(str),
      firstName: any3(str),
      lastName: any3(str),
      phone: any3(str),
      address: obj(address)
    })
  ),
  priceId: id("price_"),
  purchaseId: id("purchase_"),
  invoiceId: any3(id("inv_")),
  quantity: int,
  organizationId: id("org_"),
  customerName: any3(str),
  customerEmail: any3(str),
  customerId: any3(id("cust_")),
  paymentMethodType: any3(word("card", "us_bank_account", "sepa_debit")),
  discountId: any3(id("discount_")),
  successUrl: any3(str),
  cancelUrl: any3(str),
  type: word("purchase"),
  outputMetadata: any3(map(fc.oneof(str, int, bool))),
  outputName: any3(str)
})
