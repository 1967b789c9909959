import { assert, describe, it } from "@effect/vitest"
import { Predicate } from "effect"
import { Sandbox } from "../../src/index.js"
import { NOW, now, program } from "./program.js"

const { run } = program()

const providers = ["stripe", "polar", "flowglad", "monime", "leanrails"] as const

const idOf = (session: unknown): string =>
  Predicate.hasProperty(session, "id") ? String(session.id) : ""

describe("retrieve", () => {
  it.each(providers)("%s: shows one session as JSON, without its secrets", async (provider) => {
    const [session] = Sandbox.sessions(provider, { sessions: 3, now })
    const id = idOf(session)
    const {
      code,
      stderr: err,
      stdout: out
    } = await run(["retrieve", provider, id, "--sessions", "3", "--now", NOW])
    assert.strictEqual(code, 0, err)
    const shown: unknown = JSON.parse(out)
    assert.strictEqual(idOf(shown), id)
    assert.isTrue(Predicate.hasProperty(shown, "native") && idOf(shown.native) === id)
    const secret = Predicate.hasProperty(session, "client_secret") ? session.client_secret : null
    if (typeof secret === "string") assert.notInclude(out, secret)
  })

  it("shows only the provider's own form with --native", async () => {
    const [session] = Sandbox.sessions("flowglad", { sessions: 3, now })
    const { stdout: out } = await run([
      "retrieve",
      "flowglad",
      idOf(session),
      "--native",
      "--sessions",
      "3",
      "--now",
      NOW
    ])
    assert.deepEqual(JSON.parse(out), session)
  })

  it("says that there is no such session", async () => {
    const { code, stderr: err, stdout: out } = await run(["retrieve", "stripe", "cs_test_no"])
    assert.strictEqual(code, 1)
    assert.strictEqual(out, "")
    assert.include(err, "stripe has no session cs_test_no, or this key may not read it")
  })

  it("names the missing part of the line", async () => {
    const { code, stderr: err } = await run(["retrieve", "stripe"])
    assert.strictEqual(code, 2)
    assert.include(err, "expected an id; see effect-checkout retrieve --help")
  })
})
