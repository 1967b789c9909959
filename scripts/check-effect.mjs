// Effect's own lint rules over the whole project, and over one file with a floating Effect that they
// must report: a checker that checks nothing would pass everything.
import { spawnSync } from "node:child_process"
import { rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const root = new URL("../", import.meta.url)
const checker = fileURLToPath(new URL("node_modules/.bin/effect-language-service", root))
const bait = "src/internal/floating.ts"
const run = (...flags) => {
  const result = spawnSync(checker, ["diagnostics", "--format", "text", ...flags], {
    cwd: root,
    encoding: "utf8"
  })
  if (result.error !== undefined) throw result.error
  return result
}

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

// Tests try out wrong types on purpose; what they may not do is forget to run an Effect.
const { stderr, stdout } = run("--project", "tsconfig.json")
const complaints = stdout
  .split("\n")
  .filter(
    (line) =>
      /^src\/.* (error|warning) effect\(/.test(line) || line.includes("effect(floatingEffect)")
  )
if (complaints.length > 0 || !/Checked [1-9]\d* files/.test(stdout)) {
  console.error(complaints.length > 0 ? complaints.join("\n") : stdout + stderr)
  process.exit(1)
}
console.log(stdout.trim().split("\n").slice(-2).join(" "))
