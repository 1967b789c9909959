import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Option, Schema, Stream } from "effect"
import type { CheckoutError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import type * as Page from "../../src/pagination/Page.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as Polar from "../../src/schemas/Polar.js"
import * as Stripe from "../../src/schemas/Stripe.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import { all, expectTag } from "../support/run.js"

describe("layerTest refuses parameters that it cannot answer", () => {
  const sessions = Sandbox.sessions("stripe", { sessions: 3 }).map((session) =>
    Schema.validateSync(Stripe.Session)({ ...session, customer: "cus_1", invoice: null })
  )

  const stripeWith = (given: ReadonlyArray<Stripe.Session>, params: Stripe.ListSessionsParams) =>
    Effect.flatMap(StripeClient.StripeClient, (stripe) => stripe.listSessions(params)).pipe(
      Effect.provide(StripeClient.layerTest(given))
    )

  const refusal = <A>(effect: Effect.Effect<A, CheckoutError>, expected: string) =>
    Effect.map(Effect.flip(effect), (error) => assert.include(error.message, expected))

  it.effect("parameters, as the client does", () =>
    Effect.gen(function* () {
      yield* refusal(stripeWith(sessions, { limit: 101 }), "a whole number from 1 to 100")
      yield* refusal(
        stripeWith(sessions, { starting_after: "a", ending_before: "b" }),
        "only one of starting_after and ending_before"
      )
    })
  )

  it.effect("`expand` of an object that a session was given without", () =>
    Effect.gen(function* () {
      const expanded = (path: string) => stripeWith(sessions, { expand: [path] })
      yield* refusal(expanded("data.customer"), "without the object at `data.customer`")
      yield* refusal(expanded("data.line_items"), "without the object at `data.line_items`")
      // `null` is the same expanded.
      assert.lengthOf((yield* expanded("data.invoice")).items, 3)
      const full = sessions.map((session) => ({
        ...session,
        customer: { id: "cus_1", default_source: null }
      }))
      const deep = { expand: ["data.customer.default_source"], customer: "cus_1" }
      assert.lengthOf((yield* stripeWith(full, deep)).items, 3)
    })
  )

  it.effect("cursors of sessions that it does not have, as a provider does", () =>
    Effect.gen(function* () {
      const refused = <A>(effect: Effect.Effect<A, CheckoutError>, status: number) =>
        Effect.map(Effect.flip(effect), (error) =>
          assert.strictEqual(expectTag(error, "CheckoutResponseError").status, status)
        )
      yield* refused(stripeWith(sessions, { starting_after: "cs_none" }), 400)
      yield* Effect.gen(function* () {
        const leanrails = yield* LeanrailsClient.LeanrailsClient
        yield* refused(leanrails.listSessions({ ending_before: "cs_none" }), 404)
        yield* refusal(
          leanrails.listSessions({ ending_before: "cs_none", starting_after: "cs_none" }),
          "Leanrails does not document"
        )
        const flowglad = yield* FlowgladClient.FlowgladClient
        for (const cursor of ["%", "e30=", btoa("[]"), btoa('{"createdAt":"1","id":"a"}')]) {
          yield* refused(flowglad.listSessions({ cursor }), 400)
        }
        const monime = yield* MonimeClient.MonimeClient
        yield* refused(monime.listSessions({ after: "cs_none" }), 400)
      }).pipe(
        Effect.provide(
          Layer.mergeAll(
            LeanrailsClient.layerTest([]),
            FlowgladClient.layerTest([]),
            MonimeClient.layerTest([])
          )
        )
      )
    })
  )

  it.effect("Polar's organization of sessions that name none", () =>
    Effect.gen(function* () {
      const [session] = Sandbox.sessions("polar", { sessions: 1 })
      const polar = yield* PolarClient.PolarClient.pipe(
        Effect.provide(
          PolarClient.layerTest([
            Schema.validateSync(Polar.Session)({ ...session, organization_id: null })
          ])
        )
      )
      const organization_id = "0b6f1c3e-9d5a-4c1b-8f7e-2a1d3c4b5e6f"
      yield* refusal(polar.listSessions({ organization_id }), "without its `organization_id`")
    })
  )
})

describe("layerTest by several workers", () => {
  it.effect("Stripe's and Polar's sessions arrive once each", () =>
    Effect.gen(function* () {
      const held = {
        stripe: Sandbox.sessions("stripe", { sessions: 200 }).map((session) =>
          Schema.validateSync(Stripe.Session)(session)
        ),
        polar: Sandbox.sessions("polar", { sessions: 200 }).map((session) =>
          Schema.validateSync(Polar.Session)(session)
        )
      }
      const ids = <A extends { readonly id: string }>(sessions: Iterable<A>) =>
        [...sessions].map(({ id }) => id).sort()
      const stripe = yield* Effect.provide(
        StripeClient.StripeClient,
        StripeClient.layerTest(held.stripe)
      )
      const polar = yield* Effect.provide(
        PolarClient.PolarClient,
        PolarClient.layerTest(held.polar)
      )
      const several = { concurrency: 8 }
      assert.deepEqual(
        ids(yield* Stream.runCollect(stripe.streamSessions({ limit: 20 }, several))),
        ids(held.stripe)
      )
      assert.deepEqual(
        ids(yield* Stream.runCollect(polar.streamSessions({ limit: 50 }, several))),
        ids(held.polar)
      )
    })
  )
})

describe("layerTest and a stored cursor", () => {
  it.effect("a later layer goes on where an earlier one ended, with its new sessions", () =>
    Effect.gen(function* () {
      const pages = <A>(stream: Stream.Stream<Page.Page<A>, CheckoutError>) =>
        Effect.map(all(stream), (pages) => ({
          items: pages.flatMap(({ items }) => items),
          resume: Option.getOrUndefined(
            Option.flatMap(Option.fromNullable(pages.at(-1)), ({ resume }) => resume)
          )
        }))
      const range = [1, 2, 3, 4, 5]
      const stripe = range.map((n) => Sandbox.session("stripe", { status: "open" }, n))
      const polar = range.map((n) => Sandbox.session("polar", {}, n))
      const flowglad = range.map((n) => Sandbox.session("flowglad", {}, n))
      const holding = (count: number) =>
        Layer.mergeAll(
          StripeClient.layerTest(stripe.slice(0, count)),
          PolarClient.layerTest(polar.slice(0, count)),
          FlowgladClient.layerTest(flowglad.slice(0, count))
        )
      const read = (from: ReadonlyArray<Cursor | undefined>) =>
        Effect.gen(function* () {
          const [one, two, three] = yield* Effect.all([
            StripeClient.StripeClient,
            PolarClient.PolarClient,
            FlowgladClient.FlowgladClient
          ])
          const limit = { limit: 2 }
          return [
            yield* pages(one.streamPages(limit, { from: from[0] })),
            yield* pages(two.streamPages(limit, { from: from[1] })),
            yield* pages(three.streamPages(limit, { from: from[2] }))
          ] as const
        })
      const before = yield* Effect.provide(read([]), holding(3))
      const after = yield* Effect.provide(read(before.map(({ resume }) => resume)), holding(5))
      const ids = after.map(({ items }) => items.map(({ id }) => id).sort())
      assert.deepEqual(
        ids,
        [stripe, polar, flowglad].map((sessions) => sessions.slice(3).map(({ id }) => id))
      )
    })
  )
})
