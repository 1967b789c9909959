// What a session costs with this library and with the provider's own SDK: `npm run bench`.
import { parseArgs } from "node:util"
import { clients } from "./clients.mjs"
import { drain, withServer } from "./processes.mjs"
import { median, table, writeSection } from "./report.mjs"

const help = `Drains the same list with each client in turn, round after round, and writes bench/RESULTS.md.

  npm run build && npm run bench -- [options]

  --sessions n,…   how long the lists are (200000)
  --rounds n       how often each client drains each list (5)
  --only name,…    only these clients (all that the table compares)

Clients: ${Object.keys(clients).join(", ")}`

/** Each client with what it is compared with. A client comes right before or after its rival. */
const rivals = {
  ours: "stripe",
  stripe: undefined,
  "ours-closures": "stripe",
  "stripe and zod": "stripe",
  "undici and JSON.parse": "stripe",
  "ours-polar": "@polar-sh/sdk",
  "@polar-sh/sdk": undefined,
  "ours-flowglad": "@flowglad/node",
  "@flowglad/node": undefined,
  // Only on request.
  "ours-schema": "stripe",
  "ours-fetch": "stripe",
  "ours-node-http": "stripe"
}
const usual = Object.keys(rivals).slice(0, 9)
/** Ratios of a client to another than its rival. */
const moreRatios = [["ours", "stripe and zod"]]

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "200000" },
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: usual.join(",") },
    help: { type: "boolean", default: false }
  }
})
if (values.help) {
  console.log(help)
  process.exit(0)
}
const sizes = values.sessions.split(",").map(Number)
const rounds = Number(values.rounds)
const names = values.only.split(",").map((name) => name.trim())
const bad = names.find((name) => !(name in rivals))
if (bad !== undefined || ![...sizes, rounds].every((n) => Number.isInteger(n) && n > 0)) {
  console.error(bad === undefined ? help : `no client ${bad}\n\n${help}`)
  process.exit(2)
}

/** All rounds of all clients over one list. In turn, so that a slow minute of the machine hits all. */
const measure = (sessions) =>
  withServer(sessions, async (port) => {
    const costs = Object.fromEntries(names.map((name) => [name, []]))
    for (let round = 1; round <= rounds; round++) {
      for (const name of names) {
        const cost = await drain(name, port, { sessions })
        const perSession = (millis) => (1000 * millis) / sessions
        const { cpuMillis, megabytes, millis, requests } = cost
        const cpu = perSession(cpuMillis)
        const wall = perSession(millis)
        costs[name].push({ cpu, wall, megabytes, requests })
        console.log(
          `${sessions} sessions, round ${round}: ${name.padEnd(22)} ${cpu.toFixed(1)} µs CPU, ${wall.toFixed(1)} µs a session`
        )
      }
    }
    return costs
  })

/** The median of the ratios of each round: what slows one round slows both sides of its ratio. */
const ratio = (costs, name, rival, key) =>
  costs[rival] === undefined
    ? ""
    : median(costs[name].map((cost, round) => cost[key] / costs[rival][round][key])).toFixed(2)

const body = []
for (const sessions of sizes) {
  const costs = await measure(sessions)
  const rows = names.map((name) => {
    const of = (key) => costs[name].map((cost) => cost[key])
    const cpu = of("cpu")
    return [
      name,
      median(cpu).toFixed(1),
      `${Math.min(...cpu).toFixed(1)}–${Math.max(...cpu).toFixed(1)}`,
      median(of("wall")).toFixed(1),
      median(of("megabytes")).toFixed(0),
      median(of("requests"))
    ]
  })
  const pairs = [...names.map((name) => [name, rivals[name]]), ...moreRatios].filter(
    ([name, rival]) => name in costs && rival in costs
  )
  body.push(
    `### ${sessions.toLocaleString("en")} sessions, ${rounds} rounds`,
    table([
      ["client", "CPU µs a session", "least–most", "wall µs a session", "peak MB", "requests"],
      ...rows
    ])
  )
  if (pairs.length > 0) {
    const ratios = pairs.map(([name, rival]) => [
      `${name} / ${rival}`,
      ratio(costs, name, rival, "cpu"),
      ratio(costs, name, rival, "wall")
    ])
    body.push(table([["ratio", "CPU", "wall"], ...ratios]))
  }
}
body.push(
  `Numbers of \`drain.mjs\`: medians over the rounds, each round in a fresh process, after a warm-up that is not counted. CPU is user and system time of the client's process. The server runs in its own. A ratio is the median of the rounds' ratios; below 1, the first is the cheaper one.`,
  `\`ours\` checks each session against its schema. \`stripe\`, \`@polar-sh/sdk\` and \`@flowglad/node\` check as much as these packages do; \`stripe and zod\` checks with \`zod.mjs\`. \`undici and JSON.parse\` is the floor: the same requests, and nothing is checked.`,
  `The pages of \`ours-polar\` overlap, so that no session is missed when the list shifts. It makes about a seventh more requests than \`@polar-sh/sdk\`; the column has the number.`
)
const options = process.argv.slice(2).join(" ")
writeSection(
  "Cost of a session",
  `npm run bench${options === "" ? "" : ` -- ${options}`}`,
  body.join("\n\n")
)
