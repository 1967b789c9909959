// The server and the drains as child processes. None outlives this process: each is ended by its id.
import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const file = (name) => fileURLToPath(new URL(name, import.meta.url))
const children = new Set()

const endAll = () => {
  for (const child of children) child.kill("SIGKILL")
}
process.on("exit", endAll)
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143]
]) {
  process.on(signal, () => process.exit(code))
}

const track = (child) => {
  children.add(child)
  child.once("exit", () => children.delete(child))
  return child
}

/** Runs `use` with the port of a server, which is ended afterwards. */
export const startServer = async (script, options, use) => {
  const child = track(
    spawn(process.execPath, [file(script), ...options], { stdio: ["ignore", "pipe", "inherit"] })
  )
  try {
    const port = await Promise.race([
      once(createInterface(child.stdout), "line").then(([line]) => line),
      once(child, "exit").then(() => Promise.reject(new Error("the server did not start")))
    ])
    return await use(port)
  } finally {
    child.kill("SIGKILL")
  }
}

/** Runs `use` with the port of a server whose lists have so many sessions. */
export const withServer = (sessions, use, latency = 0) =>
  startServer("server.mjs", [String(sessions), "--latency", String(latency)], use)

/**
 * Drains the whole list in a process of its own, and gives what `drain.mjs` prints.
 *
 * @param {ReadonlyArray<string>} nodeOptions come before the name of the script.
 */
export const drain = async (
  client,
  port,
  { nodeOptions = [], options = [], sessions, seconds = 600 }
) => {
  const running = promisify(execFile)(
    process.execPath,
    [...nodeOptions, file("drain.mjs"), client, port, ...options],
    { timeout: seconds * 1000, killSignal: "SIGKILL" }
  )
  track(running.child)
  const { stdout } = await running.catch(({ killed, stderr }) => {
    throw new Error(`${client} ${killed ? `took more than ${seconds} s` : `failed:\n${stderr}`}`)
  })
  const cost = JSON.parse(stdout)
  // A drain that ends early would look fast.
  if (cost.sessions !== sessions) {
    throw new Error(`${client} saw ${cost.sessions} of ${sessions} sessions`)
  }
  return cost
}
