import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import * as Drivers from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { cursorOf, expectTag, settle } from "../support/run.js"

const { stripe } = Drivers
const items = Array.from({ length: 7 }, (_, n) => stripe.item(n + 1))

const connect = Effect.suspend(() =>
  Effect.provide(stripe.loose, Lists.server(stripe, items).layer)
)

describe("the query that a cursor belongs to", () => {
  it.effect("is the same whatever the order of the parameters", () =>
    Effect.gen(function* () {
      const client = yield* connect
      const entries = [
        ["status", "open"],
        ["customer", "cus_1"],
        ["payment_link", "plink_1"],
        ["subscription", "sub_1"]
      ]
      const from = cursorOf(
        yield* client.listSessions({ ...Object.fromEntries(entries), limit: 2 })
      )
      for (let turn = 1; turn < entries.length; turn++) {
        const turned = [...entries.slice(turn), ...entries.slice(0, turn)]
        for (const order of [turned, turned.toReversed()]) {
          yield* client.listSessions({ ...Object.fromEntries(order), limit: 2 }, { from })
        }
      }
    })
  )

  it.effect("is told apart by values under the same key, and by their order", () =>
    Effect.gen(function* () {
      const client = yield* connect
      const given = { expand: ["data.customer", "data.line_items"], limit: 2 }
      const from = cursorOf(yield* client.listSessions(given))
      yield* client.listSessions(given, { from })
      for (const expand of [["data.customer"], ["data.line_items", "data.customer"]]) {
        const error = yield* Effect.flip(client.listSessions({ expand, limit: 2 }, { from }))
        assert.strictEqual(expectTag(error, "CheckoutPaginationError").reason, "CursorForeign")
      }
    })
  )

  it.effect("a wrong parameter beside a cursor is named, unless the cursor brought it", () =>
    Effect.gen(function* () {
      const client = yield* connect
      const error = yield* Effect.flip(client.listSessions({ starting_after: "" }))
      const wrong = expectTag(error, "CheckoutRequestError")
      assert.deepEqual(wrong.parameter, Option.some("starting_after"))
    })
  )
})

describe("an answer of any other kind", () => {
  it.effect("stripe: a 400 is Invalid, whatever else it says", () =>
    Effect.gen(function* () {
      const refusal = (code: string) => Http.json({ error: { code } }, { status: 400 })
      const server = Http.script(refusal("parameter_invalid"))
      const client = yield* Effect.provide(stripe.loose, server.layer)
      const error = yield* Effect.flip(client.listSessions())
      assert.strictEqual(expectTag(error, "CheckoutResponseError").reason, "Invalid")
    })
  )

  it.effect("flowglad: only a 500 that names an id that does not exist is NotFound", () =>
    Effect.gen(function* () {
      const missing = "No checkout session found with id chckt_1"
      const cases = [
        [500, missing, "NotFound"],
        [500, 7, "Unavailable"],
        [500, "out of order", "Unavailable"],
        [400, missing, "Invalid"]
      ] as const
      for (const [status, error, reason] of cases) {
        const server = Http.serve(() => Http.json({ error }, { status }))
        const client = yield* Effect.provide(Drivers.flowglad.loose, server.layer)
        const failure = yield* settle(Effect.flip(client.listSessions()))
        assert.strictEqual(expectTag(failure, "CheckoutResponseError").reason, reason)
      }
    })
  )
})
