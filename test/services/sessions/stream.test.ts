import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { CheckoutSession } from "../../../src/neutral/CheckoutSession.js"
import * as CheckoutSessions from "../../../src/services/CheckoutSessions.js"
import * as Sandbox from "../../../src/sandbox/Sandbox.js"
import {
  createdOf,
  failingFrom,
  nameOf,
  names,
  over,
  sandbox,
  service,
  counting
} from "./support.js"

const providers = ["stripe", "polar", "flowglad", "monime", "leanrails"] as const
const options: Sandbox.Options = { sessions: 110, now: DateTime.unsafeMake("2026-06-01T00:00:00Z") }

const everyName = providers.flatMap((provider) =>
  Sandbox.sessions(provider, options).map(({ id }) => `${provider} ${String(id)}`)
)

const orders = ["arrival", "createdDescending"] as const

describe("all providers as one list", () => {
  for (const order of orders) {
    it.effect(`${order}: every session once`, () =>
      Effect.gen(function* () {
        const { stream } = yield* service
        assert.sameMembers(yield* names(stream({}, { order })), everyName)
      }).pipe(Effect.provide(sandbox(options)))
    )

    it.effect(`${order}: an isolated failure is an element, and the others come whole`, () =>
      Effect.gen(function* () {
        const { stream } = yield* service
        const all = [
          ...(yield* Stream.runCollect(stream({}, { order, onProviderFailure: "isolate" })))
        ]
        const failures = all.filter((element) => element instanceof CheckoutSessions.ProviderFailed)
        assert.deepStrictEqual(
          failures.map(({ provider }) => provider),
          ["polar"]
        )
        const sessions = all.filter(
          (element): element is CheckoutSession =>
            !(element instanceof CheckoutSessions.ProviderFailed)
        )
        const others = everyName.filter((name) => !name.startsWith("polar"))
        assert.includeMembers(sessions.map(nameOf), others)
        const rest = yield* Effect.flatMap(service, ({ stream }) =>
          names(stream({}, { order, from: failures[0]?.cursor }))
        ).pipe(Effect.provide(sandbox(options)))
        assert.includeMembers(
          rest,
          everyName.filter(
            (name) => name.startsWith("polar") && !sessions.map(nameOf).includes(name)
          )
        )
      }).pipe(Effect.provide(over(failingFrom("polar", 2, options))))
    )
  }

  it.effect("createdDescending is newest first, ties by provider and then in its own order", () =>
    Effect.gen(function* () {
      const { stream } = yield* service
      const all = [...(yield* Stream.runCollect(stream({}, { order: "createdDescending" })))]
      for (const [index, session] of all.entries()) {
        const before = all[index - 1]
        if (before === undefined) continue
        assert.isAtLeast(createdOf(before), createdOf(session))
        if (createdOf(before) === createdOf(session)) {
          assert.isTrue(before.provider <= session.provider)
        }
      }
      const own = all.filter(({ provider }) => provider === "stripe").map(({ id }) => id)
      assert.deepStrictEqual<unknown>(
        own,
        Sandbox.sessions("stripe", options).map(({ id }) => id)
      )
    }).pipe(Effect.provide(sandbox(options)))
  )

  it.effect("a query finds the same sessions as a filter over everything", () =>
    Effect.gen(function* () {
      const { stream } = yield* service
      const all = [...(yield* Stream.runCollect(stream()))]
      const times = all.map(createdOf).sort((a, b) => a - b)
      const from = times[Math.floor(times.length / 3)] ?? 0
      const to = times[Math.floor((2 * times.length) / 3)] ?? 0
      const statuses = [
        "open",
        "processing",
        "complete",
        "expired",
        "failed",
        "canceled",
        "unknown"
      ]
      for (const order of orders) {
        const alone = order === "arrival" ? statuses.map((status) => [status]) : []
        for (const asked of [...alone, ["complete", "expired"], ["failed", "canceled"]]) {
          for (const bounds of [
            {},
            { createdAfter: from },
            { createdBefore: to },
            { createdAfter: from, createdBefore: to }
          ]) {
            const status = asked.filter((word): word is CheckoutSession["status"] =>
              statuses.includes(word)
            )
            const expected = all.filter(
              (session) =>
                status.includes(session.status) &&
                createdOf(session) >= (bounds.createdAfter ?? -Infinity) &&
                createdOf(session) < (bounds.createdBefore ?? Infinity)
            )
            const found = yield* names(stream({ status, ...bounds }, { order }))
            assert.sameMembers(
              found,
              expected.map(nameOf),
              `${asked.join()} ${JSON.stringify(bounds)}`
            )
          }
        }
      }
    }).pipe(Effect.provide(sandbox({ ...options, sessions: 40 })))
  )

  it.effect("only the providers that are asked for, and only if they can answer", () => {
    const { layer, requests } = counting(options)
    return Effect.gen(function* () {
      const { stream } = yield* service
      const found = yield* names(stream({ providers: ["monime", "polar"] }))
      assert.sameMembers(
        found,
        everyName.filter((name) => /^(monime|polar)/.test(name))
      )
      requests.clear()
      yield* names(stream({ status: "canceled" }))
      assert.deepStrictEqual([...requests.keys()], ["api.monime.io"])
      requests.clear()
      assert.deepStrictEqual(yield* names(stream({ providers: ["stripe"], status: "failed" })), [])
      assert.strictEqual(requests.size, 0)
    }).pipe(Effect.provide(over(layer)))
  })

  it.effect("a bound ends the walk of a list whose order is documented", () => {
    const { layer, requests } = counting({ ...options, sessions: 600 })
    return Effect.gen(function* () {
      const { stream } = yield* service
      yield* names(stream({ createdAfter: "2026-05-31T20:00:00Z" }))
      assert.isAtMost(requests.get("api.stripe.com") ?? 0, 2)
      assert.isAtMost(requests.get("api.polar.sh") ?? 0, 3)
      assert.isAtLeast(requests.get("app.flowglad.com") ?? 0, 6)
      requests.clear()
      yield* names(stream({ providers: ["flowglad"], createdBefore: "2026-05-02T12:00:00Z" }))
      assert.isAtMost(requests.get("app.flowglad.com") ?? 0, 3)
    }).pipe(Effect.provide(over(layer)))
  })

  it.effect("parts of a query that mean nothing are refused before any request", () => {
    const { layer, requests } = counting(options)
    return Effect.gen(function* () {
      const { stream } = yield* service
      const reason = (query: CheckoutSessions.Query) =>
        Effect.map(Effect.flip(Stream.runDrain(stream(query))), (error) =>
          error._tag === "CheckoutSessionsError" ? error.reason : error._tag
        )
      assert.strictEqual(yield* reason({ status: [] }), "InvalidQuery")
      assert.strictEqual(yield* reason({ createdAfter: "soon" }), "InvalidQuery")
      assert.strictEqual(yield* reason({ createdBefore: Number.NaN }), "InvalidQuery")
      assert.strictEqual(requests.size, 0)
    }).pipe(Effect.provide(over(layer)))
  })
})
