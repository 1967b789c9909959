// Bundles the command line into one file, so that no program depends on its libraries. The peers are
// there anyway and stay outside: with a second copy of Effect the file is twice as large. The page of
// a report, with its plotting library, is a file beside it that only that command loads; so is sync, with
// its databases.
import { build } from "esbuild"
import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"))

// In the package, the command line stands beside the library and need not hold it a second time.
const beside = process.argv.includes("--beside-library")
const sources = fileURLToPath(new URL("../src/cli/", import.meta.url))
const library = {
  name: "library",
  setup: ({ onResolve }) =>
    // Of the command line's own files: a package may have an index of its own.
    onResolve({ filter: /^(\.\.\/)+index\.js$/ }, ({ importer }) =>
      importer.startsWith(sources) ? { path: "./index.js", external: true } : undefined
    )
}

const cli =
  process.argv.slice(2).find((argument) => !argument.startsWith("--")) ??
  fileURLToPath(new URL("../dist/cli.js", import.meta.url))
/** Parts that only one command loads: each is a file of its own. */
const apart = {
  name: "apart",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/report\/page\.js$/ }, () => ({
      path: "./report.mjs",
      external: true
    }))
    onResolve({ filter: /^\.\/sync\/run\.js$/ }, () => ({ path: "./sync.mjs", external: true }))
  }
}
const common = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  minify: true,
  legalComments: "none",
  logLevel: "warning"
}

const external = ["effect", "@effect/platform"]

// Some libraries bring CommonJS modules along, which ask for `require`.
const banner = {
  js: 'import{createRequire as r}from"node:module";const require=r(import.meta.url);'
}

await Promise.all([
  build({
    ...common,
    entryPoints: [fileURLToPath(new URL("../src/cli/main.ts", import.meta.url))],
    outfile: cli,
    external,
    banner,
    define: { VERSION: JSON.stringify(version) },
    plugins: beside ? [library, apart] : [apart]
  }),
  // It holds the library a second time: beside it stands what needs packages that a program may not have.
  build({
    ...common,
    entryPoints: [fileURLToPath(new URL("../src/cli/sync/run.ts", import.meta.url))],
    outfile: join(dirname(cli), "sync.mjs"),
    external: [...external, "@effect/sql-pg", "libsql", "bun:sqlite"],
    banner
  }),
  build({
    ...common,
    entryPoints: [fileURLToPath(new URL("../src/cli/report/page.ts", import.meta.url))],
    outfile: join(dirname(cli), "report.mjs")
  })
])
