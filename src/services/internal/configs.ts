import * as Config from "effect/Config"
import * as Option from "effect/Option"
import type { Configs, Options } from "../CheckoutClient.js"

const isConfig = <A>(given: A | Config.Config<A>): given is Config.Config<A> =>
  Config.isConfig(given)

const isOption = <A>(given: A | Option.Option<A>): given is Option.Option<A> =>
  Option.isOption(given)

/** A value that must be there, plain or from `Config`. */
export const required = <A>(given: A | Config.Config<A>): Config.Config<A> =>
  isConfig(given) ? given : Config.succeed(given)

/** A value that may be left out, plain or from `Config`, there also as an `Option`. */
export const optional = <A>(
  given: A | undefined | Config.Config<A | Option.Option<A> | undefined>
): Config.Config<A | undefined> =>
  Config.map(required<A | Option.Option<A> | undefined>(given), (value) =>
    isOption(value) ? Option.getOrUndefined(value) : value
  )

/** The options of every client that belong to a deployment. */
export const common = ({ baseUrl, maxBodyBytes }: Configs<Omit<Options, "transformClient">>) => ({
  baseUrl: optional(baseUrl),
  maxBodyBytes: optional(maxBodyBytes)
})
