import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { PageParams, ResumePoint } from "./position.js"

/** A page with the fingerprint of each item's id. */
export interface Marked {
  readonly items: ReadonlyArray<unknown>
  readonly marks: ReadonlyArray<string | undefined>
}

/** An item that belongs before a page, because it moved away while the list was read. */
export interface Moved {
  readonly item: unknown
  /** Its index on the page where it stands now. */
  readonly index: number
  readonly mark: string
}

/** How often a page is read again before the walk gives up. */
const mostReadings = 8

/** How many pages back the walk looks for a session that it knows. */
const mostPagesBack = 10

/**
 * Whether items may have moved between two pages of a numbered list. A removed item moves all later
 * ones up, and the first of them to a page that was read before. Then the total falls. Items that
 * trade places across the edge of a page bring an id back that was handed out before.
 */
export const mayHaveMoved = (
  point: ResumePoint,
  page: Marked,
  total: Option.Option<number>
): boolean => {
  if (point.seen.length === 0) return false
  const before = new Set(point.seen)
  return (
    (point.total !== undefined && Option.exists(total, (now) => now !== point.total)) ||
    page.marks.some((mark) => mark !== undefined && before.has(mark))
  )
}

/**
 * Reads the pages before a page again, and finds the items that moved there. `None` if it is not
 * certain that these are all: the list changed too much.
 *
 * It goes back until it meets an item that was handed out. The unknown items after that one are the
 * items that moved. Rows with the same sort key may stand in another order at every reading, so a
 * page that still shows an id which the next page showed too is read once more.
 */
export const findMoved = <E, R>(
  point: ResumePoint,
  page: Marked,
  previous: (at: PageParams) => Option.Option<PageParams>,
  read: (at: PageParams) => Effect.Effect<Marked, E, R>
): Effect.Effect<Option.Option<ReadonlyArray<Moved>>, E, R> =>
  Effect.gen(function* () {
    const known = new Set([...point.seen, ...point.had])
    const seen = new Set(point.seen)
    const onPage = new Set(page.marks)
    const cameBack = new Set(page.marks.filter((mark) => mark !== undefined && seen.has(mark)))
    const found = new Map<string, Moved>()

    for (let reading = 0; reading < mostReadings; reading++) {
      const before: Array<Marked> = []
      let at = previous(point.at)
      let anchored = false
      while (Option.isSome(at) && !anchored && before.length < mostPagesBack) {
        const earlier = yield* read(at.value)
        before.unshift(earlier)
        anchored = earlier.marks.some((mark) => mark !== undefined && known.has(mark))
        at = previous(at.value)
      }
      // Without a known item only the very beginning of the list tells what was handed out.
      if (!anchored && !(point.seenAll && Option.isNone(at))) return Option.none()

      let past = !anchored
      let stillThere = 0
      for (const { items, marks } of before) {
        for (const [index, mark] of marks.entries()) {
          if (mark === undefined) continue
          if (cameBack.has(mark)) stillThere++
          if (known.has(mark)) past = true
          else if (past && !onPage.has(mark)) found.set(mark, { item: items[index], index, mark })
        }
      }
      if (stillThere <= found.size) return Option.some([...found.values()])
    }
    return Option.none()
  })
