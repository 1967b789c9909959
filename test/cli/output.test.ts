import { assert, describe, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { closeSync, existsSync, openSync, statSync } from "node:fs"
import { join } from "node:path"
import { program, variables } from "./program.js"

const { cli, into, run, sandbox, temp } = program()

/** A device on which every write fails, as on a full disk. */
const full = "/dev/full"

/** A shell's line over `list stripe --json`. */
const shell = (line: string, url: string) =>
  spawnSync(
    "sh",
    ["-c", line, process.execPath, cli, "list", "stripe", "--json", "--base-url", url],
    {
      env: { ...variables, PATH: process.env["PATH"] ?? "" },
      encoding: "utf8",
      timeout: 30_000
    }
  )

describe("output of the command line", () => {
  it.skipIf(!existsSync(full))(
    "where standard output takes nothing, each command says so and exits with 1",
    { timeout: 60_000 },
    async () => {
      const { url } = await sandbox()
      const fd = openSync(full, "w")
      for (const args of [
        ["list", "stripe", "--base-url", url],
        ["list", "stripe", "--json", "--base-url", url],
        ["demo", "--sessions", "10", "--latency", "0"],
        ["sandbox"],
        ["--help"]
      ]) {
        const { code, stderr } = await into(fd, args, variables)
        const name = args.join(" ")
        assert.strictEqual(code, 1, `${name}: ${stderr}`)
        assert.match(stderr, /^cannot write to standard output: ENOSPC[^\n]*\n$/, name)
      }
      closeSync(fd)
    }
  )

  it.skipIf(process.platform === "win32")(
    "a file that may not grow any further makes the list fail, and never lose its end in silence",
    { timeout: 60_000 },
    async () => {
      const { url } = await sandbox("--sessions", "20")
      const out = join(temp, "out")
      const { status, stderr } = shell(`ulimit -f 8; exec "$0" "$@" > '${out}'`, url)
      assert.strictEqual(status, 1, stderr)
      assert.match(stderr, /^cannot write to standard output: EFBIG[^\n]*\n$/)
      assert.isAbove(statSync(out).size, 0)
    }
  )

  it.skipIf(process.platform === "win32")(
    "a reader that has enough ends the list quietly",
    { timeout: 60_000 },
    async () => {
      const { url } = await sandbox("--sessions", "2000")
      const { stderr, stdout } = shell('{ "$0" "$@"; echo "exit $?" >&2; } | head -1', url)
      assert.strictEqual(stderr, "exit 0\n")
      assert.lengthOf(stdout.trim().split("\n"), 1)
    }
  )

  it("help is bold only where it is read on a terminal, or where FORCE_COLOR asks for it", async () => {
    assert.notInclude((await run(["list", "--help"])).stdout, "\u001b")
    assert.include((await run(["list", "--help"], { FORCE_COLOR: "1" })).stdout, "\u001b[")
    assert.notInclude((await run(["--help"], { FORCE_COLOR: "0" })).stdout, "\u001b")
  })

  it("help explains --limit, and which sessions come first", async () => {
    const { stdout } = await run(["list", "--help"])
    assert.include(stdout, "in total (all)")
    assert.match(stdout, /with\s+--newest-first\s+the\s+newest/)
  })
})
