import type * as HttpClient from "@effect/platform/HttpClient"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as String from "effect/String"
import * as Checkout from "../index.js"

/** As the documentation lists them; a new one comes last. */
const listed = ["stripe", "polar", "flowglad", "monime", "leanrails"]

const place = ({ provider }: Checkout.CheckoutClient.Descriptor) =>
  listed.includes(provider) ? listed.indexOf(provider) : listed.length

/** Every client that the library exports, so that a new provider needs no line here. */
export const providers: ReadonlyArray<Checkout.CheckoutClient.Descriptor> = Object.values(Checkout)
  .flatMap((module) => ("descriptor" in module ? [module.descriptor] : []))
  .sort((a, b) => place(a) - place(b))

/** `stripe`, `secretKey` → `STRIPE_SECRET_KEY`. */
export const variableOf = (provider: string, key: string): string =>
  `${provider}_${String.camelToSnake(key)}`.toUpperCase()

const required = ({
  credentials,
  provider
}: Checkout.CheckoutClient.Descriptor): ReadonlyArray<string> =>
  credentials.filter(({ optional }) => !optional).map(({ key }) => variableOf(provider, key))

/** The client, its credentials from the variables of the `ConfigProvider` in force. */
export const connect = (
  descriptor: Checkout.CheckoutClient.Descriptor,
  options: Checkout.CheckoutClient.Options = {}
): Effect.Effect<
  Checkout.CheckoutClient.CheckoutClient<unknown, unknown>,
  Checkout.CheckoutError.CheckoutError | MissingVariables,
  HttpClient.HttpClient
> => {
  const variable = (key: string) => variableOf(descriptor.provider, key)
  return Effect.mapError(
    descriptor.make(
      {
        secret: (key) => Config.redacted(variable(key)),
        text: (key) => Config.nonEmptyString(variable(key)),
        optional: (key) => Config.withDefault(Config.nonEmptyString(variable(key)), undefined)
      },
      options
    ),
    () => new MissingVariables({ variables: required(descriptor) })
  )
}

/** A provider whose credentials are not in the environment. */
export class MissingVariables extends Data.TaggedError("MissingVariables")<{
  readonly variables: ReadonlyArray<string>
}> {
  override get message(): string {
    return `set ${this.variables.join(" and ")} in the environment`
  }
}

/** The required variables of a provider that are not set. */
export const missing = (
  descriptor: Checkout.CheckoutClient.Descriptor
): Effect.Effect<ReadonlyArray<string>> =>
  Effect.filter(required(descriptor), (variable) =>
    Effect.map(Effect.option(Config.nonEmptyString(variable)), Option.isNone)
  )

/** The sandbox's credentials under the same variables as real ones. */
export const sandboxVariables: ConfigProvider.ConfigProvider = ConfigProvider.fromMap(
  new Map(
    Object.entries(Checkout.Sandbox.credentials).flatMap(([provider, credentials]) =>
      Object.entries(credentials).map(([key, value]) => [variableOf(provider, key), value] as const)
    )
  )
)

/** A session's status in its provider's own words. */
export const statusOf = (session: unknown): string =>
  Predicate.hasProperty(session, "status") && Predicate.isString(session.status)
    ? session.status
    : "(none)"
