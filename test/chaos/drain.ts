/** Drains a list through all faults, and keeps an account of the sessions. */
import { Effect, Option, Redacted, Stream } from "effect"
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

export const subjects: ReadonlyArray<Subject> = [
  {
    provider: "stripe",
    connect: (options) =>
      Effect.map(Checkout.StripeClient.make(options), loosen).pipe(
        Effect.provide(
          Checkout.StripeClient.layerCredentials({ secretKey: Redacted.make(stripe.secretKey) })
        )
      )
  },
  {
    provider: "polar",
    connect: (options) =>
      Effect.map(Checkout.PolarClient.make(options), loosen).pipe(
        Effect.provide(
          Checkout.PolarClient.layerCredentials({ accessToken: Redacted.make(polar.accessToken) })
        )
      )
  },
  {
    provider: "flowglad",
    connect: (options) =>
      Effect.map(Checkout.FlowgladClient.make(options), loosen).pipe(
        Effect.provide(
          Checkout.FlowgladClient.layerCredentials({ secretKey: Redacted.make(flowglad.secretKey) })
        )
      )
  },
  {
    provider: "monime",
    connect: (options) =>
      Effect.map(Checkout.MonimeClient.make(options), loosen).pipe(
        Effect.provide(
          Checkout.MonimeClient.layerCredentials({
            accessToken: Redacted.make(monime.accessToken),
            spaceId: monime.spaceId
          })
        )
      )
  },
  {
    provider: "leanrails",
    connect: (options) =>
      Effect.map(Checkout.LeanrailsClient.make(options), loosen).pipe(
        Effect.provide(
          Checkout.LeanrailsClient.layerCredentials({
            secretKey: Redacted.make(leanrails.secretKey)
          })
        )
      )
  }
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
