import type { JsonObject } from "../../internal/json.js"
import { address, person } from "../../internal/people.js"
import * as Prng from "../../internal/prng.js"
import type { Settings } from "../../internal/provider.js"
import * as Own from "../../internal/own.js"
import { held, type Source as Held } from "../../internal/source.js"
import { DAY_MILLIS, FRESH_MILLIS, isoMicros } from "../../internal/time.js"
import * as Extras from "./extras.js"
import * as Product from "./product.js"

const CUSTOMERS = 40
const PRODUCTS = 16

/** The fields that the list filters and sorts by. */
export interface Skeleton {
  readonly index: number
  readonly id: string
  readonly status: string
  readonly person: number
  readonly customerId: string | null
  /** Set on the session even where no customer is linked yet. */
  readonly externalCustomerId: string | null
  readonly email: string | null
  /** The product of the catalogue; null for a session that the reader gave. */
  readonly product: number | null
  readonly productId: string | null
  readonly organizationId: string | null
  readonly createdAt: string
  readonly expiresAt: string
}

/** The data of one organization. */
export interface Source extends Pick<Held, "own" | "rows"> {
  readonly organization: string
  readonly customers: ReadonlyArray<string>
  readonly products: ReadonlyArray<Product.Product>
  readonly prices: Prng.Prng
  readonly skeletons: (index: number) => Prng.Prng
  readonly bodies: (index: number) => Prng.Prng
  /** By age, so that tied checkouts agree to the microsecond. */
  readonly micros: (age: number) => Prng.Prng
}

export const source = (settings: Settings): Source => {
  const { seed } = settings
  const fixed = Prng.streams(seed, "polar/catalogue")(0)
  const organization = fixed.uuid4()
  return {
    ...held("polar", settings),
    organization,
    customers: Array.from({ length: CUSTOMERS }, () => fixed.uuid4()),
    products: Array.from({ length: PRODUCTS }, (_, number) =>
      Product.product(fixed, number, "usd", organization)
    ),
    prices: fixed,
    skeletons: Prng.streams(seed, "polar/skeleton"),
    bodies: Prng.streams(seed, "polar/body"),
    micros: Prng.streams(seed, "polar/micros")
  }
}

/** "sweep at minutes 0/15/30/45, so an open item can have a past expires_at for ~15 min". */
export const SWEEP_MILLIS = 900_000

const statusOf = ({ rows }: Source, index: number, drawn: string): string => {
  const changed = rows.changeOf(index)
  if (changed !== undefined) return changed.status
  if (rows.initialAge(index) < FRESH_MILLIS) return "open"
  const lastSweep = Math.floor(rows.now / SWEEP_MILLIS) * SWEEP_MILLIS
  const swept = rows.createdAt(index) + DAY_MILLIS <= lastSweep
  return drawn === "open" && swept ? "expired" : drawn === "expired" && !swept ? "open" : drawn
}

/** The fields that the list filters and sorts by, of a session that the reader gave. */
const ownSkeleton = (session: JsonObject, index: number): Skeleton => ({
  index,
  id: Own.idOf(session),
  status: Own.textOf(session, "status") ?? "",
  person: 0,
  customerId: Own.textOf(session, "customer_id"),
  externalCustomerId: Own.textOf(session, "external_customer_id"),
  email: Own.textOf(session, "customer_email"),
  product: null,
  productId: Own.textOf(session, "product_id"),
  organizationId: Own.textOf(session, "organization_id"),
  createdAt: Own.textOf(session, "created_at") ?? "",
  expiresAt: Own.textOf(session, "expires_at") ?? ""
})

export const skeleton = (source: Source, index: number): Skeleton => {
  const mine = source.own?.[index]
  if (mine !== undefined) return ownSkeleton(mine, index)
  const prng = source.skeletons(index)
  const id = prng.uuid4()
  const number = prng.int(CUSTOMERS)
  const linked = prng.chance(0.6)
  const age = source.rows.initialAge(index)
  const created = source.rows.createdAt(index)
  const micros = age % 1000 === 0 ? 0 : source.micros(age).int(1000)
  // "failed: documented as practically never reached". It occurs, once in a hundred.
  const drawn = prng.chance(0.01)
    ? "failed"
    : prng.pick(["open", "expired", "confirmed", "succeeded", "succeeded"])
  const email = prng.maybe(0.8, person(number).email)
  const product = prng.chance(0.05) ? null : prng.int(PRODUCTS)
  return {
    index,
    id,
    status: statusOf(source, index, drawn),
    person: number,
    customerId: linked ? (source.customers[number] ?? null) : null,
    externalCustomerId: number % 2 === 0 ? `ext-${number}` : null,
    email,
    product,
    productId: product === null ? null : (source.products[product]?.id ?? null),
    organizationId: source.organization,
    createdAt: isoMicros(created, micros),
    expiresAt: isoMicros(created + DAY_MILLIS, micros)
  }
}

const trialOf = (product: Product.Product | undefined, allowed: boolean | null) => {
  const interval = product?.payload["trial_interval"] ?? null
  const count = product?.payload["trial_interval_count"] ?? null
  return allowed === false || interval === null
    ? { active_trial_interval: null, active_trial_interval_count: null }
    : { active_trial_interval: interval, active_trial_interval_count: count }
}

/** The whole checkout, hidden deprecated fields included. */
export const build = (source: Source, index: number): JsonObject => {
  const mine = source.own?.[index]
  if (mine !== undefined) return mine
  const skel = skeleton(source, index)
  const prng = source.bodies(index)
  const buyer = person(skel.person)
  const product = skel.product === null ? undefined : source.products[skel.product]
  const done = skel.status === "succeeded" || skel.status === "confirmed"
  const seats = product?.price["amount_type"] === "seat_based" ? 1 + prng.int(5) : null
  const units = product?.price["amount_type"] === "unit_based" ? 10 * (1 + prng.int(9)) : null
  const amount = (product?.amount ?? 0) * (seats ?? 1)
  const discount = amount > 0 ? Extras.discount(prng, "usd") : null
  const discountAmount =
    discount === null
      ? 0
      : discount.payload["type"] === "percentage"
        ? Math.floor((amount * discount.value) / 10_000)
        : Math.min(amount, discount.value)
  const net = amount - discountAmount
  const tax = prng.chance(0.3) ? null : Math.floor(net * 0.19)
  const total = net + (tax ?? 0)
  const secret = `polar_c_sandbox${prng.base62(24)}`
  const business = prng.chance(0.2)
  const allowTrial = prng.pick([true, true, false, null])
  const trial = trialOf(product, allowTrial)
  const where = address(prng)
  const modified = prng.chance(0.7)
  const method = prng.pick(["card", "apple_pay", "upi", null])
  const intent = `seti_sandbox_secret_${prng.base62(8)}`
  const created = source.rows.createdAt(index)
  const changed = source.rows.changeOf(index)
  const addressFields = Extras.addressFields(prng)
  return {
    id: skel.id,
    created_at: skel.createdAt,
    // "null until first change".
    modified_at:
      changed !== undefined
        ? isoMicros(changed.at)
        : modified && source.rows.initialAge(index) >= FRESH_MILLIS
          ? isoMicros(created + 90_250)
          : null,
    ...(prng.chance(0.7) ? { custom_field_data: Extras.customFieldData(prng) } : {}),
    payment_processor: "stripe",
    status: skel.status,
    client_secret: secret,
    url: `https://buy.polar.sh/${secret}`,
    expires_at: skel.expiresAt,
    success_url: prng.chance(0.5)
      ? "https://shop.example.com/thanks?checkout_id={CHECKOUT_ID}"
      : `https://polar.sh/checkout/${secret}/confirmation`,
    return_url: prng.maybe(0.3, "https://shop.example.com/"),
    embed_origin: prng.maybe(0.2, "https://shop.example.com"),
    amount,
    // "have defaults, so optional in spec".
    ...(prng.chance(0.9) ? { seats, min_seats: seats === null ? null : 1, max_seats: null } : {}),
    // "missing from older deployments: treat as optional".
    ...(prng.chance(0.9) ? { units, min_units: units === null ? null : 1, max_units: null } : {}),
    discount_amount: discountAmount,
    net_amount: net,
    subtotal_amount: net,
    tax_amount: tax,
    tax_behavior: tax === null ? null : prng.pick(["inclusive", "exclusive"]),
    total_amount: total,
    currency: "usd",
    allow_trial: allowTrial,
    ...trial,
    trial_end: trial.active_trial_interval === null ? null : isoMicros(created + 14 * DAY_MILLIS),
    organization_id: source.organization,
    product_id: product?.id ?? null,
    product_price_id: product?.price["id"] ?? null,
    discount_id: discount?.payload["id"] ?? null,
    allow_discount_codes: prng.chance(0.8),
    require_billing_address: prng.chance(0.2),
    is_discount_applicable: amount > 0,
    is_free_product_price: product !== undefined && amount === 0,
    is_payment_required: total > 0,
    is_payment_setup_required: product?.recurring === true,
    is_payment_form_required: total > 0 || product?.recurring === true,
    customer_id: skel.customerId,
    is_business_customer: business,
    customer_name: prng.maybe(0.7, buyer.name),
    customer_email: skel.email,
    customer_ip_address: prng.maybe(0.7, `192.0.2.${skel.person}`),
    customer_billing_name: business ? "Example & Töchter GmbH" : null,
    customer_billing_address: prng.maybe(0.6, prng.chance(0.3) ? { country: "SL" } : { ...where }),
    customer_tax_id: business ? prng.maybe(0.5, "DE000000000") : null,
    ...(prng.chance(0.7) ? { locale: prng.maybe(0.7, prng.pick(["en", "de-CH", "ja"])) } : {}),
    payment_method_type: done ? method : null,
    payment_processor_metadata: {
      publishable_key: "pk_test_sandbox",
      ...(done ? { intent_client_secret: intent } : {})
    },
    customer_billing_address_fields: Extras.addressBooleans(addressFields),
    billing_address_fields: addressFields,
    trial_interval: null,
    trial_interval_count: null,
    metadata: Extras.metadata(prng, index),
    external_customer_id: skel.externalCustomerId,
    customer_external_id: skel.externalCustomerId,
    products: product === undefined ? [] : [product.payload],
    product: product?.payload ?? null,
    product_price: product?.price ?? null,
    prices: product === undefined ? prng.maybe(0.5, {}) : Extras.prices(prng, product),
    discount: discount?.payload ?? null,
    subscription_id: prng.maybe(0.05, prng.uuid4()),
    attached_custom_fields: Extras.attachedFields(prng, source.organization),
    customer_metadata: prng.chance(0.3) ? { plan: "pro", seats: 3, vip: true } : {}
  }
}
