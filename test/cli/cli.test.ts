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
      .map((line): number => JSON.parse(line).native.created)
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

  /** The ids of a list with --json. */
  const idsOf = (stdout: string): ReadonlyArray<string> =>
    stdout
      .trim()
      .split("\n")
      .map((line): string => JSON.parse(line).id)

  it("list prints one line for each session, and with --json all that the provider sent but secrets", async () => {
    const { url } = await sandbox("--sessions", "120", "--seed", "3", "--now", NOW)
    const json = await run(["list", "stripe", "--json", "--base-url", url], variables)
    assert.strictEqual(json.code, 0, json.stderr)
    const secret = (session: object) =>
      "client_secret" in session && session.client_secret !== null
        ? { ...session, client_secret: "<hidden>" }
        : session
    assert.deepStrictEqual(
      json.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).native),
      Sandbox.sessions("stripe", { sessions: 120, seed: 3, now }).map(secret)
    )
    const few = await run(["list", "stripe", "--limit", "3", "--base-url", url], variables)
    assert.match(
      few.stdout,
      /^([\d-]+T[\d:.]+Z\tstripe\t[a-z]+\t(-?[\d.]+ [A-Z]{3})?\tcs_test_\w+\n){3}$/
    )
  })

  it("list reads several providers at once, and all of them if none is named", async () => {
    const { url } = await sandbox("--sessions", "30", "--now", NOW)
    // Two providers share a path: the sandbox on loopback answers it as Stripe.
    const names = ["stripe", "polar", "flowglad", "monime"] as const
    const expected = names.flatMap((name) =>
      Sandbox.sessions(name, { sessions: 30, now }).map(({ id }) => String(id))
    )
    const some = await run(["list", ...names, "--json", "--base-url", url], variables)
    assert.sameMembers([...idsOf(some.stdout)], expected)
    const all = await run(["list", "--json", "--sessions", "20", "--now", NOW], {})
    assert.strictEqual(all.code, 0, all.stderr)
    assert.lengthOf(idsOf(all.stdout), 100)
    assert.include(all.stderr, "Sandbox: 20 sessions for each provider; --live reads your accounts")
  })

  it("list --newest-first is newest first over all providers", async () => {
    const list = ["list", "--json", "--newest-first", "--sessions", "40", "--now", NOW]
    const { stdout } = await run([...list, "--limit", "50"], {})
    const times = stdout
      .trim()
      .split("\n")
      .map((line): string => JSON.parse(line).createdAt)
    assert.lengthOf(times, 50)
    assert.deepStrictEqual(times, times.toSorted().toReversed())
  })

  it("list --status, --since and --until filter, whatever the provider can", async () => {
    const { url } = await sandbox("--sessions", "150", "--now", NOW)
    for (const [provider, status] of [
      ["stripe", "expired"],
      ["flowglad", "succeeded"]
    ] as const) {
      const word = status === "succeeded" ? "complete" : status
      const { stdout } = await run(
        ["list", provider, "--status", word, "--json", "--base-url", url],
        variables
      )
      const sessions = Sandbox.sessions(provider, { sessions: 150, now })
      assert.deepStrictEqual<unknown>(
        idsOf(stdout),
        sessions.filter((session) => session["status"] === status).map(({ id }) => id)
      )
    }
    const window = ["--since", "2026-05-10", "--until", "2026-05-20T12:00:00Z"]
    const { stdout } = await run(
      ["list", "monime", "--json", "--base-url", url, ...window],
      variables
    )
    const wanted = Sandbox.sessions("monime", { sessions: 150, now }).filter(
      ({ createTime }) =>
        String(createTime) >= "2026-05-10" && String(createTime) < "2026-05-20T12:00:00Z"
    )
    assert.deepStrictEqual<unknown>(
      idsOf(stdout),
      wanted.map(({ id }) => id)
    )
  })

  it("a list that breaks off prints how to resume it, and resumes there", async () => {
    const { url } = await sandbox("--sessions", "250", "--now", NOW, "--faults", "redirect@2")
    const broken = await run(["list", "flowglad", "--json", "--base-url", url], variables)
    assert.strictEqual(broken.code, 3)
    const [, from = ""] = /--from (\S+)/.exec(broken.stderr) ?? []
    const rest = await run(
      ["list", "flowglad", "--json", "--from", from, "--base-url", url],
      variables
    )
    assert.strictEqual(rest.code, 0, rest.stderr)
    assert.deepStrictEqual<unknown>(
      idsOf(`${broken.stdout}${rest.stdout}`),
      Sandbox.sessions("flowglad", { sessions: 250, now }).map(({ id }) => id)
    )
  })

  it("a session that departs from its documentation is listed all the same", async () => {
    const { url } = await sandbox("--sessions", "30", "--now", NOW, "--faults", "stripe/bad-item@1")
    const { code, stderr, stdout } = await run(
      ["list", "stripe", "--json", "--base-url", url],
      variables
    )
    assert.strictEqual(code, 0, stderr)
    assert.lengthOf(idsOf(stdout), 30)
    assert.include(stdout, '"path":["status"]')
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
    const missing = await run(["list", "stripe", "--live"])
    assert.strictEqual(missing.code, 1)
    assert.include(missing.stderr, "STRIPE_SECRET_KEY")
    const { url } = await sandbox()
    const file = await run(["list", "--live", "--env-file=/nowhere/.env"])
    // Some releases of Node read this option themselves, wherever it stands, and end with 9.
    assert.include([1, 9], file.code)
    assert.include(file.stderr, "/nowhere/.env")
    const refused = await run(["list", "stripe", "--base-url", url], {
      STRIPE_SECRET_KEY: "sk_test_wrong"
    })
    assert.strictEqual(refused.code, 1)
    assert.include(refused.stderr, "the credentials were refused")
    assert.notInclude(refused.stderr + refused.stdout, "sk_test_wrong")
  })
})
