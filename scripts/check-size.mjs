// What a client adds to a program that has Effect already: bundled, minified and compressed. It fails
// when a client is too large, or brings along another provider, the sandbox or the command line.
import { execFileSync } from "node:child_process"
import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"

/** A client may have so many bytes, compressed: a little more than the largest has today. */
const most = 24_000
const providers = ["Stripe", "Polar", "Flowglad", "Monime", "Leanrails"]

const { values: options } = parseArgs({
  options: {
    /** Another build, to try a change on. */
    dist: { type: "string", default: fileURLToPath(new URL("../dist", import.meta.url)) },
    /** The client whose modules are printed. */
    explain: { type: "string", default: "StripeClient" },
    /** Leaves out the import time, which needs a quiet machine. */
    "no-import-time": { type: "boolean", default: false }
  }
})
const dist = resolve(options.dist)
const src = fileURLToPath(new URL("../src", import.meta.url))

/** Bundles one export as a user's bundler does. */
const bundle = async (code, folder = dist) => {
  const { metafile, outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder, loader: "ts" },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    external: ["effect", "effect/*", "@effect/platform", "@effect/platform/*"],
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "warning"
  })
  const [{ inputs }] = Object.values(metafile.outputs)
  return {
    minified: outputFiles[0].contents.length,
    gzipped: gzipSync(outputFiles[0].contents, { level: 9 }).length,
    text: outputFiles[0].text,
    /** The modules that the bundler read. Without a bundler, a program loads all of them. */
    read: Object.keys(metafile.inputs),
    /** The modules that have a part in the bundle, the largest first. */
    parts: Object.entries(inputs)
      .map(([module, { bytesInOutput }]) => ({ module, bytes: bytesInOutput }))
      .filter(({ bytes }) => bytes > 0)
      .sort((a, b) => b.bytes - a.bytes)
  }
}

/** Of these modules, those that a client of this provider has no use for. */
const foreignModules = (provider, modules) => {
  const others = providers.filter((other) => other !== provider).join("|")
  const path = new RegExp(`^(?:sandbox|cli)/|/(?:${others})(?:Client)?\\.js$|^cli\\.js$`, "i")
  return modules.filter((module) => path.test(module))
}

// A file of `dist` holds many modules, so its name proves little. Each provider's code has its address,
// and the names of its models and tags.
const foreignCode = (provider, text) =>
  providers.filter(
    (other) =>
      other !== provider &&
      new RegExp(`//[\\w.-]*${other}\\.|effect-checkout/${other}`, "i").test(text)
  )

/** Milliseconds for the import of a client by a program that has imported Effect before. */
const importMillis = (module) => {
  const code = `await import("effect"); await import("@effect/platform")
    const began = performance.now()
    await import(${JSON.stringify(`file://${dist}/${module}`)})
    console.log(performance.now() - began)`
  return Number(
    execFileSync(process.execPath, ["--input-type=module", "--eval", code], {
      cwd: fileURLToPath(new URL("../", import.meta.url)),
      encoding: "utf8",
      timeout: 60_000
    })
  )
}
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

const row = (name, minified, gzipped, files) =>
  console.log(
    name.padEnd(34),
    String(minified).padStart(9),
    String(gzipped).padStart(9),
    String(files).padStart(8)
  )
const print = (name, { gzipped, minified, parts }) => row(name, minified, gzipped, parts.length)
const failures = []

row("bytes", "minified", "gzipped", "files")
const bundles = new Map()
for (const provider of providers) {
  const name = `${provider}Client`
  const module = `./services/${name}.js`
  const all = Object.keys(await import(`file://${dist}/${module}`))
  // What a program uses that reads one provider: `layerTest` is for its tests, `adapter` for several
  // providers.
  const aside = new Set(["layerTest", "adapter"])
  const used = all.filter((name) => !aside.has(name))
  const made = await bundle(`export { ${used.join(", ")} } from "${module}"`)
  bundles.set(name, made)
  print(`services/${name}.js`, made)
  print("  with layerTest and adapter", await bundle(`export * from "${module}"`))
  // Its words, because a build may join modules.
  if (made.text.includes("layerTest was given")) failures.push(`${name} brings layerTest along`)
  if (made.text.includes("effect-checkout/CheckoutSession/")) {
    failures.push(`${name} brings the form of all providers along`)
  }
  if (made.gzipped > most) failures.push(`${name} has ${made.gzipped} bytes; it may have ${most}`)
  for (const module of foreignModules(provider, made.read)) {
    failures.push(`${name} reads ${module}`)
  }
  for (const other of foreignCode(provider, made.text)) {
    failures.push(`${name} contains code of ${other}`)
  }
  if (foreignCode("", made.text).join() !== provider) failures.push(`${name} is not recognized`)
}
for (const name of Object.keys(await import(`file://${dist}/index.js`))) {
  const made = await bundle(`export { ${name} } from "./index.js"`)
  if (!bundles.has(name)) bundles.set(name, made)
  print(`index.js { ${name} }`, made)
  const provider = providers.find((provider) => name === `${provider}Client`)
  if (provider === undefined) continue
  const modules = made.parts.map(({ module }) => module)
  for (const foreign of [
    ...foreignModules(provider, modules),
    ...foreignCode(provider, made.text)
  ]) {
    failures.push(`${name}, imported from the index, contains ${foreign}`)
  }
}

const { parts } = await bundle(`export * from "./services/${options.explain}.js"`, src)
console.log(`\nThe modules of ${options.explain}, in bytes of a minified bundle of the source`)
for (const { bytes, module } of parts) console.log(String(bytes).padStart(8), module)

if (!options["no-import-time"]) {
  const times = Array.from({ length: 7 }, () => importMillis("services/StripeClient.js"))
  console.log(`\nimporting StripeClient takes ${median(times).toFixed(1)} ms (median of 7)`)
}

for (const failure of failures) console.error(`✗ ${failure}`)
if (failures.length > 0) process.exitCode = 1
