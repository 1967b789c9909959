/** Pages and points of a numbered list in few words: `"a - b"` is a page whose second item has no id. */
import { Effect, Option } from "effect"
import type { PageParams, ResumePoint } from "../../../src/pagination/internal/position.js"
import { startAt } from "../../../src/pagination/internal/position.js"
import type { Marked } from "../../../src/pagination/internal/shift.js"

const words = (text: string) => text.split(" ").filter((word) => word !== "")

/** A page that holds these marks. Its items say which is which. */
export const marked = (text: string, total?: number): Marked => ({
  items: words(text).map((word) => `item ${word}`),
  marks: words(text).map((word) => (word === "-" ? undefined : word)),
  total: Option.fromNullable(total)
})

/** The point before a page, after items with these marks. It has forgotten some that came earlier. */
export const pointAt = (
  page: number,
  seen: string,
  more: Partial<ResumePoint> = {}
): ResumePoint => ({ ...startAt({ page }), seen: words(seen), seenAll: false, ...more })

/** The page before a page of a numbered list. */
export const previous = (at: PageParams): Option.Option<PageParams> =>
  Number(at["page"]) > 1 ? Option.some({ page: Number(at["page"]) - 1 }) : Option.none()

/**
 * A numbered list that changes. Of each page it holds what the readings give, one after the other;
 * the last one stays. It writes down which pages are read.
 */
export const changing = (list: Readonly<Record<number, ReadonlyArray<Marked>>>) => {
  const reads: Array<number> = []
  const read = (at: PageParams) =>
    Effect.sync(() => {
      const page = Number(at["page"])
      const readings = list[page] ?? []
      const nth = reads.filter((earlier) => earlier === page).length
      reads.push(page)
      return readings[Math.min(nth, readings.length - 1)] ?? marked("")
    })
  return { read, reads }
}
