import { assert, describe, it } from "@effect/vitest"
import {
  Array as Arr,
  Duration,
  Effect,
  FastCheck as fc,
  Layer,
  Option,
  Record,
  TestContext
} from "effect"
import * as Retry from "../../src/http/Retry.js"
import { drivers, stripe } from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { all, drain, expectTag, settle } from "../support/run.js"

const good = Http.json(stripe.page([stripe.item(1)], 1, false))
const failing = (status: number, headers: Readonly<Record<string, string>> = {}) =>
  Http.text("", { status, headers })

const connect = (server: Http.Server, policy: Partial<Retry.Policy> = {}) =>
  Effect.provide(stripe.make(), Layer.merge(server.layer, Retry.layer(policy)))

/** The waits between the requests. */
const waits = (server: Http.Server) =>
  Arr.zipWith(server.requests, server.requests.slice(1), (a, b) => b.at - a.at)

const within = (waits: ReadonlyArray<number>, bounds: ReadonlyArray<readonly [number, number]>) => {
  assert.lengthOf(waits, bounds.length)
  for (const [wait, [least, most]] of Arr.zip(waits, bounds)) {
    assert.isAtLeast(wait, least)
    assert.isAtMost(wait, most)
  }
}

/** Lists once, and gives the error after the last retry. */
const giveUp = (server: Http.Server, policy: Partial<Retry.Policy> = {}) =>
  Effect.gen(function* () {
    const client = yield* connect(server, policy)
    return yield* settle(Effect.flip(client.listSessions()))
  })

describe("the number of retries and the waits between them", () => {
  it.effect("the default policy retries three times, after about 0.5, 1 and 2 seconds", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => failing(503))
      const client = yield* Effect.provide(stripe.make(), server.layer)
      const error = expectTag(
        yield* settle(Effect.flip(client.listSessions())),
        "CheckoutResponseError"
      )
      within(waits(server), [
        [400, 600],
        [800, 1200],
        [1600, 2400]
      ])
      assert.strictEqual(error.attempts, 4)
      assert.strictEqual(Duration.toMillis(error.elapsed), server.request(3).at)
      assert.include(error.message, `tried 4 times in ${Duration.format(error.elapsed)}`)
    })
  )

  it.effect(
    "`times`, `base` and `cap` set the waits: at most the cap, and still different at the cap",
    () =>
      Effect.gen(function* () {
        const server = Http.serve(() => failing(500))
        const error = yield* giveUp(server, { times: 6, base: "1 second", cap: "4 seconds" })
        assert.strictEqual(expectTag(error, "CheckoutResponseError").attempts, 7)
        within(waits(server), [
          [800, 1200],
          [1600, 2400],
          ...Arr.makeBy(4, () => [2600, 4000] as const)
        ])
        assert.isAbove(new Set(waits(server).slice(2)).size, 1)
      })
  )

  it.effect("waits are whole milliseconds", () =>
    Effect.gen(function* () {
      const server = Http.serve((_, index) =>
        failing(429, index === 0 ? { "retry-after": "0.0123" } : {})
      )
      yield* giveUp(server, { times: 3, base: 7 })
      assert.isTrue(server.requests.every(({ at }) => Number.isInteger(at)))
    })
  )

  it.effect("`budget` is the longest time from the first attempt to the start of a retry", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => failing(500))
      const policy = {
        times: 1000,
        base: "1 second",
        cap: "1 second",
        budget: "5 seconds"
      } as const
      const error = expectTag(yield* giveUp(server, policy), "CheckoutResponseError")
      assert.isAtMost(server.requests.at(-1)?.at ?? 0, 5000)
      assert.isAtLeast(server.requests.length, 6)
      assert.strictEqual(error.attempts, server.requests.length)
    })
  )

  it.effect("`budget` includes the waits that the provider asks for", () =>
    Effect.gen(function* () {
      const server = Http.serve(() => failing(429, { "retry-after": "20" }))
      const error = yield* giveUp(server, { budget: "45 seconds" })
      assert.strictEqual(expectTag(error, "CheckoutResponseError").attempts, 3)
    })
  )

  it.effect("each page of a stream has its own retries", () =>
    Effect.gen(function* () {
      const list = Arr.makeBy(3, stripe.item)
      let failures = 0
      const server = Http.serve((sent, index) =>
        index % 4 === 3 ? Lists.answer(stripe, list, sent) : failing(500 + 2 * (failures++ % 2))
      )
      const client = yield* connect(server)
      assert.deepEqual(yield* settle(all(client.streamSessions({ limit: 1 }))), list)
      assert.lengthOf(server.requests, 12)
    })
  )

  it.effect("layerNone makes one attempt, whatever the provider asks for", () =>
    Effect.gen(function* () {
      for (const reply of [failing(503), failing(429, { "retry-after": "1" }), Http.refused()]) {
        const server = Http.script(reply)
        const client = yield* Effect.provide(
          stripe.make(),
          Layer.merge(server.layer, Retry.layerNone)
        )
        const error = yield* Effect.flip(client.listSessions())
        assert.strictEqual("attempts" in error ? error.attempts : 0, 1)
        assert.notInclude(error.message, "tried")
      }
    })
  )

  it.effect("an `undefined` field keeps its default", () =>
    Effect.gen(function* () {
      const unset = Record.map({ ...Retry.defaultPolicy }, () => undefined)
      const server = Http.serve(() => failing(503, { "retry-after": "1" }))
      const client = yield* Effect.provide(
        stripe.make(),
        Layer.merge(server.layer, Retry.layer(unset))
      )
      yield* settle(Effect.flip(client.listSessions()))
      assert.lengthOf(server.requests, 4)
    })
  )

  it.effect("a client keeps the policy in force when it was made", () =>
    Effect.gen(function* () {
      const server = Http.script(failing(503), good)
      const client = yield* Effect.provide(stripe.make(), server.layer)
      yield* settle(Effect.provide(client.listSessions(), Retry.layerNone))
      assert.lengthOf(server.requests, 2)
    })
  )
})

describe("Retry-After", () => {
  it.effect("lengthens a wait, but never shortens one", () =>
    Effect.gen(function* () {
      for (const [asked, least, most] of [
        ["5", 5000, 5000],
        ["1.5", 1500, 1500],
        ["0", 400, 600],
        ["Thu, 01 Jan 1970 00:00:04 GMT", 4000, 4000],
        ["Wednesday, 31-Dec-69 23:59:59 GMT", 400, 600],
        ["60", 60_000, 60_000]
      ] as const) {
        const server = Http.script(failing(503, { "retry-after": asked }), good)
        const client = yield* connect(server)
        // Each header needs its own clock, because a date names one moment.
        yield* Effect.provide(settle(client.listSessions(), "61 seconds"), TestContext.TestContext)
        within(waits(server), [[least, most]])
      }
    })
  )

  it.effect("above `longestWait` fails at once, and the error gives the wait", () =>
    Effect.gen(function* () {
      for (const [asked, millis, longestWait] of [
        ["61", 61_000, "1 minute"],
        ["3", 3000, "2 seconds"],
        ["Thu, 01 Jan 1970 01:00:00 GMT", 3_600_000, "1 minute"],
        ["9".repeat(400), Infinity, "1 minute"]
      ] as const) {
        const server = Http.script(failing(429, { "retry-after": asked }))
        const client = yield* connect(server, { longestWait })
        const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutResponseError")
        assert.strictEqual(
          Option.getOrUndefined(Option.map(error.retryAfter, Duration.toMillis)),
          millis
        )
        assert.isTrue(error.isRetryable)
        assert.include(error.message, "asks to wait")
      }
    })
  )

  it.effect("is ignored when its value is not a wait", () =>
    Effect.gen(function* () {
      for (const asked of ["", "soon", "-5", "1e3", "5 minutes", "0x10", "NaN"]) {
        const server = Http.script(failing(429, { "retry-after": asked }))
        const client = yield* Effect.provide(
          stripe.make(),
          Layer.merge(server.layer, Retry.layerNone)
        )
        const error = expectTag(yield* Effect.flip(client.listSessions()), "CheckoutResponseError")
        assert.isTrue(Option.isNone(error.retryAfter), asked)
      }
    })
  )
})

describe("which errors are retried", () => {
  const requestsFor = (reply: Http.Reply, policy: Partial<Retry.Policy> = {}) =>
    Effect.gen(function* () {
      const server = Http.serve(() => reply)
      yield* giveUp(server, { times: 1, ...policy })
      return server.requests.length
    })

  it.effect("the default policy retries exactly the errors with `isRetryable`", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* requestsFor(failing(502)), 2)
      assert.strictEqual(yield* requestsFor(failing(408)), 2)
      assert.strictEqual(yield* requestsFor(Http.refused()), 2)
      assert.strictEqual(yield* requestsFor(Http.broken("{")), 2)
      assert.strictEqual(yield* requestsFor(Http.text("<html>")), 2)
      assert.strictEqual(yield* requestsFor(failing(400)), 1)
      assert.strictEqual(yield* requestsFor(failing(401)), 1)
      assert.strictEqual(yield* requestsFor(failing(409)), 1)
      assert.strictEqual(yield* requestsFor(failing(418)), 1)
      assert.strictEqual(yield* requestsFor(Http.json({})), 1)
    })
  )

  it.effect("Stripe-Should-Retry takes precedence over the status", () =>
    Effect.gen(function* () {
      const advice = (value: string) => ({ "Stripe-Should-Retry": value })
      assert.strictEqual(yield* requestsFor(failing(409, advice("true"))), 2)
      assert.strictEqual(yield* requestsFor(failing(400, advice("true"))), 2)
      assert.strictEqual(yield* requestsFor(failing(500, advice("false"))), 1)
      assert.strictEqual(yield* requestsFor(failing(429, advice("false"))), 1)
    })
  )

  it.effect("`isTransient` alone decides when it is given", () =>
    Effect.gen(function* () {
      const isTransient: Retry.Policy["isTransient"] = (error) => error.reason === "Conflict"
      assert.strictEqual(yield* requestsFor(failing(409), { isTransient }), 2)
      assert.strictEqual(yield* requestsFor(failing(503), { isTransient }), 1)
      assert.strictEqual(yield* requestsFor(Http.refused(), { isTransient }), 1)
    })
  )

  it.effect("`refreshUnauthorized` retries a 401 once, even with `times: 0`", () =>
    Effect.gen(function* () {
      const refreshUnauthorized = true
      assert.strictEqual(yield* requestsFor(failing(401), { refreshUnauthorized }), 2)
      assert.strictEqual(yield* requestsFor(failing(401), { refreshUnauthorized, times: 0 }), 2)
      assert.strictEqual(yield* requestsFor(failing(403), { refreshUnauthorized }), 1)
      const server = Http.serve((_, index) => failing(index === 1 ? 401 : 503))
      const error = yield* giveUp(server, { refreshUnauthorized, times: 3 })
      assert.strictEqual(expectTag(error, "CheckoutResponseError").attempts, 4)
    })
  )
})

describe("a stream whose pages are retried", () => {
  for (const driver of drivers) {
    it.live.prop(
      `${driver.provider}: gives every item exactly once`,
      [fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), fc.integer({ min: 1, max: 5 })],
      ([fails, limit]) =>
        Effect.gen(function* () {
          const list = Arr.makeBy(8, driver.item)
          const server = Http.serve((sent, index) =>
            fails[index] === true ? failing(503) : Lists.answer(driver, list, sent)
          )
          const client = yield* Effect.provide(
            driver.make(),
            Layer.merge(server.layer, Retry.layer({ times: 40, base: 0 }))
          )
          const { error, items } = yield* drain(client.streamSessions({ limit }))
          assert.isUndefined(error)
          assert.deepEqual(items, list)
        }),
      { fastCheck: { numRuns: 5 } }
    )
  }
})
