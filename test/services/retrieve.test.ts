/** One session by its id: the clients and the test layers beside the sandbox, and hostile answers. */
import { assert, describe, it } from "@effect/vitest"
import {
  ConfigProvider,
  type Context,
  Effect,
  type Layer,
  Option,
  Predicate,
  Redacted
} from "effect"
import * as Retry from "../../src/http/Retry.js"
import * as CheckoutSession from "../../src/neutral/CheckoutSession.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import type { CheckoutClient } from "../../src/services/CheckoutClient.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import { subjects } from "../chaos/drain.js"
import * as Drivers from "../support/drivers.js"
import * as Http from "../support/http.js"
import { expectTag } from "../support/run.js"
import { loosen } from "../support/loose.js"

const idOf = (session: unknown): string =>
  Predicate.hasProperty(session, "id") ? String(session.id) : ""

const sessions = {
  stripe: Sandbox.session("stripe"),
  polar: Sandbox.session("polar"),
  flowglad: Sandbox.session("flowglad"),
  monime: Sandbox.session("monime"),
  leanrails: Sandbox.session("leanrails")
}

const double = <Id, Params, Session extends { readonly id: string }>(
  tag: Context.Tag<Id, CheckoutClient<Params, Session>>,
  session: Session,
  layerTest: (sessions: ReadonlyArray<Session>) => Layer.Layer<Id>
) =>
  Effect.map(Effect.provide(tag, layerTest([session])), (client) => ({
    session,
    client: loosen(client)
  }))

const doubles = {
  stripe: double(StripeClient.StripeClient, sessions.stripe, StripeClient.layerTest),
  polar: double(PolarClient.PolarClient, sessions.polar, PolarClient.layerTest),
  flowglad: double(FlowgladClient.FlowgladClient, sessions.flowglad, FlowgladClient.layerTest),
  monime: double(MonimeClient.MonimeClient, sessions.monime, MonimeClient.layerTest),
  leanrails: double(LeanrailsClient.LeanrailsClient, sessions.leanrails, LeanrailsClient.layerTest)
}

const adapters = {
  stripe: StripeClient.adapter,
  polar: PolarClient.adapter,
  flowglad: FlowgladClient.adapter,
  monime: MonimeClient.adapter,
  leanrails: LeanrailsClient.adapter
}

const variables = ConfigProvider.fromMap(
  new Map(
    Object.values(adapters).flatMap((adapter) =>
      adapter.variables.flatMap(({ name, optional }) => (optional ? [] : [[name, "canary"]]))
    )
  )
)

/** The answer to a retrieval, around its session. */
const wrap = {
  stripe: (session: unknown) => session,
  polar: (session: unknown) => session,
  flowglad: (checkoutSession: unknown) => ({ checkoutSession, url: "https://example.com" }),
  monime: (result: unknown) => ({ success: true, messages: [], result }),
  leanrails: (session: unknown) => session
}

describe.each(subjects)("$provider: a session of the sandbox", ({ connect, provider }) => {
  const sessions = Sandbox.sessions(provider, { sessions: 40, now: 0 })
  const running = Sandbox.layerHttpClient({ sessions: 40, now: 0 })

  it.effect("is the one of the list", () =>
    Effect.gen(function* () {
      const client = yield* connect()
      for (const session of sessions) {
        assert.deepEqual(yield* client.retrieveSession(idOf(session)), session)
      }
    }).pipe(Effect.provide(running))
  )

  it.effect("is not found under another id, which is not tried again", () => {
    let requests = 0
    const counting = Sandbox.layerHttpClient({
      onRequest: () => Effect.sync(() => void (requests += 1))
    })
    return Effect.gen(function* () {
      const client = yield* connect()
      const error = yield* Effect.flip(
        client.retrieveSession("00000000-0000-4000-8000-000000000000")
      )
      assert.strictEqual(expectTag(error, "CheckoutResponseError").reason, "NotFound")
      assert.strictEqual(error.operation, "retrieveSession")
      assert.strictEqual(requests, 1)
    }).pipe(Effect.provide(counting))
  })
})

describe.each([...Drivers.drivers])("$provider: retrieveSession", (driver) => {
  const { provider } = driver
  const item = driver.item(1)
  const answer = (session: unknown) => Http.json(wrap[provider](session))
  const ask = (server: Http.Server, id = item.id) =>
    Effect.flatMap(driver.make(), (client) => client.retrieveSession(id)).pipe(
      Effect.provide(server.layer),
      Effect.provide(Retry.layerNone)
    )

  it.effect("asks under the list's address, with the credentials", () =>
    Effect.gen(function* () {
      const server = Http.script(answer(item))
      assert.deepEqual(yield* ask(server), item)
      const { headers, method, url } = server.request(0)
      assert.strictEqual(method, "GET")
      assert.strictEqual(`${url}`, `${driver.url.replace(/\/$/, "")}/${item.id}`)
      assert.strictEqual(headers["authorization"], driver.authorization)
    })
  )

  it.effect("keeps an id inside of its own part of the path", () =>
    Effect.gen(function* () {
      const id = "../a/ü?limit=1#é %2e"
      const server = Http.script(answer({ ...item, id }))
      yield* ask(server, id)
      const { url } = server.request(0)
      const [last = "", ...rest] = url.pathname.split("/").toReversed()
      assert.strictEqual(decodeURIComponent(last), id)
      assert.strictEqual(
        rest.length,
        new URL(driver.url).pathname.replace(/\/$/, "").split("/").length
      )
      assert.strictEqual(url.search + url.hash, "")
    })
  )

  it.effect.each(["", ".", "..", "\ud800", "a\udfff"])(
    "refuses the id %j without a request",
    (id) =>
      Effect.gen(function* () {
        const server = Http.script()
        const error = expectTag(yield* Effect.flip(ask(server, id)), "CheckoutRequestError")
        assert.strictEqual(error.reason, "InvalidParams")
        assert.deepEqual(error.parameter, Option.some("id"))
        assert.strictEqual(server.requests.length, 0)
      })
  )

  it.effect("refuses a session that is not as documented, and names it", () =>
    Effect.gen(function* () {
      const bad: Drivers.Item = driver.bad.item(1)
      const error = yield* Effect.flip(ask(Http.script(answer(bad)), bad.id))
      const { index, itemId, path, reason } = expectTag(error, "CheckoutDecodeError")
      assert.deepEqual(
        [reason, path.join("."), index, itemId],
        ["Item", driver.bad.path, Option.none(), Option.some(bad.id)]
      )
      assert.notInclude(error.message, "canary")
    })
  )

  it.effect.each([
    ["another session", driver.item(2)],
    ["an error", { error: { message: "canary" } }],
    ["a text", "canary"],
    ["nothing", null],
    ["an array", [item]]
  ])("refuses %s", ([, body]) =>
    Effect.gen(function* () {
      for (const reply of [answer(body), Http.json(body)]) {
        const error = yield* Effect.flip(ask(Http.script(reply)))
        assert.strictEqual(error._tag, "CheckoutDecodeError")
        assert.notInclude(error.message, "canary")
      }
    })
  )

  it.effect("is tried again while the provider is unavailable", () =>
    Effect.gen(function* () {
      const server = Http.script(
        Http.text("", { status: 503 }),
        Http.text("", { status: 429 }),
        answer(item)
      )
      const client = yield* Effect.provide(driver.make(), server.layer)
      assert.deepEqual(yield* client.retrieveSession(item.id), item)
    }).pipe(Effect.provide(Retry.layer({ times: 2, base: 0 })))
  )

  it.effect("answers from memory in the test layer", () =>
    Effect.gen(function* () {
      const { client, session } = yield* doubles[provider]
      assert.deepEqual(yield* client.retrieveSession(session.id), session)
      const error = yield* Effect.flip(client.retrieveSession("another"))
      assert.strictEqual(expectTag(error, "CheckoutResponseError").reason, "NotFound")
      expectTag(yield* Effect.flip(client.retrieveSession("..")), "CheckoutRequestError")
    })
  )

  it.effect("arrives in the common form in spite of its drift", () =>
    Effect.gen(function* () {
      const bad: Drivers.Item = driver.bad.item(1)
      const server = Http.script(answer(item), answer(bad), Http.json({}, { status: 404 }))
      const lane = yield* Effect.provide(adapters[provider].connect(), server.layer).pipe(
        Effect.withConfigProvider(variables)
      )
      assert.isFalse(CheckoutSession.isDrifted(yield* lane.retrieve(item.id)))
      const drifted = yield* lane.retrieve(bad.id)
      assert.isTrue(CheckoutSession.isDrifted(drifted))
      assert.strictEqual(drifted.id, bad.id)
      const error = yield* Effect.flip(lane.retrieve("gone"))
      assert.strictEqual(expectTag(error, "CheckoutResponseError").reason, "NotFound")
    })
  )
})

describe("stripe: expand", () => {
  const client = Effect.provide(
    StripeClient.make(),
    StripeClient.layerCredentials({ secretKey: Redacted.make("sk_test_canary") })
  )
  const session = Drivers.stripe.item(1)

  it.effect("is sent, and refused where it is no path", () =>
    Effect.gen(function* () {
      const server = Http.script(Http.json(session))
      const { retrieveSession } = yield* Effect.provide(client, server.layer)
      yield* retrieveSession(session.id, { expand: ["line_items", "payment_intent.customer"] })
      assert.deepEqual(server.request(0).query, [
        ["expand[]", "line_items"],
        ["expand[]", "payment_intent.customer"]
      ])
      const error = yield* Effect.flip(retrieveSession(session.id, { expand: ["a b"] }))
      assert.deepEqual(expectTag(error, "CheckoutRequestError").parameter, Option.some("expand"))
      const long = yield* Effect.flip(retrieveSession("c".repeat(67)))
      assert.deepEqual(expectTag(long, "CheckoutRequestError").parameter, Option.some("id"))
    })
  )

  it.effect("of an object that a session in memory lacks is refused", () =>
    Effect.gen(function* () {
      const { retrieveSession } = yield* StripeClient.StripeClient
      const { id } = sessions.stripe
      const error = yield* Effect.flip(retrieveSession(id, { expand: ["line_items"] }))
      assert.deepEqual(expectTag(error, "CheckoutRequestError").parameter, Option.some("expand"))
      assert.strictEqual((yield* retrieveSession(id, { expand: ["customer"] })).id, id)
    }).pipe(Effect.provide(StripeClient.layerTest([{ ...sessions.stripe, customer: null }])))
  )
})
