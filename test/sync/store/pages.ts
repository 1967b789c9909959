import type { CheckoutSession } from "../../../src/neutral/CheckoutSession.js"
import { stripe } from "./support.js"

export const source = { source: "stripe", provider: "stripe" } as const

export const pageSize = 20

/** The ids of the first pages, in order. */
export const idsOf = (pages: number): ReadonlyArray<string> =>
  Array.from({ length: pages * pageSize }, (_, index) => `cs_${String(index).padStart(8, "0")}`)

/** A page of a long list. */
export const pageOf = (page: number): ReadonlyArray<CheckoutSession> =>
  idsOf(page + 1)
    .slice(-pageSize)
    .map((id) => stripe(id, { status: "open", created: 1_700_000_000, note: "x".repeat(2000) }))
