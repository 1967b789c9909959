import { isJsonObject, type JsonObject } from "../../internal/json.js"
import * as Own from "../../internal/own.js"
import { DAY_SECONDS } from "../../internal/time.js"
import type { Skeleton } from "./session.js"

/** The fields that the list filters by, of a session that the reader gave. */
export const skeleton = (session: JsonObject, index: number): Skeleton => {
  const { created, customer_details: details, expires_at: expires, mode } = session
  const at = typeof created === "number" ? created : 0
  return {
    index,
    id: Own.idOf(session),
    created: at,
    status: Own.textOf(session, "status"),
    mode: mode === "setup" || mode === "subscription" ? mode : "payment",
    person: 0,
    customer: Own.referenceOf(session, "customer"),
    customerAccount: Own.textOf(session, "customer_account"),
    paymentIntent: Own.referenceOf(session, "payment_intent"),
    paymentLink: Own.referenceOf(session, "payment_link"),
    subscription: Own.referenceOf(session, "subscription"),
    email: isJsonObject(details) ? (Own.textOf(details, "email")?.toLowerCase() ?? null) : null,
    lifetime: typeof expires === "number" ? expires - at : DAY_SECONDS
  }
}
