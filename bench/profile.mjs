// Where the time of a drain goes: `node bench/profile.mjs`. It prints the functions with most self time.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { drain, withServer } from "./processes.mjs"

const { values } = parseArgs({
  options: {
    client: { type: "string", default: "ours" },
    sessions: { type: "string", default: "50000" },
    top: { type: "string", default: "25" }
  }
})
const sessions = Number(values.sessions)

const folder = mkdtempSync(join(tmpdir(), "checkout-profile-"))
const { beganMicros, profile } = await withServer(sessions, async (port) => {
  try {
    const nodeOptions = ["--cpu-prof", `--cpu-prof-dir=${folder}`]
    const { beganMicros } = await drain(values.client, port, { nodeOptions, sessions })
    const [name] = readdirSync(folder)
    return { beganMicros, profile: JSON.parse(readFileSync(join(folder, name), "utf8")) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** The package of a frame. Code that was made at run time has no address, but it has a script. */
const packageOf = ({ functionName, scriptId, url }) => {
  if (url.includes("/node_modules/")) {
    return url
      .split("/node_modules/")
      .at(-1)
      .match(/^(?:@[^/]+\/)?[^/]+/)[0]
  }
  if (url.startsWith("node:")) return "node"
  if (url.startsWith("file:")) return url.includes("/bench/") ? "bench" : "ours"
  if (scriptId !== "0") return "made at run time"
  return functionName.startsWith("(") ? functionName : "V8"
}

const frames = new Map(profile.nodes.map(({ callFrame, id }) => [id, callFrame]))
const functions = new Map()
const packages = new Map()
let busy = 0
let now = profile.startTime
const add = (times, key, micros) => times.set(key, (times.get(key) ?? 0) + micros)
for (const [index, id] of profile.samples.entries()) {
  const frame = frames.get(id)
  const micros = profile.timeDeltas[index]
  now += micros
  // Idle is the wait for the server.
  if (now < beganMicros || frame.functionName === "(idle)") continue
  const from = packageOf(frame)
  const file = frame.url.split("/").slice(-2).join("/")
  const place = file === "" ? "" : `${file}:${frame.lineNumber + 1}`
  busy += micros
  add(packages, from, micros)
  add(functions, `${from.padEnd(22)} ${frame.functionName || "(anonymous)"}  ${place}`, micros)
}

const print = (times, most) => {
  const sorted = [...times].sort(([, a], [, b]) => b - a).slice(0, most)
  for (const [name, micros] of sorted) {
    const share = `${((100 * micros) / busy).toFixed(1)} %`
    console.log(share.padStart(7), (micros / sessions).toFixed(2).padStart(7), name)
  }
}
console.log(`${values.client}, ${sessions} sessions, without imports and warm-up\n`)
console.log("  share  µs/session  package")
print(packages, Infinity)
console.log("\n  share  µs/session  function")
print(functions, Number(values.top))
