/** Drains a list through all faults, and keeps an account of the sessions. */
import { Effect, type Layer, Option, Redacted, Stream } from "effect"
import type { HttpClient } from "@effect/platform"
import * as Checkout from "../../src/index.js"
import type { CheckoutError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import { type Client, loosen } from "../support/loose.js"

export type Provider = Checkout.Sandbox.ProviderName

type Connect = (
  options?: Checkout.CheckoutClient.Options
) => Effect.Effect<Client, never, HttpClient.HttpClient>

/** A provider, and how its client is made with the sandbox's credentials. */
export interface Subject {
  readonly provider: Provider
  readonly connect: Connect
}

const { flowglad, leanrails, monime, polar, stripe } = Checkout.Sandbox.credentials
const key = Redacted.make

/** The subject whose client is made of these parts of its module. */
const subject = <Params, Session, Credentials>(
  provider: Provider,
  make: (
    options?: Checkout.CheckoutClient.Options
  ) => Effect.Effect<
    Checkout.CheckoutClient.CheckoutClient<Params, Session>,
    never,
    Credentials | HttpClient.HttpClient
  >,
  credentials: Layer.Layer<Credentials>
): Subject => ({
  provider,
  connect: (options) => Effect.provide(Effect.map(make(options), loosen), credentials)
})

const { FlowgladClient, LeanrailsClient, MonimeClient, PolarClient, StripeClient } = Checkout

export const subjects: ReadonlyArray<Subject> = [
  subject(
    "stripe",
    StripeClient.make,
    StripeClient.layerCredentials({ secretKey: key(stripe.secretKey) })
  ),
  subject(
    "polar",
    PolarClient.make,
    PolarClient.layerCredentials({ accessToken: key(polar.accessToken) })
  ),
  subject(
    "flowglad",
    FlowgladClient.make,
    FlowgladClient.layerCredentials({ secretKey: key(flowglad.secretKey) })
  ),
  subject(
    "monime",
    MonimeClient.make,
    MonimeClient.layerCredentials({
      accessToken: key(monime.accessToken),
      spaceId: monime.spaceId
    })
  ),
  subject(
    "leanrails",
    LeanrailsClient.make,
    LeanrailsClient.layerCredentials({ secretKey: key(leanrails.secretKey) })
  )
]

export interface Account {
  /** The ids, in the order of arrival. */
  readonly ids: ReadonlyArray<string>
  /** The errors that ended a stream. */
  readonly failures: ReadonlyArray<CheckoutError>
}

const idOf = (session: unknown): string => {
  if (
    typeof session === "object" &&
    session !== null &&
    "id" in session &&
    typeof session.id === "string"
  ) {
    return session.id
  }
  throw new Error("a session without an id")
}

/** Drains a list. If the stream fails, the error's cursor resumes it. */
export const drain = (client: Client, params?: unknown): Effect.Effect<Account, CheckoutError> =>
  Effect.gen(function* () {
    const ids: Array<string> = []
    const failures: Array<CheckoutError> = []
    let from: Cursor | undefined
    for (;;) {
      const end = yield* client.streamSessions(params, { from }).pipe(
        Stream.runForEach((session) => Effect.sync(() => ids.push(idOf(session)))),
        Effect.either
      )
      if (end._tag === "Right") return { ids, failures }
      failures.push(end.left)
      // A list that fails this often makes no progress, which is a fault of the library.
      if (Option.isNone(end.left.cursor) || failures.length > 10_000) return yield* end.left
      from = end.left.cursor.value
    }
  })

export interface Verdict {
  readonly lost: number
  readonly duplicates: number
  readonly misplaced: number
}

/** The ids of a provider's sessions. Polar's streams are oldest first, without order among equals. */
export const expected = ({ provider }: Subject, sessions: number): ReadonlyArray<string> =>
  Checkout.Sandbox.sessions(provider, { sessions }).map(idOf)

export const judge = (
  { provider }: Subject,
  arrived: ReadonlyArray<string>,
  wanted: ReadonlyArray<string>
): Verdict => {
  const unique = new Set(arrived)
  const ordered = provider !== "polar"
  return {
    lost: wanted.filter((id) => !unique.has(id)).length,
    duplicates: arrived.length - unique.size,
    misplaced: ordered ? arrived.filter((id, at) => id !== wanted[at]).length : 0
  }
}
