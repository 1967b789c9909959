import * as HttpClient from "@effect/platform/HttpClient"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, dig, get, ids, itemsKey, list, names, urls } from "./raw.js"

/** The first request of each provider meets this fault. */
const first = (fault: Sandbox.FaultKind): Sandbox.Options => ({
  faults: { script: [{ request: 1, fault }] }
})

const inProcess = (fault: Sandbox.FaultKind) => Sandbox.layerHttpClient(first(fault))

describe("faults of every provider", () => {
  it.effect("429 carries Retry-After in seconds, or as a date by the clock", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 5, 1, 0, 0, 0, 250))
      for (const name of names) {
        const seconds = yield* get(urls[name], auth[name])
        assert.strictEqual(seconds.status, 429)
        assert.strictEqual(seconds.headers["retry-after"], "1")
        const date = yield* get(urls[name], auth[name])
        assert.strictEqual(date.status, 429)
        assert.strictEqual(date.headers["retry-after"], "Mon, 01 Jun 2026 00:00:02 GMT")
      }
    }).pipe(
      Effect.provide(
        Sandbox.layerHttpClient({
          faults: {
            script: [
              { request: 1, fault: "429-seconds" },
              { request: 2, fault: "429-date" }
            ]
          }
        })
      )
    )
  )

  for (const [fault, status] of [
    ["bad-item", 17],
    ["unknown-enum", "in_review"]
  ] as const) {
    it.effect(`${fault} changes the middle item and nothing else`, () =>
      Effect.gen(function* () {
        for (const name of names) {
          const { json } = yield* get(urls[name], auth[name])
          const expected = Sandbox.sessions(name).slice(0, 10)
          for (const [at, item] of list(dig(json, itemsKey[name])).entries()) {
            assert.deepStrictEqual(item, at === 5 ? { ...expected[at], status } : expected[at])
          }
        }
      }).pipe(Effect.provide(inProcess(fault)))
    )
  }

  it.effect("stalled-cursor promises more without a new cursor", () =>
    Effect.gen(function* () {
      const at = Sandbox.sessions("stripe")[9]?.["id"]
      const stripe = yield* get(`${urls.stripe}?starting_after=${String(at)}`, auth.stripe)
      assert.deepStrictEqual(ids(dig(stripe.json, "data")), [at])
      assert.strictEqual(dig(stripe.json, "has_more"), true)
      const anchor = Sandbox.sessions("leanrails")[9]?.["id"]
      const leanrails = yield* get(
        `${urls.leanrails}?starting_after=${String(anchor)}`,
        auth.leanrails
      )
      assert.strictEqual(dig(leanrails.json, "next_cursor"), anchor)
      // The client chooses Polar's page number.
      const polar = yield* get(`${urls.polar}?page=3`, auth.polar)
      assert.lengthOf(list(dig(polar.json, "items")), 10)
      const flowglad = yield* get(urls.flowglad, auth.flowglad)
      assert.strictEqual(dig(flowglad.json, "hasMore"), true)
      assert.isNull(dig(flowglad.json, "nextCursor"))
      // Monime's first page has no cursor that it could repeat.
      const monime = yield* get(urls.monime, auth.monime)
      assert.lengthOf(list(dig(monime.json, "result")), 10)
    }).pipe(Effect.provide(inProcess("stalled-cursor")))
  )

  it.effect(
    "a rate spreads over its kinds, equally for equal seeds, and each request is reported",
    () => {
      const run = (seed: number) => {
        const seen: Array<string> = []
        const options: Sandbox.Options = {
          sessions: 3,
          faults: { seed, rate: 0.3, kinds: ["500", "refused", "429-seconds"] },
          onRequest: ({ fault, request }) =>
            Effect.sync(() => void seen.push(`${request} ${fault}`))
        }
        return Effect.gen(function* () {
          yield* Effect.replicateEffect(Effect.either(get(urls.stripe)), 100)
          return seen
        }).pipe(Effect.provide(Sandbox.layerHttpClient(options)))
      }
      return Effect.gen(function* () {
        const one = yield* run(1)
        assert.lengthOf(one, 100)
        const faults = one.filter((line) => !line.endsWith("undefined"))
        assert.isAbove(faults.length, 15)
        assert.isBelow(faults.length, 45)
        assert.strictEqual(new Set(faults.map((line) => line.split(" ")[1])).size, 3)
        assert.deepStrictEqual(yield* run(1), one)
        assert.notDeepEqual(yield* run(2), one)
      })
    }
  )

  it.effect("a fault that does not fit leaves the request unchanged and unreported", () => {
    const seen: Array<Sandbox.RequestEvent> = []
    return Effect.gen(function* () {
      yield* get(urls.monime, auth.monime)
      assert.deepStrictEqual(seen, [{ provider: "monime", request: 1, status: 200 }])
    }).pipe(
      Effect.provide(
        Sandbox.layerHttpClient({
          sessions: 0,
          ...first("bad-item"),
          onRequest: (event) => Effect.sync(() => void seen.push(event))
        })
      )
    )
  })

  it.effect("error-200 is each provider's error body with status 200", () =>
    Effect.gen(function* () {
      const errors = {
        stripe: ["error", "type"],
        polar: ["error"],
        flowglad: ["error"],
        monime: ["error", "reason"],
        leanrails: ["error", "code"]
      }
      for (const name of names) {
        const { headers, json, status } = yield* get(urls[name], auth[name])
        assert.strictEqual(status, 200)
        assert.strictEqual(headers["content-type"], "application/json")
        assert.isString(dig(json, ...errors[name]), name)
        assert.isUndefined(dig(json, itemsKey[name]))
        if (name === "monime") assert.strictEqual(dig(json, "success"), false)
        assert.lengthOf(list(dig((yield* get(urls[name], auth[name])).json, itemsKey[name])), 10)
      }
    }).pipe(Effect.provide(inProcess("error-200")))
  )

  it.effect("stalled-429 does not fit Polar, whose 429 has no body", () =>
    Effect.gen(function* () {
      assert.lengthOf(list(dig((yield* get(urls.polar, auth.polar)).json, "items")), 10)
    }).pipe(Effect.provide(inProcess("stalled-429")))
  )

  it.effect("a rate without kinds draws every fault", () => {
    const seen = new Set<Sandbox.FaultKind>()
    return Effect.gen(function* () {
      const one = Effect.timeoutOption(Effect.either(get(urls.stripe, auth.stripe)), "1 second")
      const fiber = yield* Effect.fork(Effect.replicateEffect(one, 300, { concurrency: 50 }))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      assert.sameMembers([...seen], [...Sandbox.faultKinds])
    }).pipe(
      Effect.withTracerEnabled(false),
      Effect.provide(
        Sandbox.layerHttpClient({
          sessions: 2,
          faults: { rate: 1 },
          onRequest: ({ fault }) =>
            Effect.sync(() => void (fault === undefined ? undefined : seen.add(fault)))
        })
      )
    )
  })

  it.effect("data faults and wire faults together are all faults", () =>
    Effect.sync(() =>
      assert.sameMembers(
        [...Sandbox.dataFaultKinds, ...Sandbox.wireFaultKinds],
        [...Sandbox.faultKinds]
      )
    )
  )

  it.effect("interrupting the reader ends a stalled body in process", () =>
    Effect.gen(function* () {
      const client = yield* HttpClient.HttpClient
      const response = yield* client.get(urls.stripe, { headers: auth.stripe })
      const fiber = yield* Effect.fork(response.text)
      yield* Effect.yieldNow()
      const exit = yield* Fiber.interrupt(fiber)
      assert.strictEqual(exit._tag, "Failure")
    }).pipe(Effect.provide(inProcess("stalled-body")))
  )
})
