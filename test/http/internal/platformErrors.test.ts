import { HttpClientError, HttpClientRequest, HttpClientResponse } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import * as PlatformErrors from "../../../src/http/internal/platformErrors.js"

const call = { provider: "stripe", operation: "listSessions" } as const
const request = HttpClientRequest.get("https://api.example/")
const response = HttpClientResponse.fromWeb(request, new Response("", { status: 500 }))

const failed = (cause: unknown) =>
  PlatformErrors.noAnswer(
    call,
    new HttpClientError.RequestError({ request, reason: "Transport", cause })
  )

const withCode = (code: unknown) => Object.assign(new Error("connect"), { code })

/** An error with this one so many causes down. */
const under = (levels: number, inner: unknown): unknown =>
  levels === 0 ? inner : new Error("Outer", { cause: under(levels - 1, inner) })

const circular = new Error("Outer")
circular.cause = circular

describe("the message of an error without an answer", () => {
  const cases: ReadonlyArray<readonly [string, unknown, string]> = [
    [
      "the runtime's code",
      new Error("fetch failed", { cause: withCode("EAI_AGAIN") }),
      "EAI_AGAIN"
    ],
    ["the first code", Object.assign(withCode("EFIRST"), { cause: withCode("ELAST") }), "EFIRST"],
    ["a code five causes down", under(5, withCode("ECONNRESET")), "ECONNRESET"],
    ["no code six causes down", under(6, withCode("ECONNRESET")), ""],
    ["nothing of a circle of causes", circular, ""],
    ["no code in lower case", withCode("canary"), ""],
    ["no code of one letter", withCode("E"), ""],
    ["no code with words before it", withCode("canary ECONNRESET"), ""],
    ["no code with words after it", withCode("ECONNRESET canary"), ""],
    ["no code that is no string", withCode(["ECONNRESET"]), ""],
    ["a few plain words", new Error("fetch failed", { cause: new Error("bad port") }), "bad port"],
    ["the innermost words", new Error("bad day", { cause: new Error("bad port") }), "bad port"],
    [
      "words around the usual ones",
      new Error("bad port", { cause: new Error("fetch failed") }),
      "bad port"
    ],
    [
      "seven words",
      new Error("one two three four five six seven"),
      "one two three four five six seven"
    ],
    ["not eight words", new Error("one two three four five six seven eight"), ""],
    ["not one word", new Error("canary"), ""],
    ["no words with a sign before them", new Error("@canary bad port"), ""],
    ["no words with a sign after them", new Error("bad port: canary"), ""],
    ["not that fetch failed", new Error("fetch failed"), ""],
    ["no words of what is no error", { message: "bad port" }, ""],
    ["a code rather than words", new Error("bad port", { cause: withCode("EBAD") }), "EBAD"]
  ]
  for (const [what, cause, said] of cases) {
    it(`says ${what}`, () => {
      const error = failed(cause)
      assert.strictEqual(error.reason, "Transport")
      assert.strictEqual(error.description, `no answer came${said === "" ? "" : ` (${said})`}`)
    })
  }

  it("an answer that broke off", () => {
    const error = PlatformErrors.noAnswer(
      call,
      new HttpClientError.ResponseError({
        request,
        response,
        reason: "Decode",
        cause: withCode("EPIPE")
      })
    )
    assert.strictEqual(error.description, "the answer broke off (EPIPE)")
  })

  it("an address that makes no URL is the parameter `baseUrl`", () => {
    const error = PlatformErrors.noAnswer(
      call,
      new HttpClientError.RequestError({ request, reason: "InvalidUrl" })
    )
    assert.strictEqual(error.reason, "InvalidParams")
    assert.strictEqual(Option.getOrUndefined(error.parameter), "baseUrl")
    assert.include(error.description, "`baseUrl`")
  })

  it.effect("only a status that was refused is turned back into its answer", () =>
    Effect.gen(function* () {
      const error = (reason: "StatusCode" | "Decode") =>
        new HttpClientError.ResponseError({ request, response, reason })
      const answer = yield* PlatformErrors.anyStatus(Effect.fail(error("StatusCode")))
      assert.strictEqual(answer.status, 500)
      const other = yield* Effect.flip(PlatformErrors.anyStatus(Effect.fail(error("Decode"))))
      assert.strictEqual(other.reason, "Decode")
    })
  )
})
