import { assert, describe, it } from "@effect/vitest"
import { lines, NOW, program, variables } from "./program.js"

const { run, sandbox } = program()

const sandboxed = ["--sessions", "40", "--seed", "3"]

describe("summary", () => {
  it("fits 80 columns, without colours, and names the facts that its tables leave out", async () => {
    const { code, stderr, stdout } = await run(["summary", "--now", NOW])
    assert.strictEqual(code, 0, stderr)
    for (const line of lines(stdout)) assert.isAtMost(line.length, 80, line)
    assert.notInclude(stdout, "\u001b")
    assert.match(stdout, /^all +1,250 +\d+ +\d+\.\d %/m)
    assert.match(stdout, /^complete( +\d+){5} +\d+ {2}█+/m)
    assert.match(stdout, /^Sessions by day, 2026-05-\d\d to 2026-0[56]-\d\d \(UTC\)/m)
    assert.match(stdout, /^[▁▂▃▄▅▆▇█ ]{20,31}$/m)
    assert.include(stdout, "flowglad: no session says that it was paid")
    assert.match(stdout, /^\d+ paid sessions without a total: not in gross$/m)
  })

  it("is JSON for scripts: each number adds up, and no session can be recognised", async () => {
    const { code, stdout } = await run(["summary", "--json", "stripe", "monime", ...sandboxed])
    assert.strictEqual(code, 0)
    const figures = JSON.parse(stdout)
    assert.strictEqual(figures.sessions, 80)
    assert.isTrue(figures.whole)
    assert.strictEqual(figures.source, "sandbox")
    assert.deepStrictEqual(Object.keys(figures.providers), ["stripe", "monime"])
    const sum = (counts: Record<string, number>) =>
      Object.values(counts).reduce((all, one) => all + one, 0)
    assert.strictEqual(sum(figures.statuses), 80)
    const days: ReadonlyArray<Record<string, number>> = Object.values(figures.days)
    assert.strictEqual(
      days.map(sum).reduce((all, one) => all + one),
      80
    )
    for (const { amount, currency } of figures.gross) {
      assert.match(amount, /^\d+(\.\d+)?$/)
      assert.match(currency, /^[A-Z]{3}$/)
    }
    assert.notMatch(stdout, /cs_|@|https?:/)
  })

  it("names a provider that was not read to its end, and ends with 3", async () => {
    const { url } = await sandbox(...sandboxed)
    const args = ["summary", "--json", "--base-url", url, "stripe", "monime"]
    const env = { ...variables, MONIME_ACCESS_TOKEN: "another" }
    const { code, stderr, stdout } = await run(args, env)
    assert.strictEqual(code, 3)
    assert.include(stderr, "not read to the end: monime")
    const figures = JSON.parse(stdout)
    assert.isFalse(figures.whole)
    assert.strictEqual(figures.providers.stripe.sessions, 40)
    assert.strictEqual(figures.incomplete[0].provider, "monime")
    assert.strictEqual(figures.source, "accounts")
  })

  it("refuses a text that is not a zone", async () => {
    const { code, stderr } = await run(["summary", "stripe", "--zone", "Mars/Olympus"])
    assert.strictEqual(code, 2)
    assert.strictEqual(
      stderr,
      "--zone: expected UTC, an offset such as +02:00 or a name such as Europe/Berlin, got Mars/Olympus; see effect-checkout summary --help\n"
    )
    const { stdout } = await run(["summary", "stripe", "--zone", "Asia/Tokyo", ...sandboxed])
    assert.include(stdout, "(Asia/Tokyo)")
  })
})
