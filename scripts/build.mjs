// The declarations module by module with tsc, the code as one file for each public module, what
// several of them need as shared chunks, and the command line as one file.
import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync, rmSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { transformSync } from "esbuild"
import { rollup } from "rollup"
import { pure } from "./pure.mjs"

const root = new URL("../", import.meta.url)
const dist = fileURLToPath(new URL("dist", root))
rmSync(dist, { recursive: true, force: true })
execFileSync("tsc", ["--project", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32"
})

const { exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"))
const publicModules = Object.values(exports).flatMap((target) =>
  target?.types === undefined ? [] : [target.default.slice("./dist/".length)]
)
// The index only names the others. In a bundle, each `export * as` would become an object, and a
// bundler could no longer leave out what a program does not use of it.
const index = "index.js"

// Node takes longer to find a module than to read it, and each module imports its own parts of Effect.
const bundle = await rollup({
  input: Object.fromEntries(
    publicModules
      .filter((file) => file !== index)
      .map((file) => [file.slice(0, -".js".length), `${dist}/${file}`])
  ),
  external: /^(@?effect|node:)/,
  treeshake: false
})

for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  const file = `${entry.parentPath}/${entry.name}`
  if (entry.name.endsWith(".js") && file !== `${dist}/${index}`) rmSync(file)
}

// The comments stay in the declarations, where editors read them. In the code they would be a fifth of
// what every installation downloads. esbuild prints the rest as it is, so that it can be debugged.
const withoutComments = (code) =>
  transformSync(code, { format: "esm", target: "es2022", legalComments: "none" }).code

await bundle.write({
  dir: dist,
  format: "es",
  entryFileNames: "[name].js",
  chunkFileNames: "chunks/[name].js",
  minifyInternalExports: false,
  hoistTransitiveImports: false,
  plugins: [{ name: "pure", renderChunk: (code) => pure(withoutComments(code)) }]
})
await bundle.close()

execFileSync(process.execPath, ["scripts/build-cli.mjs", "--beside-library"], {
  cwd: root,
  stdio: "inherit"
})
