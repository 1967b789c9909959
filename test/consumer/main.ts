// Compiled and run against the packed tarball by scripts/check-package.mjs.
import { Effect, Layer, Stream } from "effect"
import {
  LeanrailsClient,
  PolarClient,
  Retry,
  Sandbox,
  StripeClient,
  type CheckoutError
} from "effect-checkout"
import * as Flowglad from "effect-checkout/FlowgladClient"
import * as Monime from "effect-checkout/MonimeClient"
import { Redacted } from "effect"

const { flowglad, leanrails, monime, polar, stripe } = Sandbox.credentials

const clients = Layer.mergeAll(
  StripeClient.layer().pipe(
    Layer.provide(StripeClient.layerCredentials({ secretKey: Redacted.make(stripe.secretKey) }))
  ),
  PolarClient.layer().pipe(
    Layer.provide(PolarClient.layerCredentials({ accessToken: Redacted.make(polar.accessToken) }))
  ),
  Flowglad.layer().pipe(
    Layer.provide(Flowglad.layerCredentials({ secretKey: Redacted.make(flowglad.secretKey) }))
  ),
  Monime.layer().pipe(
    Layer.provide(
      Monime.layerCredentials({
        accessToken: Redacted.make(monime.accessToken),
        spaceId: monime.spaceId
      })
    )
  ),
  LeanrailsClient.layer().pipe(
    Layer.provide(
      LeanrailsClient.layerCredentials({ secretKey: Redacted.make(leanrails.secretKey) })
    )
  )
).pipe(
  Layer.provide(Retry.layer({ times: 1 })),
  Layer.provide(Sandbox.layerHttpClient({ sessions: 25 }))
)

const ids = <A extends { readonly id: string }>(
  sessions: Stream.Stream<A, CheckoutError.CheckoutError>
): Effect.Effect<ReadonlyArray<string>, CheckoutError.CheckoutError> =>
  sessions.pipe(
    Stream.map((session) => session.id),
    Stream.runCollect,
    Effect.map((ids) => [...ids])
  )

const program = Effect.gen(function* () {
  const all = yield* Effect.all([
    ids((yield* StripeClient.StripeClient).streamSessions({ limit: 10 })),
    ids((yield* PolarClient.PolarClient).streamSessions({ limit: 10 })),
    ids((yield* Flowglad.FlowgladClient).streamSessions({ limit: 10 })),
    ids((yield* Monime.MonimeClient).streamSessions({ limit: 10 })),
    ids((yield* LeanrailsClient.LeanrailsClient).streamSessions({ limit: 10 }))
  ])
  for (const each of all) {
    if (new Set(each).size !== 25) throw new Error(`25 sessions were to arrive, ${each.length} did`)
  }
})

await Effect.runPromise(Effect.provide(program, clients))
