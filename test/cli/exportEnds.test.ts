import { assert, describe, it } from "@effect/vitest"
import { once } from "node:events"
import { appendFileSync, truncateSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { join } from "node:path"
import { checkpoint, exporting, exports, pages, text } from "./exporting.js"
import { lines, NOW, variables } from "./program.js"

const { ended, fresh, killed, limited, run, sandbox, start, temp } = exports()

describe("an export", () => {
  it("cuts off a page that was half written", { timeout: 120_000 }, async () => {
    const { url } = await sandbox("--sessions", "300", "--now", NOW, "--latency", "30")
    const whole = fresh()
    await run(exporting(whole, url, "stripe", "leanrails"), variables)
    const out = fresh()
    await killed(exporting(out, url, "stripe", "leanrails"), pages(out, 2))
    truncateSync(out, checkpoint(out).bytes)
    appendFileSync(out, '{"provider":"stripe","id":"cs_ha')
    const { code, stderr } = await run(exporting(out, url, "--resume"), variables)
    assert.strictEqual(code, 0, stderr)
    assert.strictEqual(text(out), text(whole))
    const again = await run(exporting(out, url, "--resume"), variables)
    assert.strictEqual(again.code, 0)
    assert.match(again.stderr, /: 600 sessions, [\d,]+ bytes, complete: nothing is left to do\n$/)
    assert.strictEqual(text(out), text(whole))
  })

  it("refuses a file that it cannot go on with, in one line", { timeout: 120_000 }, async () => {
    const out = fresh()
    const resume = ["export", "--out", out, "--resume"]
    const refused = async (args: ReadonlyArray<string>, why: RegExp, expected = 1, all = 1) => {
      const { code, stderr } = await run(args)
      assert.strictEqual(code, expected, stderr)
      assert.match(lines(stderr).at(-1) ?? "", why)
      assert.lengthOf(lines(stderr), all)
    }
    writeFileSync(out, "mine\n")
    await refused(["export", "--out", out], /exists: go on with --resume, replace it/)
    await refused(resume, /has no checkpoint .* replace it with --overwrite/)
    assert.strictEqual(text(out), "mine\n")
    await refused([...resume, "--overwrite"], /give one of them/, 2)
    await refused(["export", "--out", temp], /is not a file/)
    await refused(["export", "--out", join(out, "no")], /^cannot read .*ENOTDIR/)
    await refused(
      ["export", "--out", join(temp, "no", "file")],
      /^cannot write .*\.checkpoint: ENOENT/,
      1,
      2
    )
    await refused(["export"], /--out/, 2)
    await refused(["export", "--out", "-"], /--out: expected the name of a file/, 2)
    const replaced = await run([
      "export",
      "stripe",
      "--sessions",
      "20",
      "--out",
      out,
      "--overwrite"
    ])
    assert.strictEqual(replaced.code, 0, replaced.stderr)
    assert.lengthOf(lines(text(out)), 20)
    const kept = text(`${out}.checkpoint`)
    writeFileSync(`${out}.checkpoint`, kept.slice(0, 200))
    await refused(resume, /checkpoint is damaged, or of another version: begin again with --over/)
    writeFileSync(`${out}.checkpoint`, kept)
    truncateSync(out, 100)
    await refused(resume, /has 100 of the \d+ bytes that were written to it/)
  })

  it("that Ctrl-C stops says how to go on, and does", { timeout: 120_000 }, async () => {
    const { url } = await sandbox("--sessions", "400", "--now", NOW, "--latency", "40")
    const whole = fresh("csv")
    await run(exporting(whole, url, "stripe", "polar"), variables)
    const out = fresh("csv")
    const child = start(exporting(out, url, "polar", "stripe"), variables)
    const end = ended(child)
    await pages(out, 3)()
    child.kill("SIGINT")
    const { code, stderr, stdout } = await end
    assert.strictEqual(code, 130, stderr)
    assert.strictEqual(stdout, "")
    assert.match(stderr, /^interrupted after \d+ sessions: .* is not complete$/m)
    const [, line = ""] = /^To go on from here: effect-checkout (.*)$/m.exec(stderr) ?? []
    const rest = await run(line.split(" "), variables)
    assert.strictEqual(rest.code, 0, rest.stderr)
    assert.strictEqual(text(out), text(whole))
  })

  it(
    "reads on when a provider fails, and exits with 3 until all is there",
    { timeout: 120_000 },
    async () => {
      const { url } = await sandbox(
        "--sessions",
        "250",
        "--now",
        NOW,
        "--faults",
        "polar/redirect@2"
      )
      const out = fresh()
      const { code, stderr } = await run(
        exporting(out, url, "stripe", "polar", "monime"),
        variables
      )
      assert.strictEqual(code, 3, stderr)
      assert.match(stderr, /^not read to the end: polar$/m)
      const before = lines(text(out))
      assert.strictEqual(before.filter((line) => line.includes('"provider":"monime"')).length, 250)
      const rest = await run(exporting(out, url, "--resume"), variables)
      assert.strictEqual(rest.code, 0, rest.stderr)
      const whole = fresh()
      await run(exporting(whole, url, "stripe", "polar", "monime"), variables)
      assert.deepStrictEqual([...lines(text(out))].sort(), [...lines(text(whole))].sort())
    }
  )

  it.skipIf(process.platform === "win32")(
    "that a full disk stops goes on when there is room",
    { timeout: 120_000 },
    async () => {
      const { url } = await sandbox("--sessions", "250", "--now", NOW)
      const whole = fresh()
      await run(exporting(whole, url, "stripe"), variables)
      const out = fresh()
      // In blocks of 512 bytes: the first page fits, the second one does not.
      const { status: code, stderr } = limited(600, exporting(out, url, "stripe"))
      assert.strictEqual(code, 1, stderr)
      assert.match(stderr, /^cannot write .*EFBIG.*; remove the cause and run this again/)
      assert.lengthOf(lines(stderr), 1)
      const rest = await run(exporting(out, url, "--resume"), variables)
      assert.strictEqual(rest.code, 0, rest.stderr)
      assert.strictEqual(text(out), text(whole))
    }
  )

  it(
    "counts a session without an id once, though it is killed after it",
    { timeout: 120_000 },
    async () => {
      let isOpen = false
      const page = (name: string, rest: object) =>
        JSON.stringify({
          object: "list",
          data: [{ id: `cs_${name}`, object: "checkout.session" }, rest]
        })
      const server = createServer((request, response) => {
        const after = new URL(request.url ?? "", "http://localhost").searchParams.get(
          "starting_after"
        )
        const answer = (text: string, has_more: boolean) =>
          response
            .setHeader("content-type", "application/json")
            .end(JSON.stringify({ ...JSON.parse(text), has_more }))
        if (after === null) answer(page("a", { id: 3 }), true)
        else if (after === "cs_a") answer(page("b", { id: "cs_c" }), true)
        else if (isOpen) answer(page("d", { id: null }), false)
        // The first process never gets its third page.
      }).listen(0, "127.0.0.1")
      await once(server, "listening")
      const address = server.address()
      const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
      const out = fresh()
      const first = await killed(exporting(out, url, "stripe"), pages(out, 2))
      isOpen = true
      const rest = await run(exporting(out, url, "--resume"), variables)
      const again = await run(exporting(out, url, "--resume"), variables)
      server.closeAllConnections()
      server.close()
      assert.lengthOf(first.stderr.match(/at id: expected string/g) ?? [], 1, first.stderr)
      assert.lengthOf(rest.stderr.match(/at id: expected string/g) ?? [], 1, rest.stderr)
      assert.match(rest.stderr, /^2 sessions without an id, which are left out$/m)
      assert.strictEqual(rest.code, 3)
      assert.strictEqual(again.code, 3, again.stderr)
      assert.match(again.stderr, /complete: nothing is left to do\n2 sessions without an id/)
      assert.deepStrictEqual(
        lines(text(out)).map((line): unknown => JSON.parse(line).id),
        ["cs_a", "cs_b", "cs_c", "cs_d"]
      )
    }
  )
})
