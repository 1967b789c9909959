/** What the processes of these tests agree on. */
import { Duration, Schema } from "effect"
import type { ProviderName } from "../../src/CheckoutError.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"

/** What a process is told on its command line. */
export const Told = Schema.parseJson(
  Schema.Struct({
    /** A runner, a process that follows everything by itself, or the sandbox. */
    role: Schema.Literal("runner", "alone", "sandbox"),
    /** The folder of the socket of Postgres. */
    host: Schema.String,
    database: Schema.String,
    baseUrl: Schema.String,
    address: Schema.String,
    /** The lanes that a runner has. */
    lanes: Schema.Array(Schema.String),
    /** Sessions of each provider. */
    sessions: Schema.Number,
    /** When they were made. */
    now: Schema.Number
  })
)
export type Told = typeof Told.Type

/** A line that a process prints. */
export const Line = Schema.parseJson(
  Schema.Union(
    /** A page of a source was written. */
    Schema.Struct({ source: Schema.String, at: Schema.Number, kind: Schema.String }),
    /** The sandbox listens. */
    Schema.Struct({ url: Schema.String })
  )
)

/** A credential, and the accounts that share its limit. */
export interface Plan {
  readonly name: string
  readonly provider: ProviderName
  readonly accounts: ReadonlyArray<string | undefined>
}

export const lanes: ReadonlyArray<Plan> = [
  { name: "stripe", provider: "stripe", accounts: [undefined] },
  { name: "polar", provider: "polar", accounts: [undefined] },
  { name: "flowglad", provider: "flowglad", accounts: [undefined] },
  { name: "monime", provider: "monime", accounts: [undefined] },
  { name: "leanrails", provider: "leanrails", accounts: [undefined] },
  // Connected accounts of one key.
  { name: "connected", provider: "stripe", accounts: ["eu", "us"] }
]

/** All sources, with their providers. */
export const sources: ReadonlyMap<string, ProviderName> = new Map(
  lanes.flatMap(({ accounts, provider }) =>
    accounts.map((account) => [
      account === undefined ? provider : `${provider}/${account}`,
      provider
    ])
  )
)

/** The sandbox that all runners read. */
export const sandbox = ({ now, sessions }: Pick<Told, "now" | "sessions">): Sandbox.Options => ({
  sessions,
  now,
  seed: 7,
  ties: "stable",
  span: Duration.days(30),
  latency: "100 millis"
})
