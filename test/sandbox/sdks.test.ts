import * as HttpServer from "@effect/platform/HttpServer"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { Flowglad } from "@flowglad/node"
import { createPolar } from "@polar-sh/sdk/2026-10"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Stripe } from "stripe"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { ids } from "./raw.js"
import { sameItems } from "./same.js"

// The SDKs neither notice nor heal sessions that trade places.
const options: Sandbox.Options = { sessions: 1000, ties: "stable" }
const served = Sandbox.serve(options).pipe(Layer.provideMerge(NodeHttpServer.layerTest))

const port = HttpServer.addressWith((address) =>
  address._tag === "TcpAddress" ? Effect.succeed(address.port) : Effect.dieMessage("no port")
)

/** The value as JSON, without the keys that a newer pinned version adds. */
const plain = (value: unknown, ...added: ReadonlyArray<string>): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, member: unknown) => (added.includes(key) ? undefined : member))
  )

layer(served)("the official SDKs list from the sandbox", (it) => {
  it.effect("stripe: auto-paging gives all sessions, unchanged", () =>
    Effect.gen(function* () {
      const stripe = new Stripe(Sandbox.credentials.stripe.secretKey, {
        host: "127.0.0.1",
        port: yield* port,
        protocol: "http",
        maxNetworkRetries: 0,
        telemetry: false
      })
      const all = Sandbox.sessions("stripe", options)
      const listed = yield* Effect.promise(() =>
        stripe.checkout.sessions.list({ limit: 100 }).autoPagingToArray({ limit: 2000 })
      )
      sameItems(plain(listed, "allowed_payment_method_types"), all)
      const newer = yield* Effect.promise(() =>
        stripe.checkout.sessions
          .list({ limit: 7, ending_before: String(all[30]?.["id"]) })
          .autoPagingToArray({ limit: 2000 })
      )
      assert.deepStrictEqual(ids(newer), ids(all.slice(0, 30).toReversed()))
    })
  )

  it.effect("stripe: filters and expansion as the SDK encodes them", () =>
    Effect.gen(function* () {
      const stripe = new Stripe(Sandbox.credentials.stripe.secretKey, {
        host: "127.0.0.1",
        port: yield* port,
        protocol: "http",
        telemetry: false
      })
      const all = Sandbox.sessions("stripe", options)
      const from = Number(all[60]?.["created"])
      const page = yield* Effect.promise(() =>
        stripe.checkout.sessions.list({
          created: { gte: from },
          expand: ["data.line_items", "data.customer"],
          limit: 100,
          status: "complete"
        })
      )
      assert.deepStrictEqual(
        ids(page.data),
        ids(all.filter((s) => Number(s["created"]) >= from && s["status"] === "complete"))
      )
      for (const session of page.data) {
        assert.strictEqual(session.line_items?.object, "list")
        assert.isNotString(session.customer)
      }
      const wrong = yield* Effect.promise(() =>
        stripe.checkout.sessions.list({ limit: 1000 }).then(
          () => undefined,
          (error: unknown) => error
        )
      )
      assert.instanceOf(wrong, Stripe.errors.StripeInvalidRequestError)
      assert.strictEqual(wrong.param, "limit")
      assert.match(String(wrong.requestId), /^req_/)
    })
  )

  it.effect("@polar-sh/sdk: the SDK's iteration gives all checkouts", () =>
    Effect.gen(function* () {
      const polar = createPolar({
        accessToken: Sandbox.credentials.polar.accessToken,
        baseUrl: `http://127.0.0.1:${yield* port}`
      })
      const listed = yield* Effect.promise(async () => {
        const items: Array<unknown> = []
        for await (const item of polar.checkouts.iterList({ limit: 100 })) items.push(item)
        return items
      })
      sameItems(listed, Sandbox.sessions("polar", options))
      const open = yield* Effect.promise(() =>
        polar.checkouts.list({ status: ["open", "failed"], sorting: ["status", "created_at"] })
      )
      assert.strictEqual(open.items[0]?.status, "failed")
    })
  )

  it.effect("@flowglad/node: paging by cursor gives all sessions", () =>
    Effect.gen(function* () {
      const flowglad = new Flowglad({
        apiKey: Sandbox.credentials.flowglad.secretKey,
        baseURL: `http://127.0.0.1:${yield* port}`
      })
      const listed = yield* Effect.promise(async () => {
        const items: Array<unknown> = []
        for (let cursor: string | undefined; ;) {
          const page = await flowglad.checkoutSessions.list({
            limit: "100",
            ...(cursor === undefined ? {} : { cursor })
          })
          items.push(...page.data)
          if (!page.hasMore) return items
          cursor = page.nextCursor
        }
      })
      sameItems(listed, Sandbox.sessions("flowglad", options))
    })
  )

  it.effect("stripe, @polar-sh/sdk, @flowglad/node: one session, and one that does not exist", () =>
    Effect.gen(function* () {
      const address = `http://127.0.0.1:${yield* port}`
      const { flowglad, polar, stripe } = Sandbox.credentials
      const stripes = new Stripe(stripe.secretKey, {
        host: "127.0.0.1",
        port: yield* port,
        protocol: "http",
        telemetry: false
      }).checkout.sessions
      const polars = createPolar({ accessToken: polar.accessToken, baseUrl: address }).checkouts
      const flowglads = new Flowglad({ apiKey: flowglad.secretKey, baseURL: address })
      const [first] = Sandbox.sessions("stripe", options)
      const session = yield* Effect.promise(() =>
        stripes.retrieve(String(first?.["id"]), { expand: ["line_items"] })
      )
      assert.strictEqual(session.line_items?.object, "list")
      const missing = yield* Effect.flip(Effect.tryPromise(() => stripes.retrieve("cs_absent")))
      assert.instanceOf(missing.cause, Stripe.errors.StripeInvalidRequestError)
      assert.strictEqual(missing.cause.code, "resource_missing")
      assert.strictEqual(missing.cause.statusCode, 404)
      const [checkout] = Sandbox.sessions("polar", options)
      const got = yield* Effect.promise(() => polars.get(String(checkout?.["id"])))
      assert.deepStrictEqual(plain(got), plain(checkout))
      const [oldest] = Sandbox.sessions("flowglad", options)
      const wrapped = yield* Effect.promise(() =>
        flowglads.checkoutSessions.retrieve(String(oldest?.["id"]))
      )
      assert.deepStrictEqual(plain(wrapped.checkoutSession), oldest)
      assert.match(wrapped.url, /\/checkout\/chckt_session_/)
    })
  )
})
