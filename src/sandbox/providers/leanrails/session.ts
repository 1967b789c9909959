import type { Json, JsonObject } from "../../internal/json.js"
import { address, person } from "../../internal/people.js"
import type { Prng } from "../../internal/prng.js"
import * as Own from "../../internal/own.js"
import type { Source } from "../../internal/source.js"
import { DAY_MILLIS, DAY_SECONDS, FRESH_MILLIS, unixSeconds } from "../../internal/time.js"

/** The fields that the list filters by. */
export interface Skeleton {
  readonly id: string
  readonly status: string
}

export const skeleton = (source: Source, index: number): Skeleton => {
  const mine = source.own?.[index]
  if (mine !== undefined) {
    return { id: Own.idOf(mine), status: Own.textOf(mine, "status") ?? "" }
  }
  const prng = source.skeletons(index)
  const id = `cs_${prng.base62(24)}`
  const drawn = prng.pick(["complete", "complete", "open", "expired"])
  const age = source.rows.initialAge(index)
  return {
    id,
    // "open to expired: expires_at passes".
    status:
      source.rows.changeOf(index)?.status ??
      (age < FRESH_MILLIS ? "open" : drawn === "open" && age >= DAY_MILLIS ? "expired" : drawn)
  }
}

const orNull = (prng: Prng, value: Json): Json => (prng.chance(0.7) ? value : null)

/**
 * The whole session. "Treat each unknown field as missing, null or present": a field that is not
 * documented as required takes all three forms.
 */
export const build = (source: Source, index: number): JsonObject => {
  const mine = source.own?.[index]
  if (mine !== undefined) return mine
  const { id, status } = skeleton(source, index)
  const prng = source.bodies(index)
  const created = unixSeconds(source.rows.createdAt(index))
  const done = status === "complete"
  const buyer = person(prng.int(40))
  const where = address(prng)
  // "newer docs: payment, order"; older: payment, setup, subscription. Both sets occur.
  const mode = prng.pick(["payment", "payment", "payment", "order", "subscription", "setup"])
  const uiMode = prng.pick(["hosted", "hosted", "embedded", "custom"])
  const hosted = uiMode === "hosted"
  const subtotal = mode === "setup" ? 0 : 100 * (5 + prng.int(200))
  const discount = prng.chance(0.2) ? 100 : 0
  const shipping = prng.chance(0.2) ? 500 : 0
  const tax = Math.floor((subtotal * 7) / 100)
  const total = mode === "setup" ? 0 : subtotal - discount + shipping + tax
  const settled = prng.chance(0.9)
  const email = orNull(prng, buyer.email)
  const field = (key: string, value: Json): JsonObject =>
    prng.chance(0.85) ? { [key]: orNull(prng, value) } : {}
  return {
    id,
    object: "checkout.session",
    mode,
    status,
    payment_status:
      source.rows.changeOf(index)?.payment ??
      (total === 0 ? "no_payment_required" : done && settled ? "paid" : "unpaid"),
    ui_mode: uiMode,
    customer_creation: prng.pick(["always", "if_required"]),
    billing_address_collection: prng.pick(["auto", "required"]),
    expires_at: created + DAY_SECONDS,
    metadata: prng.chance(0.4) ? {} : { order: `order-${index}`, note: "Ünïcödé ✓" },
    livemode: source.livemode,
    created,
    // "url: only set in hosted mode"; "client_secret: embedded and custom mode".
    ...(hosted ? field("url", `https://checkout.leanrails.com/${id}`) : {}),
    ...(hosted ? {} : field("client_secret", `${id}_secret_sandbox`)),
    ...field("success_url", "https://shop.example.com/thanks?id={CHECKOUT_SESSION_ID}"),
    ...field("cancel_url", "https://shop.example.com/cart"),
    ...field("customer", `cus_sandbox${prng.int(40)}`),
    ...field("customer_email", buyer.email),
    ...field("customer_details", {
      email: done ? buyer.email : email,
      ...field("name", buyer.name),
      ...field("phone", buyer.phone),
      ...field("address", { ...where })
    }),
    ...field("payment_intent", `pi_${prng.base62(24)}`),
    ...field("currency", prng.pick(["usd", "eur", "sle"])),
    ...field("amount_subtotal", subtotal),
    ...field("amount_total", total),
    ...field("total_details", {
      amount_discount: discount,
      amount_shipping: shipping,
      amount_tax: tax
    }),
    ...field("client_reference_id", `order-${index}`),
    ...(prng.chance(0.3)
      ? {
          shipping_address_collection: { allowed_countries: ["DE", "SL", "US"] },
          shipping_options: [{ shipping_rate: "shr_sandbox", shipping_amount: 500 }],
          shipping_details: { address: { ...where }, name: buyer.name },
          // "boolean", where Stripe has an object.
          phone_number_collection: prng.chance(0.5)
        }
      : {})
  }
}
