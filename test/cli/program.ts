/** The command line as a program of its own, built once for each file of tests. */
import { afterAll, assert, beforeAll } from "@effect/vitest"
import { type ChildProcess, spawn, spawnSync, type StdioOptions } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Sandbox } from "../../src/index.js"

type Environment = Readonly<Record<string, string>>

/** None of the machine's environment, because no real key may ever be read. */
export const variables = {
  STRIPE_SECRET_KEY: Sandbox.credentials.stripe.secretKey,
  POLAR_ACCESS_TOKEN: Sandbox.credentials.polar.accessToken,
  FLOWGLAD_SECRET_KEY: Sandbox.credentials.flowglad.secretKey,
  MONIME_ACCESS_TOKEN: Sandbox.credentials.monime.accessToken,
  MONIME_SPACE_ID: Sandbox.credentials.monime.spaceId,
  LEANRAILS_SECRET_KEY: Sandbox.credentials.leanrails.secretKey
}

export const NOW = "2026-06-01T00:00:00Z"
export const now = Date.parse(NOW)

/** The lines of an output, without its end. */
export const lines = (text: string): ReadonlyArray<string> =>
  text === "" ? [] : text.trimEnd().split("\n")

export const program = () => {
  const temp = mkdtempSync(join(tmpdir(), "effect-checkout-cli-"))
  const cli = join(temp, "cli.mjs")
  const children: Array<ChildProcess> = []

  beforeAll(() => {
    const build = fileURLToPath(new URL("../../scripts/build-cli.mjs", import.meta.url))
    const { status, stderr } = spawnSync(process.execPath, [build, cli], { encoding: "utf8" })
    assert.strictEqual(status, 0, stderr)
    // The peers stay outside the file: it finds them where it is installed.
    symlinkSync(
      fileURLToPath(new URL("../../node_modules", import.meta.url)),
      join(temp, "node_modules")
    )
  })

  afterAll(async () => {
    for (const child of children) {
      child.kill("SIGKILL")
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit")
    }
    rmSync(temp, { recursive: true, force: true })
  })

  const spawned = (args: ReadonlyArray<string>, env: Environment, stdio: StdioOptions) => {
    const child = spawn(process.execPath, [cli, ...args], { env, stdio })
    children.push(child)
    return child
  }

  const start = (args: ReadonlyArray<string>, env: Environment = {}) => {
    const child = spawn(process.execPath, [cli, ...args], {
      env,
      stdio: ["ignore", "pipe", "pipe"]
    })
    children.push(child)
    return child
  }

  /** What a child printed until it ended, and its exit code; `seen` runs for each piece. */
  const ended = async (
    child: ChildProcess,
    seen: (stdout: string) => void = () => {}
  ): Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }> => {
    let stdout = ""
    let stderr = ""
    child.stdout?.on("data", (chunk) => {
      stdout += String(chunk)
      seen(stdout)
    })
    child.stderr?.on("data", (chunk) => (stderr += String(chunk)))
    const [code] = await once(child, "close")
    return { code, stdout, stderr }
  }

  return {
    temp,
    cli,
    start,
    /** Runs the command with standard output to an open file. */
    into: (fd: number, args: ReadonlyArray<string>, env: Environment = {}) =>
      ended(spawned(args, env, ["ignore", fd, "pipe"])),
    ended,
    run: (args: ReadonlyArray<string>, env?: Environment) => ended(start(args, env)),
    /** Starts `sandbox --json` and reads the line that it prints. */
    sandbox: async (...args: ReadonlyArray<string>): Promise<{ readonly url: string }> => {
      const child = start(["sandbox", "--json", ...args])
      const [line] = await once(child.stdout, "data")
      return JSON.parse(String(line))
    }
  }
}
