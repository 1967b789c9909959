import { assert, describe, it } from "@effect/vitest"
import { once } from "node:events"
import { createServer } from "node:http"
import { masked } from "../../src/cli/answer.js"
import { program, variables } from "./program.js"

const { run, sandbox } = program()

/** A provider that refuses every request with this body, which may repeat the request's key. */
const refusing = async (status: number, body: (key: string) => string) => {
  const server = createServer((request, response) => {
    response.writeHead(status, { "content-type": "application/json" })
    response.end(body(request.headers.authorization ?? ""))
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  const port = typeof address === "object" ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

describe("the provider's answer", () => {
  it(
    "is shown with --verbose, and without it the error says how to see it",
    { timeout: 60_000 },
    async () => {
      const { url } = await sandbox()
      const env = { ...variables, MONIME_SPACE_ID: "spc-another" }
      const list = ["list", "monime", "--base-url", url]
      const brief = await run(list, env)
      assert.strictEqual(brief.code, 1)
      assert.match(
        brief.stderr,
        /^monime\.[^\n]+; run again with --verbose to see the provider's answer\n$/
      )
      const long = await run([...list, "--verbose"], env)
      assert.strictEqual(long.code, 1)
      assert.match(long.stderr, /^monime\.[^\n]+\nThe provider's answer: \{[^\n]+\}\n$/)
      assert.notInclude(long.stderr, "--verbose")
    }
  )

  it(
    "is shown without keys and addresses, on one line, and not longer than 2,000 signs",
    { timeout: 60_000 },
    async () => {
      const provider = await refusing(403, (key) =>
        JSON.stringify({
          message: `no\n${key} of ada@example.com \u001b[31m`,
          filler: "word ".repeat(2000)
        })
      )
      const { stderr } = await run(["list", "stripe", "--verbose", "--base-url", provider.url], {
        STRIPE_SECRET_KEY: "hunter-two"
      })
      provider.close()
      const answer = stderr.split("\n")[1] ?? ""
      assert.match(
        answer,
        /^The provider's answer: \{"message":"no Bearer <STRIPE_SECRET_KEY> of <e-mail> /
      )
      assert.notInclude(stderr, "hunter-two")
      assert.notInclude(stderr, "\u001b")
      assert.match(answer, /… \(\d+ more characters\)$/)
      assert.isBelow(answer.length, 2100)
    }
  )

  it("is not promised where the provider said nothing", { timeout: 60_000 }, async () => {
    const provider = await refusing(404, () => "")
    const { stderr } = await run(["list", "stripe", "--base-url", provider.url], variables)
    provider.close()
    assert.notInclude(stderr, "--verbose")
  })

  it("loses every value of the environment, however it is spelled, and every text that looks like a key", () => {
    const values = [
      ["STRIPE_SECRET_KEY", 'a"secret+1'],
      ["MONIME_SPACE_ID", "ab"]
    ] as const
    for (const [text, expected] of [
      ['key a"secret+1 refused', "key <STRIPE_SECRET_KEY> refused"],
      [JSON.stringify('a"secret+1'), '"<STRIPE_SECRET_KEY>"'],
      ["?key=a%22secret%2B1", "?key=<STRIPE_SECRET_KEY>"],
      [Buffer.from('a"secret+1:').toString("base64"), "<STRIPE_SECRET_KEY>"],
      ["space ab is about", "space <MONIME_SPACE_ID> is about"],
      ["Authorization: Bearer abc", "Authorization: <key>"],
      ["Invalid API Key provided: sk_test_****ef", "Invalid API Key provided: <key>"],
      ["one\\nsk_live_abc", "one\\<key>"],
      ["mon_test_abcdef, polar_oat_abcdef", "<key>, <key>"],
      ["9f8e7d6c5b4a39281706f5e4", "<key>"],
      ["ada.l+x@mail.example.com and b%40example.org", "<e-mail> and <e-mail>"],
      [
        '{"code":"invalid_parameter","at":"2026-06-01T00:00:00Z","field":"Monime-Space-Id"}',
        '{"code":"invalid_parameter","at":"2026-06-01T00:00:00Z","field":"Monime-Space-Id"}'
      ]
    ] as const) {
      assert.strictEqual(masked(text, values), expected)
    }
  })

  it("takes no time to be masked, whatever it is made of", { timeout: 10_000 }, () => {
    for (const sign of ["a", "1", "*", "-", "@", "eyJ", "a.", "sk_"])
      masked(sign.repeat(40_000), [])
  })
})
