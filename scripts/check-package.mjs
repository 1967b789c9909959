// What npm would publish, looked at as its users will: by publint and attw, and from a project that
// has installed the tarball, compiles test/consumer and the README's programs under the strictest
// settings, and runs those that need no account.
import { execFileSync } from "node:child_process"
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { codeBlocks } from "./code-blocks.mjs"

/**
 * Declarations that inline a type instead of naming it show here first. Some 92 kB of it are the plotting
 * library of a report, in a file that only that command loads.
 */
const mostKilobytes = 640

const root = fileURLToPath(new URL("../", import.meta.url))
const temp = mkdtempSync(join(tmpdir(), "effect-checkout-"))
const run = (command, args, cwd = root) =>
  execFileSync(command, args, { cwd, stdio: ["ignore", "inherit", "inherit"] })

try {
  const [{ filename }] = JSON.parse(
    execFileSync(
      "npm",
      ["pack", "--json", "--loglevel=error", "--ignore-scripts", "--pack-destination", temp],
      { cwd: root }
    )
  )
  const tarball = join(temp, filename)
  const kilobytes = statSync(tarball).size / 1000
  console.log(`the tarball has ${kilobytes.toFixed(0)} kB`)
  if (kilobytes > mostKilobytes) throw new Error(`the tarball may have ${mostKilobytes} kB`)
  run("publint", ["run", tarball, "--strict"])
  run("attw", [tarball, "--profile", "esm-only", "--format", "ascii", "--quiet"])

  const modules = join(temp, "node_modules")
  mkdirSync(join(modules, "@effect"), { recursive: true })
  mkdirSync(join(modules, "@types"))
  run("tar", ["-xzf", tarball, "-C", modules])
  execFileSync("mv", [join(modules, "package"), join(modules, "effect-checkout")])
  for (const name of ["effect", "@effect/platform", "@types/node", "undici-types"]) {
    symlinkSync(join(root, "node_modules", name), join(modules, name))
  }
  cpSync(join(root, "test/consumer"), join(temp, "src"), { recursive: true })
  const programs = codeBlocks(join(root, "README.md"))
  for (const { code, name } of programs) writeFileSync(join(temp, "src", name), code)
  const runnable = programs
    .filter(({ code }) => code.includes("Sandbox.layerHttpClient"))
    .map(({ name }) => name.replace(/ts$/, "js"))
  writeFileSync(join(temp, "package.json"), JSON.stringify({ type: "module", private: true }))
  for (const [module, moduleResolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"]
  ]) {
    const config = {
      compilerOptions: {
        module,
        moduleResolution,
        target: "es2022",
        lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
        types: ["node"],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        outDir: `out-${moduleResolution}`
      },
      include: ["src"]
    }
    writeFileSync(join(temp, "tsconfig.json"), JSON.stringify(config))
    run(join(root, "node_modules/.bin/tsc"), ["--project", temp], temp)
    for (const name of ["main.js", ...runnable]) {
      run(process.execPath, [join(temp, `out-${moduleResolution}`, name)], temp)
    }
    console.log(`the tarball's programs compile and run (${moduleResolution})`)
  }
} finally {
  rmSync(temp, { recursive: true, force: true })
}
