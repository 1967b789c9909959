import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, get, names, one as at, sessionIn } from "./raw.js"

describe("faults of one session", () => {
  const faults = ["bad-item", "unknown-enum", "stalled-cursor", "503", "truncated-json"] as const

  it.effect("meet it as they meet a page; it has no cursor that could stall", () =>
    Effect.gen(function* () {
      for (const name of names) {
        const session = Sandbox.sessions(name)[0] ?? {}
        const ask = get(at(name, session["id"]), auth[name])
        const bad = yield* ask
        assert.deepStrictEqual(sessionIn(name, bad.json), { ...session, status: 17 })
        const word = yield* ask
        assert.deepStrictEqual(sessionIn(name, word.json), { ...session, status: "in_review" })
        assert.deepStrictEqual(sessionIn(name, (yield* ask).json), session)
        assert.strictEqual((yield* ask).status, 503)
        assert.isUndefined((yield* ask).json)
      }
    }).pipe(
      Effect.provide(
        Sandbox.layerHttpClient({
          faults: { script: faults.map((fault, at) => ({ request: at + 1, fault })) }
        })
      )
    )
  )

  it.effect("are reported with its requests, and leave a refusal as it is", () => {
    const seen: Array<Sandbox.RequestEvent> = []
    return Effect.gen(function* () {
      const { status } = yield* get(at("stripe", "cs_absent"), auth.stripe)
      assert.strictEqual(status, 404)
      assert.deepStrictEqual(seen, [{ provider: "stripe", request: 1, status: 404 }])
    }).pipe(
      Effect.provide(
        Sandbox.layerHttpClient({
          faults: { script: [{ request: 1, fault: "bad-item" }] },
          onRequest: (event) => Effect.sync(() => void seen.push(event))
        })
      )
    )
  })
})
