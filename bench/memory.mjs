// Whether memory stays the same however long the list is and however slow its consumer, and what
// `prefetch` saves: `node bench/memory.mjs`.
import { parseArgs } from "node:util"
import { drain, withServer } from "./processes.mjs"
import { table, writeSection } from "./report.mjs"

const help = `Measures the peak memory of short and long drains, and adds it to bench/RESULTS.md.

  npm run build && node bench/memory.mjs [options]

  --short n   sessions of the short list (50000)
  --long n    sessions of the long list (1000000)`

const { values } = parseArgs({
  options: {
    short: { type: "string", default: "50000" },
    long: { type: "string", default: "1000000" },
    help: { type: "boolean", default: false }
  }
})
if (values.help) {
  console.log(help)
  process.exit(0)
}
const short = Number(values.short)
const long = Number(values.long)
if (![short, long].every((n) => Number.isInteger(n) && n > 0)) {
  console.error(help)
  process.exit(2)
}

const measure = async (label, sessions, port, options = []) => {
  const cost = await drain("ours", port, { sessions, options, seconds: 1800 })
  console.log(`${label}: ${cost.megabytes.toFixed(0)} MB, ${(cost.millis / 1000).toFixed(1)} s`)
  return cost
}
const count = (sessions) => sessions.toLocaleString("en")

const shorts = await withServer(short, async (port) => [
  await measure(`${count(short)} sessions`, short, port),
  await measure(`${count(short)} sessions, again`, short, port)
])
const { longs, slow } = await withServer(long, async (port) => ({
  longs: [
    await measure(`${count(long)} sessions`, long, port),
    await measure(`${count(long)} sessions, again`, long, port)
  ],
  slow: await measure(`${count(long)} sessions, 1 ms a page`, long, port, ["--pause", "1"])
}))

// Pages that are fetched ahead hide the time of the consumer, or the consumer hides theirs.
const pages = 100
const [alone, ahead] = await withServer(
  pages * 100,
  async (port) => {
    const options = ["--warmup", "1000", "--pause", "20"]
    return [
      await measure("20 ms a page on both sides", pages * 100, port, options),
      await measure("the same with prefetch", pages * 100, port, [...options, "--prefetch", "1"])
    ]
  },
  20
)

const megabytes = (costs) => costs.map((cost) => cost.megabytes.toFixed(0)).join(", ")
const peak = (costs) => Math.max(...costs.map((cost) => cost.megabytes))
const against = (costs) => (peak(costs) / peak(shorts)).toFixed(2)
const perPage = (cost) => (cost.millis / pages).toFixed(1)
writeSection(
  "Memory and prefetching",
  ["node bench/memory.mjs", ...process.argv.slice(2)].join(" "),
  [
    table([
      ["drain", "peak MB of each run", "peak / short list"],
      [`${count(short)} Stripe sessions`, megabytes(shorts), against(shorts)],
      [`${count(long)} Stripe sessions`, megabytes(longs), against(longs)],
      [
        `${count(long)} Stripe sessions, a consumer that takes 1 ms a page`,
        megabytes([slow]),
        against([slow])
      ]
    ]),
    `Peak resident memory of a fresh process, Node and a warm-up included. The target is at most 1.20.`,
    table([
      [
        `${pages} pages, 20 ms for each on the server and 20 ms in the consumer`,
        "ms a page",
        "ratio"
      ],
      ["`prefetch: 0`", perPage(alone), "1.00"],
      ["`prefetch: 1`", perPage(ahead), (ahead.millis / alone.millis).toFixed(2)]
    ])
  ].join("\n\n")
)
