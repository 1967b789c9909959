import type { JsonObject } from "../../internal/json.js"
import { person, address } from "../../internal/people.js"
import * as Own from "../../internal/own.js"
import type { Source } from "../../internal/source.js"
import { DAY_SECONDS, FRESH_MILLIS, unixSeconds } from "../../internal/time.js"
import * as LineItems from "./lineItems.js"
import * as Mine from "./mine.js"
import * as Settings from "./settings.js"

/** The fields that the list filters by, cheap enough to make for every session. */
export interface Skeleton {
  readonly index: number
  readonly id: string
  readonly created: number
  readonly status: string | null
  readonly mode: "payment" | "setup" | "subscription"
  readonly person: number
  readonly customer: string | null
  readonly customerAccount: string | null
  readonly paymentIntent: string | null
  readonly paymentLink: string | null
  readonly subscription: string | null
  /** Entered by the buyer: "filled after completion or at expiry". */
  readonly email: string | null
  /** Seconds from creation to `expires_at`. */
  readonly lifetime: number
}

const CUSTOMERS = 40

export const idAt = (source: Source, index: number): string => {
  const mine = source.own?.[index]
  return mine === undefined
    ? `cs_${source.livemode ? "live" : "test"}_a1${source.skeletons(index).base62(56)}`
    : Own.idOf(mine)
}

export const skeleton = (source: Source, index: number): Skeleton => {
  const mine = source.own?.[index]
  if (mine !== undefined) return Mine.skeleton(mine, index)
  const prng = source.skeletons(index)
  const id = `cs_${source.livemode ? "live" : "test"}_a1${prng.base62(56)}`
  const mode = prng.pick(["payment", "payment", "payment", "subscription", "setup"] as const)
  // "status: null: allowed by the schema; when it occurs is not stated": one in a hundred, assumed.
  const drawn = prng.chance(0.01) ? null : prng.pick(["complete", "complete", "open", "expired"])
  const number = prng.int(CUSTOMERS)
  const known = prng.chance(0.7)
  const intent = `pi_3${prng.base62(23)}`
  const subscription = `sub_1${prng.base62(23)}`
  // "30 min to 24 h after creation, default 24 h".
  const lifetime = prng.chance(0.8) ? DAY_SECONDS : 1800 + prng.int(3600)
  const age = source.rows.initialAge(index)
  const status =
    source.rows.changeOf(index)?.status ??
    (age < FRESH_MILLIS ? "open" : drawn === "open" && age >= lifetime * 1000 ? "expired" : drawn)
  const done = status === "complete"
  return {
    index,
    id,
    created: unixSeconds(source.rows.createdAt(index)),
    status,
    mode,
    person: number,
    customer: known ? `cus_Sandbox${String(number).padStart(4, "0")}` : null,
    customerAccount: known && number % 8 === 0 ? `acct_1Sandbox${number}` : null,
    paymentIntent: mode === "payment" && done ? intent : null,
    paymentLink: prng.chance(0.15) ? `plink_1Sandbox${prng.int(4)}` : null,
    subscription: mode === "subscription" && done ? subscription : null,
    email: done || status === "expired" ? person(number).email : null,
    lifetime
  }
}

const CURRENCIES = ["usd", "usd", "eur", "gbp", "jpy", "kwd", "brl"] as const

/** The differences that the pinned version makes to a session. */
export interface Shape {
  /** "before 2026-03-25.dahlia ui_mode is hosted, embedded, custom", and no `integration_identifier`. */
  readonly dahlia: boolean
  /** 2026-09-30.endive "adds allowed_payment_method_types (nullable array of string)". */
  readonly endive: boolean
}

export interface Built {
  readonly skeleton: Skeleton
  readonly session: JsonObject
  readonly lines: ReadonlyArray<LineItems.Line>
  readonly currency: string
}

/** "id of the expired session this one recovers". */
const recovered = (source: Source, index: number, wanted: boolean): string | null => {
  // A later expiry of the other session must not change this one.
  if (!wanted || index === 0 || source.rows.changeOf(index - 1) !== undefined) return null
  const before = skeleton(source, index - 1)
  return before.status === "expired" ? before.id : null
}

const OLD_UI_MODES = {
  hosted_page: "hosted",
  embedded_page: "embedded",
  elements: "custom"
} as const

/** The whole session: "68 fields, version 2026-07-29.dahlia". */
export const build = (source: Source, index: number, shape: Shape): Built => {
  const skel = skeleton(source, index)
  const mine = source.own?.[index]
  if (mine !== undefined) {
    return {
      skeleton: skel,
      session: mine,
      lines: [],
      currency: Own.textOf(mine, "currency") ?? ""
    }
  }
  const prng = source.bodies(index)
  const { created, id, mode, status } = skel
  const livemode = source.livemode
  const setup = mode === "setup"
  const payment = mode === "payment"
  const done = status === "complete"
  const buyer = person(skel.person)
  const currency = prng.pick(CURRENCIES)
  const discounted = !setup && prng.chance(0.15)
  const taxed = !setup && prng.chance(0.3)
  const free = !setup && prng.chance(0.06)
  const lines = setup
    ? []
    : LineItems.draw(prng, { currency, recurring: !payment, discounted, taxed, free })
  const sums = LineItems.sum(lines)
  const ships = payment && prng.chance(0.2)
  const shipping = ships ? (currency === "jpy" ? 500 : currency === "kwd" ? 1500 : 500) : 0
  const total = sums.subtotal - sums.discount + sums.tax + shipping
  const uiMode = prng.pick(["hosted_page", "hosted_page", "embedded_page", "elements"] as const)
  const hosted = uiMode === "hosted_page"
  const where = address(prng)
  const settled = !prng.chance(0.1)
  const drawn =
    setup || total === 0
      ? "no_payment_required"
      : done && settled
        ? "paid"
        : // "unpaid with complete: a delayed method, settled later".
          "unpaid"
  const invoiced = payment && prng.chance(0.25)
  // Drawn for every version, so that a version changes no other member.
  const allowed = prng.maybe(0.2, ["card"])
  const integration = prng.maybe(0.1, "sandbox_integration")
  const invoice = `in_1${prng.base62(23)}`
  const prefilled = prng.maybe(0.3, Settings.noDetails(buyer.email))
  const entered = {
    address: prng.maybe(0.8, { ...where }),
    business_name: null,
    email: skel.email,
    individual_name: prng.maybe(0.2, buyer.name),
    name: prng.maybe(0.9, buyer.name),
    phone: prng.maybe(0.4, buyer.phone),
    tax_exempt: prng.pick(["none", "none", "exempt", "reverse"]),
    tax_ids: prng.chance(0.1) ? [{ type: "eu_vat", value: "DE000000000" }] : []
  }
  const session: JsonObject = {
    id,
    object: "checkout.session",
    adaptive_pricing: prng.maybe(0.5, { enabled: prng.chance(0.5) }),
    after_expiration: prng.maybe(0.2, {
      recovery: {
        allow_promotion_codes: prng.chance(0.5),
        enabled: true,
        expires_at: status === "expired" ? created + 30 * DAY_SECONDS : null,
        url: status === "expired" ? `https://buy.stripe.com/r/sandbox_${index}` : null
      }
    }),
    allow_promotion_codes: prng.maybe(0.5, prng.chance(0.5)),
    ...(shape.endive ? { allowed_payment_method_types: allowed } : {}),
    amount_subtotal: setup ? null : sums.subtotal,
    amount_total: setup ? null : total,
    automatic_tax: {
      enabled: taxed,
      liability: taxed ? { type: "self" } : null,
      provider: taxed ? "stripe" : null,
      status: taxed ? (done ? "complete" : "requires_location_inputs") : null
    },
    billing_address_collection: prng.maybe(0.4, prng.pick(["auto", "required"])),
    ...(hosted ? { branding_settings: Settings.branding(prng) } : {}),
    cancel_url: hosted ? prng.maybe(0.8, "https://shop.example.com/cart") : null,
    client_reference_id: prng.maybe(0.4, `order-${index}`),
    // "for embedded_page and elements only".
    client_secret: hosted ? null : `${id}_secret_sandbox${prng.base62(24)}`,
    collected_information: prng.maybe(0.7, {
      business_name: prng.maybe(0.1, "Example & Töchter GmbH"),
      individual_name: null,
      shipping_details: ships && done ? { address: { ...where }, name: buyer.name } : null
    }),
    consent: prng.maybe(0.2, {
      promotions: prng.maybe(0.5, prng.pick(["opt_in", "opt_out"])),
      terms_of_service: done ? "accepted" : null
    }),
    consent_collection: Settings.consentCollection(prng),
    created,
    currency: setup ? prng.maybe(0.3, currency) : currency,
    // "only sessions from before 2025-03-31"; never set here.
    currency_conversion: null,
    custom_fields: Settings.customFields(prng, done),
    custom_text: Settings.customText(prng),
    customer: skel.customer,
    customer_account: skel.customerAccount,
    customer_creation: setup ? null : prng.pick(["always", "if_required", "if_required"]),
    customer_details: skel.email === null ? prefilled : entered,
    customer_email: prng.maybe(0.3, buyer.email),
    discounts: Settings.discounts(prng, discounted),
    ...(prng.chance(0.1) ? { excluded_payment_method_types: ["link"] } : {}),
    expires_at: created + skel.lifetime,
    ...(shape.dahlia ? { integration_identifier: integration } : {}),
    invoice: done && (mode === "subscription" || invoiced) ? invoice : null,
    invoice_creation: payment ? Settings.invoiceCreation(prng, invoiced) : null,
    livemode,
    locale: prng.maybe(0.6, prng.pick(["auto", "de", "en-GB", "ja", "pt-BR", "zh-HK"])),
    managed_payments: prng.maybe(0.3, { enabled: false }),
    metadata: Settings.metadata(prng, index),
    mode,
    ...(prng.chance(0.2) ? { name_collection: Settings.nameCollection(prng) } : {}),
    ...Settings.optionalItems(prng),
    origin_context: prng.maybe(0.3, prng.pick(["mobile_app", "web"])),
    payment_intent: skel.paymentIntent,
    payment_link: skel.paymentLink,
    payment_method_collection: setup ? null : prng.pick(["always", "if_required"]),
    payment_method_configuration_details: prng.maybe(0.6, {
      id: "pmc_1SandboxDefault",
      parent: prng.maybe(0.2, "pmc_1SandboxParent")
    }),
    payment_method_options: Settings.paymentMethodOptions(prng),
    payment_method_types: prng.pick([["card"], ["card", "link"], ["card", "sepa_debit", "klarna"]]),
    payment_status: source.rows.changeOf(index)?.payment ?? drawn,
    permissions: prng.maybe(0.1, {
      update_shipping_details: prng.pick(["client_only", "server_only", null])
    }),
    phone_number_collection: { enabled: prng.chance(0.3) },
    ...(prng.chance(0.1) && done && !setup
      ? { presentment_details: { presentment_amount: total, presentment_currency: "cad" } }
      : {}),
    recovered_from: recovered(source, index, prng.chance(0.2)),
    ...(hosted ? {} : { redirect_on_completion: prng.pick(["always", "if_required", "never"]) }),
    ...(hosted ? {} : { return_url: "https://shop.example.com/return" }),
    saved_payment_method_options: Settings.savedPaymentMethods(prng),
    setup_intent: setup ? `seti_1${prng.base62(23)}` : null,
    shipping_address_collection: ships ? { allowed_countries: ["CH", "DE", "SL", "US"] } : null,
    shipping_cost: ships
      ? {
          amount_subtotal: shipping,
          amount_tax: 0,
          amount_total: shipping,
          shipping_rate: "shr_1SandboxStandard"
        }
      : null,
    shipping_options: ships
      ? [{ shipping_amount: shipping, shipping_rate: "shr_1SandboxStandard" }]
      : [],
    status,
    submit_type: payment ? prng.maybe(0.4, prng.pick(["auto", "book", "donate", "pay"])) : null,
    subscription: skel.subscription,
    success_url: hosted ? "https://shop.example.com/thanks?session_id={CHECKOUT_SESSION_ID}" : null,
    ...(prng.chance(0.7)
      ? { tax_id_collection: { enabled: false, required: prng.pick(["if_supported", "never"]) } }
      : {}),
    total_details: setup
      ? null
      : {
          amount_discount: sums.discount,
          amount_shipping: prng.maybe(0.9, shipping) ?? (ships ? shipping : null),
          amount_tax: sums.tax
        },
    ui_mode: shape.dahlia ? uiMode : OLD_UI_MODES[uiMode],
    // "hosted mode only, and only while the session is active; otherwise null".
    url: hosted && status === "open" ? `https://checkout.stripe.com/c/pay/${id}#sandbox` : null,
    wallet_options: prng.maybe(0.2, prng.chance(0.5) ? { link: { display: "auto" } } : {})
  }
  return { skeleton: skel, session, lines, currency }
}
