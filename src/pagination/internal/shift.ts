import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { PageParams, ResumePoint } from "./position.js"

/** A page with the fingerprint of each item's id. */
export interface Marked {
  readonly items: ReadonlyArray<unknown>
  readonly marks: ReadonlyArray<string | undefined>
  readonly total: Option.Option<number>
}

/** An item that belongs before a page, because it moved away while the list was read. */
export interface Moved {
  readonly item: unknown
  /** Its index on the page where it stands now. */
  readonly index: number
  readonly mark: string
}

/** The items that moved, and the state of the list and of the page by the last readings. */
export interface Found {
  readonly moved: ReadonlyArray<Moved>
  readonly total: Option.Option<number>
  readonly marks: ReadonlyArray<string | undefined>
}

/** The functions that a walk of numbered pages needs. Only providers with such pages bring them along. */
export interface Numbered {
  readonly mayHaveMoved: (point: ResumePoint, page: Marked) => boolean
  /** The items that moved before a page, found on the pages before it. */
  readonly findMoved: <E, R>(
    point: ResumePoint,
    page: Marked,
    read: (at: PageParams) => Effect.Effect<Marked, E, R>,
    /** Whether new sessions stand at the end of the list only. */
    appended: boolean
  ) => Effect.Effect<Option.Option<Found>, E, R>
}

/** How often a page is read again before the walk gives up. */
const mostReadings = 20

/** How many of the oldest names are no anchors. */
const margin = 20

/** How many pages back the walk looks for a session that it knows. */
const mostPagesBack = 10

/**
 * Whether items may have moved between two pages of a numbered list. A removed item moves all later
 * ones up, and the first of them to a page that was read before.
 *
 * A page that overlaps the one before shows it: another item stands in the place of the last one.
 * Without overlap, the total falls, unless as many items appeared. Items that trade places across the
 * edge of a page bring an id back that was handed out before.
 */
export const mayHaveMoved = (point: ResumePoint, page: Marked): boolean => {
  if (point.seen.length === 0) return false
  if (point.unsure) return true
  const edge = new Set(page.marks.slice(0, point.overlap))
  const changed =
    point.overlap > 0
      ? !point.seen.slice(-point.overlap).every((mark) => edge.has(mark))
      : point.total !== undefined && Option.exists(page.total, (now) => now !== point.total)
  const before = new Set<string | undefined>(point.seen)
  const others = page.marks.slice(point.overlap)
  return changed || others.some((mark) => before.has(mark))
}

/** Pages that were read again. */
interface Back {
  readonly pages: ReadonlyArray<Marked>
  /** Whether they begin with the list, and every id before them is remembered. */
  readonly whole: boolean
}

/**
 * The pages before a page, back to the first that holds an anchor and over `least` items at least.
 * `None` if no page holds an anchor.
 *
 * Where nothing new can stand before an anchor, one that stands too far down was pushed there by an
 * item that moved: the pages up to the anchor's former place are read, too.
 */
const readBack = <E, R>(
  point: ResumePoint,
  isAnchor: (mark: string | undefined) => boolean,
  least: number,
  previous: (at: PageParams) => Option.Option<PageParams>,
  read: (at: PageParams) => Effect.Effect<Marked, E, R>,
  appended: boolean
): Effect.Effect<Option.Option<Back>, E, R> =>
  Effect.gen(function* () {
    const pages: Array<Marked> = []
    // How far before this page each id stood. The page begins with those that it overlaps.
    const end = point.seen.length - point.overlap
    const places = new Map(
      appended ? point.seen.map((mark, index) => [mark, end - index] as const) : []
    )
    let at = previous(point.at)
    let anchored = false
    let items = 0
    let wanted = least
    while (Option.isSome(at) && pages.length < mostPagesBack) {
      const page = yield* read(at.value)
      pages.unshift(page)
      items += page.items.length
      anchored ||= page.marks.some(isAnchor)
      for (const mark of page.marks) {
        if (isAnchor(mark)) wanted = Math.max(wanted, places.get(mark ?? "") ?? 0)
      }
      at = previous(at.value)
      if (anchored && items >= wanted) break
    }
    // At the beginning of the list, and if every id is remembered, all unknown items are new.
    const whole = point.seenAll && Option.isNone(at)
    return anchored || whole ? Option.some({ pages, whole }) : Option.none()
  })

/**
 * Reads the pages before a page again, and finds the items that moved there. `None` if it is not
 * certain that these are all: the list changed too much.
 *
 * It goes back until it meets an item that was handed out. The unknown items after that one are the
 * items that moved. An id that stands on this page and on an earlier one shows that the list changed
 * between the two requests, and so does a total that fell: then both pages are read once more. Rows with
 * the same sort key may stand in another order at every request, so this can take several readings.
 */
export const findMoved = <E, R>(
  point: ResumePoint,
  page: Marked,
  previous: (at: PageParams) => Option.Option<PageParams>,
  read: (at: PageParams) => Effect.Effect<Marked, E, R>,
  appended = false
): Effect.Effect<Option.Option<Found>, E, R> =>
  Effect.gen(function* () {
    const known = new Set([...point.seen, ...point.had])
    // An item of this page says nothing of what stood before it: only earlier ones are anchors. Nor
    // are the oldest names: a forgotten item can trade places with them, and would look new there.
    const forgotten = point.seenAll ? 0 : Math.min(margin, Math.floor(point.seen.length / 3))
    const anchors = new Set<string | undefined>(point.seen.slice(forgotten))
    const isAnchor = (mark: string | undefined) => anchors.has(mark)
    // An item that came back stood so far before this page; another one took its place there.
    const least = Math.max(
      0,
      ...page.marks.map((mark) =>
        isAnchor(mark) ? point.seen.length - point.seen.indexOf(mark ?? "") : 0
      )
    )
    const first = new Set(page.marks)
    const found = new Map<string, Moved>()
    const keep = ({ items }: Marked, index: number, mark: string | undefined) => {
      if (mark !== undefined && !known.has(mark) && !first.has(mark)) {
        found.set(mark, { item: items[index], index, mark })
      }
    }

    let here = page
    for (let reading = 0; reading < mostReadings; reading++) {
      const before = yield* readBack(point, isAnchor, least, previous, read, appended)
      if (Option.isNone(before)) return Option.none()
      const { pages, whole } = before.value
      let past = (appended && whole) || !pages.some(({ marks }) => marks.some(isAnchor))
      for (const earlier of pages) {
        for (const [index, mark] of earlier.marks.entries()) {
          past ||= isAnchor(mark)
          if (past) keep(earlier, index, mark)
        }
      }
      const onPage = new Set(here.marks)
      const twice = pages.some(({ marks }) =>
        marks.some((mark) => mark !== undefined && onPage.has(mark))
      )
      const total = Option.orElse(pages[0]?.total ?? Option.none(), () => here.total)
      const fell = Option.exists(here.total, (was) => Option.exists(total, (now) => now < was))
      if (!twice && !fell) {
        return Option.some({ moved: [...found.values()], total, marks: here.marks })
      }
      here = yield* read(point.at)
      for (const [index, mark] of here.marks.entries()) keep(here, index, mark)
    }
    return Option.none()
  })

/** Numbered pages, by the function that names the page before a page. */
export const numbered = (previous: (at: PageParams) => Option.Option<PageParams>): Numbered => ({
  mayHaveMoved,
  findMoved: (point, page, read, appended) => findMoved(point, page, previous, read, appended)
})
