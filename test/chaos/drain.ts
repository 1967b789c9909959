/** Drains a list through all faults, and keeps an account of the sessions. */
import { Config, ConfigProvider, Effect, Option, Stream } from "effect"
import type { HttpClient } from "@effect/platform"
import * as Checkout from "../../src/index.js"
import type { CheckoutError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"

export type Descriptor = Checkout.CheckoutClient.Descriptor
export type Provider = Checkout.Sandbox.ProviderName

export const descriptors: ReadonlyArray<Descriptor> = Object.values(Checkout).flatMap((module) =>
  "descriptor" in module ? [module.descriptor] : []
)

const isProvider = (name: string): name is Provider => name in Checkout.Sandbox.credentials

export const providerOf = ({ provider }: Descriptor): Provider => {
  if (!isProvider(provider)) throw new Error(`the sandbox does not know ${provider}`)
  return provider
}

/** A client with the sandbox's credentials. */
export const connect = (
  descriptor: Descriptor,
  options?: Checkout.CheckoutClient.Options
): Effect.Effect<
  Checkout.CheckoutClient.CheckoutClient<unknown, unknown>,
  never,
  HttpClient.HttpClient
> =>
  descriptor
    .make(
      {
        secret: (key) => Config.redacted(key),
        text: (key) => Config.string(key),
        optional: () => Config.succeed(undefined)
      },
      options
    )
    .pipe(
      Effect.withConfigProvider(
        ConfigProvider.fromJson(Checkout.Sandbox.credentials[providerOf(descriptor)])
      ),
      Effect.orDie
    )

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
export const drain = (
  client: Checkout.CheckoutClient.CheckoutClient<unknown, unknown>,
  params?: unknown
): Effect.Effect<Account, CheckoutError> =>
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
export const expected = (descriptor: Descriptor, sessions: number): ReadonlyArray<string> =>
  Checkout.Sandbox.sessions(providerOf(descriptor), { sessions }).map(idOf)

export const judge = (
  { provider }: Descriptor,
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
