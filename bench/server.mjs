// Lists of any length, made from 100 sessions of the sandbox: `node bench/server.mjs <sessions>`.
// It runs in a process of its own, so that its work is not counted as a client's, and prints its port.
import { createServer } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { parseArgs } from "node:util"
import { Sandbox } from "../dist/index.js"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    /** Milliseconds before each answer. */
    latency: { type: "string", default: "0" }
  }
})
const total = Number(positionals[0])
const latency = Number(values.latency)

const digits = 12
const prefixes = {
  stripe: "cs_test_",
  polar: "00000000-0000-4000-8000-",
  flowglad: "chckt_session_"
}

/** A row is JSON whose id has a place for digits. To write only the digits costs far less than JSON. */
const rowsOf = (provider) =>
  Sandbox.sessions(provider, { sessions: 100, now: Date.UTC(2026, 5, 1) }).map((session) => {
    const id = prefixes[provider] + "0".repeat(digits)
    const row = Buffer.from(JSON.stringify({ ...session, id }))
    return { row, at: row.indexOf(`"id":"${id}"`) + `"id":"${prefixes[provider]}`.length }
  })
const rows = { stripe: rowsOf("stripe"), polar: rowsOf("polar"), flowglad: rowsOf("flowglad") }

const comma = Buffer.from(",")
const page = (provider, from, limit, head, tail) => {
  const end = Math.min(total, from + limit)
  const parts = [Buffer.from(head)]
  for (let n = from; n < end; n++) {
    const { at, row } = rows[provider][n % rows[provider].length]
    const copy = Buffer.from(row)
    copy.write(String(n).padStart(digits, "0"), at, "latin1")
    if (n > from) parts.push(comma)
    parts.push(copy)
  }
  parts.push(Buffer.from(tail(end)))
  return Buffer.concat(parts)
}

const limitOf = (query) => Number(query.get("limit") ?? 10)

const lists = {
  "/v1/checkout/sessions": (query) => {
    const after = query.get("starting_after")
    const from = after === null ? 0 : Number(after.slice(-digits)) + 1
    const head = '{"object":"list","url":"/v1/checkout/sessions","data":['
    return page("stripe", from, limitOf(query), head, (end) => `],"has_more":${end < total}}`)
  },
  "/v1/checkouts/": (query) => {
    const limit = limitOf(query)
    const from = (Number(query.get("page") ?? 1) - 1) * limit
    const pagination = JSON.stringify({ total_count: total, max_page: Math.ceil(total / limit) })
    return page("polar", from, limit, '{"items":[', () => `],"pagination":${pagination}}`)
  },
  "/api/v1/checkout-sessions": (query) => {
    const currentCursor = query.get("cursor")
    return page("flowglad", Number(currentCursor ?? 0), limitOf(query), '{"data":[', (end) => {
      const hasMore = end < total
      const nextCursor = hasMore ? String(end) : null
      return `],${JSON.stringify({ currentCursor, hasMore, nextCursor, total }).slice(1)}`
    })
  }
}

let requests = 0
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost")
  const answer = (status, body) => {
    response.writeHead(status, {
      "content-type": "application/json",
      "content-length": body.length
    })
    response.end(body)
  }
  // How many pages were asked for since the last question.
  if (pathname === "/requests") {
    answer(200, Buffer.from(String(requests)))
    requests = 0
    return
  }
  const list = lists[pathname]
  if (list === undefined) return answer(404, Buffer.from("{}"))
  requests++
  if (latency > 0) await sleep(latency)
  answer(200, list(searchParams))
})
// Longer than any pause of a client, so that no request meets a connection that is being closed.
server.keepAliveTimeout = 60_000
server.listen(0, "127.0.0.1", () => console.log(server.address().port))
