// Keeps `exports` of package.json equal to src/index.ts: one flat name for each public module.
// With --check it only tells whether they are.
import { readFile, writeFile } from "node:fs/promises"

const root = new URL("../", import.meta.url)
const index = await readFile(new URL("src/index.ts", root), "utf8")
const file = new URL("package.json", root)
const text = await readFile(file, "utf8")
const manifest = JSON.parse(text)

// Modules with an optional peer have a path of their own and no place in the index, which would
// otherwise need that peer.
const aside = [
  ["RateLimitStore", "http/RateLimitStore"],
  ["Sync", "sync/Sync"],
  ["SyncCluster", "sync/SyncCluster"],
  ["SyncSqlite", "sync/SyncSqlite"],
  ["SyncStore", "sync/SyncStore"],
  ["SyncedSessions", "sync/SyncedSessions"]
]

const target = (path) => ({ types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` })
const listed = index.matchAll(/^export \* as (\w+) from "\.\/(.+)\.js"$/gm)
const modules = [...[...listed].map(([, name, path]) => [name, path]), ...aside]
  .map(([name, path]) => [`./${name}`, target(path)])
  .sort(([a], [b]) => (a < b ? -1 : 1))

manifest.exports = {
  ".": target("index"),
  ...Object.fromEntries(modules),
  "./internal/*": null,
  "./package.json": "./package.json"
}

const wanted = `${JSON.stringify(manifest, null, 2)}\n`
if (process.argv.includes("--check")) {
  if (JSON.stringify(JSON.parse(text)) !== JSON.stringify(manifest)) {
    console.error(
      "package.json and src/index.ts disagree on the public modules: run `npm run exports`"
    )
    process.exit(1)
  }
} else {
  await writeFile(file, wanted)
}
