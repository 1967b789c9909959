import { assert, describe, it } from "@effect/vitest"
import { setTimeout } from "node:timers/promises"
import { checkpoint, exporting, exports, pages, text } from "./exporting.js"
import { lines, NOW, variables } from "./program.js"

const { fresh, killed, run, sandbox } = exports()

describe("an export that is killed", () => {
  for (const format of ["ndjson", "csv"]) {
    it(`at any moment goes on to the same file, as ${format}`, { timeout: 300_000 }, async () => {
      const { url } = await sandbox("--sessions", "300", "--now", NOW, "--latency", "20")
      const whole = fresh(format)
      const began = Date.now()
      assert.strictEqual((await run(exporting(whole, url), variables)).code, 0)
      const took = Date.now() - began
      const expected = text(whole)
      let kills = 0
      let unfinished = 0
      while (kills < 24) {
        const out = fresh(format)
        const moments: Array<number> = []
        for (let times = 0; times < 3; times++) {
          moments.push(Math.round(Math.random() * took))
          const { code } = await killed(exporting(out, url, "--resume"), () =>
            setTimeout(moments.at(-1))
          )
          kills++
          if (code === null && checkpoint(out).pages > 0) unfinished++
        }
        const { code, stderr } = await run(exporting(out, url, "--resume"), variables)
        const story = `killed after ${moments.join(", ")} ms: ${stderr}`
        assert.strictEqual(code, 0, story)
        assert.isTrue(text(out) === expected, story)
      }
      assert.isAtLeast(unfinished, 5, "kills in the middle of an export")
    })
  }

  it("after each of its pages loses nothing", { timeout: 180_000 }, async () => {
    const { url } = await sandbox("--sessions", "250", "--now", NOW)
    const whole = fresh()
    assert.strictEqual((await run(exporting(whole, url, "polar", "monime"), variables)).code, 0)
    const out = fresh()
    let count = 0
    for (;;) {
      const { code, stderr } = await killed(
        exporting(out, url, "polar", "monime", "--resume"),
        pages(out, checkpoint(out).pages + 1)
      )
      if (code !== null) {
        assert.strictEqual(code, 0, stderr)
        break
      }
      count++
    }
    assert.isAtLeast(count, 3)
    assert.strictEqual(text(out), text(whole))
  })

  it(
    "needs no option but --resume and --out, and none may differ",
    { timeout: 120_000 },
    async () => {
      const out = fresh("csv")
      const options = ["--sessions", "4000", "--since", "20d", "--status", "open,complete"]
      const begun = ["export", "polar", "flowglad", "--out", out, ...options]
      await killed(begun, pages(out, 3))
      const resume = ["export", "--out", out, "--resume"]
      for (const [name, ...other] of [
        ["--format", "ndjson"],
        ["--seed", "2"],
        ["--sessions", "250"],
        ["--since", "21d"],
        ["--status", "open"],
        ["--now", NOW],
        ["--live"],
        ["--base-url", "http://127.0.0.1:1"]
      ]) {
        const { code, stderr } = await run([...resume, name ?? "", ...other], variables)
        assert.strictEqual(code, 2, stderr)
        assert.match(stderr, new RegExp(`^${name}: the export to .* another value`))
        assert.lengthOf(lines(stderr), 1)
      }
      const providers = await run([...resume, "polar"])
      assert.strictEqual(providers.code, 2)
      assert.match(providers.stderr, /^the providers: .*\(flowglad,polar\)/)
      // The same options are no contradiction, though `20d` means another time by now.
      const again = await killed([...begun, "--resume"], pages(out, 5))
      assert.notStrictEqual(again.code, 2, again.stderr)
      const { code, stderr } = await run(resume)
      assert.strictEqual(code, 0, stderr)
      const { run: kept } = JSON.parse(text(`${out}.checkpoint`))
      const whole = fresh("csv")
      const same = ["--now", kept.source.now, "--since", kept.since.at, ...options.slice(0, 2)]
      await run([
        "export",
        "flowglad",
        "polar",
        "--out",
        whole,
        "--status",
        "complete,open",
        ...same
      ])
      assert.strictEqual(text(out), text(whole))
    }
  )
})
