import type { HttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import {
  Config,
  type ConfigError,
  ConfigProvider,
  Context,
  Data,
  Effect,
  Layer,
  Option,
  Redacted,
  type Scope,
  Stream
} from "effect"
import * as Retry from "../../src/http/Retry.js"
import * as Timeouts from "../../src/http/Timeouts.js"
import * as FlowgladClient from "../../src/services/FlowgladClient.js"
import * as LeanrailsClient from "../../src/services/LeanrailsClient.js"
import * as MonimeClient from "../../src/services/MonimeClient.js"
import * as PolarClient from "../../src/services/PolarClient.js"
import * as StripeClient from "../../src/services/StripeClient.js"
import { drivers } from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { all, drain, expectTag, settle } from "../support/run.js"

class VaultClosed extends Data.TaggedError("VaultClosed")<{ readonly canary: string }> {}

for (const driver of drivers) {
  const items = [1, 2, 3, 4].map(driver.item)
  /** A new key on each read: `key-1`, `key-2`, … */
  const rotating = () => {
    let turn = 0
    return Effect.sync(() => Redacted.make(`key-${++turn}`))
  }
  const keyOf = ({ headers }: Http.Sent) => {
    const value = headers["authorization"] ?? ""
    return driver.provider === "leanrails"
      ? atob(value.replace("Basic ", "")).replace(/:$/, "")
      : value.replace("Bearer ", "")
  }

  describe(`${driver.provider}: credentials`, () => {
    it.effect("each page of a stream sends the secret's current key", () =>
      Effect.gen(function* () {
        const server = Lists.server(driver, items)
        const client = yield* Effect.provide(driver.make({}, rotating()), server.layer)
        assert.lengthOf(server.requests, 0)
        assert.deepEqual(yield* all(client.streamSessions({ limit: 2 })), items)
        assert.deepEqual(server.requests.map(keyOf), ["key-1", "key-2"])
      })
    )

    it.effect("the secret is read once for each attempt", () =>
      Effect.gen(function* () {
        const server = Http.script(
          Http.text("", { status: 500 }),
          Http.text("", { status: 502 }),
          Http.json(driver.page(items, 1, false))
        )
        const client = yield* Effect.provide(driver.make({}, rotating()), server.layer)
        yield* settle(client.listSessions())
        assert.deepEqual(server.requests.map(keyOf), ["key-1", "key-2", "key-3"])
      })
    )

    it.effect("a secret that fails is Credentials, and is not retried", () =>
      Effect.gen(function* () {
        for (const [failure, name] of [
          [new VaultClosed({ canary: driver.secret }), " (VaultClosed)"],
          [new Error(driver.secret), ""],
          [driver.secret, ""],
          [{ _tag: 7 }, ""]
        ] as const) {
          const server = Http.script()
          const client = yield* Effect.provide(driver.make({}, Effect.fail(failure)), server.layer)
          const { error } = yield* drain(client.streamSessions())
          const request = expectTag(error, "CheckoutRequestError")
          assert.strictEqual(request.reason, "Credentials")
          assert.strictEqual(request.description, `the source of the secret failed${name}`)
          assert.isFalse(request.isRetryable)
          // No request was made.
          assert.strictEqual(request.attempts, 0)
          assert.notInclude(request.message, driver.secret)
        }
      })
    )

    it.effect("a secret that fails is retried if the policy says so", () =>
      Effect.gen(function* () {
        let turn = 0
        const source = Effect.suspend(() =>
          ++turn < 3 ? Effect.fail("closed") : Effect.succeed(Redacted.make("key-3"))
        )
        const server = Http.script(Http.json(driver.page(items, 1, false)))
        const client = yield* driver.make({}, source).pipe(
          Effect.provide(server.layer),
          Effect.provide(
            Retry.layer({
              isTransient: (error) => error.isRetryable || error.reason === "Credentials"
            })
          )
        )
        yield* settle(client.listSessions())
        assert.strictEqual(turn, 3)
        assert.deepEqual(server.requests.map(keyOf), ["key-3"])
      })
    )

    it.effect("a key that no header can carry is refused, and the error does not show it", () =>
      Effect.gen(function* () {
        for (const key of ["", "can ary", "canary\n", "canary\r\nX-Evil: 1", "canáry", "\u0000"]) {
          const server = Http.script()
          const client = yield* Effect.provide(driver.make({}, Redacted.make(key)), server.layer)
          const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutRequestError")
          assert.strictEqual(error.reason, "Credentials")
          assert.notMatch(error.message, /can.?.?ry|Evil/)
          assert.lengthOf(server.requests, 0)
        }
      })
    )

    it.effect("a wiped Redacted is Credentials, not a defect", () =>
      Effect.gen(function* () {
        const key = Redacted.make("sk_test_canary")
        const client = yield* Effect.provide(driver.make({}, key), Http.script().layer)
        Redacted.unsafeWipe(key)
        const error = yield* Effect.flip(client.listSessions())
        assert.strictEqual(expectTag(error, "CheckoutRequestError").reason, "Credentials")
      })
    )

    it.effect("a slow secret is a Timeout of the attempt", () =>
      Effect.gen(function* () {
        const server = Http.script()
        const client = yield* driver
          .make({}, Effect.never)
          .pipe(
            Effect.provide(server.layer),
            Effect.provide(Layer.merge(Retry.layerNone, Timeouts.layer({ attempt: "2 seconds" })))
          )
        const error = expectTag(
          yield* settle(Effect.flip(client.listSessions())),
          "CheckoutRequestError"
        )
        assert.strictEqual(error.reason, "Timeout")
        assert.strictEqual(Option.getOrUndefined(error.timeout), "attempt")
      })
    )

    it.effect("`refreshUnauthorized` reads the secret again after a 401, once", () =>
      Effect.gen(function* () {
        const stale = Http.json({}, { status: 401 })
        const good = Http.json(driver.page(items, 1, false))
        const refresh = Retry.layer({ refreshUnauthorized: true })
        const make = (server: Http.Server) =>
          driver.make({}, rotating()).pipe(Effect.provide(server.layer), Effect.provide(refresh))

        const once = Http.script(stale, good)
        assert.deepEqual(yield* all((yield* make(once)).streamSessions()), items)
        assert.deepEqual(once.requests.map(keyOf), ["key-1", "key-2"])

        const twice = Http.script(stale, stale)
        const error = yield* Effect.flip((yield* make(twice)).listSessions())
        const refused = expectTag(error, "CheckoutResponseError")
        assert.strictEqual(refused.reason, "Unauthorized")
        assert.strictEqual(refused.attempts, 2)
      })
    )
  })
}

describe("the layers of credentials", () => {
  class Vault extends Context.Tag("test/Vault")<Vault, Effect.Effect<string>>() {}

  it.effect("layerCredentials takes the secret's services from where it is built", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => Http.json({ data: [], has_more: false }))
      const Live = StripeClient.layer().pipe(
        Layer.provide(
          StripeClient.layerCredentials({
            secretKey: Effect.flatMap(Vault, Effect.map(Redacted.make))
          })
        ),
        Layer.provide(Layer.succeed(Vault, Effect.succeed("from-the-vault"))),
        Layer.provide(server.layer)
      )
      yield* Effect.flatMap(StripeClient.StripeClient, (client) => client.listSessions()).pipe(
        Effect.provide(Live)
      )
      assert.strictEqual(server.request(0).headers["authorization"], "Bearer from-the-vault")
    })
  )

  const server = Http.serve(() =>
    Http.json({
      data: [],
      has_more: false,
      hasMore: false,
      items: [],
      pagination: { total_count: 0, max_page: 0 }
    })
  )
  const key = Config.redacted("KEY")
  const layers: ReadonlyArray<
    readonly [
      string,
      Effect.Effect<unknown, ConfigError.ConfigError, HttpClient.HttpClient | Scope.Scope>
    ]
  > = [
    ["stripe", Layer.build(StripeClient.layerConfig({ secretKey: key }))],
    ["polar", Layer.build(PolarClient.layerConfig({ accessToken: key }))],
    ["flowglad", Layer.build(FlowgladClient.layerConfig({ secretKey: key }))],
    [
      "monime",
      Layer.build(MonimeClient.layerConfig({ accessToken: key, spaceId: Config.string("SPACE") }))
    ],
    ["leanrails", Layer.build(LeanrailsClient.layerConfig({ secretKey: key }))]
  ]

  const withConfig = (entries: ReadonlyArray<readonly [string, string]>) =>
    Effect.withConfigProvider(ConfigProvider.fromMap(new Map(entries)))

  for (const [provider, build] of layers) {
    it.scoped(`${provider}: layerConfig without a key fails when it is built`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(Effect.provide(build, server.layer))
        assert.strictEqual(error._op, "MissingData")
      }).pipe(withConfig([["SPACE", "spc-1"]]))
    )

    it.scoped(`${provider}: layerConfig with a key builds`, () =>
      Effect.provide(build, server.layer).pipe(
        withConfig([
          ["KEY", "k"],
          ["SPACE", "spc-1"]
        ])
      )
    )
  }

  it.scoped("monime: layerConfig without a space fails when it is built", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(
        Effect.provide(
          Layer.build(
            MonimeClient.layerConfig({ accessToken: key, spaceId: Config.string("SPACE") })
          ),
          server.layer
        )
      )
      assert.strictEqual(error._op, "MissingData")
    }).pipe(withConfig([["KEY", "k"]]))
  )

  it.scoped("layerConfig passes on the credentials and the other options", () =>
    Effect.gen(function* () {
      const own = Http.serve(() => Http.json({ data: [], has_more: false }))
      const context = yield* Effect.provide(
        Layer.build(
          StripeClient.layerConfig({
            secretKey: key,
            account: Config.string("ACCOUNT"),
            apiVersion: "2026-07-29.dahlia",
            baseUrl: "http://localhost:1"
          })
        ),
        own.layer
      )
      yield* Stream.runDrain(Context.get(context, StripeClient.StripeClient).streamSessions())
      const { headers, url } = own.request(0)
      assert.strictEqual(url.origin, "http://localhost:1")
      assert.strictEqual(headers["authorization"], "Bearer k")
      assert.strictEqual(headers["stripe-account"], "acct_1")
      assert.strictEqual(headers["stripe-version"], "2026-07-29.dahlia")
    }).pipe(
      withConfig([
        ["KEY", "k"],
        ["ACCOUNT", "acct_1"]
      ])
    )
  )
})
