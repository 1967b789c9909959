import { assert, describe, it } from "@effect/vitest"
import { once } from "node:events"
import { createServer } from "node:http"
import { lines, NOW, program, variables } from "./program.js"

const { ended, run, sandbox, start } = program()

const wayOn = (stderr: string): ReadonlyArray<string> =>
  (/^To go on from here: (.+)$/m.exec(stderr)?.[1] ?? "").split(" ")

/** Lists with one Ctrl-C after so many lines; a second one would end it at once. */
const interrupted = (list: ReadonlyArray<string>, after: number) => {
  const child = start(list, variables)
  let signalled = false
  return ended(child, (text) => {
    if (signalled || lines(text).length < after) return
    signalled = true
    child.kill("SIGINT")
  })
}

/** Lists with Ctrl-C after so many lines, goes on as the program says, and again, to the end. */
const inParts = async (list: ReadonlyArray<string>, each: number) => {
  const parts: Array<string> = []
  let options: ReadonlyArray<string> = []
  for (;;) {
    const { code, stderr, stdout } = await interrupted([...list, ...options], each)
    parts.push(stdout)
    // No code: the signal met a program that had printed all and was about to exit.
    if (code === 0 || code === null) return parts
    assert.strictEqual(code, 130, stderr)
    const count = lines(stdout).length
    assert.match(stderr, new RegExp(`^interrupted after ${count} sessions?: the list is not`))
    options = wayOn(stderr)
    assert.strictEqual(options[0], "--from", stderr)
  }
}

describe("a list that is interrupted or broken off", () => {
  it(
    "goes on with nothing twice and nothing lost, as often as it is interrupted",
    {
      timeout: 120_000
    },
    async () => {
      const { url } = await sandbox("--sessions", "400", "--now", NOW, "--latency", "60")
      for (const provider of ["stripe", "polar"]) {
        const list = ["list", provider, "--base-url", url]
        const whole = await run(list, variables)
        const parts = await inParts(list, 150)
        assert.isAtLeast(parts.length, 2, provider)
        // Polar's sessions of the same moment trade places from request to request.
        assert.deepStrictEqual(
          [...lines(parts.join(""))].sort(),
          [...lines(whole.stdout)].sort(),
          provider
        )
      }
    }
  )

  it(
    "keeps to --status where we filter, and to the rest of --limit",
    {
      timeout: 120_000
    },
    async () => {
      const { url } = await sandbox("--sessions", "600", "--now", NOW, "--latency", "60")
      const list = ["list", "flowglad", "--status", "complete", "--json", "--base-url", url]
      const whole = lines((await run(list, variables)).stdout)
      assert.isAbove(whole.length, 100)
      const all = await inParts(list, 60)
      assert.isAtLeast(all.length, 2)
      assert.deepStrictEqual(lines(all.join("")), whole)
      const first = start([...list, "--limit", "100"], variables)
      const broken = await ended(first, () => first.kill("SIGINT"))
      const rest = await run([...list, ...wayOn(broken.stderr)], variables)
      assert.deepStrictEqual(lines(broken.stdout + rest.stdout), whole.slice(0, 100))
    }
  )

  it("finishes the page that a slow reader has not taken yet", { timeout: 60_000 }, async () => {
    const { url } = await sandbox("--sessions", "300", "--now", NOW)
    const list = ["list", "stripe", "--json", "--base-url", url]
    const whole = await run(list, variables)
    const child = start(list, variables)
    // The first piece fills the pipe; nobody reads the rest of the page for a while.
    await new Promise<void>((resolve) => child.stdout.once("readable", resolve))
    child.kill("SIGINT")
    await new Promise((resolve) => setTimeout(resolve, 300))
    const { code, stderr, stdout } = await ended(child)
    assert.strictEqual(code, 130, stderr)
    assert.strictEqual(lines(stdout).length % 100, 0)
    const rest = await run([...list, ...wayOn(stderr)], variables)
    assert.strictEqual(stdout + rest.stdout, whole.stdout)
  })

  it("before its first page has nothing to go on from", { timeout: 60_000 }, async () => {
    const silent = createServer().listen(0, "127.0.0.1")
    await once(silent, "listening")
    const address = silent.address()
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
    const child = start(["list", "stripe", "--base-url", url], variables)
    silent.once("request", () => child.kill("SIGINT"))
    const { code, stderr, stdout } = await ended(child)
    silent.close()
    assert.strictEqual(code, 130)
    assert.strictEqual(stdout, "")
    assert.strictEqual(stderr, "interrupted after 0 sessions: the list is not complete\n")
  })

  it("that breaks off after some pages goes on there", { timeout: 60_000 }, async () => {
    const { url } = await sandbox(
      "--sessions",
      "250",
      "--now",
      NOW,
      "--faults",
      "flowglad/redirect@2"
    )
    const list = ["list", "flowglad", "--base-url", url]
    const broken = await run(list, variables)
    assert.strictEqual(broken.code, 3)
    assert.include(broken.stderr, "not read to the end: flowglad")
    assert.lengthOf(lines(broken.stdout), 100)
    const rest = await run([...list, ...wayOn(broken.stderr)], variables)
    assert.strictEqual(broken.stdout + rest.stdout, (await run(list, variables)).stdout)
  })
})
