import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import { Cursor } from "../../src/pagination/Cursor.js"
import * as Page from "../../src/pagination/Page.js"

const next = Option.some(Cursor.make("next"))
const from = Option.some(Cursor.make("from"))
const resume = Option.some(Cursor.make("resume"))

/** The fields of a page that may be missing, in plain values. */
const optional = (page: Page.Page<unknown>): Readonly<Record<string, unknown>> => ({
  next: Option.getOrUndefined(page.next),
  from: Option.getOrUndefined(page.from),
  resume: Option.getOrUndefined(page.resume),
  total: Option.getOrUndefined(page.total)
})

describe("a page that is made", () => {
  it("has its provider and its items, and nothing that was left out", () => {
    const page = Page.make({ provider: "polar", items: [1, 2] })
    assert.strictEqual(page.provider, "polar")
    assert.deepEqual(page.items, [1, 2])
    assert.deepEqual(optional(page), {
      next: undefined,
      from: undefined,
      resume: undefined,
      total: undefined
    })
    assert.isTrue(Option.isNone(page.resume))
  })

  it("resumes at the next page, if nothing else is said", () => {
    const page = Page.make({ provider: "polar", items: [], next })
    assert.deepEqual(optional(page), {
      next: "next",
      from: undefined,
      resume: "next",
      total: undefined
    })
  })

  it("keeps everything that it is given", () => {
    const total = Option.some(7)
    const page = Page.make({ provider: "polar", items: [], next, from, resume, total })
    assert.deepEqual(optional(page), { next: "next", from: "from", resume: "resume", total: 7 })
  })
})
