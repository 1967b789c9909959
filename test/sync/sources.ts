/** The accounts of a sandbox, ready to be read. */
import type { HttpClient } from "@effect/platform"
import { ConfigProvider, Effect } from "effect"
import type * as CheckoutError from "../../src/CheckoutError.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import type { Adapter } from "../../src/services/Adapter.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import * as Sync from "../../src/sync/Sync.js"

const adapters: Readonly<Record<CheckoutError.ProviderName, Adapter<unknown>>> = {
  stripe: StripeClient.adapter,
  polar: PolarClient.adapter,
  flowglad: FlowgladClient.adapter,
  monime: MonimeClient.adapter,
  leanrails: LeanrailsClient.adapter
}

const { flowglad, leanrails, monime, polar, stripe } = Sandbox.credentials

const variables = ConfigProvider.fromMap(
  new Map([
    ["STRIPE_SECRET_KEY", stripe.secretKey],
    ["POLAR_ACCESS_TOKEN", polar.accessToken],
    ["FLOWGLAD_SECRET_KEY", flowglad.secretKey],
    ["MONIME_ACCESS_TOKEN", monime.accessToken],
    ["MONIME_SPACE_ID", monime.spaceId],
    ["LEANRAILS_SECRET_KEY", leanrails.secretKey]
  ])
)

export const providers = ["stripe", "polar", "flowglad", "monime", "leanrails"] as const

/** The account of a provider whose requests this client answers. */
export const sourceOf = (
  provider: CheckoutError.ProviderName,
  account?: string,
  options?: { readonly baseUrl: string }
): Effect.Effect<Sync.Source, never, HttpClient.HttpClient> =>
  adapters[provider].connect(options).pipe(
    Effect.withConfigProvider(variables),
    Effect.orDie,
    Effect.map((lane) => Sync.source(lane, account))
  )
