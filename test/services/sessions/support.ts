import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as FlowgladClient from "../../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../../src/services/MonimeClient.js"
import * as PolarClient from "../../../src/services/PolarClient.js"
import * as StripeClient from "../../../src/services/StripeClient.js"
import type { CheckoutSession } from "../../../src/neutral/CheckoutSession.js"
import * as Retry from "../../../src/http/Retry.js"
import * as Sandbox from "../../../src/sandbox/Sandbox.js"
import * as CheckoutSessions from "../../../src/services/CheckoutSessions.js"

const { flowglad, leanrails, monime, polar, stripe } = Sandbox.credentials

const clients = Layer.mergeAll(
  Layer.provide(
    StripeClient.layer(),
    StripeClient.layerCredentials({ secretKey: Redacted.make(stripe.secretKey) })
  ),
  Layer.provide(
    PolarClient.layer(),
    PolarClient.layerCredentials({ accessToken: Redacted.make(polar.accessToken) })
  ),
  Layer.provide(
    FlowgladClient.layer(),
    FlowgladClient.layerCredentials({ secretKey: Redacted.make(flowglad.secretKey) })
  ),
  Layer.provide(
    MonimeClient.layer(),
    MonimeClient.layerCredentials({
      accessToken: Redacted.make(monime.accessToken),
      spaceId: monime.spaceId
    })
  ),
  Layer.provide(
    LeanrailsClient.layer(),
    LeanrailsClient.layerCredentials({ secretKey: Redacted.make(leanrails.secretKey) })
  )
).pipe(Layer.provide(Retry.layerNone))

/** All five providers over one HTTP client. */
export const over = (
  http: Layer.Layer<HttpClient.HttpClient>
): Layer.Layer<CheckoutSessions.CheckoutSessions> =>
  CheckoutSessions.layer(
    StripeClient.adapter,
    PolarClient.adapter,
    FlowgladClient.adapter,
    MonimeClient.adapter,
    LeanrailsClient.adapter
  ).pipe(Layer.provide(clients), Layer.provide(http))

/** All five providers over a sandbox. */
export const sandbox = (options?: Sandbox.Options) => over(Sandbox.layerHttpClient(options))

/** Refuses the requests to a host from the nth on. */
export const failingFrom = (
  host: string,
  nth: number,
  options?: Sandbox.Options
): Layer.Layer<HttpClient.HttpClient> =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(Sandbox.make(options), ({ httpClient }) => {
      let requests = 0
      return HttpClient.transform(httpClient, (answer, request) =>
        request.url.includes(host) && ++requests >= nth
          ? Effect.fail(
              new HttpClientError.RequestError({
                request,
                reason: "Transport",
                description: "away"
              })
            )
          : answer
      )
    })
  )

/** Counts the requests by host. */
export const counting = (options?: Sandbox.Options) => {
  const requests = new Map<string, number>()
  const layer = Layer.effect(
    HttpClient.HttpClient,
    Effect.map(Sandbox.make(options), ({ httpClient }) =>
      HttpClient.tapRequest(httpClient, (request) =>
        Effect.sync(() => {
          const { hostname } = new URL(request.url)
          requests.set(hostname, (requests.get(hostname) ?? 0) + 1)
        })
      )
    )
  )
  return { layer, requests }
}

/** Provider and id: what tells a session from all others. */
export const nameOf = ({ id, provider }: CheckoutSession) => `${provider} ${id}`

export const names = <E, R>(stream: Stream.Stream<CheckoutSession, E, R>) =>
  Effect.map(Stream.runCollect(stream), (all) => [...all].map(nameOf))

export const service = CheckoutSessions.CheckoutSessions

/** When a session was created, in milliseconds. */
export const createdOf = ({ createdAt }: CheckoutSession): number =>
  Option.match(createdAt, { onNone: () => -Infinity, onSome: ({ epochMillis }) => epochMillis })
