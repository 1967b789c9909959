// Effect's own lint rules over the whole project, and over one file with a floating Effect that they
// must report: a checker that checks nothing would pass everything.
import { spawnSync } from "node:child_process"
import { rmSync, writeFileSync } from "node:fs"

const root = new URL("../", import.meta.url)
const bait = "src/internal/floating.ts"
const run = (...flags) =>
  spawnSync("effect-language-service", ["diagnostics", "--format", "text", "--strict", ...flags], {
    cwd: root,
    encoding: "utf8"
  })

writeFileSync(
  new URL(bait, root),
  'import * as Effect from "effect/Effect"\n\nEffect.log("never run")\n'
)
try {
  const { status, stdout } = run("--file", bait)
  if (status === 0 || !stdout.includes("floatingEffect")) {
    console.error("the Effect diagnostics did not report a floating Effect: they are not working")
    process.exit(1)
  }
} finally {
  rmSync(new URL(bait, root), { force: true })
}

const { status, stderr, stdout } = run("--project", "tsconfig.json")
if (status !== 0 || /Checked 0 files/.test(stdout)) {
  console.error(stdout, stderr)
  process.exit(1)
}
console.log(stdout.trim().split("\n").slice(-2).join(" "))
