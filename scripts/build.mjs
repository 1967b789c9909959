// The library file by file with tsc, the command line as one file with esbuild.
import { execFileSync } from "node:child_process"
import { rmSync } from "node:fs"

const root = new URL("../", import.meta.url)
rmSync(new URL("dist", root), { recursive: true, force: true })
execFileSync("tsc", ["--project", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32"
})
await import("./build-cli.mjs")
