import { FetchHttpClient, HttpClientResponse } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Array as Arr, Duration, Effect, Layer, Option, Redacted, Stream } from "effect"
import * as Retry from "../../../src/http/Retry.js"
import { type Driver, drivers, flowglad, monime, stripe } from "../../support/drivers.js"
import * as Http from "../../support/http.js"
import { all, drain, expectTag } from "../../support/run.js"

/** The text of a page whose one item is this text. */
const around = (driver: Driver, item: string): string =>
  JSON.stringify(driver.page(["ITEM"], 1, false)).replace('"ITEM"', () => item)

/** The text of a good item with these additional members. */
const having = (driver: Driver, more: string): string =>
  `${JSON.stringify(driver.item(1)).slice(0, -1)},${more}}`

const listing = (driver: Driver, text: string) =>
  Effect.gen(function* () {
    const client = yield* Effect.provide(driver.make(), Http.script(Http.text(text)).layer)
    return yield* drain(client.streamSessions())
  })

for (const driver of drivers) {
  describe(`transport, ${driver.provider}: hostile answers`, () => {
    it.effect("a redirect is not followed, and the error gives its target without the query", () =>
      Effect.gen(function* () {
        for (const status of [301, 302, 303, 307, 308]) {
          for (const [location, shown] of [
            ["https://evil.example/a?key=canary#canary", "https://evil.example/a"],
            ["https://canary:canary@evil.example/a", "https://evil.example/a"],
            ["/elsewhere?canary", "/elsewhere"],
            ["//evil.example/", "//evil.example/"]
          ] as const) {
            const server = Http.script(Http.text("moved", { status, headers: { location } }))
            const client = yield* Effect.provide(driver.make(), server.layer)
            const error = expectTag(
              yield* Effect.flip(client.listSessions()),
              "CheckoutResponseError"
            )
            assert.strictEqual(error.reason, "Unexpected")
            assert.strictEqual(Option.getOrUndefined(error.location), shown)
            assert.include(error.message, shown)
            assert.notInclude(error.message, "canary")
            assert.isFalse(error.isRetryable)
          }
        }
      })
    )

    it.effect("keys such as `__proto__` are kept as plain keys and pollute no prototype", () =>
      Effect.gen(function* () {
        const more =
          '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1,"hasOwnProperty":null'
        const { error, items } = yield* listing(driver, around(driver, having(driver, more)))
        assert.isUndefined(error)
        assert.lengthOf(items, 1)
        assert.strictEqual(JSON.stringify(items[0]), having(driver, more))
        assert.isFalse("polluted" in {})
        assert.notProperty(items[0], "polluted")
        const envelope = around(driver, having(driver, more)).replace(
          "{",
          '{"__proto__":{"polluted":true},'
        )
        assert.lengthOf((yield* listing(driver, envelope)).items, 1)
      })
    )

    it.effect("the last of two equal keys counts", () =>
      Effect.gen(function* () {
        const { id } = driver.item(2)
        const twice = having(driver, `"id":${JSON.stringify(id)}`)
        const { items } = yield* listing(driver, around(driver, twice))
        assert.deepEqual(items, [{ ...driver.item(1), id }])
      })
    )

    it.effect("numbers of any size and lone surrogates are read", () =>
      Effect.gen(function* () {
        const more =
          '"big":9007199254740993,"bigger":123456789012345678901234567890,"biggest":1e400,"small":-0.1e-400,"half":"\\ud800","\\udfff":"x"'
        const { error, items } = yield* listing(driver, around(driver, having(driver, more)))
        assert.isUndefined(error)
        assert.lengthOf(items, 1)
        assert.propertyVal(items[0], "half", "\ud800")
        assert.propertyVal(items[0], "biggest", Infinity)
      })
    )

    it.effect("a lone surrogate in an id or a cursor does not stop the stream", () =>
      Effect.gen(function* () {
        const odd = "x\ud800y"
        const item = { ...driver.item(1), id: odd }
        const first = JSON.stringify(driver.leadingTo?.(odd) ?? driver.page([item], 1, true))
        const server = Http.script(
          Http.text(first),
          Http.json(driver.page([driver.item(2)], 2, false))
        )
        const client = yield* Effect.provide(driver.make(), server.layer)
        const pages = yield* all(client.streamPages())
        assert.lengthOf(pages, 2)
        assert.isTrue(pages.every(({ next }) => Option.isNone(next) || /^[\w-]+$/.test(next.value)))
      })
    )

    it.effect("100 and 100,000 levels of nesting overflow no stack", () =>
      Effect.gen(function* () {
        for (const depth of [100, 100_000]) {
          const nested = "[".repeat(depth) + "]".repeat(depth)
          const { error, items } = yield* listing(
            driver,
            around(driver, having(driver, `"deep":${nested}`))
          )
          assert.isUndefined(error)
          assert.lengthOf(items, 1)
          const whole = yield* listing(driver, nested)
          assert.strictEqual(expectTag(whole.error, "CheckoutDecodeError").reason, "Envelope")
          const item = yield* listing(driver, around(driver, nested))
          const decode = expectTag(item.error, "CheckoutDecodeError")
          assert.strictEqual(decode.reason, "Item")
          assert.isBelow(decode.message.length, 1000)
          const cut = yield* Effect.provide(
            driver.make(),
            Http.script(Http.text(nested, { status: 418 })).layer
          )
          const refused = yield* Effect.flip(cut.listSessions())
          assert.strictEqual(refused.reason, "Unexpected")
        }
      })
    )

    it.effect("a page with more items than `limit` gives all of them", () =>
      Effect.gen(function* () {
        const items = Arr.makeBy(1000, driver.item)
        const server = Http.script(Http.json(driver.page(items, 1, false)))
        const client = yield* Effect.provide(driver.make(), server.layer)
        assert.lengthOf(yield* all(client.streamSessions({ limit: 1 })), 1000)
      })
    )
  })
}

describe("transport: nesting of a recursive schema", () => {
  const graph = (depth: number) =>
    `{"owner":`.repeat(depth) + `{"id":"x","type":"y"}` + "}".repeat(depth)

  it.effect("100 levels are checked and kept", () =>
    Effect.gen(function* () {
      const text = having(monime, `"ownershipGraph":${graph(100)}`)
      const { error, items } = yield* listing(monime, around(monime, text))
      assert.isUndefined(error)
      assert.strictEqual(JSON.stringify(items[0]), text)
    })
  )

  it.effect("100,000 levels are one bad item", () =>
    Effect.gen(function* () {
      const text = having(monime, `"ownershipGraph":${graph(100_000)}`)
      const { error } = yield* listing(monime, around(monime, text))
      const decode = expectTag(error, "CheckoutDecodeError")
      assert.strictEqual(decode.reason, "Item")
      assert.strictEqual(decode.expected, "fewer levels of nesting")
    })
  )
})

describe("transport: the bound on bodies", () => {
  const page = JSON.stringify(stripe.page([stripe.item(1)], 1, false))
  const size = new TextEncoder().encode(page).length

  it.effect("a body of `maxBodyBytes` is read, and one byte more is TooLarge", () =>
    Effect.gen(function* () {
      const fits = Http.script(Http.text(page))
      const client = yield* Effect.provide(stripe.make({ maxBodyBytes: size }), fits.layer)
      assert.lengthOf(yield* all(client.streamSessions()), 1)

      const over = Http.script(Http.text(page))
      const other = yield* Effect.provide(stripe.make({ maxBodyBytes: size - 1 }), over.layer)
      const error = expectTag(yield* Effect.flip(other.listSessions()), "CheckoutDecodeError")
      assert.strictEqual(error.reason, "TooLarge")
      assert.isFalse(error.isRetryable)
      assert.include(error.message, `at most ${size - 1} bytes`)
      assert.isUndefined(Redacted.value(error.raw))
    })
  )

  it.effect("reading stops at the bound, which is 32 MiB by default", () =>
    Effect.gen(function* () {
      for (const max of [1_000_000, undefined]) {
        let bytes = 0
        const server = Http.script(Http.endless((more) => (bytes += more)))
        const client = yield* Effect.provide(stripe.make({ maxBodyBytes: max }), server.layer)
        const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutDecodeError")
        assert.strictEqual(error.reason, "TooLarge")
        const limit = max ?? 32 * 1024 * 1024
        assert.isAtLeast(bytes, limit)
        assert.isAtMost(bytes, limit + 3 * 65_536)
        assert.isTrue(server.request(0).signal.aborted)
      }
    })
  )

  it.live("a page of 20,000 bad items reports each, and other fibers run meanwhile", () =>
    Effect.gen(function* () {
      const count = 20_000
      const reply = Http.text(`{"data":[${"0,".repeat(count - 1)}0],"has_more":false}`)
      const client = yield* Effect.provide(stripe.make(), Http.script(reply, reply).layer)
      let reported = 0
      let turns = 0
      yield* Effect.sync(() => void (turns += reported > 0 && reported < count ? 1 : 0)).pipe(
        Effect.delay(1),
        Effect.forever,
        Effect.fork
      )
      const onInvalidItem = () => Effect.sync(() => void reported++)
      assert.deepEqual(yield* all(client.streamSessions(undefined, { onInvalidItem })), [])
      assert.strictEqual(reported, count)
      assert.isAbove(turns, 0)

      const { error } = yield* drain(client.streamSessions())
      assert.strictEqual(Option.getOrUndefined(expectTag(error, "CheckoutDecodeError").index), 0)
    })
  )
})

describe("transport: a page of 50,000 good items", () => {
  it.live("lets other fibers run while it is checked", () =>
    Effect.gen(function* () {
      const items = Arr.makeBy(50_000, () => monime.item(1))
      const reply = Http.json(monime.page(items, 1, false))
      const client = yield* Effect.provide(monime.make(), Http.script(reply).layer)
      let turns = 0
      yield* Effect.sync(() => void turns++).pipe(Effect.delay(1), Effect.forever, Effect.fork)
      assert.lengthOf((yield* client.listSessions()).items, items.length)
      assert.isAbove(turns, 4)
    })
  )
})

describe("transport: a refusal with 180,000 characters that could slow a regular expression", () => {
  it.live("is read within two seconds", () =>
    Effect.gen(function* () {
      const reply = Http.json({ error: "No ".repeat(60_000) }, { status: 500 })
      const client = yield* flowglad
        .make()
        .pipe(Effect.provide(Layer.merge(Http.script(reply).layer, Retry.layerNone)))
      const [time, error] = yield* Effect.timed(Effect.flip(client.listSessions()))
      assert.strictEqual(expectTag(error, "CheckoutResponseError").reason, "Unavailable")
      assert.isBelow(Duration.toSeconds(time), 2)
    })
  )
})

describe("transport: fetch", () => {
  it.effect("receives `redirect: manual` and the program's other options", () =>
    Effect.gen(function* () {
      const seen: Array<RequestInit | undefined> = []
      const fake: typeof globalThis.fetch = (_, init) => {
        seen.push(init)
        return Promise.resolve(new Response(JSON.stringify(stripe.page([], 1, false))))
      }
      const client = yield* Effect.provide(
        stripe.make(),
        Layer.provide(FetchHttpClient.layer, Layer.empty)
      )
      const run = Stream.runDrain(client.streamSessions()).pipe(
        Effect.provideService(FetchHttpClient.Fetch, fake)
      )
      yield* run
      yield* Effect.provideService(run, FetchHttpClient.RequestInit, {
        redirect: "follow",
        cache: "no-store"
      })
      assert.deepEqual(
        seen.map((init) => [init?.redirect, init?.cache]),
        [
          ["manual", undefined],
          ["manual", "no-store"]
        ]
      )
    })
  )

  it.effect("a browser's opaque redirect is Unexpected", () =>
    Effect.gen(function* () {
      const hidden: Http.Reply = (request) =>
        Effect.succeed(HttpClientResponse.fromWeb(request, Response.error()))
      const client = yield* Effect.provide(stripe.make(), Http.script(hidden).layer)
      const error = yield* Effect.flip(client.listSessions())
      assert.strictEqual(expectTag(error, "CheckoutResponseError").reason, "Unexpected")
    })
  )
})
