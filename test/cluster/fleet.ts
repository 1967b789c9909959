/** Runners as processes: started, signalled, and watched. */
import { Either, Schema } from "effect"
import { buildSync } from "esbuild"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import type { Told } from "./plan.js"
import { lanes, Line, sources } from "./plan.js"

/** A page that was written, and by whom. */
export interface Written {
  readonly by: Runner
  readonly source: string
  readonly at: number
  readonly kind: string
}

export interface Runner {
  readonly address: string
  readonly child: ChildProcess
  readonly exited: Promise<unknown>
  /** What it logged. */
  readonly log: Array<string>
}

const read = Schema.decodeEither(Line)

/** The program as one file, which starts in a fraction of the time that its sources take. */
const build = () => {
  const folder = mkdtempSync(join(tmpdir(), "ec-cluster-"))
  const file = join(folder, "process.mjs")
  buildSync({
    entryPoints: [fileURLToPath(new URL("process.ts", import.meta.url))],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning"
  })
  symlinkSync(
    fileURLToPath(new URL("../../node_modules", import.meta.url)),
    join(folder, "node_modules")
  )
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Waits until something is so; says what it waited for if it is not. */
export const until = async (what: string, is: () => boolean | Promise<boolean>, seconds = 60) => {
  const ends = Date.now() + seconds * 1000
  while (!(await is())) {
    if (Date.now() > ends) throw new Error(`waited ${seconds} s, and not: ${what}`)
    await sleep(20)
  }
}

/** Starts the sandbox; runners are started one by one. */
export const fleet = async (common: Omit<Told, "address" | "baseUrl" | "lanes" | "role">) => {
  const program = build()
  const written: Array<Written> = []
  const last = new Map<string, Written>()
  const runners = new Set<Runner>()
  let baseUrl = ""

  const launch = (
    role: Told["role"],
    address: string,
    has: ReadonlyArray<string> = lanes.map(({ name }) => name)
  ): Runner => {
    const told: Told = { ...common, role, address, baseUrl, lanes: has }
    const child = spawn(process.execPath, [program.file, JSON.stringify(told)], {
      stdio: ["ignore", "pipe", "pipe"],
      // What a platform may set must not reach a runner.
      env: { PORT: "1", HOST: "0.0.0.0", LISTEN_HOST: "0.0.0.0" }
    })
    const runner: Runner = { address, child, exited: once(child, "exit"), log: [] }
    runners.add(runner)
    void runner.exited.then(() => runners.delete(runner))
    child.stderr.on("data", (text) => runner.log.push(String(text)))
    let rest = ""
    child.stdout.on("data", (text) => {
      const lines = `${rest}${String(text)}`.split("\n")
      rest = lines.pop() ?? ""
      for (const text of lines) {
        const said = Either.getOrThrow(read(text))
        if ("url" in said) {
          baseUrl = said.url
        } else {
          const one = { ...said, by: runner }
          written.push(one)
          last.set(said.source, one)
        }
      }
    })
    return runner
  }

  const sandbox = launch("sandbox", "sandbox")
  await until("the sandbox listens", () => baseUrl !== "")

  /** Who wrote the last page of each source. */
  const heldBy = (runner: Runner) =>
    [...last.values()].filter(({ by }) => by === runner).map(({ source }) => source)

  return {
    launch,
    written,
    heldBy,
    /** What each runner said last. */
    logs: () =>
      [...runners].map(({ address, log }) => `${address}: ${log.join("").slice(-3000)}`).join("\n"),
    runners: () => [...runners].filter((runner) => runner !== sandbox),
    /** When others first wrote a page of each of these sources after a moment. */
    taken: async (held: ReadonlyArray<string>, from: Runner, at: number, seconds: number) => {
      const first = (source: string) =>
        written.find((one) => one.source === source && one.by !== from && one.at > at)
      await until(
        `others write ${held.join(", ")}`,
        () => held.every((source) => first(source) !== undefined),
        seconds
      )
      return held.map((source) => (first(source)?.at ?? Infinity) - at)
    },
    /** Waits until each source has had so many more pages. */
    move: async (pages: number) => {
      const from = written.length
      await until("every source is written", () => {
        const since = written.slice(from)
        return [...sources.keys()].every(
          (source) => since.filter((one) => one.source === source).length >= pages
        )
      })
    },
    stop: async () => {
      for (const { child, exited } of runners) {
        child.kill("SIGKILL")
        await exited
      }
      program.remove()
    }
  }
}

export type Fleet = Awaited<ReturnType<typeof fleet>>
