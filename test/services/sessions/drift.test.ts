import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Metric from "effect/Metric"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"
import { isDrifted } from "../../../src/neutral/CheckoutSession.js"
import * as Sandbox from "../../../src/sandbox/Sandbox.js"
import { names, over, service } from "./support.js"

const options = { sessions: 30, now: DateTime.unsafeMake("2026-06-01T00:00:00Z") }

type Change = (session: Record<string, unknown>, nth: number) => Record<string, unknown>

/** The sandbox, whose Stripe sessions are changed on their way. */
const changing = (change: Change): Layer.Layer<HttpClient.HttpClient> =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(Sandbox.make(options), ({ httpClient }) =>
      HttpClient.transform(httpClient, (answer, request) =>
        request.url.includes("stripe")
          ? Effect.flatMap(answer, (response) =>
              Effect.map(response.json, (page) => {
                const data =
                  Predicate.hasProperty(page, "data") && Array.isArray(page.data) ? page.data : []
                const changed = data.filter(Predicate.isRecord).map(change)
                return HttpClientResponse.fromWeb(
                  request,
                  Response.json({ ...(Predicate.isRecord(page) ? page : {}), data: changed })
                )
              })
            )
          : answer
      )
    )
  )

const stripeOnly = { providers: ["stripe"] } as const

const listening = () => {
  const lines: Array<string> = []
  const logger = Logger.make<unknown, void>(({ message }) => {
    lines.push(String(message))
  })
  return { lines, layer: Logger.replace(Logger.defaultLogger, logger) }
}

describe("a session that departs from its documentation", () => {
  it.effect("arrives with the place where it departs, and its JSON", () => {
    const { layer, lines } = listening()
    const damaged: Change = (session, nth) =>
      nth % 3 === 0 ? { ...session, automatic_tax: { enabled: "yes" } } : session
    return Effect.gen(function* () {
      const { stream } = yield* service
      const all = [...(yield* Stream.runCollect(stream(stripeOnly)))]
      const whole = Sandbox.sessions("stripe", options)
      assert.deepStrictEqual<unknown>(
        all.map(({ id }) => id),
        whole.map(({ id }) => id)
      )
      const drifted = all.filter(isDrifted)
      assert.lengthOf(drifted, 10)
      for (const session of drifted) {
        const drift = Option.getOrThrow(session.drift)
        assert.deepStrictEqual(drift.path, ["automatic_tax", "enabled"])
        const native: unknown = session.native
        assert(Predicate.hasProperty(native, "automatic_tax"))
        assert.deepStrictEqual(native.automatic_tax, { enabled: "yes" })
      }
      for (const session of all) {
        const native = whole.find(({ id }) => id === session.id)
        const total = Option.getOrUndefined(session.total)
        assert.strictEqual(total === undefined ? null : Number(total.minor), native?.amount_total)
      }
      assert.lengthOf(lines, 1)
      assert.include(lines[0], "stripe: a session is not as documented at automatic_tax.enabled")
    }).pipe(Effect.provide(over(changing(damaged))), Effect.provide(layer))
  })

  it.effect("is counted by place, and told once for each place", () => {
    const { layer, lines } = listening()
    const damaged: Change = (session, nth) => ({
      ...session,
      [nth % 2 === 0 ? "locale" : "payment_method_types"]: nth % 2 === 0 ? 7 : ["card", 7]
    })
    const count = (path: string) =>
      Metric.value(
        Metric.counter("effect_checkout_drift", {
          description: "Sessions that were not as documented, by where",
          incremental: true
        }).pipe(Metric.tagged("provider", "stripe"), Metric.tagged("path", path))
      )
    return Effect.gen(function* () {
      const { stream } = yield* service
      const before = yield* count("locale")
      yield* names(stream(stripeOnly))
      yield* names(stream(stripeOnly))
      assert.strictEqual((yield* count("locale")).count - before.count, 30)
      assert.isAbove((yield* count("payment_method_types.*")).count, 0)
      assert.lengthOf(lines, 2)
    }).pipe(Effect.provide(over(changing(damaged))), Effect.provide(layer))
  })

  it.effect("without an id is the program's to judge", () => {
    const damaged: Change = ({ id, ...session }, nth) => (nth === 5 ? session : { id, ...session })
    return Effect.gen(function* () {
      const { stream } = yield* service
      const error = yield* Effect.flip(names(stream(stripeOnly)))
      assert(error._tag === "ProviderFailed" && error.error._tag === "CheckoutDecodeError")
      assert.deepStrictEqual(error.error.path, ["id"])
      const reported: Array<string> = []
      const rest = yield* names(
        stream(stripeOnly, {
          onInvalidItem: ({ path }) => Effect.sync(() => reported.push(path.join("."))),
          from: error.cursor
        })
      )
      assert.lengthOf(rest, 29)
      assert.deepStrictEqual(reported, ["id"])
      // What the program's own function fails with is the program's.
      const mine = yield* Effect.flip(
        names(stream(stripeOnly, { onInvalidItem: () => Effect.fail("mine" as const) }))
      )
      assert.strictEqual(mine, "mine")
    }).pipe(Effect.provide(over(changing(damaged))))
  })
})
