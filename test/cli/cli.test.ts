import { assert, describe, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { once } from "node:events"
import { Sandbox } from "../../src/index.js"
import { now, NOW, program, variables } from "./program.js"

const { cli, run, sandbox, start } = program()

describe("command line", () => {
  it("sandbox --json prints one line with its address and credentials", async () => {
    const { url, ...rest } = await sandbox()
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
    assert.deepStrictEqual(rest, { credentials: Sandbox.credentials })
  })

  it("sandbox prints a command that lists from it", { timeout: 60_000 }, async () => {
    const child = start(["sandbox", "--sessions", "2"])
    const [text] = await once(child.stdout, "data")
    const [command = ""] = /^ +\w+=\S+ npx effect-checkout list .*$/m.exec(String(text)) ?? []
    const local = command.replace("npx effect-checkout", `"${process.execPath}" "${cli}"`)
    const listed = spawnSync("sh", ["-c", local], { encoding: "utf8", env: {} })
    assert.strictEqual(listed.status, 0, listed.stderr)
    assert.lengthOf(listed.stdout.trim().split("\n"), 2)
  })

  it("sandbox --days and --now decide when its sessions were created", async () => {
    const { url } = await sandbox("--sessions", "50", "--now", NOW, "--days", "0.5")
    const { stdout } = await run(["list", "stripe", "--json", "--base-url", url], variables)
    const created = stdout
      .trim()
      .split("\n")
      .map((line): number => JSON.parse(line).created)
    assert.isAtMost(Math.max(...created) * 1000, now)
    assert.isAbove(Math.min(...created) * 1000, now - 43_200_000)
    assert.isBelow(Math.min(...created) * 1000, now - 42_000_000)
    assert.strictEqual((await run(["sandbox", "--now", "soon"])).code, 2)
  })

  it("sandbox --churn changes the data between two lists", async () => {
    const { url } = await sandbox("--sessions", "50", "--churn", "1")
    const list = ["list", "flowglad", "--json", "--base-url", url]
    const first = await run(list, variables)
    const second = await run(list, variables)
    assert.strictEqual(second.code, 0, second.stderr)
    assert.notStrictEqual(second.stdout, first.stdout)
  })

  it("list prints one line for each session, and with --json all that the provider sent", async () => {
    const { url } = await sandbox("--sessions", "120", "--seed", "3", "--now", NOW)
    const json = await run(["list", "stripe", "--json", "--base-url", url], variables)
    assert.strictEqual(json.code, 0, json.stderr)
    assert.deepStrictEqual(
      json.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
      [...Sandbox.sessions("stripe", { sessions: 120, seed: 3, now })]
    )
    const few = await run(["list", "stripe", "--limit", "3", "--base-url", url], variables)
    assert.match(few.stdout, /^(cs_test_\w+\t[\w()]+\t[\d-]+T[\d:.]+Z\t(\d+ [a-z]{3})?\n){3}$/)
  })

  it("list --status filters, even for a provider without such a filter", async () => {
    const { url } = await sandbox("--sessions", "150", "--now", NOW)
    for (const [provider, status] of [
      ["stripe", "complete"],
      ["flowglad", "succeeded"]
    ] as const) {
      const { stdout } = await run(
        ["list", provider, "--status", status, "--json", "--base-url", url],
        variables
      )
      const sessions = Sandbox.sessions(provider, { sessions: 150, now })
      assert.deepStrictEqual(
        stdout
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line)),
        sessions.filter((session) => session["status"] === status)
      )
    }
  })

  it("a list that breaks off prints how to resume it, and resumes there", async () => {
    const { url } = await sandbox("--sessions", "250", "--now", NOW, "--faults", "bad-item@2")
    const broken = await run(["list", "flowglad", "--json", "--base-url", url], variables)
    assert.strictEqual(broken.code, 1)
    const [, from = ""] = /--from (\S+)/.exec(broken.stderr) ?? []
    const rest = await run(
      ["list", "flowglad", "--json", "--from", from, "--base-url", url],
      variables
    )
    assert.strictEqual(rest.code, 0, rest.stderr)
    assert.deepStrictEqual(
      `${broken.stdout}${rest.stdout}`
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
      [...Sandbox.sessions("flowglad", { sessions: 250, now })]
    )
  })

  it("demo streams all five providers and ends with a table", async () => {
    const { code, stderr, stdout } = await run(["demo", "--sessions", "1100", "--latency", "0"])
    assert.strictEqual(code, 0, stderr)
    assert.match(stdout, /^stripe: 1,000 sessions on 10 pages$/m)
    for (const [provider, pages] of [
      ["stripe", 11],
      ["polar", 13],
      ["flowglad", 11],
      ["monime", 22],
      ["leanrails", 11]
    ]) {
      assert.match(
        stdout,
        new RegExp(`^${provider} +${pages} +1,100 +\\d+\\.\\d+ s  \\w+ \\d`, "m")
      )
    }
    assert.match(stdout, /^all +68 +5,500 +/m)
  })

  it("demo --live without any key names the missing variables and fails", async () => {
    const { code, stdout } = await run(["demo", "--live"])
    assert.strictEqual(code, 1)
    assert.include(stdout, "monime (MONIME_ACCESS_TOKEN, MONIME_SPACE_ID)")
    assert.include(stdout, "leanrails (LEANRAILS_SECRET_KEY)")
  })

  it("a bad command is explained and exits with 2, and a refusal exits with 1", async () => {
    assert.strictEqual((await run(["list", "paypal"])).code, 2)
    const faults = await run(["sandbox", "--faults", "0.05,gremlins"])
    assert.strictEqual(faults.code, 2)
    const missing = await run(["list", "stripe"])
    assert.strictEqual(missing.code, 1)
    assert.include(missing.stderr, "STRIPE_SECRET_KEY")
    const { url } = await sandbox()
    const refused = await run(["list", "stripe", "--base-url", url], {
      STRIPE_SECRET_KEY: "sk_test_wrong"
    })
    assert.strictEqual(refused.code, 1)
    assert.include(refused.stderr, "the credentials were refused")
    assert.notInclude(refused.stderr + refused.stdout, "sk_test_wrong")
  })
})
