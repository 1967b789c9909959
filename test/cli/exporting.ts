/** Exports as processes, and their files. */
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { program, variables } from "./program.js"

export const text = (name: string) => readFileSync(name, "utf8")

/** What the checkpoint of a file says; nothing before there is one. */
export const checkpoint = (out: string): { readonly pages: number; readonly bytes: number } =>
  existsSync(`${out}.checkpoint`) ? JSON.parse(text(`${out}.checkpoint`)) : { pages: 0, bytes: 0 }

/** Until an export has written so many pages. */
export const pages = (out: string, count: number) => async () => {
  while (checkpoint(out).pages < count) await setTimeout(2)
}

/** The words of an export from a sandbox. */
export const exporting = (out: string, url: string, ...more: ReadonlyArray<string>) => [
  "export",
  ...more,
  "--out",
  out,
  "--base-url",
  url
]

export const exports = () => {
  const all = program()
  let files = 0
  return {
    ...all,
    /** The name of a file that is not there yet. */
    fresh: (format = "ndjson") => join(all.temp, `out${files++}.${format}`),
    /** Exports, and kills the process when `when` is over. */
    killed: async (args: ReadonlyArray<string>, when: () => Promise<unknown>) => {
      const child = all.start(args, variables)
      const end = all.ended(child)
      await Promise.race([when(), end])
      child.kill("SIGKILL")
      return end
    },
    /** Exports where no file may have more than so many blocks of 512 bytes. */
    limited: (blocks: number, args: ReadonlyArray<string>) =>
      spawnSync(
        "sh",
        ["-c", `ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath, all.cli, ...args],
        {
          env: { ...variables, PATH: process.env["PATH"] ?? "" },
          encoding: "utf8",
          timeout: 30_000
        }
      )
  }
}
