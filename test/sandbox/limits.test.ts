import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, get, type Headers, type Raw, urls } from "./raw.js"

const burst = (url: string, headers: Headers, count: number) =>
  Effect.map(
    Effect.replicateEffect(Effect.withTracerEnabled(get(url, headers), false), count),
    (answers): ReadonlyArray<Raw> => answers
  )

const refusedOf = (answers: ReadonlyArray<Raw>) => answers.filter(({ status }) => status === 429)

const limited = Effect.provide(Sandbox.layerHttpClient({ sessions: 1, rateLimits: "documented" }))

describe("documented rate limits, by the clock", () => {
  it.effect("Polar: 500 a minute, and Retry-After is the whole window", () =>
    Effect.gen(function* () {
      const refused = refusedOf(yield* burst(urls.polar, auth.polar, 502))
      assert.lengthOf(refused, 2)
      for (const { headers, text } of refused) {
        assert.strictEqual(headers["retry-after"], "60")
        assert.strictEqual(text, "")
        assert.isUndefined(headers["content-type"])
      }
      yield* TestClock.adjust("40 seconds")
      const later = yield* get(urls.polar, auth.polar)
      assert.strictEqual(later.headers["retry-after"], "60", "not the remainder")
      yield* TestClock.adjust("20 seconds")
      assert.strictEqual((yield* get(urls.polar, auth.polar)).status, 200)
    }).pipe(limited)
  )

  it.effect("Polar: a redirect counts as a request, and the sandbox host allows 100", () =>
    Effect.gen(function* () {
      const host = "https://sandbox-api.polar.sh"
      yield* burst(`${host}/v1/checkouts`, auth.polar, 50)
      const refused = refusedOf(yield* burst(`${host}/v1/checkouts/`, auth.polar, 51))
      assert.lengthOf(refused, 1)
    }).pipe(limited)
  )

  it.effect("Polar: an unknown token is limited before it is refused", () =>
    Effect.gen(function* () {
      const answers = yield* burst(urls.polar, { authorization: "Bearer nope" }, 61)
      assert.lengthOf(refusedOf(answers), 1)
      assert.strictEqual(answers[0]?.status, 401)
    }).pipe(limited)
  )

  it.effect("Monime: 5 a second in test and 20 live, with its headers", () =>
    Effect.gen(function* () {
      const refused = refusedOf(yield* burst(urls.monime, auth.monime, 7))
      assert.lengthOf(refused, 2)
      assert.strictEqual(refused[0]?.headers["monime-rate-limit"], "endpoint-limit")
      assert.strictEqual(refused[0]?.headers["retry-after"], "1")
      const live = { ...auth.monime, authorization: "Bearer mon_sandbox" }
      assert.lengthOf(refusedOf(yield* burst(urls.monime, live, 21)), 1)
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* get(urls.monime, auth.monime)).status, 200)
    }).pipe(limited)
  )

  it.effect("Leanrails: 1,500 a minute, and every answer carries the count", () =>
    Effect.gen(function* () {
      const answers = yield* burst(urls.leanrails, auth.leanrails, 1501)
      assert.strictEqual(answers[0]?.headers["x-ratelimit-remaining"], "1499")
      assert.strictEqual(answers[1499]?.headers["x-ratelimit-remaining"], "0")
      const refused = refusedOf(answers)
      assert.lengthOf(refused, 1)
      assert.strictEqual(refused[0]?.headers["retry-after"], "60")
      assert.strictEqual(refused[0]?.headers["x-ratelimit-remaining"], "0")
    }).pipe(limited)
  )

  it.effect("Stripe: 25 a second in test, 100 live, without Retry-After", () =>
    Effect.gen(function* () {
      const refused = refusedOf(yield* burst(urls.stripe, auth.stripe, 26))
      assert.lengthOf(refused, 1)
      assert.isUndefined(refused[0]?.headers["retry-after"])
      const live = { authorization: "Bearer sk_live_sandbox" }
      assert.lengthOf(refusedOf(yield* burst(urls.stripe, live, 101)), 1)
    }).pipe(limited)
  )

  it.effect("Flowglad: a limit that is set answers as to an invalid key", () =>
    Effect.gen(function* () {
      const answers = yield* burst(urls.flowglad, auth.flowglad, 4)
      assert.deepStrictEqual(
        answers.map(({ status }) => status),
        [200, 200, 200, 401]
      )
      const bad = yield* get(urls.flowglad, { authorization: "nope" })
      assert.strictEqual(answers[3]?.text, bad.text)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* get(urls.flowglad, auth.flowglad)).status, 200)
    }).pipe(
      Effect.provide(
        Sandbox.layerHttpClient({ sessions: 1, flowgladLimit: { limit: 3, interval: "1 minute" } })
      )
    )
  )
})
