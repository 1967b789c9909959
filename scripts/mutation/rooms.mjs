// The tests that the mutants of a room meet. A mutant that survives has met them all, so slow ones,
// and those that say nothing of the room, are left out.
import { readdirSync } from "node:fs"

const pages = ["cursorBounds", "cursors", "endOfList", "keyset", "opaqueCursors", "pages"]
const services = (...names) => names.map((name) => `test/services/${name}.test.ts`)

const rooms = {
  pagination: [
    "test/pagination",
    ...services(...pages, "items", "polar", "polarOverlap", "prefetch", "resume"),
    "test/CheckoutError.test.ts"
  ],
  http: [
    "test/http",
    ...services("credentials", "headers", "refusals", "secrecy"),
    "test/internal/telemetry.test.ts",
    "test/CheckoutError.test.ts"
  ],
  services: [
    "test/services",
    "test/internal/telemetry.test.ts",
    "test/http/rateLimit.test.ts",
    "test/http/waiting.test.ts"
  ]
}

// Sockets, minutes of traffic, the performance of very large bodies.
const slow = /sockets|endurance|transport\.test/

/** The names of all rooms. */
export const names = Object.keys(rooms)

/** The test files for a room. */
export const testsOf = (room) =>
  rooms[room]
    .flatMap((path) =>
      path.endsWith(".ts")
        ? [path]
        : readdirSync(path, { recursive: true }).map((file) => `${path}/${file}`)
    )
    .filter((file) => file.endsWith(".test.ts") && !slow.test(file))

// What every provider's client is tested for shows with few of them: keys, numbers, Basic.
const left = {
  pagination: /\b(flowglad|monime|leanrails)\b/i,
  http: /\b(flowglad|monime|polar)\b/i
}

/** Whether a test says something of the room that no other test says. */
export const isFor = (room, title) => left[room]?.test(title) !== true
