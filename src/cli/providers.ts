import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as String from "effect/String"
import {
  FlowgladClient,
  LeanrailsClient,
  MonimeClient,
  PolarClient,
  Sandbox,
  StripeClient
} from "../index.js"

/** All providers, as the documentation lists them. */
export const providers = [
  StripeClient.adapter,
  PolarClient.adapter,
  FlowgladClient.adapter,
  MonimeClient.adapter,
  LeanrailsClient.adapter
] as const

/** One of the providers. */
export type Provider = (typeof providers)[number]

/** `stripe`, `secretKey` → `STRIPE_SECRET_KEY`. */
export const variableOf = (provider: string, key: string): string =>
  `${provider}_${String.camelToSnake(key)}`.toUpperCase()

/** A provider whose credentials are not in the environment. */
export class MissingVariables extends Data.TaggedError("MissingVariables")<{
  readonly variables: ReadonlyArray<string>
}> {
  override get message(): string {
    return `set ${this.variables.join(" and ")} in the environment or in an --env-file`
  }
}

/** The required variables of a provider that are not set. */
export const missing = ({ variables }: Provider): Effect.Effect<ReadonlyArray<string>> =>
  Effect.filter(
    variables.flatMap(({ name, optional }) => (optional ? [] : [name])),
    (variable) => Effect.map(Effect.option(Config.nonEmptyString(variable)), Option.isNone)
  )

/** The sandbox's credentials under the same variables as real ones. */
export const sandboxVariables: ConfigProvider.ConfigProvider = ConfigProvider.fromMap(
  new Map(
    Object.entries(Sandbox.credentials).flatMap(([provider, credentials]) =>
      Object.entries(credentials).map(([key, value]) => [variableOf(provider, key), value] as const)
    )
  )
)
