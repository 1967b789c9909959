// The library file by file with tsc, the command line as one file with esbuild.
import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { transformSync } from "esbuild"
import { pure } from "./pure.mjs"

const root = new URL("../", import.meta.url)
const dist = fileURLToPath(new URL("dist", root))
rmSync(dist, { recursive: true, force: true })
execFileSync("tsc", ["--project", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32"
})

// The comments stay in the declarations, where editors read them. In the code they would be a fifth of
// what every installation downloads. esbuild prints the rest as it is: nothing is renamed or removed.
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith(".js")) continue
  const file = `${entry.parentPath}/${entry.name}`
  const { code } = transformSync(readFileSync(file, "utf8"), {
    format: "esm",
    target: "es2022",
    legalComments: "none"
  })
  writeFileSync(file, pure(code))
}

execFileSync(process.execPath, ["scripts/build-cli.mjs", "--beside-library"], {
  cwd: root,
  stdio: "inherit"
})
