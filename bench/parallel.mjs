// How long a list takes that is read in several places at once, beside `stripe`, at a given latency and
// rate limit: `node bench/parallel.mjs`.
import { parseArgs } from "node:util"
import { startServer } from "./processes.mjs"
import { table, writeSection } from "./report.mjs"

const help = `Measures \`concurrency\` at Stripe beside the SDK's auto-pagination, and adds it to bench/RESULTS.md.

  npm run build && node bench/parallel.mjs [options]

  --sessions n     sessions of the list, over a year, half of them in 5 % of it (100000)
  --latency ms     how long the server waits before it answers (100)
  --rate n         requests that it allows in a second (100)
  --concurrency n  requests at once, comma-separated (4,16)`

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "100000" },
    latency: { type: "string", default: "100" },
    rate: { type: "string", default: "100" },
    concurrency: { type: "string", default: "4,16" },
    help: { type: "boolean", default: false }
  }
})
if (values.help) {
  console.log(help)
  process.exit(0)
}

const key = "sk_live_sandbox"

const ours = (concurrency) => async (port) => {
  const { Effect, Layer, Redacted, Stream } = await import("effect")
  const NodeHttpClient = await import("@effect/platform-node/NodeHttpClient")
  const { RateLimit, StripeClient } = await import("../dist/index.js")
  const layer = StripeClient.layer({ baseUrl: `http://127.0.0.1:${port}` }).pipe(
    Layer.provide(StripeClient.layerCredentials({ secretKey: Redacted.make(key) })),
    Layer.provide(RateLimit.layerDocumented),
    Layer.provide(NodeHttpClient.layerUndici)
  )
  const ids = new Set()
  await Effect.flatMap(StripeClient.StripeClient, ({ streamSessions }) =>
    Stream.runForEach(streamSessions({}, { concurrency }), ({ id }) =>
      Effect.sync(() => {
        if (ids.has(id)) throw new Error(`${id} came twice`)
        ids.add(id)
      })
    )
  ).pipe(Effect.provide(layer), Effect.runPromise)
  return ids.size
}

const sdk = async (port) => {
  const { Stripe } = await import("stripe")
  const stripe = new Stripe(key, { host: "127.0.0.1", port, protocol: "http", telemetry: false })
  const ids = new Set()
  for await (const { id } of stripe.checkout.sessions.list({ limit: 100 })) ids.add(id)
  return ids.size
}

const clients = [
  ["stripe", sdk],
  ["ours", ours(undefined)],
  ...values.concurrency.split(",").map((n) => [`ours, \`concurrency: ${n}\``, ours(Number(n))])
]

const rows = []
const pages = Math.ceil(Number(values.sessions) / 100)
await startServer("burst.mjs", [values.sessions, values.latency, values.rate], async (port) => {
  const counts = async () => (await fetch(`http://127.0.0.1:${port}/counts`)).json()
  for (const [name, run] of clients) {
    await counts()
    const began = performance.now()
    const sessions = await run(port)
    const seconds = (performance.now() - began) / 1000
    if (sessions !== Number(values.sessions)) throw new Error(`${name} saw ${sessions} sessions`)
    rows.push({ name, seconds, ...(await counts()) })
    console.log(`${name}: ${seconds.toFixed(1)} s`)
  }
})

const slowest = rows[0].seconds
writeSection(
  "Several places at once",
  `npm run bench:parallel -- --sessions ${values.sessions} --latency ${values.latency} --rate ${values.rate}`,
  `${table([
    [
      "client",
      "seconds",
      "times as fast as `stripe`",
      "requests / pages",
      "requests a second",
      "429"
    ],
    ...rows.map(({ name, refused, requests, seconds }) => [
      name,
      seconds.toFixed(1),
      (slowest / seconds).toFixed(2),
      (requests / pages).toFixed(2),
      (requests / seconds).toFixed(1),
      String(refused)
    ])
  ])}

${values.sessions} sessions over a year, half of them in 5 % of the time; ${values.latency} ms a request, ${values.rate} requests a second allowed. \`ours\` runs under \`RateLimit.layerDocumented\`. Each drain must give every session once.`
)
