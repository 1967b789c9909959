// Drains one list with one client and prints what it cost: `node bench/drain.mjs <client> <port>`.
// Imports and a short drain come before the clock starts, since a program pays for them once.
import { parseArgs } from "node:util"
import { clients } from "./clients.mjs"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    warmup: { type: "string", default: "20000" },
    pause: { type: "string", default: "0" },
    prefetch: { type: "string", default: "0" }
  }
})
const [name, port] = positionals

const drain = await clients[name]({
  base: `http://127.0.0.1:${port}`,
  port,
  pause: Number(values.pause),
  prefetch: Number(values.prefetch)
})
if (Number(values.warmup) > 0) await drain(Number(values.warmup))
// The count of pages starts anew here.
await fetch(`http://127.0.0.1:${port}/requests`)
// On the clock of a profile, which leaves out all that was before.
const beganMicros = Number(process.hrtime.bigint() / 1000n)
const cpu = process.cpuUsage()
const began = performance.now()
const sessions = await drain(Infinity)
const millis = performance.now() - began
const { system, user } = process.cpuUsage(cpu)
const requests = Number(await (await fetch(`http://127.0.0.1:${port}/requests`)).text())
console.log(
  JSON.stringify({
    sessions,
    requests,
    beganMicros,
    cpuMillis: (user + system) / 1000,
    millis,
    megabytes: process.resourceUsage().maxRSS / 1024
  })
)
// Some clients leave connections open, which would keep the process alive.
process.exit(0)
