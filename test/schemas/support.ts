import { readFileSync } from "node:fs"
import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as Flowglad from "../../src/schemas/Flowglad.js"
import * as Leanrails from "../../src/schemas/Leanrails.js"
import * as Monime from "../../src/schemas/Monime.js"
import * as Polar from "../../src/schemas/Polar.js"
import * as Stripe from "../../src/schemas/Stripe.js"

type AnySchema = Schema.Schema.AnyNoContext

export interface Provider {
  readonly name: string
  readonly module: { readonly [name: string]: unknown }
  readonly session: AnySchema
  readonly list: AnySchema
  readonly params: AnySchema
  /** The key of the page that holds the sessions. */
  readonly items: string
  /** `seed` is the documentation's own example, `older` is built after its list of fields. */
  readonly fixtures: ReadonlyArray<string>
}

const provider = (
  name: string,
  module: {
    readonly Session: AnySchema
    readonly SessionList: AnySchema
    readonly ListSessionsParams: AnySchema
  },
  items: string,
  oldest: "seed" | "older"
): Provider => ({
  name,
  module: { ...module },
  session: module.Session,
  list: module.SessionList,
  params: module.ListSessionsParams,
  items,
  fixtures: [oldest, "today", "nulls", "unknown"]
})

export const providers: ReadonlyArray<Provider> = [
  provider("stripe", Stripe, "data", "older"),
  provider("polar", Polar, "items", "older"),
  provider("flowglad", Flowglad, "data", "seed"),
  provider("monime", Monime, "result", "seed"),
  provider("leanrails", Leanrails, "data", "seed")
]

export const schemasOf = (provider: Provider): ReadonlyArray<readonly [string, AnySchema]> =>
  Object.entries(provider.module).flatMap(([name, value]) =>
    Schema.isSchema(value) ? [[name, Schema.make<unknown, unknown, never>(value.ast)] as const] : []
  )

export const text = (provider: Provider, fixture: string): string =>
  readFileSync(new URL(`../fixtures/${provider.name}/${fixture}.json`, import.meta.url), "utf8")

export const parse = (json: string): unknown => JSON.parse(json)

export const itemsOf = (provider: Provider, page: unknown): ReadonlyArray<unknown> => {
  const items = Predicate.isRecord(page) ? page[provider.items] : undefined
  if (!Array.isArray(items)) throw new Error(`no items in a page of ${provider.name}`)
  return items
}

export const sessions = (provider: Provider, fixture: string): ReadonlyArray<unknown> =>
  itemsOf(provider, parse(text(provider, fixture)))

export interface Refusal {
  readonly paths: ReadonlyArray<string>
  readonly message: string
}

// `effect` compiles a schema each time that it is asked, and these tests ask thousands of times.
const validators = new WeakMap<AnySchema, ReturnType<typeof ParseResult.validateEither>>()

const validatorOf = (schema: AnySchema) => {
  const validate = validators.get(schema) ?? ParseResult.validateEither(schema)
  validators.set(schema, validate)
  return validate
}

/** Why the value is refused, or `undefined` if it is not. */
export const refusal = (
  schema: AnySchema,
  value: unknown,
  onExcessProperty: "ignore" | "error" = "ignore"
): Refusal | undefined => {
  const result = validatorOf(schema)(value, { errors: "all", onExcessProperty })
  if (result._tag === "Right") return undefined
  return {
    get paths() {
      return ParseResult.ArrayFormatter.formatIssueSync(result.left).map((issue) =>
        issue.path.map(String).join(".")
      )
    },
    get message() {
      return ParseResult.TreeFormatter.formatIssueSync(result.left)
    }
  }
}
