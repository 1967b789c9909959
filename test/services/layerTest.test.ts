/** The test layers beside the sandbox: two readings of one documentation, which must list alike. */
import type { HttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Layer, Option, Redacted, Schema, Stream } from "effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as Flowglad from "../../src/schemas/Flowglad.js"
import * as Leanrails from "../../src/schemas/Leanrails.js"
import * as Monime from "../../src/schemas/Monime.js"
import * as Polar from "../../src/schemas/Polar.js"
import * as Stripe from "../../src/schemas/Stripe.js"
import type { CheckoutClient } from "../../src/services/CheckoutClient.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import { sameItems } from "../sandbox/same.js"
import { all } from "../support/run.js"

const { flowglad, leanrails, monime, polar, stripe } = Sandbox.credentials

const secret = Redacted.make

const layers = {
  stripe: StripeClient.layer().pipe(
    Layer.provide(StripeClient.layerCredentials({ secretKey: secret(stripe.secretKey) }))
  ),
  polar: PolarClient.layer().pipe(
    Layer.provide(PolarClient.layerCredentials({ accessToken: secret(polar.accessToken) }))
  ),
  flowglad: FlowgladClient.layer().pipe(
    Layer.provide(FlowgladClient.layerCredentials({ secretKey: secret(flowglad.secretKey) }))
  ),
  monime: MonimeClient.layer().pipe(
    Layer.provide(
      MonimeClient.layerCredentials({
        accessToken: secret(monime.accessToken),
        spaceId: monime.spaceId
      })
    )
  ),
  leanrails: LeanrailsClient.layer().pipe(
    Layer.provide(LeanrailsClient.layerCredentials({ secretKey: secret(leanrails.secretKey) }))
  )
} as const

const options = { sessions: 50, seed: 5, ties: "stable" } as const

/** A page as a program sees it, but for its cursors: each list writes its own. */
const seen = <A>(client: CheckoutClient<A, unknown>, params: A) =>
  Effect.map(all(client.streamPages(params)), (pages) =>
    pages.map(({ items, next, resume, total }) => ({
      items,
      total: Option.getOrNull(total),
      next: Option.isSome(next),
      resume: Option.isSome(resume)
    }))
  )

const alike = <Params, Session, I>(
  provider: Sandbox.ProviderName,
  schema: Schema.Schema<Session, I>,
  double: (sessions: ReadonlyArray<Session>) => Effect.Effect<CheckoutClient<Params, unknown>>,
  http: Effect.Effect<CheckoutClient<Params, unknown>, never, HttpClient.HttpClient>,
  queries: (sessions: ReadonlyArray<Session>) => ReadonlyArray<Params>
) =>
  describe(`layerTest and the sandbox list alike: ${provider}`, () => {
    const drawn = Sandbox.sessions(provider, options)
    const sessions = drawn.map((session) => Schema.validateSync(schema)(session))

    it.effect("every filter, order and page size, over the sandbox's own data", () =>
      Effect.gen(function* () {
        const one = yield* double(sessions)
        const mine = yield* Effect.provide(
          http,
          Sandbox.layerHttpClient({ ...options, sessions: { [provider]: drawn } })
        )
        const made = yield* Effect.provide(http, Sandbox.layerHttpClient(options))
        let found = 0
        for (const params of queries(sessions)) {
          const expected = yield* seen(made, params)
          found += Math.sign(expected.flatMap(({ items }) => items).length)
          sameItems(yield* seen(one, params), expected)
          sameItems(yield* seen(mine, params), expected)
          const first = yield* one.listSessions(params)
          sameItems(first.items, (yield* mine.listSessions(params)).items)
        }
        assert.isAbove(found, queries(sessions).length / 2, "most queries find sessions")
      })
    )

    it.effect("sessions that are given in another order come in the list's own", () =>
      Effect.gen(function* () {
        // Sessions of one time would stay in the order in which they are given.
        const times = new Set<unknown>()
        const untied = sessions.filter((_, n) => {
          const { created, created_at, createdAt, createTime } = drawn[n] ?? {}
          const time = created ?? created_at ?? createdAt ?? createTime
          return times.size !== times.add(time).size
        })
        const given = untied.toSorted((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)
        assert.notDeepEqual(given, untied)
        const page = (client: CheckoutClient<Params, unknown>) =>
          Effect.map(Stream.runCollect(client.streamSessions()), (items) => [...items])
        const wanted = yield* Effect.flatMap(double(untied), page)
        sameItems(yield* Effect.flatMap(double(given), page), wanted)
        const json: ReadonlyArray<Sandbox.JsonObject> = JSON.parse(JSON.stringify(given))
        const own = Sandbox.layerHttpClient({ ...options, sessions: { [provider]: json } })
        sameItems(yield* Effect.provide(Effect.flatMap(http, page), own), wanted)
        assert.lengthOf(wanted, untied.length)
      })
    )

    it.effect("two sessions with one id are a defect, which says so", () =>
      Effect.gen(function* () {
        const exit = yield* Effect.exit(double(sessions.slice(0, 1).concat(sessions.slice(0, 1))))
        assert.include(
          Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "",
          "two sessions with the id"
        )
      })
    )
  })

const second = <A>(values: ReadonlyArray<A | null | undefined>): A => {
  const value = values.filter((value) => value !== null && value !== undefined)[1]
  if (value === undefined || value === null) throw new Error("no session has it")
  return value
}

const text = (value: unknown) => (typeof value === "string" ? value : undefined)

alike(
  "stripe",
  Stripe.Session,
  (sessions) => Effect.provide(StripeClient.StripeClient, StripeClient.layerTest(sessions)),
  Effect.provide(StripeClient.StripeClient, layers.stripe),
  (sessions): ReadonlyArray<Stripe.ListSessionsParams> => {
    const at = second(sessions.slice(25).map(({ created }) => created))
    return [
      {},
      { limit: 2, created: { gte: at } },
      { status: "complete", limit: 6 },
      { created: at },
      { created: { gt: at, lte: at + 500_000 }, limit: 5 },
      { created: { lt: at }, status: "open" },
      { customer: second(sessions.map(({ customer }) => text(customer))) },
      { customer_account: second(sessions.map((session) => session.customer_account)) },
      { payment_intent: second(sessions.map((session) => text(session.payment_intent))) },
      { payment_link: second(sessions.map((session) => text(session.payment_link))), limit: 2 },
      { subscription: second(sessions.map((session) => text(session.subscription))) },
      { customer_details: { email: "CUSTOMER-7@example.com" }, status: "complete" },
      { starting_after: second(sessions.map(({ id }) => id)), limit: 11 },
      { ending_before: second(sessions.slice(20).map(({ id }) => id)), limit: 11 },
      { ending_before: second(sessions.slice(40).map(({ id }) => id)), status: "expired", limit: 4 }
    ]
  }
)

alike(
  "polar",
  Polar.Session,
  (sessions) => Effect.provide(PolarClient.PolarClient, PolarClient.layerTest(sessions)),
  Effect.provide(PolarClient.PolarClient, layers.polar),
  (sessions): ReadonlyArray<Polar.ListSessionsParams> => [
    {},
    { limit: 12 },
    { sorting: ["status", "-expires_at"], limit: 20 },
    { sorting: ["-created_at"], page: 2, limit: 20 },
    { sorting: [], limit: 100 },
    { status: ["open", "succeeded"], limit: 9 },
    { status: "expired" },
    { organization_id: second(sessions.map((session) => session.organization_id)) },
    { organization_id: "0b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f" },
    { product_id: [second(sessions.map((session) => session.product_id)).toUpperCase()] },
    { customer_id: second(sessions.map((session) => session.customer_id)) },
    { external_customer_id: ["ext-2", "ext-4", "ext-6"] },
    { query: "CUSTOMER-1" },
    { query: "customer_2%.com" },
    { page: 1000, limit: 100 }
  ]
)

alike(
  "flowglad",
  Flowglad.Session,
  (sessions) => Effect.provide(FlowgladClient.FlowgladClient, FlowgladClient.layerTest(sessions)),
  Effect.provide(FlowgladClient.FlowgladClient, layers.flowglad),
  (): ReadonlyArray<Flowglad.ListSessionsParams> => [{}, { limit: 3 }, { limit: 100 }]
)

alike(
  "monime",
  Monime.Session,
  (sessions) => Effect.provide(MonimeClient.MonimeClient, MonimeClient.layerTest(sessions)),
  Effect.provide(MonimeClient.MonimeClient, layers.monime),
  (): ReadonlyArray<Monime.ListSessionsParams> => [{}, { limit: 3, after: null }]
)

alike(
  "leanrails",
  Leanrails.Session,
  (sessions) =>
    Effect.provide(LeanrailsClient.LeanrailsClient, LeanrailsClient.layerTest(sessions)),
  Effect.provide(LeanrailsClient.LeanrailsClient, layers.leanrails),
  (sessions): ReadonlyArray<Leanrails.ListSessionsParams> => [
    {},
    { limit: 7 },
    { status: "open", limit: 3 },
    { starting_after: second(sessions.map(({ id }) => id)), limit: 11 },
    { ending_before: second(sessions.slice(20).map(({ id }) => id)), status: "complete", limit: 4 }
  ]
)
