import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Progress from "../../src/cli/progress.js"
import type { Output } from "../../src/cli/screen.js"

/** What a terminal of so many columns shows: just enough of one for the live lines. */
const terminal = (columns: number) => {
  const rows: Array<string> = [""]
  let row = 0
  let column = 0
  const put = (sign: string) => {
    if (column === columns) {
      row++
      column = 0
    }
    rows[row] =
      `${(rows[row] ?? "").padEnd(column).slice(0, column)}${sign}${(rows[row] ?? "").slice(column + 1)}`
    column++
  }
  const obey = (count: string, command: string) => {
    if (command === "A") row = Math.max(0, row - Number(count))
    if (command === "K") rows[row] = ""
    if (command === "J") {
      rows[row] = (rows[row] ?? "").slice(0, column)
      rows.length = row + 1
    }
  }
  const show = (text: string) => {
    for (const [, count = "", command, sign = ""] of text.matchAll(
      /(?!\n|\r)\p{Cc}\[\??(\d*)([A-Za-z])|([^])/gu
    )) {
      if (command !== undefined) obey(count, command)
      else if (sign === "\n") {
        row++
        column = 0
        rows[row] ??= ""
      } else if (sign === "\r") column = 0
      else put(sign)
    }
  }
  const output: Output = {
    isTerminal: true,
    isColoured: true,
    columns,
    write: (text) => Effect.sync(() => show(text)),
    tell: () => Effect.void
  }
  return { show, output, rows: () => rows }
}

describe("live progress", () => {
  it.live("leaves no stale line when Ctrl-C is echoed into a narrow terminal", () =>
    Effect.gen(function* () {
      const { output, rows, show } = terminal(60)
      const readings = yield* Effect.forEach(["stripe", "polar", "monime"], Progress.begin)
      yield* Effect.sync(() => show("^C")).pipe(
        Effect.delay("100 millis"),
        Effect.zipRight(Effect.interrupt),
        Progress.showing(output, readings),
        Effect.exit
      )
      const shown = rows()
      assert.deepStrictEqual(
        shown.map((row) => row.split(" ")[0]),
        ["stripe", "polar", "monime", ""]
      )
      for (const row of shown) assert.isAtMost(row.length, 60)
    })
  )

  it("counts one session as one session", () => {
    assert.strictEqual(Progress.count(1, "session"), "1 session")
    assert.strictEqual(Progress.count(0, "session"), "0 sessions")
    assert.strictEqual(Progress.count(1200, "session"), "1,200 sessions")
  })
})
