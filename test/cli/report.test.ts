import { assert, describe, it } from "@effect/vitest"
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { type Counts, type Figures, type Totals } from "../../src/cli/figures.js"
import { page } from "../../src/cli/report/page.js"
import { periodsOf } from "../../src/cli/report/periods.js"
import { NOW, program, variables } from "./program.js"

const { ended, run, sandbox, start, temp } = program()

const few = ["--sessions", "20", "--seed", "3", "--now", NOW]

const folder = (name: string): string => {
  const path = join(temp, name)
  mkdirSync(path)
  return path
}

const counts: Counts = {
  complete: 1,
  processing: 0,
  open: 0,
  expired: 0,
  canceled: 0,
  failed: 0,
  unknown: 0
}

const totals: Totals = {
  sessions: 1,
  statuses: counts,
  paid: 1,
  paidWithoutTotal: 0,
  gross: [{ amount: "90071992547409931.23", currency: "USD" }],
  conversion: 1,
  abandoned: { sessions: 0, overdue: 0, withoutTotal: 0, amounts: [] },
  drifted: 0,
  oldest: "2026-05-01T00:00:00.000Z",
  newest: "2026-05-01T00:00:00.000Z",
  days: { "2026-05-01": counts }
}

const figures: Figures = {
  ...totals,
  source: "sandbox",
  readAt: "2026-06-01T00:00:00.000Z",
  zone: "UTC",
  query: { status: null, createdAfter: null, createdBefore: null },
  whole: true,
  incomplete: [],
  unread: 0,
  undated: 0,
  providers: { stripe: totals }
}

describe("report", () => {
  it("is one file that needs no network and has no names", async () => {
    const at = folder("one")
    const { code, stderr, stdout } = await run(["report", "--out", join(at, "r.html"), ...few])
    assert.strictEqual(code, 0, stderr)
    assert.strictEqual(stdout, "")
    assert.include(stderr, "r.html: 100 sessions")
    assert.deepStrictEqual(readdirSync(at), ["r.html"])
    const text = readFileSync(join(at, "r.html"), "utf8")
    assert.match(text, /^<!doctype html>\n<html lang="en">/)
    assert.notMatch(text, /<script|<link|<img|href=|src=|@import|javascript:|undefined|NaN/)
    assert.notMatch(text, /url\(|cs_|chk|polar_c_|@[a-z]+\./)
    const addresses = [...text.matchAll(/https?:[^"' ]*/g)].map(([address]) => address)
    assert.deepStrictEqual([...new Set(addresses)], [])
  })

  it("replaces a report, and another file only by force; a link stays a link", async () => {
    const at = folder("two")
    const file = join(at, "r.html")
    writeFileSync(file, "my own page")
    const refused = await run(["report", "stripe", "--out", file, ...few])
    assert.strictEqual(refused.code, 1)
    assert.strictEqual(
      refused.stderr,
      `--out ${file}: this file is not a report; choose another name, or give --force to replace it\n`
    )
    assert.strictEqual(readFileSync(file, "utf8"), "my own page")
    assert.strictEqual((await run(["report", "stripe", "--out", file, "--force", ...few])).code, 0)
    const link = join(at, "link.html")
    symlinkSync(file, link)
    const again = await run(["report", "polar", "--out", link, ...few])
    assert.strictEqual(again.code, 0, again.stderr)
    assert.include(readFileSync(file, "utf8"), "<dd>Polar</dd>")
    assert.deepStrictEqual(readdirSync(at).sort(), ["link.html", "r.html"])
  })

  it("refuses a file that cannot be written, before anything is read", async () => {
    const nowhere = await run(["report", "--out", join(temp, "no", "r.html"), ...few])
    assert.strictEqual(nowhere.code, 1)
    assert.match(nowhere.stderr, /^--out .*: there is no such folder; create it or [^\n]*\n$/)
    const directory = await run(["report", "--out", temp, ...few])
    assert.strictEqual(directory.code, 1)
    assert.match(directory.stderr, /^--out .*: this is not a file; choose another name\n$/)
  })

  it("leaves nothing behind when it is interrupted", async () => {
    const at = folder("three")
    const { url } = await sandbox("--latency", "3000")
    const child = start(["report", "--out", join(at, "r.html"), "--base-url", url], variables)
    const end = ended(child)
    while (readdirSync(at).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill("SIGINT")
    const { code, stderr } = await end
    assert.strictEqual(code, 130)
    assert.include(stderr, "interrupted: nothing was counted to its end")
    assert.deepStrictEqual(readdirSync(at), [])
  })

  it("escapes whatever it is given, and keeps all digits of an amount", () => {
    const evil = `<img src=x onerror="alert('1')">&\u202e`
    const text = page(
      {
        ...figures,
        zone: evil,
        gross: [{ amount: "90071992547409931.23", currency: "USD" }],
        incomplete: [{ provider: evil, reason: evil }],
        query: { status: [evil], createdAfter: null, createdBefore: null },
        providers: { [evil]: totals }
      },
      evil,
      '<meta name="generator" content="test'
    )
    assert.notInclude(text, "<img")
    assert.notInclude(text, "\u202e")
    assert.include(text, "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;")
    assert.include(text, "90,071,992,547,409,931.23")
  })

  it("has its head and its tables without any session", () => {
    const none: Totals = { ...totals, sessions: 0, paid: 0, gross: [], conversion: null, days: {} }
    const empty = { ...none, oldest: null, newest: null, statuses: { ...counts, complete: 0 } }
    const text = page({ ...figures, ...empty, providers: { stripe: empty } }, "test", "<meta ")
    assert.match(text, /0 sessions of\s+1 provider/)
    assert.include(text, "Nothing was paid.")
    assert.notMatch(text, /NaN|undefined|Infinity/)
  })
})

describe("periods", () => {
  const spread = (...days: ReadonlyArray<string>) =>
    periodsOf(Object.fromEntries(days.map((day) => [day, counts])))

  it("are days, weeks, months or years, as few as can be read, without gaps", () => {
    const days = spread("2026-05-30", "2026-06-02")
    assert.deepStrictEqual(
      days.periods.map(({ counts: { complete }, name }) => [name, complete]),
      [
        ["2026-05-30", 1],
        ["2026-05-31", 0],
        ["2026-06-01", 0],
        ["2026-06-02", 1]
      ]
    )
    const weeks = spread("2026-01-01", "2026-06-01")
    assert.strictEqual(weeks.unit, "week")
    assert.strictEqual(weeks.periods[0]?.name, "2025-12-29")
    assert.strictEqual(weeks.periods.at(-1)?.name, "2026-06-01")
    const months = spread("1969-12-31", "1970-01-01", "1973-02-01")
    assert.deepStrictEqual(
      [months.unit, months.periods[0]?.name, months.periods[1]?.name, months.periods.at(-1)?.name],
      ["month", "1969-12", "1970-01", "1973-02"]
    )
    const years = spread("1066-10-14", "2020-01-01", "2026-01-01")
    assert.deepStrictEqual([years.unit, years.periods.length, years.earlier], ["year", 62, 1])
    assert.strictEqual(years.periods.at(-1)?.name, "2026")
    assert.deepStrictEqual(periodsOf({}).periods, [])
  })
})
