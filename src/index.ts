/** A provider's client in the form that all providers share. */
export * as Adapter from "./services/Adapter.js"

/** The interface of all clients: their four methods and the options. */
export * as CheckoutClient from "./services/CheckoutClient.js"

/** How answers are checked: by generated code, by closures or by the schema alone. */
export * as Checking from "./schemas/Checking.js"

/** The four errors, their union and its guard. */
export * as CheckoutError from "./CheckoutError.js"

/** A session in the form that all providers share. */
export * as CheckoutSession from "./neutral/CheckoutSession.js"

/** The sessions of several providers as one list. */
export * as CheckoutSessions from "./services/CheckoutSessions.js"

/** A stored place in a list. */
export * as Cursor from "./pagination/Cursor.js"

/** Sessions as lines of text: NDJSON. */
export * as Export from "./neutral/Export.js"

/** Flowglad's sessions and parameters, as schemas and types. */
export * as Flowglad from "./schemas/Flowglad.js"

/** Flowglad's client, its credentials and its layers. */
export * as FlowgladClient from "./services/FlowgladClient.js"

/** Leanrails' sessions and parameters, as schemas and types. */
export * as Leanrails from "./schemas/Leanrails.js"

/** Leanrails' client, its credentials and its layers. */
export * as LeanrailsClient from "./services/LeanrailsClient.js"

/** Amounts of money: whole minor units, a currency and its scale. */
export * as Money from "./neutral/Money.js"

/** Monime's sessions and parameters, as schemas and types. */
export * as Monime from "./schemas/Monime.js"

/** Monime's client, its credentials and its layers. */
export * as MonimeClient from "./services/MonimeClient.js"

/** One page of a list. */
export * as Page from "./pagination/Page.js"

/** Polar's sessions and parameters, as schemas and types. */
export * as Polar from "./schemas/Polar.js"

/** Polar's client, its credentials and its layers. */
export * as PolarClient from "./services/PolarClient.js"

/** Pacing: how fast requests may go. */
export * as RateLimit from "./http/RateLimit.js"

/** When a failed request is sent again. */
export * as Retry from "./http/Retry.js"

/** The five APIs, simulated: in process, or over HTTP. */
export * as Sandbox from "./sandbox/Sandbox.js"

/** A secret, or an effect that gets it for every attempt. */
export * as Secret from "./http/Secret.js"

/** Stripe's sessions and parameters, as schemas and types. */
export * as Stripe from "./schemas/Stripe.js"

/** Stripe's client, its credentials and its layers. */
export * as StripeClient from "./services/StripeClient.js"

/** How long an attempt, and all of them together, may take. */
export * as Timeouts from "./http/Timeouts.js"

/** The parts from which the schemas of all providers are built. */
export * as Wire from "./schemas/Wire.js"
