// Stripe's list as one account has it: sessions over a year, half of them in 5 % of the time. It knows
// `created`, answers after a delay, and refuses what is over the documented rate.
// `node bench/burst.mjs <sessions> <latency in ms> <requests a second>` prints its port.
import { createServer } from "node:http"
import { Sandbox } from "../dist/index.js"

const [total, latency, rate] = process.argv.slice(2).map(Number)
const year = 365 * 86_400
const end = Date.UTC(2026, 5, 1) / 1000

// The same sessions at every start.
let state = 42
const random = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
// Twenty busy times, which together are a twentieth of the year.
const bursts = Array.from({ length: 20 }, () => end - year + random() * year)
const created = Array.from({ length: total }, (_, n) =>
  n % 2 === 0
    ? bursts[Math.floor(random() * bursts.length)] + random() * (year / 20 / bursts.length)
    : end - random() * year
)
  .map(Math.floor)
  .sort((a, b) => b - a)

const digits = 12
const sessions = Sandbox.sessions("stripe", { sessions: 100, now: end * 1000 })
const row = (n) =>
  JSON.stringify({
    ...sessions[n % sessions.length],
    id: `cs_test_${String(n).padStart(digits, "0")}`,
    created: created[n]
  })

/** The first place, newest first, whose session is older than a second. */
const firstBefore = (second) => {
  let low = 0
  let high = total
  while (low < high) {
    const middle = (low + high) >> 1
    if (created[middle] < second) high = middle
    else low = middle + 1
  }
  return low
}

const bound = (query, key) => {
  const value = query.get(`created[${key}]`)
  return value === null ? undefined : Number(value)
}

const counts = { requests: 0, refused: 0 }
const times = []

const page = (query) => {
  const before = bound(query, "lt") ?? (bound(query, "lte") ?? Infinity) + 1
  const least = bound(query, "gte") ?? (bound(query, "gt") ?? -Infinity) + 1
  const after = query.get("starting_after")
  const start = Math.max(firstBefore(before), after === null ? 0 : Number(after.slice(-digits)) + 1)
  const stop = firstBefore(least)
  const last = Math.min(stop, start + Number(query.get("limit") ?? 10))
  const rows = []
  for (let n = start; n < last; n++) rows.push(row(n))
  return `{"object":"list","url":"/v1/checkout/sessions","data":[${rows.join(",")}],"has_more":${last < stop}}`
}

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://localhost")
  if (url.pathname === "/counts") {
    response.end(JSON.stringify(counts))
    counts.requests = 0
    counts.refused = 0
    return
  }
  const now = performance.now()
  counts.requests++
  while (times.length > 0 && times[0] <= now - 1000) times.shift()
  const refused = times.length >= rate
  if (refused) counts.refused++
  else times.push(now)
  const body = refused ? '{"error":{"code":"rate_limit"}}' : page(url.searchParams)
  setTimeout(() => {
    response.writeHead(refused ? 429 : 200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body)
    })
    response.end(body)
  }, latency)
})
server.keepAliveTimeout = 60_000
server.listen(0, "127.0.0.1", () => console.log(server.address().port))
