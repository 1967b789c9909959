/** Compares the imports of `src` with the arrows between its rooms in CONTRIBUTING.md. */
import { assert, describe, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, normalize, relative } from "node:path"
import { fileURLToPath } from "node:url"

const src = fileURLToPath(new URL("../src", import.meta.url))

/** What each room may import besides itself. */
const allowed: Readonly<Record<string, ReadonlyArray<string>>> = {
  errors: [],
  // The one arrow that points up, because an error carries a cursor.
  CheckoutError: ["errors", "pagination/Cursor.ts"],
  internal: ["CheckoutError"],
  schemas: [],
  pagination: ["CheckoutError", "internal"],
  http: ["CheckoutError", "internal"],
  neutral: ["CheckoutError", "schemas"],
  services: ["CheckoutError", "internal", "schemas", "pagination", "http", "neutral"],
  // A second reading of the providers' documentation, so it may share no code with the clients.
  sandbox: [],
  index: ["CheckoutError", "schemas", "pagination", "http", "neutral", "services", "sandbox"],
  // Its databases need optional peers, so no other room may load it.
  sync: ["CheckoutError", "internal", "neutral", "pagination", "services"],
  cli: ["index", "sync"]
}

/**
 * What one file may import for the compiler alone, with `import type`. The sandbox's builders are typed
 * by the wire schemas, and a type reads nothing.
 */
const allowedTypes: Readonly<Record<string, ReadonlyArray<string>>> = {
  "sandbox/internal/wire.ts": ["schemas"]
}

const roomOf = (file: string): string => {
  const [first = ""] = file.split("/")
  return first.replace(/\.ts$/, "")
}

/** The imports of a file that its room may not have. */
const forbidden = (file: string, text: string): ReadonlyArray<string> =>
  [...text.matchAll(/(import type [^"]*from|from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)]
    .map(([, how = "", specifier = ""]) => ({
      target: normalize(join(dirname(file), specifier)).replace(/\.js$/, ".ts"),
      types: how.startsWith("import type") ? (allowedTypes[file] ?? []) : []
    }))
    .filter(({ target, types }) => {
      const mine = new Set([roomOf(file), ...(allowed[roomOf(file)] ?? []), ...types])
      return !mine.has(roomOf(target)) && !mine.has(target)
    })
    .map(({ target }) => `${file} → ${target}`)

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)))

const publicModule = /^[A-Z]\w*\.ts$/

describe("rooms", () => {
  it("every import between rooms is in the table", () => {
    assert.isAbove(files.length, 80)
    assert.deepStrictEqual(
      files.flatMap((file) => forbidden(file, readFileSync(join(src, file), "utf8"))),
      []
    )
  })

  it("the check finds an import that is not in the table", () => {
    const bait = 'import { a } from "../services/StripeClient.js"\nexport * from "./Wire.js"'
    assert.deepStrictEqual(forbidden("schemas/Bait.ts", bait), [
      "schemas/Bait.ts → services/StripeClient.ts"
    ])
    assert.deepStrictEqual(
      forbidden("internal/bait.ts", 'export { b } from "../pagination/Page.js"'),
      ["internal/bait.ts → pagination/Page.ts"]
    )
    assert.deepStrictEqual(
      forbidden("sandbox/a/bait.ts", 'const c = await import("../../schemas/Wire.js")'),
      ["sandbox/a/bait.ts → schemas/Wire.ts"]
    )
    // Types are for one file, and only types.
    const types = 'import type * as A from "../../schemas/A.js"'
    assert.deepStrictEqual(forbidden("sandbox/internal/wire.ts", types), [])
    assert.lengthOf(forbidden("sandbox/internal/bait.ts", types), 1)
    assert.lengthOf(forbidden("sandbox/internal/wire.ts", types.replace("type ", "")), 1)
  })

  it("the index exports exactly the PascalCase modules at the top of a room", () => {
    const index = readFileSync(join(src, "index.ts"), "utf8")
    // A module with an optional peer dependency is imported only by its own path.
    const aside = new Set([
      "http/RateLimitStore.ts",
      "sync/Sync.ts",
      "sync/SyncCluster.ts",
      "sync/SyncSqlite.ts",
      "sync/SyncStore.ts",
      "sync/SyncedSessions.ts"
    ])
    for (const file of files) {
      const parts = file.split("/")
      const isPublic = parts.length <= 2 && publicModule.test(parts.at(-1) ?? "")
      const exported = aside.has(file) || index.includes(`"./${file.replace(/\.ts$/, ".js")}"`)
      assert.strictEqual(exported, isPublic, file)
    }
  })
})
