import type * as HttpClient from "@effect/platform/HttpClient"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Sync from "../../sync/Sync.js"
import type { Provider } from "../providers.js"
import { MissingVariables, providers } from "../providers.js"

/** One account of one provider, as the command line names it: `stripe`, or `stripe/eu`. */
export interface Account {
  readonly adapter: Provider
  /** `undefined` for the one whose variables have no suffix. */
  readonly name: string | undefined
}

/** `STRIPE_SECRET_KEY`, `eu` → `STRIPE_SECRET_KEY__EU`. */
const variableOf = (variable: string, name: string | undefined): string =>
  name === undefined ? variable : `${variable}__${name.toUpperCase().replaceAll("-", "_")}`

/** A word of the command line names no account. */
class NoAccount extends Data.TaggedError("NoAccount")<{ readonly message: string }> {}

const parse = (text: string): Effect.Effect<Account, NoAccount> => {
  const [, provider = "", name] = /^([a-z]+)(?:\/([a-z0-9][a-z0-9_-]*))?$/.exec(text) ?? []
  const adapter = providers.find((adapter) => adapter.provider === provider)
  return adapter === undefined
    ? Effect.fail(
        new NoAccount({
          message: `${text}: expected a provider (${providers.map(({ provider }) => provider).join(", ")}), or one of its accounts, such as stripe/eu`
        })
      )
    : Effect.succeed({ adapter, name })
}

const valueOf = (variable: string) => Effect.option(Config.nonEmptyString(variable))

/** The variables of an account that are not set. */
const missing = ({ adapter, name }: Account): Effect.Effect<ReadonlyArray<string>> =>
  Effect.filter(
    adapter.variables.flatMap((variable) =>
      variable.optional ? [] : [variableOf(variable.name, name)]
    ),
    (variable) => Effect.map(valueOf(variable), Option.isNone)
  )

/** The accounts whose variables are set, by the names that the environment has. */
const inEnvironment = (env: NodeJS.ProcessEnv): Effect.Effect<ReadonlyArray<Account>> =>
  Effect.filter(
    providers.flatMap((adapter): ReadonlyArray<Account> => {
      const [first] = adapter.variables
      const prefix = `${first?.name ?? ""}__`
      const names = Object.keys(env)
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length).toLowerCase())
      return [undefined, ...names].map((name) => ({ adapter, name }))
    }),
    (account) => Effect.map(missing(account), (variables) => variables.length === 0)
  )

/** No account has credentials. */
class NothingToSync extends Data.TaggedError("NothingToSync") {
  override get message(): string {
    return "set the variables of at least one provider, in the environment or in an --env-file, or try it with --demo"
  }
}

/** The accounts that were named, all of which must have credentials; or all that have. */
export const chosen = (
  named: ReadonlyArray<string>,
  env: NodeJS.ProcessEnv
): Effect.Effect<ReadonlyArray<Account>, MissingVariables | NoAccount | NothingToSync> =>
  Effect.gen(function* () {
    if (named.length === 0) {
      const found = yield* inEnvironment(env)
      return found.length > 0 ? found : yield* new NothingToSync()
    }
    const accounts = yield* Effect.forEach(new Set(named), parse)
    const lacking = (yield* Effect.forEach(accounts, missing)).flat()
    return lacking.length > 0 ? yield* new MissingVariables({ variables: lacking }) : accounts
  })

/** A source for the account, with the credentials from its own variables. */
export const connect = (
  account: Account,
  options: { readonly baseUrl?: string | undefined }
): Effect.Effect<Sync.Source, never, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const { adapter, name } = account
    const values = new Map<string, string>()
    for (const variable of adapter.variables) {
      const value = yield* valueOf(variableOf(variable.name, name))
      if (Option.isSome(value)) values.set(variable.name, value.value)
    }
    // The required variables were checked before.
    const lane = yield* Effect.orDie(
      Effect.withConfigProvider(adapter.connect(options), ConfigProvider.fromMap(values))
    )
    return Sync.source(lane, name)
  })
