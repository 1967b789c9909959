/**
 * The types of the sessions that readers give and get. The compiler alone reads them: no schema runs in
 * the sandbox, so its answers stay a second reading of the documentation.
 */
import type * as Flowglad from "../../schemas/Flowglad.js"
import type * as Leanrails from "../../schemas/Leanrails.js"
import type * as Monime from "../../schemas/Monime.js"
import type * as Polar from "../../schemas/Polar.js"
import type * as Stripe from "../../schemas/Stripe.js"
import type { JsonObject } from "./json.js"
import type { ProviderName } from "./providerName.js"

/** The session of each provider. */
export interface Sessions {
  readonly stripe: Stripe.Session
  readonly polar: Polar.Session
  readonly flowglad: Flowglad.Session
  readonly monime: Monime.Session
  readonly leanrails: Leanrails.Session
}

/**
 * Sessions for a sandbox to hold, by provider. Plain JSON is taken as well: a recorded answer, or a
 * session that is not as documented.
 */
export type OwnSessions = {
  readonly [Name in ProviderName]?: ReadonlyArray<Sessions[Name] | JsonObject> | undefined
}
